"""Sending reminders to those who are late, and to nobody else."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock
from hiring.foundation.outbox.mails import queue_mail
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused, on_violation
from hiring.interviews.models import Interview
from hiring.interviews.reminders.models import Reminder
from hiring.interviews.reminders.queries import Addressee, letter_to, reminder_plan
from hiring.interviews.reminders.values import REMINDER, ReminderSent

# A reminder says by when, and is of no use much later.
USEFUL_FOR = timedelta(days=2)


class NobodyToRemind(Refused):
    """All have sealed by now, or were reminded today."""


class RemindedToday(Refused):
    """Once a day is enough."""


on_violation("uq_reminder_seat_id_on", RemindedToday, "They've already been reminded of this today.")


def send_reminders(
    session: Session, person: Person, interviews: Sequence[Interview], seat_ids: Sequence[str]
) -> list[Addressee]:
    """One mail each to everyone still late with one of these seats; returns who was asked for what."""
    chosen = set(seat_ids)
    addressees = [
        Addressee(late.person, seats)
        for late in reminder_plan(session, person, interviews).addressees
        if (seats := tuple(seat for seat in late.seats if seat.id in chosen))
    ]
    if not addressees:
        raise NobodyToRemind("They're no longer late, or they've just been reminded. We didn't send an email.")
    for addressee in addressees:
        remind(session, person, addressee)
    return addressees


def remind(session: Session, person: Person | None, addressee: Addressee) -> None:
    """One mail for all these cards, which someone asks for or which goes by itself."""
    opening, now = addressee.seats[0].interview.application.opening, clock.now()
    today = clock.today(opening.workplace.zone)
    once = f"{REMINDER} {min(seat.id for seat in addressee.seats)} {today.isoformat()}"
    mail_id = queue_mail(
        session,
        addressee.person.email,
        letter_to(addressee, person),
        kind=REMINDER,
        about=opening.id,
        once=once,
        useless_from=now + USEFUL_FOR,
    )
    if mail_id is None:
        raise RemindedToday(f"{addressee.person.name} has already been reminded of this today.")
    by_id = person.id if person else None
    for seat in addressee.seats:
        session.add(Reminder(seat_id=seat.id, on=today, mail_id=mail_id, by_id=by_id, at=now))
        journal.record(session, by_id, ReminderSent(seat.id, person=addressee.person.id, mail=mail_id))
    session.flush()
