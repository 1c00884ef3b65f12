"""Tables: what a hire is expected to do and who showed it when, and where an interview was wrong about them."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.accounts.models import Person
from hiring.foundation.database import Base, Id, Ref
from hiring.foundation.records import append_only
from hiring.foundation.records.personal import personal
from hiring.probation.models import Probation


class Expectation(Base):
    """One criterion as it's expected of this hire, in the rubric's words or the manager's own."""

    __tablename__ = "expectation"
    __table_args__ = (
        sa.UniqueConstraint("probation_id", "criterion"),
        {"info": append_only.changes("it's put in other words, shown and agreed")},
    )

    id: Mapped[Id]
    probation_id: Mapped[Ref] = mapped_column(sa.ForeignKey("probation.id"), index=True)
    criterion: Mapped[str] = mapped_column(sa.String(60))
    words: Mapped[str] = mapped_column(sa.Text, info=personal("what is expected"))
    shown_on: Mapped[date | None]
    # A name: it may be a colleague without an account.
    shown_by: Mapped[str] = mapped_column(sa.String(200), default="", info=personal("who shows it", of_third=True))
    # By the hire, on their own page. Other words than these need their word again.
    agreed_at: Mapped[datetime | None]

    probation: Mapped[Probation] = relationship(backref="expectations")


class InterviewHindsight(Base):
    """Where were we wrong? One sentence, once the last check-in's marks and the interview's are side by side."""

    __tablename__ = "interview_hindsight"
    __table_args__ = ({"info": append_only.final("a look back at the interview", in_journal=True)},)

    id: Mapped[Id]
    probation_id: Mapped[Ref] = mapped_column(sa.ForeignKey("probation.id"), index=True)
    words: Mapped[str] = mapped_column(sa.Text, info=personal("where the interview was wrong"))
    by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime]

    probation: Mapped[Probation] = relationship(backref=sa.orm.backref("hindsights", order_by="InterviewHindsight.at"))
    by: Mapped[Person] = relationship()
