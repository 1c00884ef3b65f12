"""A sheet becomes a frame of text under headings, with the row numbers a spreadsheet shows."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from pathlib import Path

import numpy as np
import pandas as pd

from hiring.analyse.reading.headings import is_heading_row, plain, usual
from hiring.foundation.tables import reader
from hiring.foundation.tables.sheets import Bounds, NotATable, Sheet

# On a machine of one's own only what would fill its memory is refused.
BOUNDS = Bounds(rows=20_000_000, columns=100_000, cells=200_000_000, unpacked=300_000_000, seconds=600)
LARGEST = 100_000_000
ROW = "\0row"
# Stands before a formula of which the workbook stores no result.
FORMULA = "\0="
# Before the number of a column without a heading.
UNNAMED = "column "
_TITLE_ROWS = 20


class SheetError(ValueError):
    """One clear line on why a file cannot be analysed, with the row where there is one."""


@dataclass(frozen=True)
class RatingTable:
    """Text under headings. `frame` has the column `ROW` and one a heading; a heading that comes again has a mark behind
    it, and `repeated` holds it in plain form. `merged` says that the workbook has merged cells.
    """

    frame: pd.DataFrame
    repeated: frozenset[str] = frozenset()
    notes: list[str] = field(default_factory=list)
    merged: bool = False

    @property
    def headings(self) -> list[str]:
        return [str(name) for name in self.frame.columns[1:]]


def contents(path: Path) -> bytes:
    """All of a file, or of a pipe; `SheetError` where there is nothing to be read, or far too much."""
    try:
        if path.is_dir():
            raise SheetError(f"{path} is a folder, not a file.")
        with path.open("rb") as file:
            status = path.stat()
            if stat.S_ISREG(status.st_mode) and status.st_size > LARGEST:
                raise SheetError(
                    f"{path} has {status.st_size // 1_000_000} MB; at most {LARGEST // 1_000_000} MB are read."
                )
            raw = file.read(LARGEST + 1)
    except OSError as error:
        raise SheetError(f"{path} cannot be read: {error.strerror or 'no such file'}.") from error
    except ValueError as error:
        if isinstance(error, SheetError):
            raise
        raise SheetError(f"{str(path)!r} is not the name of a file.") from error
    if len(raw) > LARGEST:
        raise SheetError(f"{path} has more than {LARGEST // 1_000_000} MB, which is the most that is read.")
    if not raw:
        raise SheetError(f"{path} is empty.")
    return raw


def read_table(path: Path) -> RatingTable:
    """The first visible sheet that holds a table; a formula counts as the result that was stored with it.

    One without a stored result is marked as `FORMULA`, so that it is refused where a mark or a name is needed.
    """
    try:
        file = reader.read(contents(path), BOUNDS)
    except NotATable as refused:
        raise SheetError(f"{path}: {refused.sentence}") from refused
    visible = [sheet for sheet in file.sheets if sheet.visible] or file.sheets
    holding = [sheet for sheet in visible if sum(len(row) > 1 for row in sheet.rows) > 1]
    sheet = (holding or visible)[0]
    for row, column in sheet.formulas:
        if not sheet.cell(row, column).strip():
            sheet.fill(row, column, FORMULA)
    table = framed(sheet, path)
    notes = [*table.notes, *reader.remarks(file, sheet)]
    if len(holding) > 1:
        notes.append(f"Read from the sheet “{sheet.name}”; nothing was read from the other sheets.")
    return replace(table, notes=notes, merged=bool(sheet.merged))


def framed(sheet: Sheet, path: Path) -> RatingTable:
    """Rows under headings, see `_heading_row`; every row keeps the number a spreadsheet shows."""
    rows = sheet.rows
    if not any(rows):
        raise SheetError(f"{path} is empty.")
    start = _heading_row(sheet)
    if start is None:
        raise SheetError(f"{path} is no table: none of its rows has two cells.")
    names = _names(rows[start])
    titled = any(rows[:start])
    if start + 1 < len(rows) and _continues(names, _names(rows[start + 1])):
        start += 1
        lower = _names(rows[start])
        names = [low or high for low, high in zip_longest(lower, names, fillvalue="")]
    body, numbers = [], []
    for at in range(start + 1, len(rows)):
        row = rows[at]
        if not row:
            continue
        if len(row) > len(names) and any(map(_filled, row[len(names) :])):
            raise SheetError(f"Row {at + 1} has {len(row)} cells, but there are {len(names)} headings.")
        body.append([*row[: len(names)], *[""] * (len(names) - len(row))])
        numbers.append(at + 1)
    if not body:
        raise SheetError(f"{path} has headings but no ratings.")
    labels, repeated = _labels([name or f"{UNNAMED}{at + 1}" for at, name in enumerate(names)])
    frame = pd.DataFrame(body, columns=labels, dtype=object)
    for name in frame.columns:
        frame[name] = tidied(frame[name], str.strip)
    frame.insert(0, ROW, np.array(numbers))
    notes = [f"The headings were found in row {start + 1}."] if titled else []
    return RatingTable(frame, repeated, notes)


def _heading_row(sheet: Sheet) -> int | None:
    """The first row of two or more cells; or one soon after it, wider than all before, that has usual headings."""
    rows = sheet.rows[:_TITLE_ROWS]
    widths = [sum(map(_filled, row)) for row in rows]
    for at, row in enumerate(rows):
        if widths[at] > max([1, *widths[:at]]) and is_heading_row(_names(row)):
            return at
    first = sheet.header_row
    return first - 1 if first and sum(map(_filled, sheet.rows[first - 1])) > 1 else None


def _names(row: Sequence[str]) -> list[str]:
    """The cells of a row as headings, without the empty ones behind the last."""
    names = [clean(name) for name in row]
    while names and not names[-1]:
        names.pop()
    return names


def _continues(upper: list[str], lower: list[str]) -> bool:
    """Whether a second row of headings names what stands under one wide cell: people under "Interviewers"."""
    if not lower or lower[0] or any(re.search(r"\d", name) for name in lower):
        return False
    under = [name for at, name in enumerate(lower) if at >= len(upper) or not upper[at]]
    return any(under) and all(usual(name, "score") is None for name in upper)


def _labels(names: Sequence[str]) -> tuple[list[str], frozenset[str]]:
    times: dict[str, int] = {}
    labels: list[str] = []
    for name in names:
        times[plain(name)] = times.get(plain(name), 0) + 1
        labels.append(name if name not in labels else f"{name}\0{len(labels)}")
    return labels, frozenset(name for name, count in times.items() if count > 1)


def _filled(cell: str) -> bool:
    return cell.strip() != ""


def clean(name: str) -> str:
    """One space where there are several, and nothing that a terminal would obey instead of show."""
    shown = "".join(letter if letter.isprintable() or letter in "\u200c\u200d" else " " for letter in name)
    return " ".join(shown.split())


def tidied(column: pd.Series, change: Callable[[str], str]) -> pd.Series:
    """The same change to every cell, made once for each distinct one."""
    code, distinct = pd.factorize(column)
    changed = pd.Series([change(str(cell)) for cell in distinct], dtype="str")
    return changed.take(code).set_axis(column.index)
