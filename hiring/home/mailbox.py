"""Mail that did not go out: who may read it, and what HR can do about it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.accounts.policy import is_administrator, is_hr
from hiring.candidates.models import Application
from hiring.candidates.policy import is_out_of_reach
from hiring.foundation import clock
from hiring.foundation.outbox import server
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.foundation.outbox.problems import Cause, Trouble, trouble_of
from hiring.home.values import LATE_MAIL
from hiring.interviews.invitations import INVITATION
from hiring.interviews.models import Interview, Seat, SeatNotice
from hiring.interviews.policy import has_sealed_everything
from hiring.interviews.reminders.models import Reminder
from hiring.interviews.reminders.values import REMINDER
from hiring.interviews.walk_ins.mails import SessionMail
from hiring.letters.queries import applications_by_mail

# After that nobody can do anything about it.
KEPT_DAYS = 30


@dataclass(frozen=True, slots=True)
class Undelivered:
    """One mail; `name` is whose account has the address, or nothing. No part of it names a candidate."""

    mail: OutgoingMail
    name: str
    trouble: Trouble
    is_over: bool

    @classmethod
    def of(cls, mail: OutgoingMail, name: str, now: datetime) -> "Undelivered":
        return cls(mail, name, trouble_of(mail.problem), mail.useless_from <= now)

    @property
    def to_do(self) -> str:
        what_to_do = "It's out of date now." if self.is_over else f"Tell {self.name or 'them'} yourself."
        return f"{what_to_do} {self._about_the_cause}".strip()

    @property
    def _about_the_cause(self) -> str:
        if self.trouble.cause is Cause.ADDRESS:
            return "If the address is wrong, an administrator adds them under the right one."
        if self.trouble.cause is Cause.FULL:
            return "They have to make room in their mailbox."
        if self.trouble.cause is Cause.LATE:
            return "Ask the person who runs this machine whether hiring send-mail runs and reaches the mail server."
        return "Ask the person who runs the mail server why."


def can_open_mailbox(person: Person) -> bool:
    """With a mail server it holds what was given up, which HR mends, and a test email for people who set it up."""
    return is_hr(person) or is_administrator(person)


def can_see_undelivered(person: Person) -> bool:
    return is_hr(person)


def is_in_mailbox(mail: OutgoingMail) -> bool:
    """What was sent, or will be, is its reader's."""
    return mail.gave_up_at is not None or not server.is_set()


def can_read(person: Person, mail: OutgoingMail, about: Iterable[Application]) -> bool:
    """Own mail; of others', what is about applications of which this person may know as much. A mail about nothing
    known here may hold a link that is its reader's alone."""
    applications = list(about)
    if mail.address == person.email or (is_hr(person) and mail.kind in set(SessionMail)):
        return True
    if mail.kind in {REMINDER, LATE_MAIL} and not all(
        has_sealed_everything(person, application) for application in applications
    ):
        return False  # that someone was reminded tells that they have not sealed
    return bool(applications) and not any(is_out_of_reach(person, application) for application in applications)


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
    accounts = sa.select(Person).where(Person.email.in_([mail.address for mail in mails]), Person.is_guest.is_(False))
    names = {account.email: account.name for account in session.scalars(accounts)}
    return [Undelivered.of(mail, names.get(mail.address, ""), now) for mail in mails]


def _readable(session: Session, person: Person, mails: Sequence[OutgoingMail]) -> list[OutgoingMail]:
    about = _applications(session, person, mails)
    return [mail for mail in mails if can_read(person, mail, about.get(mail.id, []))]


def can_read_mail(session: Session, person: Person, mail: OutgoingMail) -> bool:
    may_read = is_hr(person) or not server.is_set()
    return can_open_mailbox(person) and may_read and is_in_mailbox(mail) and bool(_readable(session, person, [mail]))


def _applications(session: Session, person: Person, mails: Sequence[OutgoingMail]) -> dict[str, list[Application]]:
    """Mail id → the applications it is about; of a letter, where this person may read it."""
    ids = [mail.id for mail in mails]
    invited = (
        sa.select(OutgoingMail.id, Application)
        .join(SeatNotice, SeatNotice.mail_id == OutgoingMail.id)
        .join(Seat, Seat.id == SeatNotice.seat_id)
        .join(Interview, Interview.id == Seat.interview_id)
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
    by_mail: dict[str, list[Application]] = {}
    for chosen in (invited, reminded):
        for mail_id, application in session.execute(chosen).unique():
            by_mail.setdefault(mail_id, []).append(application)
    return by_mail | {key: [about] for key, about in applications_by_mail(session, person, ids).items()}
