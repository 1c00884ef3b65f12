"""Tables: the hire's link, what they say before and after check-ins, and their answers about their manager."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.foundation.database import Base, Id, Ref
from hiring.foundation.records import append_only
from hiring.foundation.records.personal import personal
from hiring.probation.models import CheckIn, Probation


class HireLink(Base):
    """One a probation. The link is kept nowhere: it's signed, and names this row and how often it was renewed."""

    __tablename__ = "hire_link"
    __table_args__ = (
        sa.UniqueConstraint("probation_id"),
        sa.UniqueConstraint("code_digest"),
        {"info": append_only.changes("it is opened, renewed and taken back")},
    )

    id: Mapped[Id]
    probation_id: Mapped[Ref] = mapped_column(sa.ForeignKey("probation.id"))
    renewals: Mapped[int] = mapped_column(default=0)
    # Of the short code that's printed beside it, for a hire without email and for a second browser.
    code_digest: Mapped[str] = mapped_column(sa.String(64))
    # The first browser that opened the link. Any other needs the code: a forwarded link alone opens nothing.
    browser: Mapped[str] = mapped_column(
        sa.String(64), default="", info=personal("a digest that tells a browser apart")
    )
    revoked_at: Mapped[datetime | None]
    made_at: Mapped[datetime]
    made_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))

    probation: Mapped[Probation] = relationship(backref=sa.orm.backref("hire_link", uselist=False))


class HireWord(Base):
    """What the hire wrote or confirmed: prepared, replied or acknowledged, mostly of one check-in."""

    __tablename__ = "hire_word"
    __table_args__ = ({"info": append_only.final("what the hire said", in_journal=True)},)

    id: Mapped[Id]
    probation_id: Mapped[Ref] = mapped_column(sa.ForeignKey("probation.id"), index=True)
    check_in_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("check_in.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(20))
    words: Mapped[str] = mapped_column(sa.Text, default="", info=personal("what the hire wrote"))
    at: Mapped[datetime]

    probation: Mapped[Probation] = relationship(backref=sa.orm.backref("hire_words", order_by="HireWord.at"))
    check_in: Mapped[CheckIn | None] = relationship()


class ManagerAnswer(Base):
    """Three answers about the manager. HR reads them; the manager sees them together with those of other hires."""

    __tablename__ = "manager_answer"
    __table_args__ = (
        sa.UniqueConstraint("probation_id"),
        {"info": append_only.final("answers about a manager", in_journal=True)},
    )

    id: Mapped[Id]
    probation_id: Mapped[Ref] = mapped_column(sa.ForeignKey("probation.id"))
    # Who it's about: a hire may be handed over later.
    manager_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"), index=True)
    was_shown: Mapped[str] = mapped_column(sa.String(10))
    had_time: Mapped[str] = mapped_column(sa.String(10))
    knows_standing: Mapped[str] = mapped_column(sa.String(10))
    words: Mapped[str] = mapped_column(sa.Text, default="", info=personal("what the hire said about their manager"))
    at: Mapped[datetime]

    probation: Mapped[Probation] = relationship(backref=sa.orm.backref("manager_answer", uselist=False))
