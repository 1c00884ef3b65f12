"""Reads the cells of a file: the table of candidates in it, and of each row what becomes of it and why."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from hiring.candidates.reading.cells import dated_row, read_row, staged_row
from hiring.candidates.reading.columns import Columns, columns_of, headings, proposed
from hiring.candidates.reading.days import Order, order_of, read_day
from hiring.candidates.reading.layout import header_number, is_total, remarks_on_layout
from hiring.candidates.reading.matching import Known, matched
from hiring.candidates.reading.rows import CandidateRow, ImportPreview
from hiring.candidates.reading.trackers import tracker_of
from hiring.foundation import text
from hiring.foundation.spreadsheets import unescaped
from hiring.foundation.tables import reader
from hiring.foundation.tables.sheets import Bounds, NotATable

# A file of this size is read in a second.
BOUNDS = Bounds(rows=5_000, columns=200, cells=500_000, unpacked=64 * 1024 * 1024, seconds=5)


@dataclass(frozen=True, slots=True)
class CandidateTable:
    """The cells of a file as text from its header on, and what to say about how it was read.

    `header_at` is the header's number in the file, as a spreadsheet counts.
    """

    rows: list[list[str]]
    remarks: list[str]
    header_at: int = 1


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """What a person said about a file: a field for each column, the day's place, ticks and repairs by row number."""

    fields: Sequence[str] | None = None
    day_first: bool | None = None
    ticks: Mapping[int, bool] = field(default_factory=dict)
    repairs: Mapping[int, Mapping[str, str]] = field(default_factory=dict)


def read_table(content: bytes) -> CandidateTable:
    """The first sheet of a file. Refuses what is no table of candidates; a formula is kept as its text."""
    file = reader.read(content, BOUNDS, first_only=True)
    sheet = file.first
    for (row, column), formula in sheet.formulas.items():
        if len(formula) > 1:
            sheet.fill(row, column, formula)
    rows = sheet.rows if file.is_workbook else [[unescaped(cell) for cell in row] for row in sheet.rows]
    if not rows:
        raise NotATable("The file holds no rows.")
    header_at = header_number(rows)
    if not header_at:
        raise NotATable(
            "We found no row that names the columns. Write one above the candidates, such as Name and Email. "
            f"We found: {headings(rows[0])}."
        )
    totals = [number for number, row in enumerate(rows[header_at:], start=header_at + 1) if is_total(row)]
    for number in totals:
        rows[number - 1] = []
    if not any(rows[header_at:]):
        raise NotATable("The file has a header, but no candidates below it.")
    only = [f"Only the first sheet, “{sheet.name}”, is read."] if len(file.sheets) > 1 else []
    remarks = [*reader.remarks(file, sheet), *only, *remarks_on_layout(sheet, header_at, totals)]
    return CandidateTable(rows[header_at - 1 :], remarks, header_at)


def read_candidates(
    table: CandidateTable, known: Known, today: date, title: str, choices: ImportChoices | None = None
) -> ImportPreview:
    """Read every row. `title` is the opening's."""
    said = choices or ImportChoices()
    header = table.rows[0]
    columns = columns_of(header, said.fields if said.fields is not None else proposed(header))
    numbered = numbered_rows(table)
    days = {n: read_day(columns.cell(cells, "applied")) for n, cells in numbered}
    order = order_of([day for day in days.values() if day])
    if said.day_first is not None:
        order = Order(said.day_first, "as you said")
    jobs = Counter(text.sort_key(columns.cell(cells, "job")) for _, cells in numbered)
    post = title if len(jobs) > 1 and text.sort_key(title) in jobs else ""
    tracker = tracker_of(header)
    rows = []
    for number, cells in numbered:
        row = read_row(number, cells, columns, len(header), said.repairs.get(number, {}))
        row = dated_row(row, columns.cell(cells, "applied"), days[number], order, today)
        rows.append(staged_row(row, columns, post, tracker))
    remarks = [*table.remarks, *_remarks(columns, jobs, title)]
    unclear = any(day is not None and day.is_ambiguous for day in days.values())
    settled = [_ticked(row, said.ticks) for row in matched(rows, known)]
    return ImportPreview(header, settled, columns.ignored, remarks, order, unclear, tracker)


def numbered_rows(table: CandidateTable) -> list[tuple[int, list[str]]]:
    """The rows that hold something, each with its number in the file."""
    below = enumerate(table.rows[1:], start=table.header_at + 1)
    return [(number, cells) for number, cells in below if any(cell.strip() for cell in cells)]


def _ticked(row: CandidateRow, ticks: Mapping[int, bool]) -> CandidateRow:
    ticked = ticks.get(row.number, not row.closed)
    return row if ticked == row.ticked else row.tick(ticked)


def _remarks(columns: Columns, jobs: Counter[str], title: str) -> list[str]:
    remarks = []
    if "email" not in columns.at:
        remarks.append("No column holds email addresses, so we can't recognise people when they apply again.")
    if "job" in columns.at and text.sort_key(title) not in jobs:
        remarks.append(f"No row names the opening “{title}”. Check that this is the right file.")
    return remarks
