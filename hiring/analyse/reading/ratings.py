"""Reads ratings from a spreadsheet file, long or wide, and says in one sentence what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from hiring.analyse.reading.columns import ACROSS, ColumnNames, columns_of
from hiring.analyse.reading.frame import FORMULA, ROW, RatingTable, SheetError, read_table, tidied
from hiring.analyse.reading.headings import shown, sums_up
from hiring.analyse.reading.marks import check_any, check_far_off, check_scale, numbers, unsolved
from hiring.analyse.reading.names import alike, tidy_name
from hiring.analyse.reading.summaries import without_sums
from hiring.analyse.reading.wide import unfolded
from hiring.measurement.number_format import listed

__all__ = ["ColumnNames", "RatingSheet", "SheetError", "read_sheet"]

_ROLES = ("candidate", "interviewer", "criterion", "question", "round")
_KEYS = ("candidate", "interviewer", "criterion", "question")
_GUESSED = ColumnNames()


@dataclass(frozen=True)
class RatingSheet:
    """Long ratings: `candidate`, `interviewer`, `criterion`, `score`, maybe `question`; `notes` on how it was read."""

    ratings: pd.DataFrame
    notes: tuple[str, ...]


def read_sheet(path: Path, named: ColumnNames = _GUESSED, scale: tuple[float, float] | None = None) -> RatingSheet:
    """Read ratings from a CSV or XLSX file; rows are numbered as a spreadsheet shows them, headings being row 1.

    A long file has a row a rating; a wide one, recognised by having no column of scores, a column an interviewer, or a
    column a criterion where it has one of interviewers, too. `named` are headings given by a person, `scale` the lowest
    and highest mark. A mark left empty or written as "not observed", "-" or "NA" was not observed (NaN). Sums and means
    of other marks are left out. Raises `SheetError`, with the row where there is one.
    """
    table = read_table(path)
    columns = columns_of(table, named)
    long, notes = _long(table, columns) if "score" in columns else unfolded(table, columns)
    for role in _ROLES:
        if role in long:
            blank = long[role].str.startswith(FORMULA)
            if blank.any():
                raise unsolved(int(long["row"][blank].min()))
            long[role] = tidied(long[role], tidy_name)
    long, below = _without_foot(long)
    long["score"] = numbers(long)
    long, summed = without_sums(long)
    if scale is not None:
        check_scale(long, scale)
    else:
        check_far_off(long)
    check_any(long)
    _check_names(long, table)
    _check_twice(long, by_criterion="criterion" in (*columns, columns.get(ACROSS)))
    notes = [*table.notes, *notes, *below, *summed, *_unmarked(long), *alike(long)]
    return RatingSheet(long.drop(columns=["row", "text"]).reset_index(drop=True), tuple(notes))


def _long(table: RatingTable, columns: dict[str, str]) -> tuple[pd.DataFrame, list[str]]:
    frame = table.frame
    long = pd.DataFrame({role: frame[columns[role]] for role in _ROLES if role in columns})
    if "criterion" not in long:
        long["criterion"] = shown(columns["score"])
    return long.assign(text=frame[columns["score"]], row=frame[ROW]), []


def _without_foot(long: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Rows such as "Total" at the foot of a long sheet, which name nobody else."""
    names = long[["candidate", "interviewer"]]
    foot = (names == "").any(axis=1)
    if not foot.any():
        return long, []
    foot &= names.map(lambda name: name == "" or sums_up(name)).all(axis=1) & (names != "").any(axis=1)
    notes = [f"Row {row} was left out: it sums up the others." for row in sorted(set(long["row"][foot]))]
    return long[~foot], notes


def _check_names(long: pd.DataFrame, table: RatingTable) -> None:
    hint = " Merged cells hold their name in their first row only: unmerge and fill them." if table.merged else ""
    for role in _ROLES:
        if role in long and (long[role] == "").any():
            raise SheetError(f"Row {long['row'][long[role] == ''].min()} has no {role}.{hint}")


def _check_twice(long: pd.DataFrame, *, by_criterion: bool) -> None:
    keys = [role for role in _KEYS if role in long]
    twice = long.duplicated(keys, keep="first")
    if twice.any():
        again = long[twice].sort_values("row", kind="stable").iloc[0]
        same = np.logical_and.reduce([long[key] == again[key] for key in keys])
        on = f" on {again['criterion']}" if by_criterion else ""
        raise SheetError(
            f"Row {again['row']}: {again['interviewer']} has already marked {again['candidate']}{on} "
            f"in row {long['row'][same].min()}."
        )


def _unmarked(long: pd.DataFrame) -> list[str]:
    """Who is in the sheet and was marked by nobody, and so is in no figure."""
    notes = []
    for role in ("candidate", "interviewer"):
        marked = set(long.loc[long["score"].notna(), role])
        lost = sorted(set(long[role]) - marked)
        if lost:
            some = listed(lost if len(lost) <= 5 else [*lost[:4], f"{len(lost) - 4} more"])
            notes.append(f"Without any mark and so left out: {some}.")
    return notes
