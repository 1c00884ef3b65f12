"""Gathers what every room kept of an application, as lines of its history."""

from collections.abc import Iterator
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.facts import ApplicationFacts
from hiring.candidates.history import HistoryLine
from hiring.candidates.models import Application
from hiring.candidates.values import ApplicationState
from hiring.decisions.models import Decision, DecisionReopening
from hiring.foundation import clock
from hiring.interviews.counted import IS_ON
from hiring.interviews.models import Interview, InterviewChange, Scorecard, Seat
from hiring.interviews.reminders.models import Reminder
from hiring.interviews.values import InterviewState, called
from hiring.letters.queries import letters_of
from hiring.openings.models import Round
from hiring.probation.models import Outcome, Probation

_CHANGES = {
    "moved": "Round {number} was moved from {was}.",
    InterviewState.NO_SHOW: "The candidate didn't come to round {number}.",
    InterviewState.CANCELLED: "Round {number} was cancelled. It was set for {was}.",
    "taken_back": "The no-show in round {number} was undone.",
}
_OUTCOMES = {"confirmed": "Confirmed.", "extended": "Extended.", "ended": "Ended.",
             "resigned": "Left.", "contract_ended": "Their contract ended.",
             "ran_out": "The time ran out. They stay, and nobody decided."}  # fmt: skip


def read_history(
    session: Session, reader: Person, application: Application, facts: ApplicationFacts
) -> list[HistoryLine]:
    """What this reader may know: with a scorecard still owed, neither who has sealed nor what was decided."""
    zone = application.opening.workplace.zone
    lines = [*_letters(session, reader, application, zone), *_interviews(session, application, zone)]
    lines += _state(application)
    if not facts.is_blind:
        lines += [*_cards(session, application, zone), *_reminders(session, application)]
        lines += [*_decided(session, application, zone), *_probation(session, application)]
    return lines


def _letters(session: Session, reader: Person, application: Application, zone: str) -> Iterator[HistoryLine]:
    for row in letters_of(session, reader, application):
        letter = row.letter
        if letter.done_at is not None:
            way = "Letter" if letter.end == "printed" else "Email"
            says = f"{way} to {application.candidate.name}: “{letter.subject}”"
            yield HistoryLine(_day(letter.done_at, zone), says, is_mail=True, text=letter.text, tag=letter.end)


def _day(at: datetime, zone: str) -> date:
    return clock.in_zone(at, zone).date()


def _interviews(session: Session, application: Application, zone: str) -> Iterator[HistoryLine]:
    held = sa.select(Interview.starts_at, Round.position).join(Round, Interview.round_id == Round.id)
    held = held.where(Interview.application_id == application.id, IS_ON)
    for starts_at, place in session.execute(held.where(Interview.starts_at <= clock.now())):
        yield HistoryLine(_day(starts_at, zone), f"Round {place + 1} took place.")
    changed = (
        sa.select(
            InterviewChange.kind, InterviewChange.on, InterviewChange.was_at, InterviewChange.note, Round.position
        )
        .join(Interview, InterviewChange.interview_id == Interview.id)
        .join(Round, Interview.round_id == Round.id)
        .where(Interview.application_id == application.id)
    )
    for kind, on, was_at, note, place in session.execute(changed):
        was = clock.in_zone(was_at, zone)
        sentence = _CHANGES.get(kind, "Round {number} changed.")
        yield HistoryLine(on, sentence.format(number=place + 1, was=f"{was.day} {was:%b}, {was:%H:%M}"), text=note)
    left = (
        sa.select(Seat.left_on, Seat.left_why, Person.name, Person.is_guest, Round.position)
        .join(Interview, Seat.interview_id == Interview.id)
        .join(Round, Interview.round_id == Round.id)
        .join(Person, Seat.person_id == Person.id)
        .where(Interview.application_id == application.id, Seat.left_on.is_not(None))
    )
    for left_on, why, name, is_guest, place in session.execute(left):
        if left_on is not None:
            who = called(name, is_guest=is_guest)
            yield HistoryLine(left_on, f"{who} left their seat in round {place + 1}.", text=why)


def _cards(session: Session, application: Application, zone: str) -> Iterator[HistoryLine]:
    sealed = (
        sa.select(Scorecard.sealed_at, Person.name, Person.is_guest, Round.position)
        .join(Seat, Scorecard.seat_id == Seat.id)
        .join(Person, Seat.person_id == Person.id)
        .join(Interview, Seat.interview_id == Interview.id)
        .join(Round, Interview.round_id == Round.id)
        .where(Interview.application_id == application.id)
        .order_by(Scorecard.sealed_at.desc(), Scorecard.id)
    )
    for sealed_at, name, is_guest, place in session.execute(sealed):
        who = called(name, is_guest=is_guest)
        yield HistoryLine(_day(sealed_at, zone), f"{who} sealed their scorecard for round {place + 1}.")


def _reminders(session: Session, application: Application) -> Iterator[HistoryLine]:
    sent = (
        sa.select(Reminder.on, Person.name)
        .join(Seat, Reminder.seat_id == Seat.id)
        .join(Person, Seat.person_id == Person.id)
        .join(Interview, Seat.interview_id == Interview.id)
        .where(Interview.application_id == application.id)
    )
    for on, name in session.execute(sent):
        yield HistoryLine(on, f"Reminder to {name}", is_mail=True, tag="sent")


def _decided(session: Session, application: Application, zone: str) -> Iterator[HistoryLine]:
    made = sa.select(Decision.verdict, Decision.decided_at, Person.name)
    made = made.join(Person, Decision.decided_by_id == Person.id).where(Decision.application_id == application.id)
    for verdict, at, name in session.execute(made.order_by(Decision.number)):
        done = "offered them the job" if verdict == "hire" else "rejected them"
        yield HistoryLine(_day(at, zone), f"{name} {done}.")
    reopened = sa.select(DecisionReopening.at, Person.name, DecisionReopening.reason)
    reopened = reopened.join(Person, DecisionReopening.by_id == Person.id)
    reopened = reopened.join(Decision, DecisionReopening.decision_id == Decision.id)
    for at, name, reason in session.execute(reopened.where(Decision.application_id == application.id)):
        yield HistoryLine(_day(at, zone), f"{name} reopened the decision.", text=reason)


def _state(application: Application) -> Iterator[HistoryLine]:
    if application.state_on is not None:
        said = {
            ApplicationState.UNDER_WAY: "The application was reopened.",
            ApplicationState.WITHDRAWN: "The candidate withdrew.",
            ApplicationState.OFFER_DECLINED: "The candidate declined the offer.",
            ApplicationState.DID_NOT_START: "The candidate didn't start.",
        }[ApplicationState(application.state)]
        yield HistoryLine(application.state_on, said, text=application.state_note)


def _probation(session: Session, application: Application) -> Iterator[HistoryLine]:
    chosen = sa.select(Probation.starts_on, Outcome.kind, Outcome.at).outerjoin(
        Outcome, Outcome.probation_id == Probation.id
    )
    zone = application.opening.workplace.zone
    rows = session.execute(chosen.where(Probation.application_id == application.id)).all()
    if rows and rows[0].starts_on <= clock.today(zone):
        yield HistoryLine(rows[0].starts_on, "First day at work.")
    for _, kind, at in rows:
        if kind is not None:
            yield HistoryLine(_day(at, zone), _OUTCOMES.get(kind, "Decided."))
