"""Links by which people choose a password: who gets one, and how it reaches them without anyone else reading it."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts import actions, notices, values
from hiring.accounts.models import PasswordLink, Person
from hiring.accounts.queries import person_by_email
from hiring.accounts.values import LINK_HOURS, LinkDelivery
from hiring.foundation import clock
from hiring.foundation.outbox import letters, mails, server
from hiring.foundation.records import journal
from hiring.foundation.web import signed_links
from hiring.foundation.web.errors import Refused

_PURPOSE = "password"
# Someone who asks again and again must not fill someone's mailbox.
ASKED_AT_MOST_EVERY = timedelta(minutes=10)


class LinkNotPossible(Refused):
    """No link can be made for this account, or not in this way."""


def can_be_shown(person: Person) -> bool:
    """To its maker: only while nobody has ever signed in, so that nothing can be read in another's name."""
    return person.active and person.signed_in_at is None


def why_not_mailed(person: Person) -> str:
    """Why no link can go to this person's address now, in a sentence; empty where one can."""
    if not person.active:
        return "This account is switched off."
    if not server.is_set():
        return f"There's no mail server. Run this on the server: hiring password-link {person.email}"
    changed = person.email_changed_at
    if changed is not None and clock.now() < changed + values.ADDRESS_SETTLED_AFTER:
        days = values.ADDRESS_SETTLED_AFTER.days
        return f"The address was changed less than {days} days ago, so it can't be sent a link yet."
    return ""


def make_shown_link(session: Session, maker: Person, person: Person) -> PasswordLink:
    """A link for someone who has never signed in; the next page shows it to its maker, once."""
    if not can_be_shown(person):
        raise LinkNotPossible("They have signed in before, so a link goes to their own address only.")
    return _make(session, maker, person, LinkDelivery.SHOWN, f"{maker.name} made you a password link and saw it.")


def mail_link(session: Session, maker: Person, person: Person) -> PasswordLink:
    """Send a link to the person's own address; nobody here reads it."""
    reason = why_not_mailed(person)
    if reason:
        raise LinkNotPossible(reason)
    sentence = f"{maker.name} had a password link sent to {person.email}."
    link = _make(session, maker, person, LinkDelivery.MAILED, sentence)
    letter = letters.letter("password_link", name=person.name, by=maker.name, link=address_of(link), hours=LINK_HOURS)
    until = link.made_at + timedelta(hours=LINK_HOURS)
    mails.queue_mail(
        session, person.email, letter, kind=_PURPOSE, about=person.id, once=f"password {link.id}", useless_from=until
    )
    return link


def make_link_on_server(session: Session, person: Person) -> PasswordLink:
    """A link that the command prints: people who may run it can read the database anyway."""
    if not person.active:
        raise LinkNotPossible("This account is switched off. Switch it on first, under People.")
    return _make(session, None, person, LinkDelivery.COMMAND, "A password link was made for you on the server.")


def ask_for_link(session: Session, address: str) -> None:
    """Mail a link to the person who signs in with this address, if anyone does. The asker isn't told which it was.

    Earlier links go on working: anyone can ask in anyone's name. One mail in so many minutes is enough.
    """
    person = person_by_email(session, address)
    if person is None or person.is_guest or why_not_mailed(person) or _was_asked_lately(session, person):
        return
    sentence = f"Someone said at the sign-in page that you forgot your password. A link went to {person.email}."
    link = _make(session, None, person, LinkDelivery.ASKED, sentence, ends_others=False)
    hours = LinkDelivery.ASKED.hours
    letter = letters.letter("forgotten_password", name=person.name, link=address_of(link), hours=hours)
    until = link.made_at + timedelta(hours=hours)
    mails.queue_mail(
        session, person.email, letter, kind=_PURPOSE, about=person.id, once=f"password {link.id}", useless_from=until
    )


def _was_asked_lately(session: Session, person: Person) -> bool:
    lately = clock.now() - ASKED_AT_MOST_EVERY
    asked = sa.select(PasswordLink.id).where(PasswordLink.person_id == person.id, PasswordLink.made_at > lately)
    return session.scalar(asked.where(PasswordLink.delivery == str(LinkDelivery.ASKED)).limit(1)) is not None


def _make(
    session: Session,
    maker: Person | None,
    person: Person,
    delivery: LinkDelivery,
    sentence: str,
    *,
    ends_others: bool = True,
) -> PasswordLink:
    """A link that works from now on; usually the only one."""
    if ends_others:
        actions.end_password_links(session, person)
    maker_id = maker.id if maker else None
    link = PasswordLink(person=person, made_by_id=maker_id, made_at=clock.now(), delivery=str(delivery))
    session.add(link)
    session.flush()
    notices.tell(session, person, sentence)
    journal.record(session, maker_id, values.PasswordLinkMade(link.id, person=person.id, delivery=str(delivery)))
    return link


def address_of(link: PasswordLink) -> str:
    """The whole address, for a mail, a terminal, or the one page that shows it."""
    return signed_links.absolute("passwords.choose_password", token=signed_links.token(_PURPOSE, link.id))


def live_link(session: Session, token: str) -> PasswordLink | None:
    """The link that a token names, while it works."""
    link_id = signed_links.content(_PURPOSE, token, hours=LINK_HOURS + 1)
    if not isinstance(link_id, str):
        return None
    live = sa.select(PasswordLink).join(Person, Person.id == PasswordLink.person_id)
    link = session.scalar(live.where(PasswordLink.id == link_id, PasswordLink.ended_at.is_(None), Person.active))
    if link is None or link.made_at <= clock.now() - timedelta(hours=LinkDelivery(link.delivery).hours):
        return None
    return link


def note_opened(session: Session, link: PasswordLink, viewer: Person | None) -> None:
    """The page behind the link was shown: a link that someone else has read shows."""
    by = f" by someone signed in as {viewer.name}" if viewer else ""
    notices.tell(session, link.person, f"Your password link was opened{by}.")
    journal.record(session, viewer.id if viewer else None, values.PasswordLinkOpened(link.id, person=link.person_id))


def use_link(session: Session, link: PasswordLink, password_hash: str) -> None:
    """Choose a password by the link. Anyone who holds the link may have done it, so the journal names nobody."""
    person = link.person
    actions.set_password(session, person, password_hash)
    notices.tell(session, person, "A password was chosen by your password link.")
    journal.record(session, None, values.PasswordLinkUsed(link.id, person=person.id))
