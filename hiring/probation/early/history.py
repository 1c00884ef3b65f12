"""How often the two early rules asked for a conversation, against what became of the hires. For Insights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from hiring.probation.early.record import so_far
from hiring.probation.early.signs import ever_fired
from hiring.probation.models import CheckIn, Probation
from hiring.probation.values import OutcomeKind

_LEFT = {str(OutcomeKind.ENDED), str(OutcomeKind.RESIGNED)}


@dataclass(frozen=True, slots=True)
class EarlyFiring:
    """A closed probation that was confirmed, or that they left, and whether a rule fired before that."""

    application: str
    is_confirmed: bool
    has_fired: bool


@dataclass(frozen=True, slots=True)
class RuleHistory:
    """Closed probations: of those confirmed, how many the rules fired for; of those who left, how many they missed."""

    confirmed: int = 0
    fired_and_confirmed: int = 0
    left: int = 0
    missed_and_left: int = 0

    @classmethod
    def of(cls, firings: Iterable[EarlyFiring]) -> RuleHistory:
        tally = Counter((firing.is_confirmed, firing.has_fired) for firing in firings)
        return cls(
            confirmed=tally[True, True] + tally[True, False],
            fired_and_confirmed=tally[True, True],
            left=tally[False, True] + tally[False, False],
            missed_and_left=tally[False, False],
        )

    @property
    def says(self) -> str:
        """Both mistakes of the rules in two sentences."""
        if not self.confirmed and not self.left:
            return "Nobody has been decided on yet, so nobody knows how often these rules are wrong."
        return (
            f"The two rules fired for {self.fired_and_confirmed} of {self.confirmed} people who were later confirmed. "
            f"They missed {self.missed_and_left} of {self.left} people who left."
        )


def early_firings(session: Session) -> list[EarlyFiring]:
    """Of everyone who was confirmed or left, in the same few statements however many there are."""
    chosen = (
        sa.select(Probation)
        .where(Probation.closed_on.is_not(None))
        .options(
            joinedload(Probation.application),
            selectinload(Probation.outcomes),
            selectinload(Probation.check_ins).selectinload(CheckIn.words),
            selectinload(Probation.observations),
            selectinload(getattr(Probation, "promises")),  # noqa: B009 - a backref
        )
    )
    firings = []
    for probation in session.scalars(chosen).unique():
        kinds = {outcome.kind for outcome in probation.outcomes}
        is_confirmed = OutcomeKind.CONFIRMED in kinds
        if is_confirmed or kinds & _LEFT:
            has_fired = probation.closed_on is not None and ever_fired(so_far(probation), probation.closed_on)
            firings.append(EarlyFiring(probation.application_id, is_confirmed, has_fired))
    return firings
