"""A second person's yes to exactly this text: bound to a digest, void as soon as a word changes."""

import hashlib
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from hiring.foundation import clock
from hiring.foundation.database import Base, Content, Id, canonical
from hiring.foundation.records import append_only
from hiring.foundation.records.personal import personal, points_to
from hiring.foundation.refusals import Refused


class Approval(Base):
    __tablename__ = "approval"
    __table_args__ = {"info": append_only.final("an answered approval", once="OLD.answered_at IS NOT NULL")}

    id: Mapped[Id]
    about: Mapped[str] = mapped_column(sa.String(16), index=True, info=points_to())
    text: Mapped[dict[str, Any]] = mapped_column(Content, info=personal("what a second person is asked to agree to"))
    digest: Mapped[str] = mapped_column(sa.String(64))
    asked_by: Mapped[str] = mapped_column(sa.String(16))
    asked_at: Mapped[datetime]
    answered_by: Mapped[str | None] = mapped_column(sa.String(16))
    answered_at: Mapped[datetime | None]
    approved: Mapped[bool | None]
    remark: Mapped[str] = mapped_column(sa.Text, default="", info=personal("what they answered"))

    @property
    def is_open(self) -> bool:
        return self.answered_at is None


class NotASecondPerson(Refused):
    """The person who asks, and the person it is about, cannot be the second person."""


class TextHasChanged(Refused):
    """The text is no longer the one that was shown."""


def digest_of(text: dict[str, Any]) -> str:
    return hashlib.sha256(canonical(text).encode()).hexdigest()


def open_approval(session: Session, about: str) -> Approval | None:
    return session.scalar(sa.select(Approval).where(Approval.about == about, Approval.answered_at.is_(None)))


def ask(session: Session, asked_by: str, about: str, text: dict[str, Any]) -> Approval:
    """Ask for a second person's yes. An earlier open question about the same thing is void."""
    earlier = open_approval(session, about)
    if earlier is not None:
        earlier.answered_at, earlier.approved, earlier.remark = clock.now(), False, "replaced by a newer text"
    approval = Approval(
        about=about, text=text, digest=digest_of(text), asked_by=asked_by, asked_at=clock.now(), remark=""
    )
    session.add(approval)
    return approval


def refuse_unless_answerable(
    approval: Approval, person_id: str, *, shown_digest: str, never: set[str], digest: str | None = None
) -> None:
    """`never` are the people it concerns, who can't answer. `digest` is of all that must have been read, where that is
    more than the text; else the text's own."""
    if person_id == approval.asked_by or person_id in never:
        raise NotASecondPerson("A second person has to answer this. It can't be who asked, or anyone involved.")
    if not approval.is_open:
        raise TextHasChanged("Someone has answered or replaced this in the meantime. Check it again.")
    if shown_digest != (digest or approval.digest):
        raise TextHasChanged("Something has changed since you opened this. Read it again, then answer.")


def answer(
    approval: Approval,
    person_id: str,
    *,
    approved: bool,
    shown_digest: str,
    never: set[str],
    digest: str | None = None,
    remark: str = "",
) -> Approval:
    """Keep a second person's answer, or refuse it as above."""
    refuse_unless_answerable(approval, person_id, shown_digest=shown_digest, never=never, digest=digest)
    approval.answered_by, approval.answered_at = person_id, clock.now()
    approval.approved, approval.remark = approved, remark
    return approval
