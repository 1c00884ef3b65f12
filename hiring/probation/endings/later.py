"""What came on record after a proposal was written, which makes its text void."""

from dataclasses import dataclass

from hiring.probation.end_proposals import EndProposal
from hiring.probation.hire_side.models import HireWord
from hiring.probation.hire_side.queries import replies_since
from hiring.probation.models import CheckIn, Observation
from hiring.probation.values import OutcomeKind


@dataclass(frozen=True, slots=True)
class LaterRecords:
    """Notes, filed check-ins and the hire's replies, the earliest first."""

    notes: tuple[Observation, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    replies: tuple[HireWord, ...] = ()

    @property
    def ids(self) -> list[str]:
        return [row.id for rows in (self.notes, self.check_ins, self.replies) for row in rows]


def later_than_text(proposal: EndProposal) -> LaterRecords:
    """Nothing where they resigned: what is on record doesn't speak for or against that."""
    if proposal.kind is OutcomeKind.RESIGNED:
        return LaterRecords()
    written_at, probation = proposal.approval.asked_at, proposal.probation
    filed = [
        check_in for check_in in probation.check_ins if check_in.filed_at is not None and check_in.filed_at > written_at
    ]
    notes = [note for note in probation.observations if note.at > written_at]
    return LaterRecords(tuple(notes), tuple(filed), tuple(replies_since(probation, written_at)))
