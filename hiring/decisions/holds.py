"""Putting a decision off until a day, and taking that back."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.candidates.state_table import Position, StepPage, refuse_unless_offered
from hiring.decisions.models import Hold
from hiring.decisions.values import PutOnHold, TakenOffHold
from hiring.foundation import clock, text
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused, on_violation
from hiring.panels.actions import ReasonMissing
from hiring.panels.values import SHORTEST_REASON


class HoldRefused(Refused):
    """The day isn't to come, or there's no hold to take back."""


on_violation(
    "uq_hold_application_id", HoldRefused, "Someone has put this decision on hold in the meantime. Check it again."
)


def hold_of(session: Session, application: Application) -> Hold | None:
    """The hold that is in force today. One whose day has come holds nothing any more."""
    hold = session.scalar(sa.select(Hold).where(Hold.application_id == application.id))
    today = clock.today(application.opening.workplace.zone)
    return hold if hold is not None and hold.until > today else None


def put_on_hold(session: Session, person: Person, application: Application, *, until: date, reason: str) -> Hold:
    """Put a decision off until a day to come. The application stays ready; lists show it as on hold until then."""
    refuse_unless_offered(session, person, application, StepPage.DECISION, Position.REJECTED)
    if until <= clock.today(application.opening.workplace.zone):
        raise HoldRefused("Choose a day after today.", "until")
    words = text.kept(reason).strip()
    if len(words) < SHORTEST_REASON:
        raise ReasonMissing(f"Write what you're waiting for, at least {SHORTEST_REASON} characters.", "reason")
    hold = session.scalar(sa.select(Hold).where(Hold.application_id == application.id))
    hold = hold or Hold(application_id=application.id)
    hold.until, hold.reason, hold.by, hold.at = until, words, person, clock.now()
    session.add(hold)
    session.flush()
    journal.record(session, person.id, PutOnHold(application.id, until=until.isoformat()))
    return hold


def take_off_hold(session: Session, person: Person, application: Application) -> None:
    hold = hold_of(session, application)
    if hold is None:
        raise HoldRefused("This decision isn't on hold any more.")
    session.delete(hold)
    journal.record(session, person.id, TakenOffHold(application.id))
