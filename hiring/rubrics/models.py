"""Tables: published editions, which never change, and the meaning of each criterion in them."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.accounts.models import Person
from hiring.foundation.database import Base, Content, Id, Ref
from hiring.foundation.records import append_only


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
