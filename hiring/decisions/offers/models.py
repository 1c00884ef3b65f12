"""Table: the dated steps of an offer."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.accounts.models import Person
from hiring.decisions.models import Decision
from hiring.foundation.database import Base, Id, Ref
from hiring.foundation.records import append_only
from hiring.foundation.records.personal import personal


class OfferStep(Base):
    """What happened to the offer of a decision to hire, and on which day. The latest first day is the one agreed."""

    __tablename__ = "offer_step"
    __table_args__ = ({"info": append_only.final("a step of an offer", in_journal=True)},)

    id: Mapped[Id]
    decision_id: Mapped[Ref] = mapped_column(sa.ForeignKey("decision.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(20))
    on: Mapped[date]
    starts_on: Mapped[date | None]
    # Pay, hours and what else was offered, as the letter says it; or why a start was postponed.
    words: Mapped[str] = mapped_column(sa.Text, default="", info=personal("what was offered, or why it was postponed"))
    by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime]

    decision: Mapped[Decision] = relationship()
    by: Mapped[Person] = relationship()
