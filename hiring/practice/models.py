"""Tables: rounds of practice, the marks in them, the licences they earned, and blind marks on the answers."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.accounts.models import Person
from hiring.foundation.database import Base, Id, Ref
from hiring.foundation.records import append_only
from hiring.foundation.records.personal import personal


class PracticeRound(Base):
    """One go at a criterion: four sample answers of one published text. The numbers of a person count up."""

    __tablename__ = "practice_round"
    __table_args__ = (
        sa.UniqueConstraint("person_id", "structure_hash", "number"),
        sa.ForeignKeyConstraint(["version_id", "criterion"], ["criterion_edition.version_id", "criterion_edition.key"]),
        {"info": append_only.final("a finished round", once="OLD.finished_at IS NOT NULL")},
    )

    id: Mapped[Id]
    person_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    version_id: Mapped[Ref]
    criterion: Mapped[str] = mapped_column(sa.String(60))
    structure_hash: Mapped[str] = mapped_column(sa.String(64))
    number: Mapped[int]
    begun_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()
    marks: Mapped[list["PracticeMark"]] = relationship(back_populates="round", order_by="PracticeMark.position")

    @property
    def first_open(self) -> "PracticeMark | None":
        return next((mark for mark in self.marks if mark.level is None), None)


class PracticeMark(Base):
    """One sample answer of a round, named by its words. Without a level it is still to be marked."""

    __tablename__ = "practice_mark"
    __table_args__ = (
        sa.UniqueConstraint("round_id", "position"),
        sa.UniqueConstraint("round_id", "answer"),
        sa.CheckConstraint("level IS NULL OR level BETWEEN 1 AND 5", name="level_on_scale"),
        {"info": append_only.final("a mark that was given", once="OLD.level IS NOT NULL")},
    )

    id: Mapped[Id]
    round_id: Mapped[Ref] = mapped_column(sa.ForeignKey("practice_round.id"))
    position: Mapped[int]
    answer: Mapped[str] = mapped_column(sa.String(16))
    agreed: Mapped[int]
    """Our mark when the round was drawn: what it earns doesn't change with later marks."""
    level: Mapped[int | None]
    evidence: Mapped[str] = mapped_column(sa.Text, default="", info=personal("what someone noted in practice"))

    round: Mapped[PracticeRound] = relationship(back_populates="marks")


class BlindMark(Base):
    """What someone makes of a sample answer, named by its words, without having seen our mark for it."""

    __tablename__ = "blind_mark"
    __table_args__ = (
        sa.UniqueConstraint("person_id", "answer"),
        sa.CheckConstraint("level BETWEEN 1 AND 5", name="level_on_scale"),
        sa.Index(None, "answer"),
        {"info": append_only.final("a blind mark")},
    )

    id: Mapped[Id]
    person_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    answer: Mapped[str] = mapped_column(sa.String(16))
    level: Mapped[int]
    marked_at: Mapped[datetime]


class Licence(Base):
    """The right to score whatever has this structure hash. A renewal is another row: what held stays known."""

    __tablename__ = "licence"
    __table_args__ = (
        sa.UniqueConstraint("round_id"),
        sa.Index(None, "person_id", "structure_hash"),
        {"info": append_only.final("a licence")},
    )

    id: Mapped[Id]
    person_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    round_id: Mapped[Ref] = mapped_column(sa.ForeignKey("practice_round.id"))
    criterion: Mapped[str] = mapped_column(sa.String(60))
    structure_hash: Mapped[str] = mapped_column(sa.String(64))
    earned_at: Mapped[datetime]
    expires_on: Mapped[date]
