"""Table: copies of rubrics that someone is editing, with what was typed, right or wrong."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.accounts.models import Person
from hiring.foundation.database import Base, Content, Id, Ref
from hiring.foundation.records import append_only
from hiring.foundation.records.personal import personal
from hiring.rubrics.editing.values import CopyEnd
from hiring.rubrics.models import RubricVersion


class RubricCopy(Base):
    """`content` is what was typed (see `typed.py`); `before` is the edition it started from, which never changes.

    A copy that was published or discarded stays, so that people who still have it open read what became of it.
    """

    __tablename__ = "rubric_copy"
    __table_args__ = {"info": append_only.changes("it is being edited")}

    id: Mapped[Id]
    key: Mapped[str] = mapped_column(sa.String(60), index=True)
    title: Mapped[str] = mapped_column(sa.String(200), info=personal("a rubric that is being written"))
    content: Mapped[dict[str, Any]] = mapped_column(
        Content, deferred=True, info=personal("a rubric that is being written, with its notes")
    )
    before: Mapped[dict[str, Any]] = mapped_column(
        Content, deferred=True, info=personal("the edition that it started from")
    )
    before_version_id: Mapped[str | None] = mapped_column(sa.String(16), sa.ForeignKey("rubric_version.id"))
    revision: Mapped[int] = mapped_column(default=1)
    started_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    saved_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    saved_at: Mapped[datetime]
    ended: Mapped[CopyEnd | None] = mapped_column(sa.String(20))
    version_id: Mapped[str | None] = mapped_column(sa.String(16), sa.ForeignKey("rubric_version.id"))
    """The version it was published as."""

    started_by: Mapped[Person] = relationship(foreign_keys=started_by_id)
    saved_by: Mapped[Person] = relationship(foreign_keys=saved_by_id)
    before_version: Mapped[RubricVersion | None] = relationship(foreign_keys=before_version_id)
    version: Mapped[RubricVersion | None] = relationship(foreign_keys=version_id)

    __mapper_args__ = {"version_id_col": revision}

    @property
    def is_open(self) -> bool:
        return self.ended is None
