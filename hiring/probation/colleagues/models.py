"""Table: a colleague who was asked for one observation."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.accounts.models import Person
from hiring.foundation.database import Base, Id, Ref
from hiring.foundation.records import append_only
from hiring.foundation.records.personal import personal
from hiring.probation.models import Probation


class ColleagueRequest(Base):
    """One question to one colleague. The link is signed, names this row, and ends with the answer."""

    __tablename__ = "colleague_request"
    __table_args__ = ({"info": append_only.final("an answered request", once="OLD.answered_at IS NOT NULL")},)

    id: Mapped[Id]
    probation_id: Mapped[Ref] = mapped_column(sa.ForeignKey("probation.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(200), info=personal("a colleague who was asked", of_third=True))
    asked_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    observation_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("observation.id"))

    probation: Mapped[Probation] = relationship()
    asked_by: Mapped[Person] = relationship()
