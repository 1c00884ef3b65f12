"""Tables: interviews, seats, sealed scorecards and their ratings. What is still being written is a draft."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.foundation.database import Base, Id, Ref, later_side
from hiring.foundation.records import append_only
from hiring.foundation.records.personal import personal
from hiring.interviews.values import InterviewState, called
from hiring.openings.models import Round


class Interview(Base):
    __tablename__ = "interview"
    __table_args__ = {"info": append_only.changes("it moves, and is cancelled")}

    id: Mapped[Id]
    application_id: Mapped[Ref] = mapped_column(sa.ForeignKey("application.id"), index=True)
    round_id: Mapped[Ref] = mapped_column(sa.ForeignKey("round.id"), index=True)
    starts_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(sa.String(200), default="", info=personal("where an interview is"))
    state: Mapped[str] = mapped_column(sa.String(20), default="on")
    revision: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": revision}

    application: Mapped[Application] = relationship(backref="interviews")
    round: Mapped[Round] = relationship()
    seats: Mapped[list["Seat"]] = relationship(back_populates="interview", order_by="Seat.id")
    changes: Mapped[list["InterviewChange"]] = relationship(order_by="InterviewChange.at")

    @property
    def status(self) -> str:
        return InterviewState(self.state).label


class InterviewChange(Base):
    """An ordinary week: someone did not come, or another time was found. Dated, and never a rejection."""

    __tablename__ = "interview_change"
    __table_args__ = {"info": append_only.final("a change of an interview")}

    id: Mapped[Id]
    interview_id: Mapped[Ref] = mapped_column(sa.ForeignKey("interview.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(20))
    on: Mapped[date]
    was_at: Mapped[datetime]
    note: Mapped[str] = mapped_column(sa.Text, default="", info=personal("why an interview was changed"))
    recorded_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime]


class Seat(Base):
    """One interviewer's place at an interview. A replaced one is kept, and so is what was drafted from it."""

    __tablename__ = "seat"
    __table_args__ = (
        sa.UniqueConstraint("interview_id", "person_id"),
        {"info": append_only.changes("an interviewer leaves it")},
    )

    id: Mapped[Id]
    interview_id: Mapped[Ref] = mapped_column(sa.ForeignKey("interview.id"), index=True)
    person_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"), index=True)
    left_on: Mapped[date | None]
    left_why: Mapped[str] = mapped_column(sa.Text, default="", info=personal("why an interviewer left a seat"))
    seated_at: Mapped[datetime]
    # Given once the marks of this candidate had been read: its card is kept and shown, and counts in no average.
    after_reading: Mapped[bool] = mapped_column(default=False, server_default=sa.false())

    interview: Mapped[Interview] = relationship(back_populates="seats")
    person: Mapped[Person] = relationship()
    scorecard: Mapped["Scorecard | None"] = relationship(back_populates="seat")

    @property
    def called(self) -> str:
        return called(self.person.name, is_guest=self.person.is_guest)


class Scorecard(Base):
    __tablename__ = "scorecard"
    __table_args__ = (
        sa.UniqueConstraint("seat_id"),
        {"info": append_only.final("a sealed scorecard", in_journal=True)},
    )

    id: Mapped[Id]
    seat_id: Mapped[Ref] = mapped_column(sa.ForeignKey("seat.id"))
    sealed_at: Mapped[datetime]
    free_probe: Mapped[str] = mapped_column(sa.Text, default="", info=personal("a question of the interviewer's own"))
    # Who typed it in from paper on the interviewer's behalf, and the day written on the paper.
    typed_by_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("person.id"))
    paper_on: Mapped[date | None]

    seat: Mapped[Seat] = relationship(back_populates="scorecard")
    typed_by: Mapped[Person | None] = relationship()
    ratings: Mapped[list["Rating"]] = relationship(order_by="Rating.position", back_populates="scorecard")


class Rating(Base):
    """One answer, marked on the anchors of its criterion. No level means: not observed."""

    __tablename__ = "rating"
    __table_args__ = (
        sa.CheckConstraint("level IS NULL OR level BETWEEN 1 AND 5", name="level_on_scale"),
        {"info": append_only.final("a sealed rating", in_journal=True)},
    )

    scorecard_id: Mapped[str] = mapped_column(sa.ForeignKey("scorecard.id"), primary_key=True)
    question: Mapped[str] = mapped_column(sa.String(121), primary_key=True)
    criterion: Mapped[str] = mapped_column(sa.String(60))
    position: Mapped[int]
    level: Mapped[int | None]
    evidence: Mapped[str] = mapped_column(sa.Text, info=personal("what the candidate said and did"))
    # Whether its interviewer had the right to score the criterion when the card was sealed.
    is_licensed: Mapped[bool]

    scorecard: Mapped[Scorecard] = relationship(back_populates="ratings")
    amendments: Mapped[list["Amendment"]] = relationship(order_by="Amendment.at", back_populates="rating")


class Amendment(Base):
    """A second thought after the panel was revealed. It stands beside the sealed mark and never instead of it."""

    __tablename__ = "amendment"
    __table_args__ = (
        sa.ForeignKeyConstraint(["scorecard_id", "question"], ["rating.scorecard_id", "rating.question"]),
        sa.CheckConstraint("level IS NULL OR level BETWEEN 1 AND 5", name="level_on_scale"),
        {"info": append_only.final("an amendment", in_journal=True)},
    )

    id: Mapped[Id]
    scorecard_id: Mapped[Ref] = mapped_column(index=True)
    question: Mapped[str] = mapped_column(sa.String(121))
    level: Mapped[int | None]
    evidence: Mapped[str] = mapped_column(sa.Text, info=personal("what a second thought rests on"))
    reason: Mapped[str] = mapped_column(sa.Text, info=personal("why a mark was amended"))
    by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime]

    rating: Mapped[Rating] = relationship(back_populates="amendments")


class PanelReopening(Base):
    """HR lets a panel that was read take more cards, with a reason. They are shown beside its marks and never count."""

    __tablename__ = "panel_reopening"
    __table_args__ = (
        sa.UniqueConstraint("application_id"),
        {"info": append_only.final("a reopening", in_journal=True)},
    )

    id: Mapped[Id]
    application_id: Mapped[Ref] = mapped_column(sa.ForeignKey("application.id"))
    reason: Mapped[str] = mapped_column(sa.Text, info=personal("why a panel was reopened"))
    on: Mapped[date]
    reopened_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime]

    application: Mapped[Application] = relationship(backref=backref("panel_reopening", uselist=False))
    reopened_by: Mapped[Person] = relationship()


class SeatNotice(Base):
    """News of a seat that its interviewer gets by email. Without a mail it goes into that of the write under way."""

    __tablename__ = "seat_notice"
    __table_args__ = {"info": append_only.changes("newer news takes its place while its mail waits")}

    id: Mapped[Id]
    seat_id: Mapped[Ref] = mapped_column(sa.ForeignKey("seat.id"), index=True)
    news: Mapped[str] = mapped_column(sa.String(20))
    # From then on it would tell its reader nothing.
    useless_from: Mapped[datetime]
    mail_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("outgoing_mail.id", ondelete="CASCADE"), index=True)

    seat: Mapped[Seat] = relationship()


def interviews_of(application: Application) -> list[Interview]:
    interviews: list[Interview] = later_side(application, "interviews")
    return interviews
