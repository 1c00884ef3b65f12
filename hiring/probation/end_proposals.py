"""A proposal that waits for an answer: to end a probation, or to record that someone is leaving."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hiring.foundation import clock
from hiring.foundation.records.approvals import Approval
from hiring.probation.models import Probation
from hiring.probation.values import OutcomeKind

# A resignation is confirmed within this time, or it never happened.
CONFIRMED_WITHIN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class EndProposal:
    """A proposal to end, or to record that they are leaving, with the probation it is about."""

    approval: Approval
    probation: Probation

    @property
    def kind(self) -> OutcomeKind:
        """Texts that were written before anyone could record a resignation name no outcome: they are endings."""
        return OutcomeKind(self.approval.text.get("outcome", OutcomeKind.ENDED))

    @property
    def has_lapsed(self) -> bool:
        """Nobody confirmed in time that they're leaving: the probation runs on, as if it hadn't been proposed."""
        return self.kind is OutcomeKind.RESIGNED and has_lapsed(self.approval.asked_at)

    @property
    def is_open(self) -> bool:
        return self.approval.is_open and not self.has_lapsed


def has_lapsed(asked_at: datetime) -> bool:
    return clock.now() >= asked_at + CONFIRMED_WITHIN
