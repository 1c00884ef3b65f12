"""What happened to an account, said to its holder at the next sign-in and kept on their own page."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import AccountNotice, Person
from hiring.foundation import clock

MOST_AT_ONCE = 4  # sentences that are said at a sign-in; the rest are on the person's own page
MOST_LISTED = 50


def tell(session: Session, person: Person, sentence: str) -> None:
    """Say this to the person at their next sign-in."""
    session.add(AccountNotice(person_id=person.id, sentence=sentence[:300], at=clock.now()))


def take_new(session: Session, person: Person) -> str:
    """What the person hasn't been told yet, in one text; empty where that is nothing. Counts as told from now on."""
    waiting = sa.select(AccountNotice).where(AccountNotice.person_id == person.id, AccountNotice.shown_at.is_(None))
    new = session.scalars(waiting.order_by(AccountNotice.at, AccountNotice.id)).all()
    for notice in new:
        notice.shown_at = clock.now()
    if not new:
        return ""
    sentences = " ".join(notice.sentence for notice in new[:MOST_AT_ONCE])
    more = " The rest is on your own page." if len(new) > MOST_AT_ONCE else ""
    return f"Since you last signed in: {sentences}{more} If that wasn't you, tell an administrator."


def of(session: Session, person: Person) -> Sequence[AccountNotice]:
    """Everything that happened to the account, the latest first."""
    kept = sa.select(AccountNotice).where(AccountNotice.person_id == person.id)
    return session.scalars(kept.order_by(AccountNotice.at.desc(), AccountNotice.id).limit(MOST_LISTED)).all()
