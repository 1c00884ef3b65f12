"""What leaves with a person: exports that say what the comparison says, wherever they are read."""

import csv
import io
import json
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.analyse.analysis import SheetError, analysed
from hiring.analyse.command import analyse
from hiring.analyse.exports import read_export
from hiring.analyse.reading.options import ReadingOptions
from hiring.analyse.report.page import as_html
from hiring.analyse.report.text import as_text
from hiring.decisions.actions import record_skill_floor
from hiring.decisions.values import Skill
from hiring.foundation import figures, spreadsheets
from hiring.foundation.database import writing
from hiring.measurement import stated
from hiring.measurement.components import ASSUMED, Components
from hiring.panels.comparison import Comparison, compared
from hiring.panels.mark_export import HEADER, DistinctNames, stated_model
from hiring.panels.summary import Judged
from tests import bulk

CRITERIA = (Judged("a", "=Empathy", 1.0, 3), Judged("b", "Honesty, always", 2.5, None), Judged("c", "Care", 0.5, 4))
HEADS = tuple(HEADER)


def exported(comparison: Comparison, ratings: pd.DataFrame, kind: str) -> bytes:
    """The export of a comparison, whose rooms, people and questions are named by their letters."""
    names = DistinctNames()
    model = stated_model(comparison, names, opening="O", made_by="H", made_at="2026", rounds=("=1", "=2"))
    rows = []
    for mark in ratings.itertuples(index=False):
        level = None if np.isnan(mark.score) else int(mark.score)
        title = names.of("criterion", mark.criterion, name="")
        told = [mark.round, title, mark.question, mark.interviewer, level, *[None] * 7]
        rows.append([1, f"-Name {mark.candidate}", *told, comparison.ties.get(mark.candidate), mark.candidate])
    places = [HEADS.index(name) for name in (stated.APPLICATION, *stated.COLUMNS[2:])]
    lines = model.lines(model.digest([row[place] for place in places] for row in rows))
    if kind == "csv":
        return spreadsheets.as_csv(lines[0], [*lines[1:], [], HEADER, *rows])
    sheets = [spreadsheets.SheetOut("About", [], [], first=lines), spreadsheets.SheetOut("Marks", HEADER, rows)]
    return spreadsheets.as_workbook(sheets)


marks = st.lists(
    st.tuples(*(st.integers(0, most) for most in (4, 3, 2, 1, 1)), st.sampled_from([1, 2, 3, 4, 5, None])),
    min_size=3,
    max_size=60,
    unique_by=lambda mark: mark[:4],
)


@settings(max_examples=25, deadline=None)
@given(marks, st.floats(0.01, 2), st.floats(0.0, 1.0), st.booleans(), st.sampled_from(["csv", "xlsx"]))
def test_an_export_read_back_says_the_same_to_the_last_digit(drawn, leniency, shared, is_together, kind):
    """Any marks, any model: means, intervals, flags, minimums, totals and tie groups come back as the page has them."""
    columns = ["candidate", "interviewer", "criterion", "question", "round", "score"]
    ratings = pd.DataFrame(
        [[f"k{a}", f"=i{b}", "abc"[c], f"@q{d}", f"={e + 1}", level] for a, b, c, d, e, level in drawn], columns=columns
    ).astype({"score": "float64"})
    if not ratings["score"].notna().any():
        return
    parts = Components(0.3, leniency, 0.25, assumed=True, rounding=ASSUMED.rounding)
    model = _Model(parts.by_round() if is_together else parts, shared)
    page = compared(ratings, CRITERIA, model)
    panels = read_export(exported(page, ratings, kind), "file")
    assert not panels.is_changed
    assert {each.application for each in panels.candidates} == set(page.summaries)
    for candidate in panels.candidates:
        summary = page.summaries[candidate.application]
        assert candidate.tie_group == page.ties.get(candidate.application)
        assert (stored(candidate.composite), both(candidate.interval)) == (
            stored(summary.composite),
            both(summary.interval),
        )
        for cell, shown in zip(candidate.cells, summary.cells, strict=True):
            assert (cell.raters, stored(cell.mean), stored(cell.spread), both(cell.interval)) == (
                shown.raters,
                stored(shown.mean),
                stored(shown.spread),
                both(shown.interval),
            )
            assert (cell.is_apart, cell.is_below) == (shown.is_apart, shown.is_below)


class _Model:
    """The model of an opening without finished panels elsewhere: components, and no fit."""

    def __init__(self, components: Components, shared: float) -> None:
        self.pooled = self
        self.mark_components, self.shared, self.basis_of_totals = components, shared, "Assumed."

    def adjusted(self, *_):
        return {}

    def ties(self, *_):
        return None

    def are_linked(self, *_):
        return True


def stored(value):
    return None if value is None else figures.stored(value)


def both(interval):
    return None if interval is None else tuple(map(figures.stored, interval))


@pytest.fixture
def pooled(make, cast):
    """An opening with panels enough to estimate from, so that its tie groups rest on a fit."""
    opening = make.opening()
    bulk.panels(opening, 32, interviewers=9, met=3, criteria=len(opening.criteria))
    with writing():
        opening.criteria[0].minimum, opening.criteria[1].weight = 3, 2
    return opening


def test_the_workbook_and_csv_say_what_the_page_says_through_the_command(visit, cast, pooled, tmp_path: Path):
    visitor = visit(cast.hr).post(f"/openings/{pooled.id}/compare.csv", expect=200)
    page = list(csv.DictReader(io.StringIO(visitor.answer.get_data().decode("utf-8-sig"))))
    assert len({row["Tie group"] for row in page}) > 0
    for name in ("workbook.xlsx", "marks.csv"):
        content = visitor.post(f"/openings/{pooled.id}/{name}", expect=200).answer.get_data()
        path = tmp_path / name
        path.write_bytes(content)
        told = json.loads(CliRunner().invoke(analyse, [str(path), "--json"], catch_exceptions=False).output)
        assert told["export"]["is_changed"] is False
        assert told["export"]["made_by"] == cast.hr.name
        totals = {
            each["candidate"]: (figures.stored(each["mean"], 3), each["tie_group"]) for each in told["candidates"]
        }
        assert totals == {row["Candidate"]: (float(row["Overall"]), int(row["Tie group"])) for row in page}
        report = analysed(path, ReadingOptions())
        for shown in (as_text(report), as_html(report, "Report")):
            assert "This is an export of" in shown
            assert page[0]["Candidate"] in shown


def test_the_workbook_has_every_sheet_who_made_it_and_its_digest(visit, make, cast):
    application = make.panel(2, 4)
    with writing() as session:
        record_skill_floor(session, cast.hr, application, verdict=Skill.YES, evidence="half a shift", judged_by=cast.hr)
    make.decision(application)
    content = visit(cast.hr).post(f"/openings/{application.opening_id}/workbook.xlsx", expect=200).answer.get_data()
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["About", "Panel", "Marks", "Notes", "Decisions"]
    about = {row[0]: row[1] for row in book["About"].values if row[0]}
    assert (about["Made by"], len(about["Data digest"])) == (cast.hr.name, 64)
    assert about["Made at"].startswith("2026-11-0")
    [_, decided] = book["Decisions"].values
    assert decided[2:4] == (1, "Hire")
    assert ("Skills check", "Yes, can do the work: half a shift") in {(r[2], r[7]) for r in book["Notes"].values}


def test_a_changed_export_says_so_and_drops_the_tie_groups_it_came_with(visit, cast, pooled, tmp_path: Path):
    content = visit(cast.hr).post(f"/openings/{pooled.id}/marks.csv", expect=200).answer.get_data()
    lines = content.decode("utf-8-sig").splitlines()
    top = next(place for place, line in enumerate(lines) if '"Application"' in line)
    head = lines[top].split('","')
    place = head.index("Score")
    first = next(at for at in range(top + 1, len(lines)) if lines[at].split('","')[place] not in {"", "1"})

    def changed(score: str) -> Path:
        row = lines[first].split('","')
        row[place] = score
        path = tmp_path / "changed.csv"
        path.write_text("\n".join([*lines[:first], '","'.join(row), *lines[first + 1 :]]), encoding="utf-8")
        return path

    assert analysed(changed("1"), ReadingOptions()).exported.is_changed
    with pytest.raises(SheetError, match="has to be a number from 1 to 5, or empty"):
        analysed(changed("7"), ReadingOptions())
    fitted = analysed(changed("1"), ReadingOptions(header_row=top + 1))
    assert fitted.exported is None


@pytest.mark.parametrize(
    ("line", "instead", "sentence"),
    [
        ("Scale", "", "The line “Scale” is missing"),
        ("Errors shared by criteria", '"Errors shared by criteria","much"', "“much” isn't a number we can use"),
        ("Criterion", '"Criterion","Empathy"', "needs its weight and its minimum"),
    ],
)
def test_first_lines_that_cannot_be_read_are_refused(line, instead, sentence):
    ratings = pd.DataFrame(
        [["k", "i", "a", "q", "1", 3.0]],
        columns=["candidate", "interviewer", "criterion", "question", "round", "score"],
    )
    page = compared(ratings, CRITERIA, _Model(ASSUMED, 1.0))
    text = exported(page, ratings, "csv").decode("utf-8-sig").splitlines()
    spoilt = [instead if row.startswith(f'"{line}"') else row for row in text]
    with pytest.raises(SheetError, match=sentence):
        read_export("\n".join(spoilt).encode(), "file")
