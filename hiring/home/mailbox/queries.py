"""Reading the mail of the mailbox and what was given up of it, the latest first."""

from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.foundation import clock
from hiring.foundation.outbox import server
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.home.mailbox.policy import can_open_mailbox, can_read, can_see_undelivered, is_in_mailbox
from hiring.home.mailbox.values import KEPT_DAYS, Undelivered
from hiring.interviews.invitations.values import INVITATION
from hiring.interviews.models import Interview, Seat
from hiring.interviews.reminders.models import Reminder

MOST = 200


def mails_for(session: Session, person: Person) -> list[OutgoingMail]:
    """The latest mails that this person may read; none where a server sends them."""
    if server.is_set():
        return []
    latest = sa.select(OutgoingMail).order_by(OutgoingMail.queued_at.desc(), OutgoingMail.id).limit(MOST)
    return _readable(session, person, session.scalars(latest).all())


def undelivered_for(session: Session, person: Person) -> list[Undelivered]:
    """What was given up lately, of the mail that this person may read."""
    if not can_see_undelivered(person):
        return []
    now = clock.now()
    given_up = sa.select(OutgoingMail).where(OutgoingMail.gave_up_at > now - timedelta(days=KEPT_DAYS))
    latest = given_up.order_by(OutgoingMail.gave_up_at.desc(), OutgoingMail.id).limit(MOST)
    mails = _readable(session, person, session.scalars(latest).all())
    accounts = sa.select(Person).where(Person.email.in_([one.address for one in mails]), Person.is_guest.is_(False))
    names = {one.email: one.name for one in session.scalars(accounts)}
    return [Undelivered.of(one, names.get(one.address, ""), now) for one in mails]


def _readable(session: Session, person: Person, mails: Sequence[OutgoingMail]) -> list[OutgoingMail]:
    about = _applications(session, mails)
    return [one for one in mails if can_read(person, one, about.get(one.id, []))]


def can_read_mail(session: Session, person: Person, mail: OutgoingMail) -> bool:
    return can_open_mailbox(person) and is_in_mailbox(mail) and bool(_readable(session, person, [mail]))


def _applications(session: Session, mails: Sequence[OutgoingMail]) -> dict[str, list[Application]]:
    """Mail id → the applications it is about."""
    ids = [one.id for one in mails]
    invited = (
        sa.select(OutgoingMail.id, Application)
        .join(Interview, Interview.id == OutgoingMail.about)
        .join(Application, Application.id == Interview.application_id)
        .where(OutgoingMail.id.in_(ids), OutgoingMail.kind == INVITATION)
    )
    reminded = (
        sa.select(Reminder.mail_id, Application)
        .join(Seat, Seat.id == Reminder.seat_id)
        .join(Interview, Interview.id == Seat.interview_id)
        .join(Application, Application.id == Interview.application_id)
        .where(Reminder.mail_id.in_(ids))
    )
    found: dict[str, list[Application]] = {}
    for chosen in (invited, reminded):
        for mail_id, application in session.execute(chosen).unique():
            found.setdefault(mail_id, []).append(application)
    return found
