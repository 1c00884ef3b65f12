"""Reopening a panel that was read, so that late cards can be added beside its marks, with a reason."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.foundation import clock, text
from hiring.foundation.records import journal
from hiring.foundation.records.journal import Event
from hiring.foundation.web.errors import Refused, on_violation
from hiring.interviews.models import PanelReopening
from hiring.interviews.policy import can_see_standing, can_set_interviews
from hiring.interviews.readings import is_locked


@dataclass(frozen=True, slots=True)
class PanelReopened(Event):
    on: str


def can_ask_to_reopen(person: Person, application: Application) -> bool:
    """HR who sees why nothing can be added, whether or not there is anything to reopen just now."""
    return can_set_interviews(person, application) and can_see_standing(person, application)


def can_reopen(person: Person, application: Application, *, locked: bool | None = None) -> bool:
    """`locked` is what `is_locked` says, where the caller knows it already."""
    if not application.is_under_way or not can_ask_to_reopen(person, application):
        return False
    return is_locked(application) if locked is None else locked


SHORTEST_REASON = 20


class ReopeningRefused(Refused):
    """Not read yet, reopened already, or not this person's to reopen."""


on_violation("uq_panel_reopening_application_id", ReopeningRefused, "Someone has reopened this panel in the meantime.")


def check_reopening(person: Person, application: Application, *, reason: str) -> str:
    """The reason as it will be kept, once nothing speaks against reopening. Changes nothing."""
    if not can_reopen(person, application):
        raise ReopeningRefused(
            "This panel can't be reopened: nobody has read it yet, or someone has already reopened it."
        )
    why = text.kept(reason).strip()
    if len(why) < SHORTEST_REASON:
        raise ReopeningRefused(f"Write the reason in a sentence, at least {SHORTEST_REASON} characters.", "reason")
    return why


def reopen_panel(session: Session, person: Person, application: Application, *, reason: str) -> PanelReopening:
    """From now on seats, guests and interviews can be added; their cards are shown and never averaged."""
    why = check_reopening(person, application, reason=reason)
    today = clock.today(application.opening.workplace.zone)
    reopening = PanelReopening(application=application, reason=why, on=today, reopened_by=person, at=clock.now())
    session.add(reopening)
    session.flush()
    journal.record(session, person.id, PanelReopened(application.id, on=today.isoformat()))
    return reopening
