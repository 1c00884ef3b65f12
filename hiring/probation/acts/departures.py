"""Leaving after a probation: its day and its reason, for the figures on who leaves and why. Nothing ends by it."""

from datetime import date

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock as time
from hiring.foundation import text
from hiring.foundation.database import later_side
from hiring.foundation.web.errors import on_violation
from hiring.probation.actions import today_at
from hiring.probation.acts.changes import DatedActRefused, record_act
from hiring.probation.acts.models import DatedAct, Departure
from hiring.probation.acts.values import ActKind
from hiring.probation.models import Probation
from hiring.probation.values import LeavingReason, OutcomeKind

STAYED = {OutcomeKind.CONFIRMED, OutcomeKind.RAN_OUT}

on_violation("pk_departure", DatedActRefused, "Someone has just recorded this. Check it again.")


def has_stayed(probation: Probation) -> bool:
    """They came through, and nobody has recorded that they left since."""
    return any(outcome.kind in STAYED for outcome in probation.outcomes) and later_side(probation, "departure") is None


def record_departure(
    session: Session, person: Person, probation: Probation, *, on: date, leaving_reason: str, reason: str = ""
) -> DatedAct:
    """They stayed after their probation, and left later."""
    refuse_departure(probation, on)
    why = LeavingReason(leaving_reason)
    words = text.kept(reason or "").strip()
    departure = Departure(probation_id=probation.id, on=on, reason_key=str(why), words=words, by=person, at=time.now())
    session.add(departure)
    session.flush()
    return record_act(session, person, probation, ActKind.DEPARTURE, on=on, now=why.label, reason=reason)


def refuse_departure(probation: Probation, on: date) -> None:
    if not has_stayed(probation):
        raise DatedActRefused("Only someone who stayed can have left since.")
    if on > today_at(probation):
        raise DatedActRefused("This day is still to come. Record it once they've left.", "on")
    if probation.closed_on is not None and on < probation.closed_on:
        raise DatedActRefused("That was before it was over. Check the day.", "on")
