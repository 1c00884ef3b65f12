"""A row of a file and what becomes of it, and the whole file as it would be taken now."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from hiring.candidates.reading.days import Order
from hiring.foundation.database import canonical
from hiring.foundation.grammar import listed


class Outcome(StrEnum):
    TAKEN = "taken"
    MERGED = "merged"
    REFUSED = "refused"
    UNCLEAR = "unclear"


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

    def refuse(self, reason: str) -> "Row":
        """Refused, for the first reason found."""
        return self if self.outcome is Outcome.REFUSED else replace(self, outcome=Outcome.REFUSED, reason=reason)

    def warn(self, warning: str) -> "Row":
        return replace(self, warnings=(*self.warnings, warning))


@dataclass(frozen=True, slots=True)
class Reading:
    """The whole file as it would be taken now."""

    header: list[str]
    rows: list[Row]
    ignored: list[str]
    remarks: list[str]
    order: Order
    has_unclear_days: bool

    def _of(self, outcome: Outcome) -> list[Row]:
        return [row for row in self.rows if row.outcome is outcome]

    @property
    def taken(self) -> list[Row]:
        return self._of(Outcome.TAKEN)

    @property
    def merged(self) -> list[Row]:
        return self._of(Outcome.MERGED)

    @property
    def refused(self) -> list[Row]:
        return self._of(Outcome.REFUSED)

    @property
    def unclear(self) -> list[Row]:
        return self._of(Outcome.UNCLEAR)

    @property
    def summary(self) -> str:
        counts = [f"{len(self.taken)} to be taken", f"{len(self.merged)} merged", f"{len(self.refused)} refused"]
        unclear = [f"{len(self.unclear)} unclear"] if self.unclear else []
        return f"{len(self.rows)} {'row' if len(self.rows) == 1 else 'rows'}: {listed([*counts, *unclear])}."

    @property
    def can_be_taken(self) -> bool:
        return not self.unclear and bool(self.applications())

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
