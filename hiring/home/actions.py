"""Reminding people who keep others waiting: one mail a day that lists all they're late with."""

from collections.abc import Collection, Iterable
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock
from hiring.foundation.outbox.letters import letter
from hiring.foundation.outbox.mails import OutgoingMail, queue_mail
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused, on_violation
from hiring.home.hr_page import can_be_reminded
from hiring.home.models import PersonReminder
from hiring.home.running_probations import running_probations
from hiring.home.values import LATE_MAIL, LateColleague, PersonReminded
from hiring.interviews.models import Seat
from hiring.interviews.reminders.models import Reminder
from hiring.interviews.reminders.policy import is_late
from hiring.interviews.reminders.values import ReminderSent
from hiring.probation.models import Probation

# It speaks of today; in two days another one would say something else.
USEFUL_FOR = timedelta(days=2)
EVERYONE = "everyone"


class NothingToRemind(Refused):
    """They have done it by now, were reminded today, or can't get mail."""


class PersonRemindedToday(Refused):
    """Once a day is enough."""


on_violation("uq_person_reminder_person_id_on", PersonRemindedToday, "They've already been reminded today.")


def remind(session: Session, sender: Person, late: Iterable[LateColleague], wanted: Collection[str]) -> list[str]:
    """Queue a mail to each of the wanted people, by id, who are late and may be reminded; returns their names."""
    chosen = [
        colleague
        for colleague in late
        if can_be_reminded(colleague) and (EVERYONE in wanted or colleague.person_id in wanted)
    ]
    if not chosen:
        raise NothingToRemind("Nobody was reminded. They've just done it, or had a reminder today.")
    for colleague in chosen:
        _remind(session, sender, colleague)
    return [colleague.name for colleague in chosen]


def still_owed(session: Session, mail: OutgoingMail) -> str:
    """Why a waiting reminder isn't needed any more, or nothing: a card, check-in or decision is still missing."""
    if mail.kind != LATE_MAIL:
        return ""
    asked_for = sa.select(Seat).join(Reminder, Reminder.seat_id == Seat.id).where(Reminder.mail_id == mail.id)
    if any(is_late(seat) for seat in session.scalars(asked_for)):
        return ""
    person = session.get(Person, mail.about)
    if person is None:
        return "nobody to remind"
    followed = running_probations(session, person, Probation.manager_id == person.id)
    is_owed = any(one.is_dangerous or one.late_check_in for one in followed)
    return "" if is_owed else "nothing is late any more"


def _remind(session: Session, sender: Person, colleague: LateColleague) -> None:
    person, now, today = session.get_one(Person, colleague.person_id), clock.now(), clock.today(colleague.zone)
    mail_id = queue_mail(
        session,
        person.email,
        letter("late", name=person.name, sender=sender.name, things=[thing.in_mail for thing in colleague.things]),
        kind=LATE_MAIL,
        about=person.id,
        once=f"{LATE_MAIL} {person.id} {today.isoformat()}",
        useless_from=now + USEFUL_FOR,
    )
    if mail_id is None:
        raise PersonRemindedToday(f"{person.name} has already been reminded today.")
    reminder = PersonReminder(person_id=person.id, on=today, mail_id=mail_id, by_id=sender.id, at=now)
    session.add(reminder)
    for seat_id in (thing.seat for thing in colleague.things if thing.seat):
        session.add(Reminder(seat_id=seat_id, on=today, mail_id=mail_id, by_id=sender.id, at=now))
        journal.record(session, sender.id, ReminderSent(seat_id, person=person.id, mail=mail_id))
    session.flush()
    journal.record(session, sender.id, PersonReminded(reminder.id, person=person.id, mail=mail_id))
