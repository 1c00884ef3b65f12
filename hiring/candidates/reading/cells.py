"""What one row's cells say: name, address, day and status, mended where they were spoilt."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from hiring.candidates.reading.closed_elsewhere import WITHDRAWN, closed_as
from hiring.candidates.reading.columns import Columns
from hiring.candidates.reading.days import Order, WrittenDay
from hiring.candidates.reading.repairs import mended_address, mended_name, mended_number
from hiring.candidates.reading.rows import CandidateRow, RowOutcome
from hiring.candidates.values import is_address
from hiring.foundation import text

LONGEST = {"name": 200, "email": 200, "phone": 60, "source": 200, "reference": 100, "note": 20_000}
USED = ("name", "first", "last", "email", "phone", "source", "reference", "note")
_CALLED = {"reference": "id", "email": "email"}
# What a person can type anew on the page.
REPAIRABLE = ("name", "email")


def read_row(number: int, cells: list[str], columns: Columns, width: int, repairs: Mapping[str, str]) -> CandidateRow:
    """A row with what its cells say; `repairs` is what a person typed in their place."""
    texts = {name: columns.cell(cells, name) for name in USED}
    whole, turned = _name(texts)
    email, extracted = mended_address(texts["email"])
    phone, broken_phone = mended_number(texts["phone"], "phone number")
    reference, broken_id = mended_number(texts["reference"], "id")
    if "name" in repairs:
        whole, turned = text.tidy(repairs["name"]), ""
    if "email" in repairs:
        email, extracted = mended_address(repairs["email"])
    row = CandidateRow(
        number,
        tuple(cells),
        name=whole,
        email=email,
        note=text.kept(texts["note"]).strip(),
        phone=phone,
        source=text.tidy(texts["source"]),
        reference=reference,
        warnings=(*filter(None, (turned, extracted, broken_phone, broken_id)), *_formulas(texts)),
    )
    if any(cell.strip() for cell in cells[width:]):
        return row.refuse("It has more cells than the header. Text with a comma or semicolon in it may need quotes.")
    if not whole:
        return row.refuse("The name is empty. Type it, or leave this row out.", "name")
    if too_long := _too_long(row):
        return row.refuse(*too_long)
    if row.email and not is_address(row.email):
        return row.refuse("We can't read this email. Correct it or leave it empty.", "email")
    return row if row.email else row.warn("No email, so we can't recognise them when they apply again.")


def _name(texts: Mapping[str, str]) -> tuple[str, str]:
    """First and last name in two columns beat one column with both, whose order nobody knows."""
    parts = text.tidy(f"{texts['first']} {texts['last']}")
    if text.tidy(texts["first"]) and text.tidy(texts["last"]):
        return parts, ""
    return mended_name(texts["name"]) if text.tidy(texts["name"]) else (parts, "")


def _too_long(row: CandidateRow) -> tuple[str, str] | None:
    for name, most in LONGEST.items():
        length = len(getattr(row, name))
        if length > most:
            sentence = f"The {_CALLED.get(name, name)} is {length:,} characters long; at most {most:,} can be kept."
            return sentence, name if name in REPAIRABLE else ""
    return None


def _formulas(texts: Mapping[str, str]) -> list[str]:
    formulas = [name for name, cell in texts.items() if cell.lstrip().startswith(("=", "@"))]
    return [f"The {_CALLED.get(name, name)} is a formula. We keep it as text and never run it." for name in formulas]


def dated_row(row: CandidateRow, cell: str, written: WrittenDay | None, order: Order, today: date) -> CandidateRow:
    """The row with its day of application."""
    cell = text.tidy(cell)
    if not cell:
        return replace(row, applied_on=today).warn("No day of application, so we use today.")
    if written is None:
        return row.refuse(f"We can't read the day “{cell[:40]}”. Write it as year-month-day in the file.")
    if written.is_ambiguous and order.day_first is None:
        first, second = (spelled_day(written.read(day_first)) for day_first in (True, False))
        return row if row.outcome is RowOutcome.REFUSED else replace(
            row, outcome=RowOutcome.UNCLEAR, reason=f"“{cell}” is {first} or {second}."
        )  # fmt: skip
    day = written.read(bool(order.day_first))
    row = replace(row, applied_on=day)
    if written.is_ambiguous:
        row = row.warn(f"“{cell}” is read as {spelled_day(day)}, {order.because}.")
    if day and day > today:
        row = row.warn("The day of application is still to come.")
    return row


def spelled_day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else "no day"


def staged_row(row: CandidateRow, columns: Columns, title: str, tracker: str) -> CandidateRow:
    """The row with what its status decides: who is closed elsewhere starts unticked. `title` is set if jobs differ."""
    job, status = text.tidy(columns.cell(row.cells, "job")), text.tidy(columns.cell(row.cells, "stage"))
    if title and text.sort_key(job) != text.sort_key(title):
        return row.refuse(f"It's for “{job[:60]}”, not for this opening." if job else "It names no opening.")
    closed = closed_as(status)
    if not closed:
        return row
    row = replace(row, closed=f"{closed} in {tracker or 'the other system'}", withdrawn=closed == WITHDRAWN)
    return row.warn("If you tick them, we add them as withdrawn.") if row.withdrawn else row
