"""What a person is still writing: kept on the server with a revision, never merged silently.

A draft is about the thing it becomes part of (its id), or about the form it is written in (the address it is sent to).
"""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from hiring.foundation import clock
from hiring.foundation.database import Base, Content, Id
from hiring.foundation.records import append_only
from hiring.foundation.records.personal import personal, points_to
from hiring.foundation.web.errors import Refused


class Draft(Base):
    __tablename__ = "draft"
    __table_args__ = (
        sa.UniqueConstraint("person_id", "about"),
        {"info": append_only.changes("it is being written")},
    )

    id: Mapped[Id]
    person_id: Mapped[str] = mapped_column(sa.String(16))
    about: Mapped[str] = mapped_column(sa.String(300), info=points_to())
    revision: Mapped[int] = mapped_column(default=1)
    content: Mapped[dict[str, Any]] = mapped_column(Content, info=personal("what someone is still writing"))
    saved_at: Mapped[datetime]


MOVED_ON = "You saved a newer version of this in another window. Both are shown below, so keep the right one."


class DraftMovedOn(Refused):
    """The same person saved a newer text elsewhere; both texts are shown, and the person chooses."""

    def __init__(self, newer: Draft) -> None:
        super().__init__(MOVED_ON)
        self.newer = newer


def draft_of(session: Session, person_id: str, about: str) -> Draft | None:
    return session.scalar(sa.select(Draft).where(Draft.person_id == person_id, Draft.about == about))


def save_draft(session: Session, person_id: str, about: str, content: dict[str, Any], revision: int) -> Draft:
    """Keep the text. `revision` is the one the person started from, 0 where they saw none."""
    draft = draft_of(session, person_id, about)
    if draft is None:
        draft = Draft(person_id=person_id, about=about, revision=1, content=content, saved_at=clock.now())
        session.add(draft)
        return draft
    if draft.content == content:
        return draft
    if draft.revision != revision:
        raise DraftMovedOn(draft)
    draft.revision += 1
    draft.content = content
    draft.saved_at = clock.now()
    return draft


def drop_draft(session: Session, person_id: str, about: str) -> None:
    if any(isinstance(row, Draft) for row in session.new):
        session.flush()
    # The database says which are gone; else everything the session holds is looked through for them.
    for draft_id in session.connection().scalars(_DROP, {"dropper": person_id, "dropped": about}):
        held = session.identity_map.get(session.identity_key(Draft, draft_id))
        if held is not None:
            session.expunge(held)


_OF_PERSON = (Draft.person_id == sa.bindparam("dropper"), Draft.about == sa.bindparam("dropped"))
_DROP = sa.delete(Draft).where(*_OF_PERSON).returning(Draft.id)
