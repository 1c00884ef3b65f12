"""A sheet with a row a rating: what its columns are, and why the others aren't used."""

from __future__ import annotations

import pandas as pd

from hiring.analyse.reading.columns import given_column
from hiring.analyse.reading.frame import ROW, RatingTable
from hiring.analyse.reading.headings import plain, shown, usual
from hiring.analyse.reading.mark_forms import holds_dates, holds_marks, parsed
from hiring.analyse.reading.options import ReadingOptions
from hiring.analyse.reading.reading import LEFT_OUT, ColumnUse, left_out_notes
from hiring.analyse.reading.refusals import SheetError
from hiring.measurement.number_format import listed, number

_ROLES = ("candidate", "interviewer", "criterion", "question", "round", "weight", "opening")
_MANY = {"criterion": "criteria"}
_OUT_OF = {"max score", "maximum score", "max", "maximum", "out of", "max points", "maximum points", "possible",
           "points possible", "max mark", "max marks", "full marks", "denominator", "max rating"}  # fmt: skip
_STATES = {"status", "state", "stage", "draft", "final", "submitted", "valid"}


def long_form(
    table: RatingTable, columns: dict[str, str], options: ReadingOptions
) -> tuple[pd.DataFrame, list[str], list[ColumnUse]]:
    """The ratings with `text` and `row`; how the sheet was read; and what each column was taken for."""
    frame, score = table.frame, columns["score"]
    long = pd.DataFrame({role: frame[columns[role]] for role in _ROLES if role in columns})
    if "criterion" not in long:
        long["criterion"] = shown(score)
    spanned = sorted(row for name, row in table.merged if name == score)
    if spanned:
        raise SheetError(f"Row {spanned[0]}: a merged cell holds the mark of several rows. Unmerge it.")
    ignored = {given_column(table, name) for name in options.ignore}
    fixed = set(columns.values())
    uses = [ColumnUse(name, role) for role, name in columns.items()]
    uses += [ColumnUse(name, LEFT_OUT, "you asked for that" if name in ignored else _why(table, name, score))
             for name in table.headings if name not in fixed]  # fmt: skip
    roles = [role for role in _ROLES if role in columns]
    parts = [f"{_MANY.get(role, f'{role}s')} from “{shown(columns[role])}”" for role in roles]
    notes = [f"Read as one row a rating: {listed([*parts, f'marks from “{shown(score)}”'])}."]
    return long.assign(text=frame[score], row=frame[ROW]), [*notes, *left_out_notes(uses)], uses


def _why(table: RatingTable, name: str, score: str) -> str:
    """Why a column beside the marks isn't used; `SheetError` where it says that marks are on several scales."""
    cells, heading = table.frame[name], plain(shown(name))
    if heading in _OUT_OF and holds_marks(cells):
        return _out_of(table, name, score)
    if usual(name, "weight") is not None:
        return f"criteria count equally; --weight “{shown(name)}” uses it"
    if usual(name, "opening") is not None:
        return f"candidates of all openings are compared; --opening “{shown(name)}” keeps openings apart"
    if usual(name, "round") is not None:
        return f"name it with --round “{shown(name)}” to use it"
    if set(heading.split()) & _STATES:
        return "every row counts, whatever it says there"
    if not (cells != "").any():
        return "it's empty"
    if holds_dates(cells):
        return "it holds dates"
    return "it isn't candidate, interviewer, criterion or mark" if holds_marks(cells) else "it holds text"


def _out_of(table: RatingTable, name: str, score: str) -> str:
    tops = parsed(table.frame[name]).where(table.frame[score] != "")
    known = tops.dropna()
    if known.nunique() > 1:
        first = known.iloc[0]
        at = known.index[known != first][0]
        rows = table.frame[ROW]
        raise SheetError(
            f"Row {rows[at]}: this mark is out of {number(known[at], 2)}, and that of row {rows[known.index[0]]} "
            f"out of {number(first, 2)}. Bring all marks to one scale."
        )
    return f"every mark is out of {number(float(known.iloc[0]), 2)}" if len(known) else "it's empty"
