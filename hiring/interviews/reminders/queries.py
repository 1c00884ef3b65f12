"""Reading who is late, who to remind of what, and who was reminded when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock
from hiring.foundation.outbox.letters import Letter, letter
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.interviews.models import Interview, Seat
from hiring.interviews.reminders.models import Reminder
from hiring.interviews.reminders.policy import can_remind, is_late, why_not
from hiring.interviews.reminders.values import REMINDER, WhyNot


@dataclass(frozen=True, slots=True)
class Addressee:
    """One person, and all the cards one mail asks them for."""

    person: Person
    seats: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class ReminderPlan:
    addressees: tuple[Addressee, ...]
    left_out: tuple[tuple[Seat, WhyNot], ...]


def late_seats(person: Person, interviews: Sequence[Interview]) -> list[Seat]:
    """The seats whose card is late, as far as this person may know of it."""
    return [
        seat for interview in interviews if can_remind(person, interview) for seat in interview.seats if is_late(seat)
    ]


def last_reminded(session: Session, seats: Sequence[Seat]) -> dict[str, date]:
    """Seat id → the day its card was last asked for. Ask `can_see_standing` first."""
    chosen = sa.select(Reminder.seat_id, sa.func.max(Reminder.on)).group_by(Reminder.seat_id)
    rows = session.execute(chosen.where(Reminder.seat_id.in_([seat.id for seat in seats])))
    return dict(list(rows))


def reminder_plan(session: Session, person: Person, interviews: Sequence[Interview]) -> ReminderPlan:
    """Who this person can remind of which cards of these interviews of one opening, and who is left out and why."""
    late = late_seats(person, interviews)
    last = last_reminded(session, late)
    asked: dict[str, list[Seat]] = {}
    left_out = []
    for seat in sorted(
        late, key=lambda late_seat: (late_seat.person.sort_name, late_seat.interview.starts_at, late_seat.id)
    ):
        why = why_not(seat, last.get(seat.id))
        if why is None:
            asked.setdefault(seat.person_id, []).append(seat)
        else:
            left_out.append((seat, why))
    return ReminderPlan(tuple(Addressee(seats[0].person, tuple(seats)) for seats in asked.values()), tuple(left_out))


def letter_to(addressee: Addressee, sender: Person | None) -> Letter:
    """What they are sent: the post and when they met someone, never who; by tomorrow."""
    opening = addressee.seats[0].interview.application.opening
    zone = opening.workplace.zone
    met = [(seat.interview.round.title, clock.in_zone(seat.interview.starts_at, zone)) for seat in addressee.seats]
    by = clock.today(zone) + timedelta(days=1)
    return letter(
        "reminder", name=addressee.person.name, sender=sender.name if sender else "", post=opening.title, met=met, by=by
    )


def still_late(session: Session, mail: OutgoingMail) -> str:
    """Why a waiting reminder isn't needed any more, or nothing: one of its cards is still to be sealed."""
    if mail.kind != REMINDER:
        return ""
    asked_for = sa.select(Seat).join(Reminder, Reminder.seat_id == Seat.id).where(Reminder.mail_id == mail.id)
    return "" if any(is_late(seat) for seat in session.scalars(asked_for)) else "nothing is late any more"
