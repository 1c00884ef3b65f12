"""Where the header of a sheet is, and which of its rows are no candidates."""

import re
from collections.abc import Sequence

from hiring.candidates.reading.columns import field_of
from hiring.foundation.grammar import listed
from hiring.foundation.tables.sheets import Sheet, column_letters

_LOOKED_AT = 30
_TOTAL = re.compile(
    r"((grand |sub)?totals?|sum|count|summe|gesamt(summe|zahl|ergebnis)?|insgesamt|anzahl)\b"
    r"[^@]{0,3}[\d.,]*( (candidate|applicant|application|record|row)s?| bewerb\w*| kandidat\w*| zeilen)?"
    r"|[\d.,]+ ((candidate|applicant|application|record|row)s?|bewerb\w*|kandidat\w*|zeilen)( in total)?",
    re.IGNORECASE,
)


def header_number(rows: Sequence[Sequence[str]]) -> int:
    """The number of the header, from 1: the row that names most fields, or else the first with two cells.

    0 where no row can be one. A row with an address is a person, whatever else it says.
    """
    best, most = 0, 0
    for number, row in enumerate(rows[:_LOOKED_AT], start=1):
        fields = {field_of(cell) for cell in row} - {""}
        if len(fields) > most and not any("@" in cell for cell in row):
            best, most = number, len(fields)
    if most > 1 or (best and sum(bool(cell.strip()) for cell in rows[best - 1]) == 1):
        return best
    return next((n for n, row in enumerate(rows, start=1) if sum(bool(cell.strip()) for cell in row) > 1), best)


def is_total(cells: Sequence[str]) -> bool:
    """A row that counts the others: its first words say so, and it has no address."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and _TOTAL.fullmatch(filled[0]) is not None and not any("@" in cell for cell in filled)


def remarks_on_layout(sheet: Sheet, header: int, totals: Sequence[int]) -> list[str]:
    """What to say about title lines, total rows and what is hidden."""
    remarks = []
    titles = sum(any(cell.strip() for cell in row) for row in sheet.rows[: header - 1])
    if titles:
        below = f"{titles} title line" + ("s" if titles > 1 else "")
        remarks.append(f"The header is on line {header}, below {below}.")
    if totals:
        remarks.append(_rows(totals, "is a total, so we leave it out.", "are totals, so we leave them out."))
    hidden = [number for number in sheet.hidden_rows if header < number <= len(sheet.rows)]
    if hidden:
        remarks.append(
            _rows(
                hidden,
                "is hidden in your spreadsheet. We read it too.",
                "are hidden in your spreadsheet. We read them too.",
            )
        )
    columns = [f"“{_heading(sheet, header, column)}”" for column in sheet.hidden_columns]
    if columns:
        are, it = (
            ("Columns", "are hidden in your spreadsheet. We read them too."),
            (
                "Column",
                "is hidden in your spreadsheet. We read it too.",
            ),
        )
        noun, verb = are if len(columns) > 1 else it
        remarks.append(f"{noun} {_some(columns)} {verb}")
    return remarks


def _heading(sheet: Sheet, header: int, column: int) -> str:
    return sheet.cell(header, column).strip() or column_letters(column)


def _rows(numbers: Sequence[int], singular: str, plural: str) -> str:
    if len(numbers) == 1:
        return f"Row {numbers[0]} {singular}"
    return f"Rows {_some([str(number) for number in numbers])} {plural}"


def _some(names: Sequence[str]) -> str:
    return listed([*names[:10], f"{len(names) - 10} more"] if len(names) > 10 else list(names))
