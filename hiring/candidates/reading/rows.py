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
    """One row of the file. `number` counts as a spreadsheet does; `joins` is the row it is merged into.

    `closed` says how another system has closed the application, `ticked` whether it will be added. `mends` is the
    field that a person can type anew so that the row can be taken.
    """

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
    closed: str = ""
    ticked: bool = True
    mends: str = ""
    outcome: RowOutcome = RowOutcome.TAKEN
    reason: str = ""
    warnings: tuple[str, ...] = ()
    joins: int | None = None
    is_here_already: bool = False

    def refuse(self, reason: str, mends: str = "") -> "CandidateRow":
        """Refused, for the first reason found."""
        if self.outcome is RowOutcome.REFUSED:
            return self
        return replace(self, outcome=RowOutcome.REFUSED, reason=reason, mends=mends)

    @property
    def can_be_ticked(self) -> bool:
        """Whether the row makes an application of its own."""
        if self.outcome is RowOutcome.MERGED:
            return self.joins is None and not self.is_here_already
        return self.outcome is RowOutcome.TAKEN

    @property
    def is_added(self) -> bool:
        return self.ticked and self.can_be_ticked

    def tick(self, ticked: bool) -> "CandidateRow":
        return replace(self, ticked=ticked)

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
    tracker: str = ""

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
        here = sum(not row.can_be_ticked for row in self.merged)
        left_out = sum(row.can_be_ticked and not row.ticked for row in self.rows)
        counts = {"to be added": len(self.applications()), "already here": here}
        more = {"left out": left_out, "refused": len(self.refused), "unclear": len(self.unclear)}
        shown = [f"{number} {what}" for what, number in (counts | more).items() if number or what in counts]
        return f"{len(self.rows)} {'row' if len(self.rows) == 1 else 'rows'}: {listed(shown)}."

    @property
    def to_fix(self) -> list[CandidateRow]:
        return [*self.unclear, *self.refused]

    @property
    def closed(self) -> list[CandidateRow]:
        """Those who are closed elsewhere and could be added."""
        return [row for row in self.rows if row.closed and row.can_be_ticked]

    @property
    def here(self) -> list[CandidateRow]:
        """Those we know, and rows that join an earlier one."""
        return [row for row in self.merged if not (row.closed and row.can_be_ticked)]

    @property
    def new(self) -> list[CandidateRow]:
        return [row for row in self.taken if not row.closed]

    @property
    def can_be_taken(self) -> bool:
        return not self.unclear and bool(self.applications())

    @property
    def digest(self) -> str:
        """Of what would become of each row if it were ticked, so that what is taken is what someone looked at."""
        seen = [[r.number, r.name, r.email, r.outcome, r.reason, str(r.applied_on), r.closed] for r in self.rows]
        return hashlib.sha256(canonical(seen).encode()).hexdigest()

    def applications(self) -> list[CandidateRow]:
        """A row for each application to be added, with what the rows merged into it add."""
        made = {row.number: row for row in self.rows if row.is_added}
        for row in self.rows:
            if row.joins in made:
                made[row.joins] = _together(made[row.joins], row)
        return list(made.values())


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
