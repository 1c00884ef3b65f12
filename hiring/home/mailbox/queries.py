"""Reading the mail of the mailbox, the latest first."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.home.mailbox.policy import can_open_mailbox, can_read
from hiring.interviews.invitations.values import INVITATION
from hiring.interviews.models import Meeting, Seat
from hiring.interviews.reminders.models import Reminder

MOST = 200


def mails_for(session: Session, person: Person) -> list[OutgoingMail]:
    """The latest mails that this person may read."""
    latest = sa.select(OutgoingMail).order_by(OutgoingMail.queued_at.desc(), OutgoingMail.id).limit(MOST)
    mails = session.scalars(latest).all()
    about = _applications(session, mails)
    return [one for one in mails if can_read(person, one, about.get(one.id, []))]


def can_read_mail(session: Session, person: Person, mail: OutgoingMail) -> bool:
    return can_open_mailbox(person) and can_read(person, mail, _applications(session, [mail]).get(mail.id, []))


def _applications(session: Session, mails: Sequence[OutgoingMail]) -> dict[str, list[Application]]:
    """Mail id → the applications it is about."""
    ids = [one.id for one in mails]
    invited = (
        sa.select(OutgoingMail.id, Application)
        .join(Meeting, Meeting.id == OutgoingMail.about)
        .join(Application, Application.id == Meeting.application_id)
        .where(OutgoingMail.id.in_(ids), OutgoingMail.kind == INVITATION)
    )
    reminded = (
        sa.select(Reminder.mail_id, Application)
        .join(Seat, Seat.id == Reminder.seat_id)
        .join(Meeting, Meeting.id == Seat.meeting_id)
        .join(Application, Application.id == Meeting.application_id)
        .where(Reminder.mail_id.in_(ids))
    )
    found: dict[str, list[Application]] = {}
    for chosen in (invited, reminded):
        for mail_id, application in session.execute(chosen).unique():
            found.setdefault(mail_id, []).append(application)
    return found
