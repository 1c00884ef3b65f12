"""Reading the page of an opening for its candidates."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.openings.models import Opening
from hiring.openings.public_page.models import PublicPage


def page_of(session: Session, opening: Opening) -> PublicPage | None:
    """The opening's page, open or closed; None where nobody has made one."""
    return session.get(PublicPage, opening.id)


def page_at(session: Session, token: str) -> PublicPage | None:
    """The open page of this address."""
    return session.scalar(sa.select(PublicPage).where(PublicPage.token == token))
