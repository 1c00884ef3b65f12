"""Mail to HR when other mail couldn't be delivered: once a day at most, about what was given up since the last time."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.accounts.queries import people_with
from hiring.accounts.values import Role
from hiring.foundation import clock
from hiring.foundation.outbox.letters import letter
from hiring.foundation.outbox.mails import OutgoingMail, queue_mail
from hiring.home.mailbox import undelivered_for
from hiring.interviews.invitations import can_get_mail

# What the mail table calls these mails.
UNDELIVERED = "undelivered"
USEFUL_FOR = timedelta(days=3)
LOOKED_BACK = timedelta(days=7)


def tell_hr_of_undelivered(session: Session) -> None:
    """Each hears of the mail they may read. A notice that can't be delivered itself leads to no other."""
    now = clock.now()
    given_up = sa.select(OutgoingMail.id).where(OutgoingMail.gave_up_at > now - LOOKED_BACK)
    if session.scalar(given_up.where(OutgoingMail.kind != UNDELIVERED).limit(1)) is None:
        return
    for person in people_with(session, Role.HR, Role.HR_LEAD):
        since = max(_last_told(session, person) or now - LOOKED_BACK, now - LOOKED_BACK)
        if can_get_mail(person) and since <= now - timedelta(days=1):
            _tell(session, person, since)


def _last_told(session: Session, person: Person) -> datetime | None:
    last = sa.select(sa.func.max(OutgoingMail.queued_at)).where(OutgoingMail.kind == UNDELIVERED)
    return session.scalar(last.where(OutgoingMail.about == person.id))


def _tell(session: Session, person: Person, since: datetime) -> None:
    news = [
        undelivered.mail
        for undelivered in undelivered_for(session, person)
        if undelivered.mail.kind != UNDELIVERED and (undelivered.mail.gave_up_at or since) > since
    ]
    if news:
        queue_mail(
            session,
            person.email,
            letter("undelivered", name=person.name, number=len(news)),
            kind=UNDELIVERED,
            about=person.id,
            once=f"{UNDELIVERED} {person.id} {min(mail.id for mail in news)}",
            useless_from=clock.now() + USEFUL_FOR,
        )
