"""A sheet as read from a file, the bounds within which files are read, and the places of cells."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from hiring.foundation.refusals import Refused

# After this many empty rows nothing more of a sheet is read: spreadsheet programs store formatted rows by the million.
BLANK_RUN = 1_000
_CHECKED_EVERY = 20_000


class NotATable(Refused):
    """The file holds no table we can read."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much of a file is read before it is refused.

    `rows` counts those below the first, `cells` empty ones too, `unpacked` bytes of a workbook's parts together and
    `seconds` the CPU time of the reading thread, so that a busy machine refuses nothing.
    """

    rows: int
    columns: int
    cells: int
    unpacked: int
    seconds: float


@dataclass(slots=True)
class Sheet:
    """The cells of one sheet as text: `rows[0]` is what a spreadsheet shows as row 1, an empty row is an empty list.

    A formula's cell has the result stored with it, or nothing; `formulas` has its text by (row, column), from 1, and
    only "=" where it repeats a neighbour's.
    `merged` has ranges such as "A1:C1". `stopped_at` is the first row that wasn't read.
    """

    name: str = ""
    visible: bool = True
    rows: list[list[str]] = field(default_factory=list)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    stopped_at: int | None = None

    @property
    def header_row(self) -> int | None:
        """The number of the first row with two or more filled cells; else of the first filled row."""
        filled = [
            (number, sum(bool(cell.strip()) for cell in row)) for number, row in enumerate(self.rows, start=1) if row
        ]
        return next((number for number, cells in filled if cells > 1), filled[0][0] if filled else None)

    def cell(self, row: int, column: int) -> str:
        """The text of a cell, "" beyond what is filled."""
        cells = self.rows[row - 1] if row <= len(self.rows) else []
        return cells[column - 1] if column <= len(cells) else ""

    def fill(self, row: int, column: int, text: str) -> None:
        """Put a text into a cell, which may lie beyond what was filled."""
        self.rows.extend([] for _ in range(row - len(self.rows)))
        cells = self.rows[row - 1]
        cells.extend([""] * (column - len(cells)))
        cells[column - 1] = text

    def place(self, row: int, column: int) -> str:
        """Where a cell is, in words: "Marks!C7", or "C7" in a file that is one sheet."""
        return f"{self.name}!{cell_place(row, column)}" if self.name else cell_place(row, column)


def column_letters(column: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_place(row: int, column: int) -> str:
    return f"{column_letters(column)}{row}"


class Meter:
    """Counts what reading one file costs, and refuses where it is more than the bounds allow."""

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self._cells = 0
        self._unchecked = 0
        self._until = time.thread_time() + bounds.seconds

    def spend(self, cells: int) -> None:
        self._cells += cells
        self._unchecked += cells
        if self._cells > self.bounds.cells:
            raise NotATable(
                f"The file has more than {self.bounds.cells:,} cells. Keep only the rows and columns you need."
            )
        if self._unchecked > _CHECKED_EVERY:
            self.check_time()

    def check_time(self) -> None:
        self._unchecked = 0
        if time.thread_time() > self._until:
            raise NotATable(
                "The file takes too long to read. Keep only the rows and columns you need, or save it as CSV."
            )


class Rows:
    """Collects the rows of a sheet. Trailing empty cells and rows are dropped; a long run of empty rows ends it."""

    def __init__(self, sheet: Sheet, bounds: Bounds) -> None:
        self._sheet = sheet
        self._bounds = bounds
        self._filled = 0

    def add(self, number: int, cells: list[str], *, calculated: bool = False) -> bool:
        """Take a row, whose number must grow; False where reading should stop. A `calculated` one has a formula."""
        rows = self._sheet.rows
        if number - len(rows) > BLANK_RUN:
            self._sheet.stopped_at = len(rows) + BLANK_RUN + 1
            return False
        while cells and not cells[-1]:
            cells.pop()
        if not calculated and not any(map(str.strip, cells)):
            return True
        if len(cells) > self._bounds.columns:
            raise NotATable(f"The file has more than {self._bounds.columns:,} columns. Keep the ones you need.")
        self._filled += 1
        if self._filled - 1 > self._bounds.rows:
            raise NotATable(f"The file has more than {self._bounds.rows:,} rows. Split it into several files.")
        if number - 1 > len(rows):
            rows.extend([] for _ in range(number - 1 - len(rows)))
        rows.append(cells)
        return True
