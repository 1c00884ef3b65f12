"""Mailing a hire the link to their own page, as the act of a person."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock
from hiring.foundation.outbox.letters import letter
from hiring.foundation.outbox.mails import OutgoingMail, is_usable, queue_mail
from hiring.foundation.records import journal
from hiring.probation import events
from hiring.probation.actions import refuse_if_over, today_at
from hiring.probation.hire_side.actions import HireLinkRefused
from hiring.probation.hire_side.links import address_of
from hiring.probation.hire_side.models import HireLink

OWN_PAGE = "own page link"
USEFUL_FOR = timedelta(days=7)
# What is kept of the link in the mail that waits: the link itself is put in when it's sent, and nobody reads it before.
LINK_HERE = "[their link]"


def can_be_mailed(link: HireLink) -> bool:
    return is_usable(link.probation.application.candidate.email or "")


def mail_link(session: Session, person: Person, link: HireLink) -> None:
    """To the hire alone, once a day at most. The code isn't in it: a forwarded mail opens nothing."""
    probation, now = link.probation, clock.now()
    refuse_if_over(probation)
    if link.revoked_at is not None:
        raise HireLinkRefused("The link was taken back. Make a new one first.")
    if not can_be_mailed(link):
        raise HireLinkRefused(f"{probation.hire} has no email address here. Print the code instead.")
    first_name = probation.hire.split()[0]
    words = letter("own_page_link", name=first_name, sender=person.name, address=LINK_HERE)
    mail = queue_mail(
        session,
        probation.application.candidate.email or "",
        words,
        kind=OWN_PAGE,
        about=link.id,
        once=f"{OWN_PAGE} {link.id} {link.renewals} {today_at(probation).isoformat()}",
        useless_from=now + USEFUL_FOR,
    )
    if mail is None:
        raise HireLinkRefused(f"{first_name} has already been sent this link today.")
    journal.record(session, person.id, events.HireLinkMailed(link.id, mail=mail))


def last_mailed(session: Session, link: HireLink) -> OutgoingMail | None:
    """The newest mail with this link, whether it's sent or still waits."""
    chosen = sa.select(OutgoingMail).where(OutgoingMail.kind == OWN_PAGE, OutgoingMail.about == link.id)
    return session.scalar(chosen.order_by(OutgoingMail.queued_at.desc(), OutgoingMail.id).limit(1))


def own_page_in_mail(session: Session, mail: OutgoingMail) -> dict[str, str]:
    """What stands in a mail for the hire's link → the link as it is when the mail goes out."""
    link = session.get(HireLink, mail.about) if mail.kind == OWN_PAGE else None
    return {} if link is None else {LINK_HERE: address_of(link)}


def link_still_opens(session: Session, mail: OutgoingMail) -> str:
    """Why a link that waits to be mailed isn't needed any more, or nothing."""
    if mail.kind != OWN_PAGE:
        return ""
    link = session.get(HireLink, mail.about)
    return "" if link is not None and link.revoked_at is None else "the link was taken back"
