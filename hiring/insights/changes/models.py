"""Table: what HR will change because of a finding, and what came of it."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.accounts.models import Person
from hiring.foundation.database import Base, Id, Ref
from hiring.foundation.records import append_only
from hiring.foundation.records.personal import personal


class PlannedChange(Base):
    __tablename__ = "planned_change"
    __table_args__ = (
        {"info": append_only.final("a reviewed change", once="OLD.reviewed_at IS NOT NULL", in_journal=True)},
    )

    id: Mapped[Id]
    # The finding in words, as it was then: a question, a criterion.
    about: Mapped[str] = mapped_column(sa.String(300), default="")
    words: Mapped[str] = mapped_column(sa.Text, info=personal("what HR will change"))
    planned_at: Mapped[datetime]
    planned_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    comes_back_on: Mapped[date] = mapped_column(index=True)
    came_of_it: Mapped[str] = mapped_column(sa.Text, default="", info=personal("what came of a change"))
    reviewed_at: Mapped[datetime | None]
    reviewed_by_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("person.id"))

    planned_by: Mapped[Person] = relationship(foreign_keys=planned_by_id)
    reviewed_by: Mapped[Person | None] = relationship(foreign_keys=reviewed_by_id)
