"""Reminders that go by themselves: an hour, then a day, after an interview whose card is missing."""

from collections.abc import Sequence
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.candidates.values import ApplicationState
from hiring.foundation import clock
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused
from hiring.interviews.counted import IS_ON
from hiring.interviews.models import Interview, Scorecard, Seat
from hiring.interviews.reminders.actions import remind
from hiring.interviews.reminders.models import Reminder, ReminderSwitch
from hiring.interviews.reminders.policy import is_late, why_not
from hiring.interviews.reminders.queries import Addressee
from hiring.interviews.reminders.values import ORGANISATION, RemindersSwitched
from hiring.openings.models import Opening, Round

# How long after the end of an interview each reminder is due.
AFTER = (timedelta(hours=1), timedelta(days=1))
# Nobody is reminded by a machine of what is older: it may have been off for a month.
NO_LONGER_THAN = timedelta(days=7)


class SwitchedAlready(Refused):
    """The reminders are on, or off, already."""


def send_due_reminders(session: Session) -> None:
    """One mail to each person and opening, for every card that is due now."""
    off = switched_off(session)
    if ORGANISATION in off:
        return
    seats = [seat for seat in _late(session) if seat.interview.application.opening_id not in off]
    counts = _sent_before(session, seats)
    due: dict[tuple[str, str], list[Seat]] = {}
    for seat in seats:
        number, last_on = counts.get(seat.id, (0, None))
        if _is_due(seat, number) and why_not(seat, last_on) is None:
            due.setdefault((seat.person_id, seat.interview.application.opening_id), []).append(seat)
    for late in due.values():
        remind(session, None, Addressee(late[0].person, tuple(late)))


def _is_due(seat: Seat, number: int) -> bool:
    interview = seat.interview
    since = clock.now() - interview.starts_at - timedelta(minutes=interview.round.minutes)
    return number < len(AFTER) and AFTER[number] <= since <= NO_LONGER_THAN


def _late(session: Session) -> Sequence[Seat]:
    now = clock.now()
    interview = joinedload(Seat.interview)
    chosen = (
        sa.select(Seat)
        .join(Interview, Seat.interview_id == Interview.id)
        .join(Application, Interview.application_id == Application.id)
        .join(Round, Interview.round_id == Round.id)
        .outerjoin(Scorecard, Scorecard.seat_id == Seat.id)
        .where(Scorecard.id.is_(None), Seat.left_on.is_(None), IS_ON)
        .where(Application.state == ApplicationState.UNDER_WAY)
        .where(Interview.starts_at <= now - AFTER[0], Interview.starts_at > now - NO_LONGER_THAN - timedelta(days=1))
        .options(interview.joinedload(Interview.application).joinedload(Application.opening))
        .options(interview.joinedload(Interview.round), joinedload(Seat.person), joinedload(Seat.scorecard))
        .order_by(Interview.starts_at, Seat.id)
    )
    return [seat for seat in session.scalars(chosen).unique() if is_late(seat)]


def _sent_before(session: Session, seats: Sequence[Seat]) -> dict[str, tuple[int, date]]:
    """Seat id → how many reminders went by themselves, and the day of the last one by anyone."""
    by_itself = sa.func.sum(sa.case((Reminder.by_id.is_(None), 1), else_=0))
    chosen = sa.select(Reminder.seat_id, by_itself, sa.func.max(Reminder.on)).group_by(Reminder.seat_id)
    rows = session.execute(chosen.where(Reminder.seat_id.in_([seat.id for seat in seats])))
    return {seat_id: (int(number), last_on) for seat_id, number, last_on in rows}


def switched_off(session: Session) -> set[str]:
    """The ids of openings without reminders; `ORGANISATION` is among them where they are off everywhere."""
    return set(session.scalars(sa.select(ReminderSwitch.scope).where(ReminderSwitch.is_on.is_(False))))


def switch_reminders(session: Session, person: Person, opening: Opening | None, *, is_on: bool) -> None:
    """Have them go by themselves, or not: for one opening or, without one, for all."""
    scope = opening.id if opening is not None else ORGANISATION
    if is_on == (scope not in switched_off(session)):
        raise SwitchedAlready(f"Reminders are {'on' if is_on else 'off'} already.")
    switch = session.get(ReminderSwitch, scope) or ReminderSwitch(scope=scope)
    switch.is_on, switch.changed_by_id, switch.changed_at = is_on, person.id, clock.now()
    session.add(switch)
    journal.record(session, person.id, RemindersSwitched(scope, is_on=is_on))
