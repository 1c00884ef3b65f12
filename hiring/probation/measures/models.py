"""Tables: measures of a workplace or a post, and their values at check-ins."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.accounts.models import Workplace
from hiring.foundation.database import Base, Id, Ref
from hiring.foundation.records import append_only
from hiring.openings.models import Opening
from hiring.probation.measures.numbers import value_shown
from hiring.probation.models import CheckIn


class Measure(Base):
    """Defined once, for every hire of a workplace or of one opening there."""

    __tablename__ = "measure"
    __table_args__ = ({"info": append_only.changes("it's no longer taken once someone stops it")},)

    id: Mapped[Id]
    workplace_id: Mapped[Ref] = mapped_column(sa.ForeignKey("workplace.id"), index=True)
    # Only for hires of this opening; for everyone at the workplace where it's empty.
    opening_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("opening.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(80))
    unit: Mapped[str] = mapped_column(sa.String(40), default="")
    more_is_better: Mapped[bool]
    baseline_thousandths: Mapped[int | None] = mapped_column(sa.BigInteger)
    made_at: Mapped[datetime]
    made_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    stopped_at: Mapped[datetime | None]

    workplace: Mapped[Workplace] = relationship()
    opening: Mapped[Opening | None] = relationship()

    @property
    def baseline_shown(self) -> str:
        return "" if self.baseline_thousandths is None else value_shown(self.baseline_thousandths)

    @property
    def of(self) -> str:
        """What it's taken for, in words."""
        if self.opening is not None:
            return f"{self.opening.title}, {self.opening.workplace.name}"
        return self.workplace.name


class MeasureValue(Base):
    """The value of one measure at one check-in."""

    __tablename__ = "measure_value"
    __table_args__ = ({"info": append_only.final("a filed value", in_journal=True)},)

    check_in_id: Mapped[str] = mapped_column(sa.ForeignKey("check_in.id"), primary_key=True)
    measure_id: Mapped[str] = mapped_column(sa.ForeignKey("measure.id"), primary_key=True)
    thousandths: Mapped[int] = mapped_column(sa.BigInteger)

    check_in: Mapped[CheckIn] = relationship(backref=sa.orm.backref("measured", lazy="select"))
    measure: Mapped[Measure] = relationship(lazy="joined")

    @property
    def shown(self) -> str:
        return value_shown(self.thousandths)
