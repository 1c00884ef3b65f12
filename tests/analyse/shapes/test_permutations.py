"""The order of rows, columns and sheets and the names of people change no figure, and no column is lost in silence."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hiring.analyse.analysis import report_on
from hiring.analyse.command import analyse
from hiring.analyse.reading.options import ReadingOptions
from hiring.analyse.reading.ratings import RatingSheet, SheetError, read_content
from hiring.analyse.report.page import page_parts
from hiring.analyse.report.record import as_json
from hiring.analyse.report.text import as_text
from hiring.measurement.ratings import BadRatings

_PEOPLE = ["Ana", "Bo", "Cy", "Dee", "Ed"]
_JUDGES = ["Mia", "Leo", "Kim"]
_FIGURES = ("mean", "sd", "adjusted", "blup", "se", "level", "tie_group")


def _text(rows: Sequence[Sequence[Any]]) -> bytes:
    return "\n".join(",".join(map(str, row)) for row in rows).encode()


def _figures(raw: bytes, options: ReadingOptions | None = None, names: dict[str, str] | None = None) -> dict[str, Any]:
    """Every figure by the name it belongs to, under the `names` people had at first."""
    first = names or {}
    report = as_json(report_on(read_content(raw, "the file", options or ReadingOptions())))
    by_name = {f"{first.get(row['candidate'], row['candidate'])} {figure}": row[figure]
               for row in report["candidates"] for figure in _FIGURES}  # fmt: skip
    by_name |= {first.get(row["interviewer"], row["interviewer"]): row["leniency"] for row in report["interviewers"]}
    return by_name | report["components"] | {"alpha": report["alpha_ordinal"]["value"], "g": report["reliability"]["g"]}


def _same(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert one.keys() == other.keys()
    for name, value in one.items():
        assert other[name] == (pytest.approx(value, rel=1e-6, abs=1e-7) if isinstance(value, float) else value), name


@given(
    st.lists(
        st.lists(st.sampled_from(["1", "2", "3", "4", "5", "-"]), min_size=3, max_size=3), min_size=5, max_size=5
    ).filter(lambda rows: all(any(cell != "-" for cell in row) for row in rows)),
    st.randoms(use_true_random=False),
)
@settings(max_examples=4, deadline=None)  # fmt: skip
def test_no_order_and_no_name_changes_a_figure(marks: list[list[str]], chance: Any) -> None:
    rows = [["Candidate", *_JUDGES, "Notes"], *([name, *row, "x"] for name, row in zip(_PEOPLE, marks, strict=True))]
    before = _figures(_text(rows))
    order = chance.sample(range(5), 5)
    body = chance.sample(rows[1:], 5)
    moved = [[row[at] for at in order] for row in [rows[0], *body]]
    _same(before, _figures(_text(moved)))
    renamed = dict(zip(_PEOPLE + _JUDGES, chance.sample(["Zed", "Yun", "Xan", "Wim", "Vic"], 5)
                       + chance.sample(["Una", "Tom", "Sue"], 3), strict=True))  # fmt: skip
    others = [[renamed.get(cell, cell) for cell in row] for row in moved]
    _same(before, _figures(_text(others), names={new: old for old, new in renamed.items()}))
    pairs = [(name, judge, cell) for name, row in zip(_PEOPLE, marks, strict=True)
             for judge, cell in zip(_JUDGES, row, strict=True)]  # fmt: skip
    long = [["candidate", "interviewer", "score"], *map(list, pairs)]
    _same(before, _figures(_text([long[0], *chance.sample(long[1:], 15)])))


def _book(sheets: dict[str, list[list[Any]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        made = book.create_sheet(title)
        for row in rows:
            made.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_the_order_of_sheets_changes_no_figure() -> None:
    chance = np.random.default_rng(4)
    sheets = {judge: [["Candidate", "Calm", "Care"], *([name, *map(int, chance.integers(1, 6, 2))] for name in _PEOPLE)]
              for judge in _JUDGES}  # fmt: skip
    options = ReadingOptions(sheets_are="interviewers")
    turned = {judge: [rows[0], *rows[:0:-1]] for judge, rows in reversed(sheets.items())}
    _same(_figures(_book(sheets), options), _figures(_book(turned), options))


_CELLS = st.sampled_from(
    ["1", "2", "3", "4", "5", "", "-", "4/5", "80%", "4+", "good", "TRUE", "2026-05-04", "88", "3.5", "x y"]
)
_HEADINGS = st.sampled_from(["Candidate", "Mia", "Leo", "interviewer", "score", "Calmness", "Rank", "Total", "",
                             "Weight", "Mia - Calm", "Leo - Calm", "status", "criterion", "first name"])  # fmt: skip


@given(
    st.lists(_HEADINGS, min_size=2, max_size=5).flatmap(
        lambda head: st.tuples(
            st.just(head),
            st.lists(st.lists(_CELLS, min_size=len(head) - 1, max_size=len(head) - 1), min_size=1, max_size=5),
        )
    )
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
def test_no_column_is_dropped_in_silence_and_nothing_leaves_a_trace(sheet: tuple[list[str], list[list[str]]]) -> None:
    head, body = sheet
    raw = _text([head, *([f"c{at}", *row] for at, row in enumerate(body))])
    try:
        read = read_content(raw, "the file", ReadingOptions())
    except SheetError as refused:
        assert str(refused)
        return
    used = [use["heading"] for use in read.reading.as_json()["columns"]]
    said = " ".join(read.notes)
    named = [name for name in head if name]
    assert [name for name in named if name not in used and f"“{name}”" not in said] == []
    counted = sum(str(cell)[0].isdigit() for use, at in zip(head, range(len(head)), strict=True)
                  for cell in [row[at - 1] for row in body if at] if cell and use in _marks_of(read))  # fmt: skip
    assert counted == int(read.ratings["score"].notna().sum()) or "left out: it sums up" in said
    _has_ranges(read)


def _has_ranges(read: RatingSheet) -> None:
    """Text, page and JSON come out without a number that has neither a range nor a reason for none."""
    try:
        report = report_on(read)
    except (SheetError, BadRatings) as refused:
        assert str(refused)
        return
    record = as_json(report)
    shown = as_text(report) + json.dumps(record, allow_nan=False) + repr(page_parts(report)["parts"])
    assert re.findall(r"\bnan\b|\binf\b", shown) == []
    for part in record.get("openings", [record]):
        unsure = any("Not enough data yet" in said or "fit together exactly" in said for said in part["warnings"])
        for row in part["candidates"]:
            without = [each for each in ("adjusted", "level") if row[each] is not None and row[f"{each}_ci"] is None]
            assert without == [] or unsure
        made = part["reliability"]
        assert made["g"] is None or made["ci"] or made["no_ci"]


def _marks_of(read: Any) -> set[str]:
    return {use.heading for use in read.reading.columns if use.role == "score" or use.role.startswith("marks")}


@pytest.mark.parametrize(
    ("text", "code", "begins"),
    [
        ("Candidate,Mia,Leo,fixed acidity\nAna,3,4,3\nBo,2,2,4\n", 2, "Error: “fixed acidity” has numbers, but"),
        ("candidate,interviewer,score\nAna,Mia,4+\n", 1, "Error: Row 2: “4+” isn't a mark."),
        ("candidate,interviewer,score\nAna,Mia,4\n", 0, "{"),
    ],
)
def test_the_command_asks_with_2_refuses_with_1_and_tells_its_reading(
    tmp_path: Path, text: str, code: int, begins: str
) -> None:
    (tmp_path / "ratings.csv").write_text(text)
    result = CliRunner().invoke(analyse, [str(tmp_path / "ratings.csv"), "--json"])
    assert (result.exit_code, result.output[: len(begins)]) == (code, begins)
    if code == 0:
        assert json.loads(result.output)["reading"]["direction"] == "Higher marks are taken as better."
    if code == 2:
        assert "Try --interviewer-columns Mia,Leo --ignore 'fixed acidity'" in result.output


def test_options_reach_the_reader_and_lists_may_hold_commas(tmp_path: Path) -> None:
    rows = 'Candidate,"Lind, Mia",Leo,Fun\nAna,1,x,9\nBo,good,2,9\nCy,5,-9,9\n'
    (tmp_path / "ratings.csv").write_text(rows)
    options = [
        "--interviewer-columns",
        "Lind\\, Mia,Leo",
        "--missing",
        "-9",
        "--map",
        "good=4,x=3",
        "--lower-is-better",
    ]
    result = CliRunner().invoke(analyse, [str(tmp_path / "ratings.csv"), "--json", *options])
    report = json.loads(result.output)
    assert [row["mean"] for row in report["candidates"]] == [4.0, 3.0, 1.0]
    assert report["reading"]["left_out"] == ["Fun"]
    for wrong in (["--map", "good"], ["--map", "good=very"]):
        refused = CliRunner().invoke(analyse, [str(tmp_path / "ratings.csv"), *wrong])
        assert (refused.exit_code, "isn't a word and its mark" in refused.output) == (1, True)


def test_weights_make_the_total_and_openings_are_never_compared() -> None:
    rows = [["candidate", "interviewer", "criterion", "score", "weight", "opening"]]
    rows += [[name, judge, criterion, at % 4 + bonus, weight, "Bar" if at < 2 else "Till"]
             for at, name in enumerate(_PEOPLE[:4]) for judge in _JUDGES
             for criterion, bonus, weight in (("Calm", 1, 3), ("Care", 2, 1))]  # fmt: skip
    whole = as_json(report_on(read_content(_text(rows), "the file", ReadingOptions(weight="weight"))))
    assert [row["mean"] for row in whole["candidates"]] == [1.25, 2.25, 3.25, 4.25]
    apart = as_json(report_on(read_content(_text(rows), "the file", ReadingOptions(opening="opening"))))
    assert [[row["candidate"] for row in part["candidates"]] for part in apart["openings"]] == [
        ["Ana", "Bo"],
        ["Cy", "Dee"],
    ]
