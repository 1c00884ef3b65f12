"""Where the headings of a sheet are, whether two rows make them, and where a second table begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

import pandas as pd

from hiring.analyse.reading.headings import is_heading_row, plain, usual
from hiring.analyse.reading.mark_forms import is_missing, parsed
from hiring.analyse.reading.refusals import SheetError, UnclearShape
from hiring.foundation.tables.sheets import Sheet, column_letters

JOINED = " – "
_TITLE_ROWS = 20


def heading_row(sheet: Sheet) -> int | None:
    """The first row of two or more cells; or one soon after it, wider than all before, that has usual headings.

    Rows count from 0; None where no row has two cells.
    """
    rows = sheet.rows[:_TITLE_ROWS]
    widths = [sum(map(filled, row)) for row in rows]
    for at, row in enumerate(rows):
        if widths[at] > max([1, *widths[:at]]) and is_heading_row(names_of(row)):
            return at
    first = sheet.header_row
    return first - 1 if first and sum(map(filled, sheet.rows[first - 1])) > 1 else None


def names_of(row: Sequence[str]) -> list[str]:
    """The cells of a row as headings, without the empty ones behind the last."""
    names = [clean(name) for name in row]
    while names and not names[-1]:
        names.pop()
    return names


def two_rows(upper: list[str], lower: list[str]) -> list[str] | None:
    """One row of headings made of two, where the second names what stands under a wide cell; None where it doesn't.

    People under "Interviewers" are headings by themselves; criteria under each person are joined to the person.
    """
    if not lower or any(re.fullmatch(r"[\d.,%/ ]+", name) for name in lower if name):
        return None
    under = [at for at, name in enumerate(lower) if name and (at >= len(upper) or not upper[at])]
    repeated = len({plain(name) for name in lower if name}) < sum(map(bool, lower))
    if lower[0] or not under or any(usual(name, "score") is not None for name in upper):
        return None
    wide, last = [], ""
    for high, low in zip_longest(upper, lower, fillvalue=""):
        last = high or (last if low else "")
        wide.append(last)
    if not repeated:
        return [low or high for low, high in zip_longest(lower, upper, fillvalue="")]
    return [
        f"{high}{JOINED}{low}" if low and high else low or high for low, high in zip_longest(lower, wide, fillvalue="")
    ]


def refuse_neighbours(rows: list[list[str]], start: int) -> None:
    """`UnclearShape` where an empty column parts two tables whose headings both begin alike."""
    names = names_of(rows[start])
    for at in range(1, len(names) - 1):
        if names[at] or any(at < len(row) and filled(row[at]) for row in rows[start:]):
            continue
        left, right = [name for name in names[:at] if name], [name for name in names[at + 1 :] if name]
        if left and len(right) > 1 and plain(right[0]) == plain(left[0]):
            raise UnclearShape(
                f"Two tables stand side by side, in columns {column_letters(1)} to {column_letters(at)} and "
                f"{column_letters(at + 2)} to {column_letters(len(names))}. Put each on a sheet of its own."
            )


def end_of_table(rows: list[list[str]], start: int, *, chosen: bool) -> tuple[int, list[int]]:
    """Where the table ends whose headings stand in row `start`, and the rows in it that only repeat its headings.

    Rows count from 0. `chosen` says that a person named the row of headings, so that another table may follow;
    otherwise that is an `UnclearShape`.
    """
    repeats: list[int] = []
    names, first = names_of(rows[start]), rows[start][0]
    for at in range(start + 1, len(rows)):
        row = rows[at]
        if not row or (rows[at - 1] and row[0] != first):
            continue
        here = names_of(row)
        if here == names:
            repeats.append(at)
        elif rows[at - 1]:
            continue
        elif is_heading_row(here) or here[:1] == names[:1] or _starts_another(rows, start, at):
            if chosen:
                return at, repeats
            raise UnclearShape(
                f"There are two tables on this sheet: another one begins in row {at + 1}. Put each on a sheet of its "
                "own, or say where the headings of the right one are.",
                (("--header-row", str(start + 1)),),
            )
    return len(rows), repeats


def _starts_another(rows: list[list[str]], start: int, at: int) -> bool:
    """Whether a row after an empty one has words where two columns or more had numbers, and numbers below."""
    if any(parsed(pd.Series([cell.strip()], dtype="str")).notna().iloc[0] or is_missing(cell)
           for cell in rows[at] if filled(cell)):  # fmt: skip
        return False
    above = [row for row in rows[start + 1 : min(at, start + 12)] if row]
    numeric = {place for row in above for place, cell in enumerate(row) if _is_number(cell)}
    words = [place for place in numeric if place < len(rows[at]) and filled(rows[at][place])]
    return len(words) > 1 and at + 1 < len(rows) and any(map(_is_number, rows[at + 1]))


def _is_number(cell: str) -> bool:
    return bool(re.fullmatch(r"[+-]?\d+([.,]\d+)?", cell.strip()))


def chosen_row(sheet: Sheet, number: int) -> int:
    """The row of headings that a person named, counted from 0."""
    if not 0 < number <= len(sheet.rows) or sum(map(filled, sheet.rows[number - 1])) < 2:
        raise SheetError(f"Row {number} has no headings: it has fewer than two filled cells.")
    return number - 1


def filled(cell: str) -> bool:
    return cell.strip() != ""


def clean(name: str) -> str:
    """One space where there are several, and nothing that a terminal would obey instead of show."""
    shown = "".join(letter if letter.isprintable() or letter in "\u200c\u200d" else " " for letter in name)
    return " ".join(shown.split())
