"""Reads a table of candidates and says of each row what will be taken, merged or refused, and why."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from hiring.candidates.reading.columns import Columns, recognise
from hiring.candidates.reading.days import Order, WrittenDay, order_of, read_day
from hiring.candidates.reading.matching import Known, matched
from hiring.candidates.reading.rows import CandidateRow, ImportPreview, RowOutcome
from hiring.candidates.values import is_address, plain_address
from hiring.foundation import text
from hiring.foundation.spreadsheets import unescaped
from hiring.foundation.tables import reader
from hiring.foundation.tables.sheets import Bounds, NotATable

# A file of this size is read in a second.
BOUNDS = Bounds(rows=5_000, columns=200, cells=500_000, unpacked=64 * 1024 * 1024, seconds=5)
LONGEST = {"name": 200, "email": 200, "phone": 60, "source": 200, "reference": 100, "note": 20_000}
_CALLED = {"reference": "id"}


@dataclass(frozen=True, slots=True)
class CandidateTable:
    """The cells of a file as text, a header first, with what to say about how it was read."""

    rows: list[list[str]]
    remarks: list[str]


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
    recognise(rows[0])
    if not any(rows[1:]):
        raise NotATable("The file has a header, but no candidates below it.")
    only = [f"Only the first sheet, “{sheet.name}”, is read."] if len(file.sheets) > 1 else []
    return CandidateTable(rows, [*reader.remarks(file, sheet), *only])


def read_candidates(
    table: CandidateTable, known: Known, today: date, title: str, day_first: bool | None = None
) -> ImportPreview:
    """Read every row. `title` is the opening's, `day_first` what a person said about 03/10/2026."""
    header = table.rows[0]
    columns = recognise(header)
    numbered = [(n, cells) for n, cells in enumerate(table.rows[1:], start=2) if any(c.strip() for c in cells)]
    days = {n: read_day(columns.cell(cells, "applied")) for n, cells in numbered}
    order = Order(day_first, "as you said") if day_first is not None else order_of([d for d in days.values() if d])
    jobs = Counter(text.sort_key(columns.cell(cells, "job")) for _, cells in numbered)
    other_jobs = len(jobs) > 1 and text.sort_key(title) in jobs
    rows = []
    for number, cells in numbered:
        row = _read(number, cells, columns, len(header))
        row = _dated(row, columns.cell(cells, "applied"), days[number], order, today)
        rows.append(_staged(row, columns, title if other_jobs else ""))
    remarks = [*table.remarks, *_remarks(columns, jobs, title)]
    unclear = any(day is not None and day.is_ambiguous for day in days.values())
    return ImportPreview(header, matched(rows, known), columns.ignored, remarks, order, unclear)


def _remarks(columns: Columns, jobs: Counter[str], title: str) -> list[str]:
    remarks = []
    if "email" not in columns.at:
        remarks.append("No column holds e-mail addresses, so nobody can be recognised when they apply again.")
    if "job" in columns.at and text.sort_key(title) not in jobs:
        remarks.append(f"No row names the opening “{title}”. Make sure that this is the right file.")
    return remarks


def _read(number: int, cells: list[str], columns: Columns, width: int) -> CandidateRow:
    texts = {name: columns.cell(cells, name) for name in USED}
    whole = text.tidy(texts["name"]) or text.tidy(f"{texts['first']} {texts['last']}")
    row = CandidateRow(
        number,
        tuple(cells),
        name=whole,
        email=plain_address(texts["email"]),
        note=text.kept(texts["note"]).strip(),
        phone=text.tidy(texts["phone"]),
        source=text.tidy(texts["source"]),
        reference=text.tidy(texts["reference"]),
        warnings=tuple(_formulas(texts)),
    )
    if any(cell.strip() for cell in cells[width:]):
        return row.refuse("It has more cells than the header. A separator may stand in a text without quotes.")
    if not whole:
        return row.refuse("It has no name.")
    if too_long := _too_long(row):
        return row.refuse(too_long)
    if row.email and not is_address(row.email):
        return row.refuse(f"“{row.email}” is not an e-mail address. Correct it, or add this person by hand.")
    return row if row.email else row.warn("No e-mail address: they cannot be recognised when they apply again.")


USED = ("name", "first", "last", "email", "phone", "source", "reference", "note")


def _too_long(row: CandidateRow) -> str:
    for name, most in LONGEST.items():
        length = len(getattr(row, name))
        if length > most:
            return f"The {_CALLED.get(name, name)} is {length:,} characters long; at most {most:,} can be kept."
    return ""


def _formulas(texts: dict[str, str]) -> list[str]:
    formulas = [name for name, cell in texts.items() if cell.lstrip().startswith(("=", "@"))]
    return [f"The {_CALLED.get(name, name)} is a formula. It is kept as text and never run." for name in formulas]


def _dated(row: CandidateRow, cell: str, written: WrittenDay | None, order: Order, today: date) -> CandidateRow:
    cell = text.tidy(cell)
    if not cell:
        return replace(row, applied_on=today).warn("No day of application: today is used.")
    if written is None:
        return row.refuse(f"“{cell[:40]}” is not a day that can be read. Write it as year-month-day.")
    if written.is_ambiguous and order.day_first is None:
        first, second = (_spelled(written.read(day_first)) for day_first in (True, False))
        return row if row.outcome is RowOutcome.REFUSED else replace(
            row, outcome=RowOutcome.UNCLEAR, reason=f"“{cell}” is {first} or {second}."
        )  # fmt: skip
    day = written.read(bool(order.day_first))
    row = replace(row, applied_on=day)
    if written.is_ambiguous:
        row = row.warn(f"“{cell}” is read as {_spelled(day)}, {order.because}.")
    if day and day > today:
        row = row.warn("The day of application is still to come.")
    return row


def _spelled(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else "no day"


def _staged(row: CandidateRow, columns: Columns, title: str) -> CandidateRow:
    job, stage = text.tidy(columns.cell(row.cells, "job")), text.tidy(columns.cell(row.cells, "stage"))
    if title and text.sort_key(job) != text.sort_key(title):
        return row.refuse(f"It is for “{job[:60]}”, not for this opening." if job else "It names no opening.")
    plain = text.sort_key(stage)
    if plain.startswith("withdr"):
        return replace(row, withdrawn=True).warn(f"Taken over as withdrawn: the stage is “{stage[:40]}”.")
    if any(word in plain for word in ("reject", "declin", "hired", "offer", "disqualif")):
        return row.warn(f"The stage “{stage[:40]}” is not taken over: the application starts as under way.")
    return row
