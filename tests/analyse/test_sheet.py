"""Spreadsheets as people make them, and one clear sentence for each that cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hiring.analyse.reading import files
from hiring.analyse.reading.ratings import ReadingOptions, SheetError, read_sheet

HEAD = "candidate,interviewer,criterion,score\n"
_GUESSED = ReadingOptions()
ROWS = [["ana", "mia", 3], ["ana", "leo", 4], ["bo", "mia", 2], ["bo", "leo", 2]]
LONG = "candidate,interviewer,score\nana,mia,3\nana,leo,4\nbo,mia,2\nbo,leo,2\n"


def written(folder: Path, text: str | bytes, name: str = "ratings.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def refusal(
    folder: Path, text: str | bytes, named: ReadingOptions = _GUESSED, scale: tuple[float, float] | None = None
) -> str:
    with pytest.raises(SheetError) as refused:
        read_sheet(written(folder, text), named, scale)
    return str(refused.value)


def test_a_long_sheet_is_read_with_usual_names(tmp_path: Path) -> None:
    path = written(tmp_path, "Applicant;Rater;Dimension;Rating\nAna;Mia;care;4\nBo;Mia;care;3,5\n\nBo;Leo;care;n/a\n")
    found = read_sheet(path).ratings
    assert found["candidate"].tolist() == ["Ana", "Bo", "Bo"]
    assert found["interviewer"].tolist() == ["Mia", "Mia", "Leo"]
    assert found["score"].tolist()[:2] == [4.0, 3.5]
    assert np.isnan(found["score"].iloc[2])


def test_the_criterion_may_be_missing(tmp_path: Path) -> None:
    found = read_sheet(written(tmp_path, "candidate,interviewer,score\na,m,3\n")).ratings
    assert found["criterion"].tolist() == ["score"]


def test_named_columns_are_taken_as_named(tmp_path: Path) -> None:
    path = written(tmp_path, "score,who,whom\nx,m,3\ny,m,4\n")
    found = read_sheet(path, ReadingOptions(candidate="score", interviewer="who", score="whom")).ratings
    assert found[["candidate", "interviewer", "score"]].to_numpy().tolist() == [["x", "m", 3.0], ["y", "m", 4.0]]


def test_a_wide_sheet_has_a_column_an_interviewer(tmp_path: Path) -> None:
    path = written(tmp_path, "person,Mia,Leo,Notes,Total\nAna,4,3,good talk,7\nBo,-,5,late,5\n")
    found = read_sheet(path)
    rows = found.ratings.set_index(["candidate", "interviewer"])["score"]
    assert rows[("Ana", "Mia")] == 4.0
    assert np.isnan(rows[("Bo", "Mia")])
    assert sorted(found.ratings["interviewer"].unique()) == ["Leo", "Mia"]
    assert "Mia and Leo; candidates from “person”" in found.notes[0]


def test_nobody_is_taken_for_a_sum_because_of_a_name(tmp_path: Path) -> None:
    found = read_sheet(written(tmp_path, "candidate,Max Weber,Mark,Kim\nMin,3,4,2\nMax,2,2,1\ncy,4,4,5\n")).ratings
    assert sorted(set(found["interviewer"])) == ["Kim", "Mark", "Max Weber"]
    assert sorted(set(found["candidate"])) == ["Max", "Min", "cy"]
    highest = "candidate,Mia,Leo,Max,Age\n" + "".join(
        f"c{at},{at},{5 - at},{max(at, 5 - at)},40\n" for at in range(1, 6)
    )
    assert sorted(set(read_sheet(written(tmp_path, highest)).ratings["interviewer"])) == ["Leo", "Mia"]
    assert (
        "The column “Age” was left out: its heading names no interviewer." in read_sheet(tmp_path / "ratings.csv").notes
    )


def scorecards(total: Callable[[int, int], object], name: str) -> str:
    """Eight scorecards of two criteria, and one that is made of them."""
    rows = ["candidate,interviewer,criterion,score"]
    for at in range(8):
        care, calm = 1 + at % 5, 1 + at * 3 % 5
        for criterion, mark in (("care", care), ("calm", calm), (name, total(care, calm))):
            rows.append(f"c{at // 2},i{at % 2},{criterion},{mark}")
    return "\n".join(rows)


@pytest.mark.parametrize(
    ("name", "total"),
    [
        ("Total", lambda care, calm: care + calm),
        ("Overall score", lambda care, calm: (care + calm) / 2),
        ("Average", lambda care, calm: round((care + calm) / 2)),
        ("Gesamt", lambda care, calm: care + calm if care < 5 or calm < 5 else ""),
        ("Weighted total", lambda care, calm: round(0.7 * care + 0.3 * calm, 1)),
    ],
)
def test_sums_and_means_of_a_long_sheet_are_no_criteria(
    tmp_path: Path, name: str, total: Callable[[int, int], object]
) -> None:
    found = read_sheet(written(tmp_path, scorecards(total, name)), scale=(1, 5))
    assert sorted(set(found.ratings["criterion"])) == ["calm", "care"]
    assert found.notes[1:] == (f"The criterion “{name}” was left out: it sums up the others.",)


def test_a_judgement_of_its_own_stays_a_criterion_and_is_named(tmp_path: Path) -> None:
    found = read_sheet(written(tmp_path, scorecards(lambda care, _: 6 - care, "Overall")))
    assert sorted(set(found.ratings["criterion"])) == ["Overall", "calm", "care"]
    assert found.notes[1:] == (
        "“Overall” counts as a criterion, because it's neither the sum nor the mean of the others.",
    )


def test_means_among_the_people_of_a_long_sheet_are_nobody(tmp_path: Path) -> None:
    found = read_sheet(
        written(tmp_path, LONG + "ana,Average,3.5\nbo,Average,2\nMittelwert,mia,2.5\nMittelwert,leo,3\n")
    )
    assert found.ratings[["candidate", "interviewer", "score"]].to_numpy().tolist() == ROWS
    assert found.notes[1:] == (
        "The interviewer “Average” was left out: it sums up the others.",
        "The candidate “Mittelwert” was left out: it sums up the others.",
    )


def test_a_row_may_be_a_scorecard_or_all_an_interviewer_gave(tmp_path: Path) -> None:
    cards = "candidate,interviewer,care,calm,Total\nana,mia,3,4,7\nana,leo,4,-,4\nbo,mia,2,2,4\n"
    found = read_sheet(written(tmp_path, cards))
    rows = found.ratings.set_index(["candidate", "interviewer", "criterion"])["score"]
    assert (len(rows), rows["ana", "mia", "calm"]) == (6, 4)
    assert found.notes == (
        "Read as one column a criterion: care and calm; candidates from “candidate” and interviewers from "
        "“interviewer”.",
        "The column “Total” was left out: it sums up the others.",
    )
    numbered = read_sheet(written(tmp_path, ",candidate,interviewer,care,calm\n0,a,m,3,4\n1,a,l,4,4\n2,b,m,2,2\n"))
    assert sorted(set(numbered.ratings["criterion"])) == ["calm", "care"]
    found = read_sheet(written(tmp_path, "interviewer,ana,bo\nmia,3,2\nleo,4,2\n"))
    assert sorted(found.ratings[["candidate", "interviewer", "score"]].to_numpy().tolist()) == sorted(ROWS)
    assert found.notes == ("Read as one column a candidate: ana and bo; interviewers from “interviewer”.",)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings_of_office_programs_are_known(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, (HEAD + "Zoë,Søren,care,3\r\n").encode(encoding))
    assert read_sheet(path).ratings["candidate"].tolist() == ["Zoë"]


def test_a_workbook_is_read_and_its_ids_stay_whole(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        [None] * 4,
        ["candidate", "interviewer", "criterion", "score"],
        [88211, "Mia", "care", 4],
        [88214, "Mia", "care", None],
    ):
        book.active.append(row)
    book.save(tmp_path / "ratings.xlsx")
    found = read_sheet(tmp_path / "ratings.xlsx").ratings
    assert found["candidate"].tolist() == ["88211", "88214"]
    assert found["score"].iloc[0] == 4.0


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "is empty"),
        ("\n\n \n", "is empty"),
        (HEAD, "no ratings"),
        (HEAD + "a,m,care,good\n", "Row 2: “good” isn't a mark."),
        (HEAD + "a,m,care,3\nb,m,care,1e999\n", "Row 3: “1e999” isn't a mark."),
        (HEAD + "a,m,care,3\n\n,m,care,3\n", "Row 4 has no candidate."),
        (HEAD + "a,m,care,3\na,m,care,4\n", "Row 3: m has already marked a on care in row 2."),
        (HEAD + "a,m,care,3,extra\n", "Row 2 has 5 cells, but there are 4 headings."),
        (HEAD + 'a,m,care,"3\n', "Row 2 isn't part of a table"),
        (HEAD + "a,m,care,\n", "There isn't a single mark in it."),
        ("candidate,candidate,score\na,b,3\n", "two columns called “candidate”"),
        ("candidate,score\na,3\n", "We found no column of interviewers"),
        ("person,notes\na,well\n", "We found no column of scores or marks"),
        (b"\x00\x01\x02rubbish", "neither a text table nor"),
        (b"PK\x03\x04 not a workbook", "We can't open this workbook."),
    ],
)
def test_each_mistake_has_its_sentence(tmp_path: Path, text: str | bytes, sentence: str) -> None:
    assert sentence in refusal(tmp_path, text)


def test_an_unknown_column_lists_what_there_is(tmp_path: Path) -> None:
    assert refusal(tmp_path, HEAD + "a,m,care,3\n", ReadingOptions(candidate="whom")) == (
        "There's no column “whom”. There are: candidate, interviewer, criterion, score."
    )


def test_a_mark_off_the_scale_is_refused_with_its_row(tmp_path: Path) -> None:
    assert refusal(tmp_path, HEAD + "a,m,care,3\nb,m,care,6\n", scale=(1, 5)) == "Row 3: 6 is off the scale of 1 to 5."


def test_a_missing_file_a_folder_and_a_huge_one_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SheetError, match="can't be read"):
        read_sheet(tmp_path / "nowhere.csv")
    with pytest.raises(SheetError, match="is a folder"):
        read_sheet(tmp_path)
    with (tmp_path / "huge.csv").open("wb") as huge:
        huge.truncate(200_000_000)
    with pytest.raises(SheetError, match="200 MB; at most 100 MB"):
        read_sheet(tmp_path / "huge.csv")
    monkeypatch.setattr(files, "BOUNDS", replace(files.BOUNDS, unpacked=10))
    openpyxl.Workbook().save(tmp_path / "small.xlsx")
    with pytest.raises(SheetError, match="too large when unpacked"):
        read_sheet(tmp_path / "small.xlsx")


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "whole.xlsx")
    import zipfile

    with zipfile.ZipFile(tmp_path / "whole.xlsx") as whole, zipfile.ZipFile(tmp_path / "part.xlsx", "w") as part:
        part.writestr("[Content_Types].xml", whole.read("[Content_Types].xml")[:50])
    with pytest.raises(SheetError, match="can't open this workbook"):
        read_sheet(tmp_path / "part.xlsx")


@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(st.sampled_from('candidate,interviewer;score\n"3 .\t'), max_size=120).map(str.encode),
    )
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_file_whatever_leads_to_anything_but_a_sentence(tmp_path: Path, raw: bytes) -> None:
    try:
        found = read_sheet(written(tmp_path, raw)).ratings
    except SheetError as refused:
        assert str(refused)
    else:
        assert found["score"].notna().any()
