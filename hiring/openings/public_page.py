"""The page an opening has for its candidates: public by an address nobody can guess, made and closed by HR."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock, text
from hiring.foundation.ids import new_id
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused
from hiring.openings.models import Opening, PublicPage
from hiring.openings.values import PageAddressRenewed, PageChanged, PageClosed, PageMade


class ContactMissing(Refused):
    """Candidates can't ask for an adjustment, or for what is kept about them, without knowing who to ask."""


class NoPage(Refused):
    """There is no open page to renew or close."""


def page_of(session: Session, opening: Opening) -> PublicPage | None:
    """The opening's page, open or closed; None where nobody has made one."""
    return session.get(PublicPage, opening.id)


def page_at(session: Session, token: str) -> PublicPage | None:
    """The open page of this address."""
    return session.scalar(sa.select(PublicPage).where(PublicPage.token == token))


def _new_token() -> str:
    """Two ids together: 152 random bits."""
    return new_id() + new_id()


def keep_page(session: Session, person: Person, opening: Opening, *, adjustments: str, contact: str) -> PublicPage:
    """Make the page, open it again at a new address, or change its contacts.

    `adjustments` says who to ask for an adjustment, `contact` who answers for what is kept about candidates.
    """
    if not text.tidy(adjustments):
        raise ContactMissing("Write who a candidate asks for an adjustment.", "adjustments")
    if not text.tidy(contact):
        raise ContactMissing("Write who candidates write to about what you keep.", "contact")
    page = page_of(session, opening)
    if page is None:
        page = PublicPage(opening_id=opening.id)
        session.add(page)
    page.adjustments, page.contact = text.tidy(adjustments), text.tidy(contact)
    if page.is_open:
        journal.record(session, person.id, PageChanged(opening.id))
        return page
    page.token, page.made_at = _new_token(), clock.now()
    journal.record(session, person.id, PageMade(opening.id))
    session.flush()
    return page


def renew_page(session: Session, person: Person, opening: Opening) -> None:
    """Another address; anyone who holds the old one finds nothing there any more."""
    page = _open_page(session, opening)
    page.token, page.made_at = _new_token(), clock.now()
    journal.record(session, person.id, PageAddressRenewed(opening.id))


def close_page(session: Session, person: Person, opening: Opening) -> None:
    _open_page(session, opening).token = None
    journal.record(session, person.id, PageClosed(opening.id))


def _open_page(session: Session, opening: Opening) -> PublicPage:
    page = page_of(session, opening)
    if page is None or not page.is_open:
        raise NoPage("This opening has no page for candidates.")
    return page
