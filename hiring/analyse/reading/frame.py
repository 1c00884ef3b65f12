"""A sheet becomes a frame of text under headings, with the row numbers a spreadsheet shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
import pandas as pd

from hiring.analyse.reading.heading_rows import (
    chosen_row,
    clean,
    end_of_table,
    filled,
    heading_row,
    names_of,
    refuse_neighbours,
    two_rows,
)
from hiring.analyse.reading.headings import plain, shown
from hiring.analyse.reading.refusals import NoTable, SheetError
from hiring.foundation.tables.sheets import Sheet, column_letters
from hiring.measurement.number_format import listed

ROW = "\0row"
# Before the number of a column without a heading.
UNNAMED = "column "
_RANGE = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")
_NAMED = 12


@dataclass(frozen=True)
class RatingTable:
    """Text under headings. `frame` has the column `ROW` and one a heading; a heading that comes again has a mark behind
    it, and `repeated` holds it in plain form. `merged` are heading and row of each body cell that a merged one covers.
    """

    frame: pd.DataFrame
    repeated: frozenset[str] = frozenset()
    notes: list[str] = field(default_factory=list)
    merged: frozenset[tuple[str, int]] = frozenset()
    sheet: str = ""
    header_row: int = 1

    @property
    def headings(self) -> list[str]:
        return [str(name) for name in self.frame.columns[1:]]


def framed(sheet: Sheet, label: str, header_row: int | None = None) -> RatingTable:
    """Rows under headings; every row keeps the number a spreadsheet shows. `label` is what sentences call the file."""
    if not any(sheet.rows):
        raise NoTable(f"{label} is empty.")
    start = heading_row(sheet) if header_row is None else chosen_row(sheet, header_row)
    if start is None:
        raise NoTable(f"{label} isn't a table: none of its rows has two cells.")
    covered = _fill_merged(sheet, start)
    rows = sheet.rows
    titled = header_row is None and any(rows[:start])
    names = names_of(rows[start])
    refuse_neighbours(rows, start)
    if start + 1 < len(rows) and (joined := two_rows(names, names_of(rows[start + 1]))) is not None:
        start += 1
        names = joined
    end, repeats = end_of_table(rows, start, chosen=header_row is not None)
    body, numbers = _body(rows[:end], start, len(names), set(repeats))
    if not body:
        raise NoTable(f"{label} has headings but no ratings.")
    labels, repeated = _labels([name or f"{UNNAMED}{at + 1}" for at, name in enumerate(names)])
    columns = dict(zip(labels, zip(*body, strict=True), strict=True))
    frame = pd.DataFrame({ROW: np.array(numbers)} | {name: tidied(cells, str.strip) for name, cells in columns.items()})
    notes = [f"The headings were found in row {start + 1}."] if titled else []
    notes += [f"Row {at + 1} was left out: it repeats the headings." for at in repeats]
    notes += _hidden(sheet, labels, set(numbers))
    merged = frozenset((labels[column], row + 1) for row, column in covered if column < len(labels) and row > start)
    return RatingTable(frame, repeated, notes, merged, sheet.name, start + 1)


def _body(rows: list[list[str]], start: int, width: int, without: set[int]) -> tuple[list[list[str]], Sequence[int]]:
    if not without and all(len(row) == width for row in islice(rows, start + 1, None)):
        return rows[start + 1 :], range(start + 2, len(rows) + 1)
    body, numbers = [], []
    for at in range(start + 1, len(rows)):
        row = rows[at]
        if not row or at in without:
            continue
        if len(row) != width:
            if len(row) > width and any(map(filled, row[width:])):
                raise SheetError(f"Row {at + 1} has {len(row)} cells, but there are {width} headings.")
            row = [*row[:width], *[""] * (width - len(row))]
        body.append(row)
        numbers.append(at + 1)
    return body, numbers


def _fill_merged(sheet: Sheet, start: int) -> list[tuple[int, int]]:
    """Write what a merged cell shows into every cell below the headings that it covers; their places, from 0."""
    covered = []
    for reference in sheet.merged:
        match = _RANGE.fullmatch(reference)
        if match is None:
            continue
        left, top, right, bottom = _place(match[1]), int(match[2]), _place(match[3]), int(match[4])
        text = sheet.cell(top, left)
        if not text.strip() or top <= start + 1:
            continue
        for row in range(top, min(bottom, len(sheet.rows)) + 1):
            for column in range(left, right + 1):
                covered.append((row - 1, column - 1))
                if not sheet.cell(row, column).strip():
                    sheet.fill(row, column, text)
    return covered


def _place(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place


def _hidden(sheet: Sheet, labels: list[str], numbers: set[int]) -> list[str]:
    """What is hidden in the sheet and was read all the same."""
    rows = [str(row) for row in sheet.hidden_rows if row in numbers]
    columns = [f"{column_letters(column)} (“{shown(labels[column - 1])}”)"
               for column in sheet.hidden_columns if column <= len(labels)]  # fmt: skip
    notes = []
    for noun, places in (("row", rows), ("column", columns)):
        if places:
            some = listed(places if len(places) <= _NAMED else [*places[:_NAMED], f"{len(places) - _NAMED} more"])
            many = "s" if len(places) > 1 else ""
            notes.append(f"Hidden {noun}{many} {some}: read like the others.")
    return notes


def _labels(names: Sequence[str]) -> tuple[list[str], frozenset[str]]:
    times: dict[str, int] = {}
    labels: dict[str, None] = {}
    for name in names:
        times[plain(name)] = times.get(plain(name), 0) + 1
        labels[name if name not in labels else f"{name}\0{len(labels)}"] = None
    return list(labels), frozenset(name for name, count in times.items() if count > 1)


def tidied(column: Sequence[str] | pd.Series, change: Callable[[str], str]) -> pd.Series:
    """The same change to every cell, made once for each distinct one."""
    cells = column if isinstance(column, pd.Series) else pd.Series(column, dtype=object)
    code, distinct = pd.factorize(cells)
    changed = pd.Series([change(str(cell)) for cell in distinct], dtype="str")
    return changed.take(code).set_axis(cells.index)


__all__ = ["ROW", "UNNAMED", "RatingTable", "clean", "framed", "tidied"]
