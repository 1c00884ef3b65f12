"""Table: what an interviewer answered about a seat, whether they judge fairly or would rather not."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from hiring.accounts.models import Person
from hiring.foundation.database import Base, Id, Ref, later_side
from hiring.foundation.records import append_only
from hiring.foundation.records.personal import personal
from hiring.interviews.models import Seat


class SeatAnswer(Base):
    """Once to take part, and once to decline: someone may change their mind, in that order."""

    __tablename__ = "seat_answer"
    __table_args__ = (
        sa.UniqueConstraint("seat_id", "takes_part"),
        {"info": append_only.final("an answer about a seat")},
    )

    id: Mapped[Id]
    seat_id: Mapped[Ref] = mapped_column(sa.ForeignKey("seat.id"))
    takes_part: Mapped[bool]
    said: Mapped[str] = mapped_column(sa.Text, info=personal("how an interviewer knows the candidate"))
    at: Mapped[datetime]
    # Who wrote down, for HR, what the interviewer had said on paper.
    typed_by_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("person.id"))

    typed_by: Mapped[Person | None] = relationship()
    seat: Mapped[Seat] = relationship(backref=backref("answers", order_by="SeatAnswer.at"))


def answers_of(seat: Seat) -> list[SeatAnswer]:
    answers: list[SeatAnswer] = later_side(seat, "answers")
    return answers
