"""Recording what happened to an offer."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.facts import facts_of
from hiring.candidates.models import Application
from hiring.candidates.state_table import Position, position_of
from hiring.decisions.models import decision_of
from hiring.decisions.offers.models import OfferStep
from hiring.decisions.offers.queries import offer_steps
from hiring.decisions.offers.values import OfferStepKind, OfferStepRecorded
from hiring.foundation import clock, text
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused


class OfferRefused(Refused):
    """There's no offer in force, a day or the terms are missing, or the step doesn't follow."""


def is_offer_in_force(session: Session, person: Person, application: Application) -> bool:
    """The candidate was offered the job and hasn't begun: from then on the probation has the first day."""
    facts = facts_of(session, person, application)
    return facts is not None and not facts.is_blind and position_of(facts) == Position.OFFER_MADE


def record_offer_step(
    session: Session,
    person: Person,
    application: Application,
    kind: OfferStepKind,
    on: date,
    *,
    starts_on: date | None = None,
    words: str = "",
) -> OfferStep:
    """One more dated step. Earlier ones stay as they are."""
    decision = decision_of(application)
    if decision is None or not is_offer_in_force(session, person, application):
        raise OfferRefused("There's no offer to change. Someone has recorded what became of it.", "kind")
    _refuse_days(application, kind, on, starts_on, decided_on=_day_of(application, decision.decided_at))
    steps, kept = offer_steps(session, decision), text.kept(words).strip()
    if kind == OfferStepKind.TERMS and not kept:
        raise OfferRefused("Write the terms: pay, hours, and what else you offer.", "words")
    if kind == OfferStepKind.POSTPONED and not any(step.starts_on for step in steps):
        raise OfferRefused("No first day is recorded yet, so there's none to postpone. Set the terms first.", "kind")
    step = OfferStep(
        decision=decision,
        kind=str(kind),
        on=on,
        starts_on=starts_on if kind.sets_start else None,
        words=kept,
        by=person,
        at=clock.now(),
    )
    session.add(step)
    session.flush()
    journal.record(session, person.id, OfferStepRecorded(step.id, application=application.id, kind=str(kind)))
    return step


def _day_of(application: Application, at: datetime) -> date:
    return clock.in_zone(at, application.opening.workplace.zone).date()


def _refuse_days(
    application: Application, kind: OfferStepKind, on: date, starts_on: date | None, *, decided_on: date
) -> None:
    if on > clock.today(application.opening.workplace.zone):
        raise OfferRefused("That day is still to come. Write the day it happened.", "on")
    if on < decided_on:
        raise OfferRefused("Nobody had decided to hire on that day yet. Choose a later one.", "on")
    if kind.sets_start and starts_on is None:
        raise OfferRefused("Write the first day at work.", "starts_on")
    if kind.sets_start and starts_on is not None and starts_on < on:
        raise OfferRefused("The first day can't be before the day it was agreed.", "starts_on")
