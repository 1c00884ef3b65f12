"""What spreadsheets of real offices hold beside marks: titles, sums, formulas, merged cells, names typed twice."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from hiring.analyse.command import analyse
from hiring.analyse.reading.ratings import ReadingOptions, SheetError, UnclearShape, read_sheet

ROWS = [["ana", "mia", 3], ["ana", "leo", 4], ["bo", "mia", 2], ["bo", "leo", 2]]
SHROUT = Path(__file__).parent.parent / "data" / "shrout_fleiss_1979.csv"
HEAD = ["candidate", "interviewer", "score"]
LONG = "candidate,interviewer,score\nana,mia,3\nana,leo,4\nbo,mia,2\nbo,leo,2\n"


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "ratings.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def book(folder: Path, *rows: list[Any], merge: str = "", more: dict[str, list[list[Any]]] | None = None) -> Path:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for cells in merge.split():
        made.active.merge_cells(cells)
    for title, others in (more or {}).items():
        sheet = made.create_sheet(title)
        for row in others:
            sheet.append(row)
    made.save(folder / "ratings.xlsx")
    return folder / "ratings.xlsx"


def people(path: Path, named: ReadingOptions | None = None) -> list[str]:
    return sorted(read_sheet(path, named or ReadingOptions()).ratings["interviewer"].unique())


@pytest.mark.parametrize(
    "text",
    [
        LONG.replace(",", "|"),
        LONG.replace(",", ";").replace("candidate;interviewer;score", "Bewerber:in;Interviewer:in;Note (1–6)"),
        LONG.replace("candidate,interviewer,score", "Candidat,Évaluatrice,Note").encode("cp1252"),
        LONG.replace("candidate,interviewer,score", "Candidato,Entrevistador,Puntuación"),
        LONG.replace("candidate,interviewer,score", "Kandidaat,Beoordelaar,Cijfer"),
        LONG.replace("candidate,interviewer,score", ",candidate,interviewer,score")
        .replace("\nana", "\n0,ana")
        .replace("\nbo", "\n1,bo"),
        LONG.encode("utf-16-le"),
        LONG.replace(",", ", "),
        "Opening:,Shop manager\nDate:,2024-05-01\n" + LONG,
        LONG + "Total,,11\n",
        "sep=;\n" + LONG.replace(",", ";"),
        "Interviews in May,,\n,,\n" + LONG,
        LONG.replace("\n", ",,\n"),
        LONG.replace("\n", "\n\n"),
        LONG.replace("candidate,interviewer,score", "Candidate name,Name of interviewer,Overall Score"),
        LONG.replace("score", "score,notes,notes").replace("3\n", "3,x,y\n"),
        LONG.encode("utf-32"),
    ],
)
def test_these_are_all_the_same_sheet(tmp_path: Path, text: str | bytes) -> None:
    found = read_sheet(written(tmp_path, text)).ratings
    assert found[["candidate", "interviewer", "score"]].to_numpy().tolist() == ROWS


def test_a_separator_within_a_heading_does_not_mislead(tmp_path: Path) -> None:
    path = written(tmp_path, 'candidate;"interviewer, name";score, 1-5\nana;mia;3,5\nbo;mia;2\n')
    assert read_sheet(path).ratings["score"].tolist() == [3.5, 2.0]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    text = 'candidate,interviewer,score,note\nana,mia,3,"one\nand two"\n\nbo,mia,good,\n'
    with pytest.raises(SheetError, match=r"^Row 4: “good” isn't a mark.$"):
        read_sheet(written(tmp_path, text))
    with pytest.raises(SheetError, match=r"^Row 2: “x” isn't a mark.$"):
        read_sheet(written(tmp_path, "sep=;\ncandidate;interviewer;score\nana;mia;x\n"))


def test_sums_and_means_of_a_wide_sheet_are_no_interviewers(tmp_path: Path) -> None:
    wide = "Bewerber;Mia;Leo;{}\nana;3;4;{}\nbo;2;2;{}\ncy;5;4;{}\nAverage;3,3;3,3;\n"
    for cells in (("Total", 7, 4, 9), ("Summe", 7, 4, 9), ("Schnitt", "3,5", "2", "4,5"), ("Average score", 1, 1, 1)):
        path = written(tmp_path, wide.format(*cells))
        assert people(path) == ["Leo", "Mia"]
        assert "Row 5 was left out: it sums up the others." in read_sheet(path).notes
    alike = "candidate,Mia,Leo,Kim\nana,3,3,3\nbo,4,2,3\ncy,1,1,1\n"
    assert people(written(tmp_path, alike)) == ["Kim", "Leo", "Mia"]


def test_marks_where_headings_should_be_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match="first row has marks where headings are needed"):
        read_sheet(written(tmp_path, "9,2,5,8\n6,1,3,2\n8,4,6,8\n"))
    with pytest.raises(SheetError, match="first row seems to be a rating"):
        read_sheet(written(tmp_path, "ana,mia,4\nana,leo,3\nbo,mia,2\n"))
    with pytest.raises(SheetError, match="We found no column of candidates"):
        read_sheet(written(tmp_path, "mia,leo\n3,4\n3,2\n"))
    with pytest.raises(SheetError, match="We found no column of scores"):
        read_sheet(written(tmp_path, "candidate,interviewer,age,weeks\n" + "ana,mia,30,2\n" * 3))


def test_names_that_differ_to_the_eye_only_are_one_and_others_are_pointed_out(tmp_path: Path) -> None:
    text = (
        "candidate,interviewer,score\nAna  B,mia,3\n"
        "Ana\u00a0B,leo,4\nana b,mia,2\n001,mia,2\n1,leo,2\ne\x1b[31m,leo,1\n"
    )
    found = read_sheet(written(tmp_path, text))
    assert sorted(set(found.ratings["candidate"])) == ["001", "1", "Ana B", "ana b", "e [31m"]
    assert found.notes[1:] == (
        "“001” and “1” are counted as different candidates; write them alike if they are one.",
        "“Ana B” and “ana b” are counted as different candidates; write them alike if they are one.",
    )


def test_whoever_has_no_mark_is_said_to_be_left_out(tmp_path: Path) -> None:
    assert read_sheet(written(tmp_path, LONG + "cy,kim,-\n")).notes[1:] == (
        "Without any mark and so left out: cy.",
        "Without any mark and so left out: kim.",
    )


def test_a_formula_nobody_worked_out_is_not_taken_for_a_missing_mark(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match=r"^Row 3: a formula has no stored result"):
        read_sheet(book(tmp_path, HEAD, ROWS[0], ["ana", "leo", "=1+2"]))


def test_a_formula_matters_only_where_it_is_read(tmp_path: Path) -> None:
    assert people(book(tmp_path, ["candidate", "mia", "leo", "Total"], ["ana", 3, 4, "=B2+C2"])) == ["leo", "mia"]
    with pytest.raises(SheetError, match=r"^Row 2: a formula has no stored result"):
        read_sheet(book(tmp_path, ["candidate", "mia", "leo"], ["ana", "=1+2", 4]))
    with pytest.raises(SheetError, match=r"^Row 2: a formula has no stored result"):
        read_sheet(book(tmp_path, HEAD, ["=A1", "mia", 3]))


def test_headings_under_one_wide_cell_are_taken(tmp_path: Path) -> None:
    rows = [["Candidate", "Interviewers", None], [None, "mia", "leo"], ["ana", 3, 4], ["bo", 2, 2]]
    path = book(tmp_path, ["Panel"], *rows, merge="B2:C2")
    assert sorted(read_sheet(path).ratings[["candidate", "interviewer", "score"]].to_numpy().tolist()) == sorted(ROWS)


def test_hidden_sheets_are_passed_over_and_a_wrong_size_is_not_believed(tmp_path: Path) -> None:
    path = book(tmp_path, HEAD, ["old", "old", 1], more={"Marks": [HEAD, *ROWS]})
    made = openpyxl.load_workbook(path)
    made.worksheets[0].sheet_state, made.active = "hidden", 1
    made.save(path)
    assert people(path) == ["leo", "mia"]
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(tmp_path / "wrong.xlsx", "w") as wrong:
        for name in whole.namelist():
            wrong.writestr(name, re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', whole.read(name)))
    assert people(tmp_path / "wrong.xlsx") == ["leo", "mia"]


def test_a_merged_name_counts_for_all_its_rows_and_a_merged_mark_for_none(tmp_path: Path) -> None:
    path = book(tmp_path, HEAD, ROWS[0], [None, "leo", 4], ["bo", "mia", 2], [None, "leo", 2], merge="A2:A3 A4:A5")
    assert read_sheet(path).ratings[HEAD].to_numpy().tolist() == ROWS
    with pytest.raises(SheetError, match=r"^Row 2: a merged cell holds the mark of several rows"):
        read_sheet(book(tmp_path, HEAD, ROWS[0], ["ana", "leo", None], merge="C2:C3"))
    with pytest.raises(SheetError, match=r"^Row 2, column “leo”: a merged cell holds the mark of several"):
        read_sheet(book(tmp_path, ["candidate", "mia", "leo"], ["ana", 3, 4], ["bo", 2, None], merge="C2:C3"))


def test_the_only_sheet_with_marks_is_read_and_of_several_nobody_guesses(tmp_path: Path) -> None:
    legend = {"Legend": [["Mark", "Meaning"], [1, "poor"], [5, "great"]]}
    found = read_sheet(book(tmp_path, ["Read me first"], more={**legend, "Marks": [HEAD, *ROWS]}))
    assert found.ratings["score"].tolist() == [3, 4, 2, 2]
    assert found.notes[-1] == "Read from the sheet “Marks”; nothing was read from the other sheets."
    path = book(tmp_path, ["Read me"], more={"May": [HEAD, *ROWS], "June": [["candidate", "Mia", "Leo"], ["a", 1, 2]]})
    with pytest.raises(UnclearShape, match=r"“May” and “June” could each be the marks. Try --sheet May$"):
        read_sheet(path)
    assert len(read_sheet(path, ReadingOptions(sheet="june")).ratings) == 2


@pytest.mark.parametrize(("cell", "said"), [(True, "“TRUE”"), ("#DIV/0!", "“#DIV/0!”"), ("1e200", "“1e200”")])
def test_what_is_no_mark_is_quoted(tmp_path: Path, cell: object, said: str) -> None:
    with pytest.raises(SheetError, match=rf"^Row 2: {said} isn't a mark.$"):
        read_sheet(book(tmp_path, HEAD, ["ana", "mia", cell]))


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["2024-05-04", "3"], "Row 2: “2024-05-04” is a date, not a mark."),
        (["3", "04.05.2024"], "Row 3: “04.05.2024” is a date, not a mark."),
        (["60%", "3"], "Row 2: “60%” isn't a mark. Write the number alone."),
        (["4/5", "3/10"], "Row 3: “3/10” has a different top mark from the rest. Put all marks on one scale."),
        (["4/5", "9"], "Row 3: 9 is above 5, out of which other marks are."),
        (["4+", "3"], "Row 2: “4+” isn't a mark."),
        (["x", "3"], "Row 2: “x” isn't a mark."),
        (
            ["987", "1,234"],
            "Row 3: “1,234” may have decimals or thousands. Write marks without a separator for thousands.",
        ),
        (
            ["1.234", "987,5"],
            "Row 2: “1.234” may have decimals or thousands. Write marks without a separator for thousands.",
        ),
    ],
)
def test_what_could_be_read_in_two_ways_is_not_read(tmp_path: Path, cells: list[str], said: str) -> None:
    rows = "".join(f'ana;i{at};"{cell}"\n' for at, cell in enumerate(cells))
    with pytest.raises(SheetError) as refused:
        read_sheet(written(tmp_path, "candidate;interviewer;score\n" + rows))
    assert str(refused.value) == said


@pytest.mark.parametrize(
    "cell", ["", " ", "n/a", "N/A", "#N/A", "-", "—", "not observed", "Not_observed", "k.A.", "NULL"]
)
def test_what_was_not_observed_is_missing_and_never_nought(tmp_path: Path, cell: str) -> None:
    assert read_sheet(written(tmp_path, LONG + f"cy,mia,{cell}\n")).ratings["score"].isna().sum() == 1


def test_a_minus_of_any_kind_is_one(tmp_path: Path) -> None:
    assert read_sheet(written(tmp_path, LONG.replace("leo,2", "leo,−2"))).ratings["score"].tolist()[-1] == -2


def test_letters_that_were_guessed_are_said_to_be(tmp_path: Path) -> None:
    found = read_sheet(written(tmp_path, LONG.replace("mia", "Zoë").encode("cp1252")))
    assert found.notes[1:] == ("The file isn't UTF-8, so we read it as Windows-1252. Check the accents.",)


def test_the_ratings_are_never_overwritten_by_their_page(tmp_path: Path) -> None:
    path = written(tmp_path, LONG)
    told = CliRunner().invoke(analyse, [str(path), "--html", str(path)])
    assert (told.exit_code, path.read_text()) == (1, LONG)
    assert told.output.endswith("is the file with the ratings. Name another file for the page.\n")


@pytest.mark.skipif(sys.platform != "linux", reason="a file's name is text elsewhere")
def test_a_name_of_a_file_that_is_no_text_still_has_a_page(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xff.csv")
    path.write_text(LONG)
    assert CliRunner().invoke(analyse, [str(path), "--html", str(tmp_path / "page.html")]).exit_code == 0
    assert "Panel report: ?" in (tmp_path / "page.html").read_text()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_one_line() -> None:
    command = [sys.executable, "-c", "from hiring.analyse.command import analyse; analyse()", str(SHROUT)]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "Error: The report cannot be printed: No space left on device.\n")


def test_a_workbook_with_a_password_is_explained(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match="protected by a password"):
        read_sheet(written(tmp_path, bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4000)))


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes")
def test_a_pipe_is_read_like_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    sending = threading.Thread(target=pipe.write_text, args=(LONG,))
    sending.start()
    assert len(read_sheet(pipe).ratings) == 4
    sending.join()
    with pytest.raises(SheetError, match="is empty"):
        read_sheet(Path(os.devnull))


def test_text_fits_a_terminal_and_any_alphabet_of_it(tmp_path: Path) -> None:
    path = written(tmp_path, LONG + f"{'x' * 900},mia,2\n{'x' * 900},leo,1\n")
    told = CliRunner(charset="latin-1").invoke(analyse, [str(path)])
    assert told.exit_code == 0
    assert max(map(len, told.output.splitlines())) <= 80


def test_figures_without_an_answer_have_a_warning_that_says_what_would_be_enough(tmp_path: Path) -> None:
    path = written(tmp_path, "candidate,interviewer,criterion,score\na,m,care,3\na,n,calm,4\nb,m,care,2\nb,n,calm,2\n")
    told = CliRunner().invoke(analyse, [str(path), "--json"])
    found = json.loads(told.stdout, parse_constant=pytest.fail)
    assert found["criteria"][0]["components"] == dict.fromkeys(("candidate", "interviewer", "residual"))
    (said,) = (
        warning for warning in found["warnings"] if warning.startswith("calm and care: Not enough data yet: cand")
    )
    assert said.endswith("would be enough.")
    assert (found["reliability"]["k_harmonic"], found["reliability"]["q"]) == (2, 0)
