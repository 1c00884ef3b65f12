"""Whether mail to somebody with an account is still to be sent."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation.outbox.mails import OutgoingMail


def not_to_a_closed_account(session: Session, mail: OutgoingMail) -> str:
    """Why it isn't needed any more, or nothing. An address without an account, such as an old one, gets its mail."""
    active = session.scalars(sa.select(Person.active).where(Person.email == mail.address)).all()
    return "account closed" if active and not any(active) else ""
