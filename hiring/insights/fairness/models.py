"""Tables: answers to the voluntary form, which applications were counted, and the figures as they were published.

No column leads to an application. Answers belong to a digest of one, made with the server's secret key, so the
database alone doesn't say whose they are, and no table can be joined to them.
"""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.accounts.models import Person
from hiring.foundation.database import Base, Content, Id, Ref
from hiring.foundation.records import append_only
from hiring.foundation.records.personal import personal


class FairnessAnswer(Base):
    """One answer to one question. It has no time, and it's deleted once it has been counted."""

    __tablename__ = "fairness_answer"
    __table_args__ = (
        sa.UniqueConstraint("application_key", "question"),
        {"info": append_only.changes("it can be changed once and taken back, and goes once it's counted")},
    )

    id: Mapped[Id]
    application_key: Mapped[str] = mapped_column(sa.String(64), index=True)
    question: Mapped[str] = mapped_column(sa.String(40))
    choice: Mapped[str] = mapped_column(sa.String(40), info=personal("which group they say they belong to"))
    has_changed: Mapped[bool] = mapped_column(default=False)


class FairnessCount(Base):
    """An application was counted for a question. It never is again, whatever becomes of it."""

    __tablename__ = "fairness_count"
    __table_args__ = {"info": append_only.final("who was counted")}

    application_key: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    question: Mapped[str] = mapped_column(sa.String(40), primary_key=True)


class FairnessPublication(Base):
    """A quarter's figures: only what may be shown, so nothing that is hidden is kept either."""

    __tablename__ = "fairness_publication"
    __table_args__ = (
        sa.UniqueConstraint("ends_on"),
        {"info": append_only.final("a published quarter")},
    )

    id: Mapped[Id]
    ends_on: Mapped[date]
    content: Mapped[list[dict[str, Any]]] = mapped_column(Content)
    published_at: Mapped[datetime]
    published_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))

    published_by: Mapped[Person] = relationship()
