"""A file becomes a table of text: its encoding, separator and headings, and the row numbers a spreadsheet shows."""

from __future__ import annotations

import csv
import io
import re
import stat
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice, zip_longest
from pathlib import Path

import numpy as np
import pandas as pd

from hiring.panels.sheets.reading.headings import is_heading_row, plain, usual

LARGEST = 100_000_000
ROW = "\0row"
# Stands before a formula of which the workbook stores no result.
FORMULA = "\0="
# Before the number of a column without a heading.
UNNAMED = "column "
_TITLE_ROWS = 20
_SEPARATORS = ",;\t|"
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_MARKED = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


class SheetError(ValueError):
    """One clear line on why a file cannot be analysed, with the row where there is one."""


@dataclass(frozen=True)
class Table:
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


def text_table(raw: bytes, path: Path) -> Table:
    """The rows of a text file: comma, semicolon, tab or bar between cells, in any encoding of office programs."""
    if raw.startswith(_OLD_OFFICE):
        raise SheetError(
            f"{path} is protected by a password, or from an office program before 2007; save it as .xlsx or .csv."
        )
    encodings = [name for mark, name in _MARKED if raw.startswith(mark)][:1] or _unmarked(raw)
    if encodings[0] == "utf-8-sig" and (b"\0" in raw or raw.startswith(b"PK\x03\x04")):
        raise SheetError(f"{path} is neither a text table nor an .xlsx workbook.")
    for encoding in encodings:
        try:
            table = framed(_rows(raw, encoding), path)
        except UnicodeError:
            continue
        if encoding == "cp1252":
            table.notes.append("The file is not UTF-8 and was read as Western European; see whether accents are right.")
        return table
    raise SheetError(f"{path} is not text in a known encoding; save it as UTF-8.")


def _unmarked(raw: bytes) -> list[str]:
    """Every other byte of Western text in UTF-16 is nought."""
    start = raw[:1000]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(start) > 1 and start[first::2].count(0) > len(start) / 4 > start[1 - first :: 2].count(0):
            return [encoding]
    return ["utf-8-sig", "cp1252"]


def _rows(raw: bytes, encoding: str) -> list[list[str]]:
    def lines() -> io.TextIOWrapper:
        return io.TextIOWrapper(io.BytesIO(raw), encoding=encoding, newline="")

    first = next((line for line in lines() if line.strip()), "").strip()
    named = first[4:] if first.casefold().startswith("sep=") and len(first) == 5 else ""
    separator = named or max(_SEPARATORS, key=lambda one: _fits(lines(), one))
    # One text for every name and mark that comes again, or a long file would fill the memory.
    known: dict[str, str] = {}
    rows: list[list[str]] = []
    try:
        for row in csv.reader(lines(), delimiter=separator, strict=True, skipinitialspace=True):
            rows.append([known.setdefault(cell, cell) for cell in row])
    except csv.Error as error:
        raise SheetError(f"Row {len(rows) + 1} is not part of a table that can be read: {error}.") from error
    # A spreadsheet takes the line that names the separator for itself and shows the next one as row 1.
    return rows[next(at for at, row in enumerate(rows) if row) + 1 :] if named else rows


def _fits(lines: Iterable[str], separator: str) -> tuple[float, int]:
    """How many cells a separator makes, in the headings and in the rows beneath alike."""
    try:
        rows = csv.reader(lines, delimiter=separator, skipinitialspace=True)
        counts = [len(row) for row in islice((row for row in rows if row), _TITLE_ROWS)]
    except csv.Error:
        return 0.0, 0
    return (min(counts[0], statistics.median(counts)), counts[0]) if counts else (0.0, 0)


def framed(rows: Sequence[Sequence[object]], path: Path) -> Table:
    """Rows under headings, see `_heading_row`; every row keeps the number a spreadsheet shows."""
    filled = [any(map(_filled, row)) for row in rows]
    if not any(filled):
        raise SheetError(f"{path} is empty.")
    start = _heading_row(rows)
    if start is None:
        raise SheetError(f"{path} is no table: none of its rows has two cells.")
    names = _names(rows[start])
    titled = any(filled[:start])
    if start + 1 < len(rows) and _continues(names, _names(rows[start + 1])):
        start += 1
        lower = _names(rows[start])
        names = [low or high for low, high in zip_longest(lower, names, fillvalue="")]
    body, numbers = [], []
    for at in range(start + 1, len(rows)):
        if not filled[at]:
            continue
        row = rows[at]
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
    return Table(frame, repeated, notes)


def _heading_row(rows: Sequence[Sequence[object]]) -> int | None:
    """The first row of two or more cells; or one soon after it, wider than all before, that has usual headings."""
    widths = [sum(map(_filled, row)) for row in rows[:_TITLE_ROWS]]
    for at, row in enumerate(rows[:_TITLE_ROWS]):
        if widths[at] > max([1, *widths[:at]]) and is_heading_row(_names(row)):
            return at
    return next((at for at, row in enumerate(rows) if sum(map(_filled, row)) > 1), None)


def _names(row: Sequence[object]) -> list[str]:
    """The cells of a row as headings, without the empty ones behind the last."""
    names = [clean(str(name)) if _filled(name) else "" for name in row]
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


def _filled(cell: object) -> bool:
    return cell is not None and str(cell).strip() != ""


def clean(name: str) -> str:
    """One space where there are several, and nothing that a terminal would obey instead of show."""
    shown = "".join(letter if letter.isprintable() or letter in "\u200c\u200d" else " " for letter in name)
    return " ".join(shown.split())


def tidied(column: pd.Series, change: Callable[[str], str]) -> pd.Series:
    """The same change to every cell, made once for each distinct one."""
    code, distinct = pd.factorize(column)
    changed = pd.Series([change(str(cell)) for cell in distinct], dtype="str")
    return changed.take(code).set_axis(column.index)
