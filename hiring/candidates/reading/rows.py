"""A row of a file and what becomes of it, and the whole file as it would be taken now."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from hiring.candidates.reading.days import Order
from hiring.foundation.database import canonical
from hiring.foundation.grammar import listed


class RowOutcome(StrEnum):
    TAKEN = "taken"
    MERGED = "merged"
    REFUSED = "refused"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class CandidateRow:
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
    outcome: RowOutcome = RowOutcome.TAKEN
    reason: str = ""
    warnings: tuple[str, ...] = ()
    joins: int | None = None
    is_here_already: bool = False

    def refuse(self, reason: str) -> "CandidateRow":
        """Refused, for the first reason found."""
        return self if self.outcome is RowOutcome.REFUSED else replace(self, outcome=RowOutcome.REFUSED, reason=reason)

    def warn(self, warning: str) -> "CandidateRow":
        return replace(self, warnings=(*self.warnings, warning))


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """The whole file as it would be taken now."""

    header: list[str]
    rows: list[CandidateRow]
    ignored: list[str]
    remarks: list[str]
    order: Order
    has_unclear_days: bool

    def _of(self, outcome: RowOutcome) -> list[CandidateRow]:
        return [row for row in self.rows if row.outcome is outcome]

    @property
    def taken(self) -> list[CandidateRow]:
        return self._of(RowOutcome.TAKEN)

    @property
    def merged(self) -> list[CandidateRow]:
        return self._of(RowOutcome.MERGED)

    @property
    def refused(self) -> list[CandidateRow]:
        return self._of(RowOutcome.REFUSED)

    @property
    def unclear(self) -> list[CandidateRow]:
        return self._of(RowOutcome.UNCLEAR)

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

    def applications(self) -> list[CandidateRow]:
        """One row for each application to be added, with what the rows merged into it add."""
        made = {row.number: row for row in self.rows if _stands(row)}
        for row in self.rows:
            if row.joins in made:
                made[row.joins] = _together(made[row.joins], row)
        return list(made.values())


def _stands(row: CandidateRow) -> bool:
    if row.outcome is RowOutcome.MERGED:
        return row.joins is None and not row.is_here_already
    return row.outcome is RowOutcome.TAKEN


def _together(first: CandidateRow, second: CandidateRow) -> CandidateRow:
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
