"""Whether a waiting reminder still has something to remind of."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.foundation.outbox.mails import OutgoingMail
from hiring.interviews.models import Seat
from hiring.interviews.reminders.models import Reminder
from hiring.interviews.reminders.policy import is_late
from hiring.interviews.reminders.values import REMINDER


def still_late(session: Session, mail: OutgoingMail) -> str:
    """Why it isn't needed any more, or nothing: one of its cards is still to be sealed."""
    if mail.kind != REMINDER:
        return ""
    asked_for = sa.select(Seat).join(Reminder, Reminder.seat_id == Seat.id).where(Reminder.mail_id == mail.id)
    return "" if any(is_late(seat) for seat in session.scalars(asked_for)) else "nothing is late any more"
