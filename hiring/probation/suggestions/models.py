"""Tables: what customers say and what we should change, and HR's answers."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.accounts.models import Person
from hiring.foundation.database import Base, Id, Ref
from hiring.foundation.records import append_only
from hiring.foundation.records.personal import personal
from hiring.probation.models import Probation


class Suggestion(Base):
    """Said at a check-in, or by the hire on their own page."""

    __tablename__ = "suggestion"
    __table_args__ = ({"info": append_only.final("what someone suggested", in_journal=True)},)

    id: Mapped[Id]
    probation_id: Mapped[Ref] = mapped_column(sa.ForeignKey("probation.id"), index=True)
    check_in_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("check_in.id"))
    words: Mapped[str] = mapped_column(sa.Text, info=personal("what was suggested"))
    # Empty where the hire wrote it on their own page.
    by_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    at: Mapped[datetime]

    probation: Mapped[Probation] = relationship()
    answer: Mapped["SuggestionAnswer | None"] = relationship(back_populates="suggestion")


class SuggestionAnswer(Base):
    """What was done about it. Everyone who said something can read it."""

    __tablename__ = "suggestion_answer"
    __table_args__ = ({"info": append_only.final("an answer to a suggestion", in_journal=True)},)

    suggestion_id: Mapped[str] = mapped_column(sa.ForeignKey("suggestion.id"), primary_key=True)
    words: Mapped[str] = mapped_column(sa.Text, info=personal("what was done about a suggestion"))
    by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime]

    suggestion: Mapped[Suggestion] = relationship(back_populates="answer")
    by: Mapped[Person] = relationship()
