"""Table: a referee who was sent a link, the questions as they were asked, and the answers."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.foundation.database import Base, Content, Id, Ref
from hiring.foundation.records import append_only
from hiring.foundation.records.personal import personal


class RefereeRequest(Base):
    """One link to one referee. It is signed, names this row, and ends with the answer."""

    __tablename__ = "referee_request"
    __table_args__ = ({"info": append_only.final("an answer of a referee", once="OLD.answered_at IS NOT NULL")},)

    id: Mapped[Id]
    application_id: Mapped[Ref] = mapped_column(sa.ForeignKey("application.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(200), info=personal("who gives a reference", of_third=True))
    questions: Mapped[list[str]] = mapped_column(Content, info=personal("what a referee was asked"))
    asked_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    answers: Mapped[list[str]] = mapped_column(Content, default=list, info=personal("what a referee answered"))

    application: Mapped[Application] = relationship()
    asked_by: Mapped[Person] = relationship()
