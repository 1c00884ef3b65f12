"""Tables: walk-in sessions, who interviews at each, and which interviews came of them."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.accounts.models import Person
from hiring.foundation.database import Base, Id, Ref
from hiring.foundation.records import append_only
from hiring.interviews.models import Interview
from hiring.openings.models import Opening, Round


class WalkInSession(Base):
    """Places one after another, in one room, each as long as its round."""

    __tablename__ = "walk_in_session"
    __table_args__ = {"info": append_only.changes("HR ends it")}

    id: Mapped[Id]
    opening_id: Mapped[Ref] = mapped_column(sa.ForeignKey("opening.id"), index=True)
    round_id: Mapped[Ref] = mapped_column(sa.ForeignKey("round.id"), index=True)
    starts_at: Mapped[datetime] = mapped_column(index=True)
    places: Mapped[int]
    place: Mapped[str] = mapped_column(sa.String(200), default="")
    ended_at: Mapped[datetime | None]

    opening: Mapped[Opening] = relationship(lazy="joined")
    round: Mapped[Round] = relationship(lazy="joined")
    interviewers: Mapped[list[Person]] = relationship(
        secondary="walk_in_interviewer", order_by=Person.sort_name, lazy="selectin"
    )
    walk_ins: Mapped[list["WalkIn"]] = relationship(lazy="selectin", back_populates="session")

    @property
    def times(self) -> list[datetime]:
        """When each place begins."""
        return [self.starts_at + number * timedelta(minutes=self.round.minutes) for number in range(self.places)]

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + self.places * timedelta(minutes=self.round.minutes)


class WalkInInterviewer(Base):
    """Someone who interviews at a session."""

    __tablename__ = "walk_in_interviewer"
    __table_args__ = {"info": append_only.changes("it goes with its session")}

    session_id: Mapped[str] = mapped_column(sa.ForeignKey("walk_in_session.id"), primary_key=True)
    person_id: Mapped[str] = mapped_column(sa.ForeignKey("person.id"), primary_key=True, index=True)


class WalkIn(Base):
    """The interview of someone who walked in."""

    __tablename__ = "walk_in"
    __table_args__ = {"info": append_only.final("who walked in")}

    interview_id: Mapped[str] = mapped_column(sa.ForeignKey("interview.id"), primary_key=True)
    session_id: Mapped[Ref] = mapped_column(sa.ForeignKey("walk_in_session.id"), index=True)

    session: Mapped[WalkInSession] = relationship(back_populates="walk_ins")
    interview: Mapped[Interview] = relationship(lazy="joined")
