"""Reads ratings from a spreadsheet file, long or wide, and says in one sentence what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from hiring.measurement.wording import listed
from hiring.panels.sheets.columns import Named, columns_of, shown
from hiring.panels.sheets.names import alike, tidy_name
from hiring.panels.sheets.tables import ROW, SheetError, Table, contents, text_table, tidied
from hiring.panels.sheets.wide import NOT_OBSERVED, parsed, unfolded
from hiring.panels.sheets.workbooks import is_workbook, workbook_table

__all__ = ["Named", "Sheet", "SheetError", "read_sheet"]

_ROLES = ("candidate", "interviewer", "criterion", "question")
# Beyond this a number is no mark; squares of it would still fit.
_LARGEST_MARK = 1e9
_GUESSED = Named()


@dataclass(frozen=True)
class Sheet:
    """Long ratings: `candidate`, `interviewer`, `criterion`, `score`, maybe `question`; `notes` on how it was read."""

    ratings: pd.DataFrame
    notes: tuple[str, ...]


def read_sheet(path: Path, named: Named = _GUESSED, scale: tuple[float, float] | None = None) -> Sheet:
    """Read ratings from a CSV or XLSX file; rows are numbered as a spreadsheet shows them, headings being row 1.

    A long file has a row a rating; a wide one, recognised by having no column of scores, a column an interviewer.
    A mark left empty or written as "not observed", "-" or "NA" was not observed. Raises `SheetError`.
    """
    raw = contents(path)
    table = workbook_table(raw, path) if is_workbook(raw) else text_table(raw, path)
    columns = columns_of(table, named)
    long, notes = _long(table, columns) if "score" in columns else unfolded(table, columns)
    for role in _ROLES:
        if role in long:
            long[role] = tidied(long[role], tidy_name)
    long["score"] = _numbers(long, scale)
    _check_names(long, table)
    _check_twice(long)
    notes = [*table.notes, *notes, *_unmarked(long), *alike(long)]
    return Sheet(long.drop(columns=["row", "text"]).reset_index(drop=True), tuple(notes))


def _long(table: Table, columns: dict[str, str]) -> tuple[pd.DataFrame, list[str]]:
    frame = table.frame
    long = pd.DataFrame({role: frame[columns[role]] for role in _ROLES if role in columns})
    if "criterion" not in long:
        long["criterion"] = shown(columns["score"])
    return long.assign(text=frame[columns["score"]], row=frame[ROW]), []


def _numbers(long: pd.DataFrame, scale: tuple[float, float] | None) -> pd.Series:
    text = long["text"]
    observed = ~text.str.casefold().isin(NOT_OBSERVED)
    numbers = parsed(text.where(observed, ""))
    wrong = observed & ~(numbers.abs() < _LARGEST_MARK)
    if wrong.any():
        raise SheetError(f"Row {_first(long, wrong)}: “{tidy_name(text[wrong].iloc[0])[:40]}” is not a mark.")
    if scale is not None:
        off = observed & ((numbers < scale[0]) | (numbers > scale[1]))
        if off.any():
            raise SheetError(
                f"Row {_first(long, off)}: {text[off].iloc[0]} is off the scale of {scale[0]:g} to {scale[1]:g}."
            )
    if not observed.any():
        raise SheetError("There is not one mark in it.")
    return numbers.astype("float64")


def _check_names(long: pd.DataFrame, table: Table) -> None:
    hint = " Merged cells hold their name in their first row only: unmerge and fill them." if table.merged else ""
    for role in _ROLES:
        if role in long and (long[role] == "").any():
            raise SheetError(f"Row {_first(long, long[role] == '')} has no {role}.{hint}")


def _check_twice(long: pd.DataFrame) -> None:
    keys = [role for role in _ROLES if role in long]
    twice = long.duplicated(keys, keep="first")
    if twice.any():
        again = long[twice].iloc[0]
        same = np.logical_and.reduce([long[key] == again[key] for key in keys])
        first = long[same]["row"].iloc[0]
        raise SheetError(
            f"Row {again['row']}: {again['interviewer']} has already marked {again['candidate']} "
            f"on {again['criterion']} in row {first}."
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


def _first(long: pd.DataFrame, where: pd.Series) -> int:
    return int(long["row"][where].iloc[0])
