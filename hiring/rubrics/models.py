"""Tables: published editions, which never change, the meaning of each criterion in them, and retired questions."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.accounts.models import Person
from hiring.foundation.database import Base, Content, Id, Ref
from hiring.foundation.records import append_only
from hiring.foundation.records.personal import personal

_STANDING = sa.text("brought_back_at IS NULL")


class RubricVersion(Base):
    __tablename__ = "rubric_version"
    __table_args__ = (
        sa.UniqueConstraint("key", "number"),
        sa.UniqueConstraint("content_hash"),
        {"info": append_only.final("a published version", erasable=False)},
    )

    id: Mapped[Id]
    key: Mapped[str] = mapped_column(sa.String(60))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(sa.String(200))
    content: Mapped[dict[str, Any]] = mapped_column(Content, deferred=True)
    content_hash: Mapped[str] = mapped_column(sa.String(64))
    published_at: Mapped[datetime]
    published_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))

    published_by: Mapped[Person] = relationship()
    criteria: Mapped[list["CriterionEdition"]] = relationship(order_by="CriterionEdition.position")


class CriterionEdition(Base):
    """A criterion inside one version. Marks with one structure hash mean the same and may be pooled."""

    __tablename__ = "criterion_edition"
    __table_args__ = {"info": append_only.final("a published version", erasable=False)}

    version_id: Mapped[str] = mapped_column(sa.ForeignKey("rubric_version.id"), primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    position: Mapped[int]
    structure_hash: Mapped[str] = mapped_column(sa.String(64), index=True)


class RetiredQuestion(Base):
    """One that was brought back is kept, with its reason."""

    __tablename__ = "retired_question"
    __table_args__ = (
        # A question is retired once at a time, however often over the years.
        sa.Index(
            "uq_retired_question_standing",
            *("criterion", "question", "words"),
            unique=True,
            sqlite_where=_STANDING,
            postgresql_where=_STANDING,
        ),
        {"info": append_only.final("a question brought back", once="OLD.brought_back_at IS NOT NULL", erasable=False)},
    )

    id: Mapped[Id]
    criterion: Mapped[str] = mapped_column(sa.String(60))
    question: Mapped[str] = mapped_column(sa.String(60))
    words: Mapped[str] = mapped_column(sa.String(64))
    reason: Mapped[str] = mapped_column(sa.Text, info=personal("why a question is no longer asked"))
    retired_at: Mapped[datetime]
    retired_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    brought_back_at: Mapped[datetime | None]
    brought_back_by_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("person.id"))

    retired_by: Mapped[Person] = relationship(foreign_keys=retired_by_id)
