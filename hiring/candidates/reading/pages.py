"""What the pages of an import show: each column with values from the file, and the rows by what becomes of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hiring.candidates.reading.closed_elsewhere import closed_as
from hiring.candidates.reading.columns import field_of
from hiring.candidates.reading.days import WrittenDay, order_of, read_day
from hiring.candidates.reading.repairs import is_broken_number, mended_address
from hiring.candidates.reading.rows import CandidateRow, ImportPreview
from hiring.candidates.reading.table import CandidateTable, numbered_rows
from hiring.foundation import text

_VALUES, _LONGEST_VALUE = 3, 40
FIRST, MORE = 25, 200


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A column of the file: its heading, its first values, the field it goes to, and what to check.

    `days` are the two readings of the first unclear day, as (yes or no, day); `is_odd` asks for attention.
    """

    place: int
    heading: str
    values: str
    field: str
    remark: str = ""
    is_odd: bool = False
    unclear: str = ""
    days: tuple[tuple[str, WrittenDay], ...] = ()
    proposed_day: str = ""


def column_rows(table: CandidateTable, fields: Sequence[str]) -> list[ColumnRow]:
    """Every column of the file, in its order."""
    cells = [row for _, row in numbered_rows(table)]
    rows = []
    for place, heading in enumerate(table.rows[0]):
        values = [text.tidy(row[place]) for row in cells if len(row) > place and row[place].strip()]
        rows.append(_column(place, text.tidy(heading), values, fields))
    return rows


def _column(place: int, heading: str, values: list[str], fields: Sequence[str]) -> ColumnRow:
    shown = " · ".join(_short(value) for value in list(dict.fromkeys(values[:50]))[:_VALUES])
    field = fields[place] if place < len(fields) else ""
    remark, is_odd = _remark(field, heading, values, fields)
    row = ColumnRow(place, heading or f"Column {place + 1}", shown, field, remark, is_odd)
    unclear = next(((v, d) for v in values if (d := read_day(v)) and d.is_ambiguous), None)
    if field != "applied" or unclear is None:
        return row
    written, order = unclear[1], order_of([day for day in map(read_day, values) if day])
    proposed = {True: "yes", False: "no", None: ""}[order.day_first]
    both = (("yes", written), ("no", written))
    return replace(row, is_odd=True, unclear=unclear[0], days=both, proposed_day=proposed)


def _remark(field: str, heading: str, values: list[str], fields: Sequence[str]) -> tuple[str, bool]:
    if not field and field_of(heading) == "name" and {"first", "last"} <= set(fields):
        return "First and Last name are better", False
    if field == "email" and any(mended_address(value)[1] for value in values):
        return "Several in a cell: we take the first", False
    if field in {"phone", "reference"} and (broken := sum(map(is_broken_number, values))):
        them = "it" if broken == 1 else "them"
        return f"Excel has broken {broken} {'number' if broken == 1 else 'numbers'}; we leave {them} empty", True
    if field == "stage" and any(map(closed_as, set(values))):
        return "Rejected and hired people start unticked", False
    return "", False


def _short(value: str) -> str:
    return value if len(value) <= _LONGEST_VALUE else f"{value[: _LONGEST_VALUE - 1]}…"


@dataclass(frozen=True, slots=True)
class ShownSection:
    """Rows that share a fate: all of them counted, some of them shown."""

    key: str
    title: str
    hint: str
    total: int
    rows: list[CandidateRow]
    start: int

    @property
    def left(self) -> int:
        return self.total - self.start - len(self.rows)

    @property
    def next_start(self) -> int:
        return self.start + len(self.rows)


@dataclass(frozen=True, slots=True)
class ShownRows:
    """The sections of a preview, a few rows of each, or more of the section that was asked for."""

    sections: list[ShownSection]

    @classmethod
    def of(cls, reading: ImportPreview, key: str, start: str) -> "ShownRows":
        first = int(start) if start.isascii() and start.isdecimal() and len(start) < 6 else 0
        parts = (
            ("fix", "To fix", "", reading.to_fix),
            ("off", "Unticked: closed elsewhere", "Tick anyone you want to add anyway.", reading.closed),
            ("here", "Already here", "", reading.here),
            ("add", "Will be added", "", reading.new),
        )
        sections = []
        for name, title, hint, rows in parts:
            begin, most = (first, MORE) if name == key else (0, FIRST)
            if rows and (not key or name == key):
                sections.append(ShownSection(name, title, hint, len(rows), rows[begin : begin + most], begin))
        return cls(sections)
