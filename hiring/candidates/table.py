"""Reads a tracker's export row by row and says of each what will be taken, merged or refused, and why.

It knows nothing of databases and pages: whom the house knows already is handed in. The same reading stands behind
the preview, the taking, the file of refused rows and the command.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from hiring.candidates.columns import Columns, recognise
from hiring.candidates.days import Order, WrittenDay, order_of, read_day
from hiring.candidates.values import is_address, name_key, plain_address
from hiring.foundation import text
from hiring.foundation.database import canonical
from hiring.foundation.spreadsheets import NotATable, Table

MOST_ROWS = 5_000
LONGEST = {"name": 200, "email": 200, "phone": 60, "source": 200, "reference": 100, "note": 20_000}
_CALLED = {"reference": "id"}


class Outcome(StrEnum):
    TAKEN = "taken"
    MERGED = "merged"
    REFUSED = "refused"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody the house keeps under an address, and whether they have applied to this opening."""

    name: str
    has_applied: bool


@dataclass(frozen=True, slots=True)
class Known:
    """Whom the house knows: people by address; and of those without one who applied here, their names and ids."""

    people: Mapping[str, Sequence[KnownPerson]] = field(default_factory=dict)
    names_without_address: frozenset[str] = frozenset()
    references_without_address: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file. `number` counts as a spreadsheet does; `joins` is the row it is merged into."""

    number: int
    cells: tuple[str, ...]
    name: str = ""
    email: str = ""
    phone: str = ""
    source: str = ""
    reference: str = ""
    note: str = ""
    applied_on: date | None = None
    withdrawn: bool = False
    outcome: Outcome = Outcome.TAKEN
    reason: str = ""
    warnings: tuple[str, ...] = ()
    joins: int | None = None
    is_here_already: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """The whole file as it would be taken now."""

    header: list[str]
    rows: list[Row]
    ignored: list[str]
    remarks: list[str]
    order: Order
    has_unclear_days: bool

    def of(self, outcome: Outcome) -> list[Row]:
        return [row for row in self.rows if row.outcome is outcome]

    @property
    def can_be_taken(self) -> bool:
        return not self.of(Outcome.UNCLEAR) and bool(self.applications())

    @property
    def digest(self) -> str:
        """Of what would become of each row, so that what is taken is what somebody looked at."""
        seen = [[r.number, r.name, r.email, r.outcome, r.reason, str(r.applied_on), r.withdrawn] for r in self.rows]
        return hashlib.sha256(canonical(seen).encode()).hexdigest()

    def applications(self) -> list[Row]:
        """One row for each application to be added, with what the rows merged into it add."""
        made = {row.number: row for row in self.rows if _stands(row)}
        for row in self.rows:
            if row.joins in made:
                made[row.joins] = _together(made[row.joins], row)
        return list(made.values())


def _stands(row: Row) -> bool:
    if row.outcome is Outcome.MERGED:
        return row.joins is None and not row.is_here_already
    return row.outcome is Outcome.TAKEN


def _together(first: Row, second: Row) -> Row:
    """The earlier day, the later state, every note; what the first lacks from the second."""
    days = [row.applied_on for row in (first, second) if row.applied_on]
    notes = [first.note] if first.note else []
    if second.note and second.note not in notes:
        notes.append(second.note)
    return replace(
        first,
        applied_on=min(days),
        withdrawn=second.withdrawn if second.applied_on == max(days) else first.withdrawn,
        phone=first.phone or second.phone,
        source=first.source or second.source,
        reference=first.reference or second.reference,
        note="\n".join(notes),
    )


def read_candidates(table: Table, known: Known, today: date, title: str, day_first: bool | None = None) -> Reading:
    """Read every row. `title` is the opening's, `day_first` what a person said about 03/10/2026."""
    header = table.rows[0]
    columns = recognise(header)
    numbered = [(n, cells) for n, cells in enumerate(table.rows[1:], start=2) if any(c.strip() for c in cells)]
    if not numbered:
        raise NotATable("The file has a header, but no candidates below it.")
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
    return Reading(header, _matched(rows, known), columns.ignored, remarks, order, unclear)


def _remarks(columns: Columns, jobs: Counter[str], title: str) -> list[str]:
    said = []
    if "email" not in columns.at:
        said.append("No column holds e-mail addresses, so nobody can be recognised when they apply again.")
    if "job" in columns.at and text.sort_key(title) not in jobs:
        said.append(f"No row names the post “{title}”. Make sure that this is the right file.")
    return said


def _read(number: int, cells: list[str], columns: Columns, width: int) -> Row:
    found = {name: columns.cell(cells, name) for name in USED}
    whole = text.tidy(found["name"]) or text.tidy(f"{found['first']} {found['last']}")
    row = Row(
        number,
        tuple(cells),
        name=whole,
        email=plain_address(found["email"]),
        note=text.visible(found["note"]).strip(),
        phone=text.tidy(found["phone"]),
        source=text.tidy(found["source"]),
        reference=text.tidy(found["reference"]),
        warnings=tuple(_formulas(found)),
    )
    if any(cell.strip() for cell in cells[width:]):
        return _refuse(row, "It has more cells than the header. A separator may stand in a text without quotes.")
    if not whole:
        return _refuse(row, "It has no name.")
    if too_long := _too_long(row):
        return _refuse(row, too_long)
    if row.email and not is_address(row.email):
        return _refuse(row, f"“{row.email}” is not an e-mail address. Correct it, or add this person by hand.")
    return row if row.email else _warn(row, "No e-mail address: they cannot be recognised when they apply again.")


USED = ("name", "first", "last", "email", "phone", "source", "reference", "note")


def _too_long(row: Row) -> str:
    for name, most in LONGEST.items():
        length = len(getattr(row, name))
        if length > most:
            return f"The {_CALLED.get(name, name)} is {length:,} characters long; at most {most:,} can be kept."
    return ""


def _formulas(found: dict[str, str]) -> list[str]:
    formulas = [name for name, cell in found.items() if cell.lstrip().startswith(("=", "@"))]
    return [f"The {_CALLED.get(name, name)} is a formula. It is kept as text and never run." for name in formulas]


def _refuse(row: Row, reason: str) -> Row:
    return row if row.outcome is Outcome.REFUSED else replace(row, outcome=Outcome.REFUSED, reason=reason)


def _warn(row: Row, warning: str) -> Row:
    return replace(row, warnings=(*row.warnings, warning))


def _dated(row: Row, cell: str, written: WrittenDay | None, order: Order, today: date) -> Row:
    cell = text.tidy(cell)
    if not cell:
        return _warn(replace(row, applied_on=today), "No day of application: today is used.")
    if written is None:
        return _refuse(row, f"“{cell[:40]}” is not a day that can be read. Write it as year-month-day.")
    if written.is_ambiguous and order.day_first is None:
        first, second = (_spelled(written.read(one)) for one in (True, False))
        return row if row.outcome is Outcome.REFUSED else replace(
            row, outcome=Outcome.UNCLEAR, reason=f"“{cell}” is {first} or {second}."
        )  # fmt: skip
    day = written.read(bool(order.day_first))
    row = replace(row, applied_on=day)
    if written.is_ambiguous:
        row = _warn(row, f"“{cell}” is read as {_spelled(day)}, {order.because}.")
    if day and day > today:
        row = _warn(row, "The day of application is still to come.")
    return row


def _spelled(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else "no day"


def _staged(row: Row, columns: Columns, title: str) -> Row:
    job, stage = text.tidy(columns.cell(row.cells, "job")), text.tidy(columns.cell(row.cells, "stage"))
    if title and text.sort_key(job) != text.sort_key(title):
        return _refuse(row, f"It is for “{job[:60]}”, not for this post." if job else "It names no post.")
    plain = text.sort_key(stage)
    if plain.startswith("withdr"):
        return _warn(replace(row, withdrawn=True), f"Taken over as withdrawn: the stage is “{stage[:40]}”.")
    if any(word in plain for word in ("reject", "declin", "hired", "offer", "disqualif")):
        return _warn(row, f"The stage “{stage[:40]}” is not taken over: the application starts as under way.")
    return row


def _matched(rows: list[Row], known: Known) -> list[Row]:
    """Find the same person within the file and among those the house knows."""
    first: dict[tuple[str, str], Row] = {}
    matched = []
    for row in rows:
        if row.outcome is not Outcome.REFUSED:
            key = ("address", row.email) if row.email else ("id", row.reference)
            key = key if key[1] else ("name", name_key(row.name))
            earlier = first.get(key)
            row = _within(row, earlier) if earlier else _among(row, known)
            if row.outcome is not Outcome.REFUSED and earlier is None:
                first[key] = row
        matched.append(row)
    return matched


def _within(row: Row, earlier: Row) -> Row:
    if name_key(row.name) != name_key(earlier.name):
        same = "address" if row.email else "id"
        return _refuse(row, f"Row {earlier.number} has the same {same} under another name, “{earlier.name}”.")
    if not row.email and not row.reference:
        return _refuse(row, f"Row {earlier.number} has the same name. Without an address or id they look like one.")
    if row.outcome is Outcome.UNCLEAR:
        return row
    return replace(
        row,
        outcome=Outcome.MERGED,
        joins=earlier.number,
        is_here_already=earlier.is_here_already,
        reason=f"The same person as row {earlier.number}.",
    )


def _among(row: Row, known: Known) -> Row:
    if not row.email:
        if row.reference and row.reference in known.references_without_address:
            return _here_already(row)
        if name_key(row.name) in known.names_without_address:
            return _refuse(
                row,
                "Somebody of this name, also without an address, has applied here. Add an address to tell them apart.",
            )
        return row
    people = known.people.get(row.email, ())
    same = next((one for one in people if name_key(one.name) == name_key(row.name)), None)
    if same is None:
        return _refuse(row, f"This address is kept for {people[0].name}, another name.") if people else row
    if same.has_applied:
        return _here_already(row)
    if row.outcome is Outcome.UNCLEAR:
        return row
    return replace(
        row, outcome=Outcome.MERGED, reason="Known from another opening: the application joins what is kept of them."
    )


def _here_already(row: Row) -> Row:
    return replace(
        row, outcome=Outcome.MERGED, is_here_already=True, reason="Has applied here already: nothing is added."
    )
