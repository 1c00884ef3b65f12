"""Tables: absences, dated acts with what was, what is now, why and who recorded it, and departures after the end."""

from datetime import date, datetime

import sqlalchemy as sa
import sqlalchemy.orm
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.accounts.models import Person
from hiring.foundation.database import Base, Id, Ref
from hiring.foundation.records import append_only
from hiring.foundation.records.personal import personal
from hiring.probation.acts.values import ActKind
from hiring.probation.models import Probation


class DatedAct(Base):
    __tablename__ = "dated_act"
    __table_args__ = ({"info": append_only.final("a dated act", in_journal=True)},)

    id: Mapped[Id]
    probation_id: Mapped[Ref] = mapped_column(sa.ForeignKey("probation.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(20))
    # The day from which it holds.
    on: Mapped[date]
    # In words: names and days as they were then, so that the history reads the same for ever.
    was: Mapped[str] = mapped_column(sa.String(300), default="", info=personal("what was changed"))
    now: Mapped[str] = mapped_column(sa.String(300), default="", info=personal("what was changed"))
    reason: Mapped[str] = mapped_column(sa.Text, default="", info=personal("why it was changed"))
    by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime]

    probation: Mapped[Probation] = relationship(backref=sa.orm.backref("acts", order_by="DatedAct.at"))
    by: Mapped[Person] = relationship()

    @property
    def label(self) -> str:
        return ActKind(self.kind).label


class Departure(Base):
    """Someone left after their probation was over."""

    __tablename__ = "departure"
    __table_args__ = ({"info": append_only.final("a departure", in_journal=True)},)

    probation_id: Mapped[Ref] = mapped_column(sa.ForeignKey("probation.id"), primary_key=True)
    on: Mapped[date]
    reason_key: Mapped[str] = mapped_column(sa.String(20))
    words: Mapped[str] = mapped_column(sa.Text, default="", info=personal("why they left"))
    by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime]

    probation: Mapped[Probation] = relationship(backref=sa.orm.backref("departure", uselist=False))
    by: Mapped[Person] = relationship()


class Absence(Base):
    """Days that don't count towards a probation. Why is kept as typed, if anyone typed it; never a diagnosis."""

    __tablename__ = "absence"
    __table_args__ = (
        sa.CheckConstraint("first_on <= last_on", name="absence_in_order"),
        {"info": append_only.final("an absence", in_journal=True)},
    )

    id: Mapped[Id]
    probation_id: Mapped[Ref] = mapped_column(sa.ForeignKey("probation.id"), index=True)
    first_on: Mapped[date]
    last_on: Mapped[date]
    by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime]

    probation: Mapped[Probation] = relationship(backref=sa.orm.backref("absences", order_by="Absence.first_on"))
