"""Tables: openings, their criteria, rounds, interviewers and page for candidates."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.accounts.models import Person, Workplace
from hiring.foundation.database import Base, Content, Id, Ref
from hiring.foundation.records import append_only
from hiring.foundation.records.personal import personal
from hiring.rubrics.models import RubricVersion


class Opening(Base):
    __tablename__ = "opening"
    __table_args__ = {"info": append_only.changes("it is planned, frozen and closed")}

    id: Mapped[Id]
    title: Mapped[str] = mapped_column(sa.String(200), info=personal("a job's title"))
    workplace_id: Mapped[Ref] = mapped_column(sa.ForeignKey("workplace.id"))
    version_id: Mapped[Ref] = mapped_column(sa.ForeignKey("rubric_version.id"))
    owner_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"), index=True)
    manager_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    # At all its workplaces together.
    posts: Mapped[int] = mapped_column(default=1)
    # The brief: who the customer is, and what great service means here.
    customers_outside: Mapped[str] = mapped_column(sa.Text, default="", info=personal("who the customers are"))
    customers_inside: Mapped[str] = mapped_column(sa.Text, default="", info=personal("who the customers are"))
    great_service: Mapped[str] = mapped_column(sa.Text, default="", info=personal("what great service is"))
    exemplar: Mapped[str] = mapped_column(sa.Text, default="", info=personal("who does it well, and how"))
    # Gates a hire must meet, or be overridden with a reason.
    days_between: Mapped[int] = mapped_column(default=1)
    raters_needed: Mapped[int] = mapped_column(default=2)
    needs_licence: Mapped[bool] = mapped_column(default=True)
    licence_waiver: Mapped[str] = mapped_column(sa.Text, default="", info=personal("why no licence is needed"))
    licence_waived_by_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("person.id"))
    # The probation that a hire starts.
    probation_days: Mapped[int] = mapped_column(default=90)
    notice_days: Mapped[int] = mapped_column(default=7)
    lead_days: Mapped[int] = mapped_column(default=7)
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    frozen_at: Mapped[datetime | None]
    closed_on: Mapped[date | None]
    revision: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": revision}

    workplace: Mapped[Workplace] = relationship(lazy="joined")
    version: Mapped[RubricVersion] = relationship(lazy="joined")
    owner: Mapped[Person] = relationship(foreign_keys=owner_id)
    manager: Mapped[Person | None] = relationship(foreign_keys=manager_id)
    licence_waived_by: Mapped[Person | None] = relationship(foreign_keys=licence_waived_by_id)
    criteria: Mapped[list["OpeningCriterion"]] = relationship(
        order_by="OpeningCriterion.position", cascade="all, delete-orphan"
    )
    rounds: Mapped[list["Round"]] = relationship(
        order_by="Round.position", cascade="all, delete-orphan", back_populates="opening"
    )
    interviewers: Mapped[list[Person]] = relationship(secondary="opening_interviewer", order_by=Person.sort_name)
    more_places: Mapped[list["OpeningPlace"]] = relationship(cascade="all, delete-orphan")

    @property
    def places(self) -> list[tuple[Workplace, int]]:
        """Where its posts are and how many at each workplace, its own first and the others by name."""
        others = sorted(((place.workplace, place.posts) for place in self.more_places), key=lambda pair: pair[0].name)
        return [(self.workplace, self.posts - sum(posts for _, posts in others)), *others]

    @property
    def is_frozen(self) -> bool:
        """Criteria, weights, minimums and rounds stand still from the first sealed scorecard on."""
        return self.frozen_at is not None


class OrganisationBrief(Base):
    """What openings start from: one brief for the whole organisation. A later one stands in its place."""

    __tablename__ = "organisation_brief"
    __table_args__ = ({"info": append_only.final("a brief")},)

    id: Mapped[Id]
    great_service: Mapped[str] = mapped_column(sa.Text, info=personal("what great service is"))
    customers_outside: Mapped[str] = mapped_column(sa.Text, info=personal("who the customers are"))
    customers_inside: Mapped[str] = mapped_column(sa.Text, info=personal("who the customers are"))
    exemplar: Mapped[str] = mapped_column(sa.Text, info=personal("who does it well, and how"))
    written_at: Mapped[datetime] = mapped_column(index=True)
    written_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))

    written_by: Mapped[Person] = relationship()


class OpeningPlace(Base):
    """Posts of an opening at a workplace other than its own. One pool of candidates fills them all."""

    __tablename__ = "opening_place"
    __table_args__ = (
        sa.CheckConstraint("posts > 0", name="posts_positive"),
        {"info": append_only.changes("HR opens posts at more workplaces")},
    )

    opening_id: Mapped[str] = mapped_column(sa.ForeignKey("opening.id", ondelete="CASCADE"), primary_key=True)
    workplace_id: Mapped[str] = mapped_column(sa.ForeignKey("workplace.id"), primary_key=True, index=True)
    posts: Mapped[int]

    workplace: Mapped[Workplace] = relationship(lazy="joined")


class OpeningCriterion(Base):
    __tablename__ = "opening_criterion"
    __table_args__ = (
        sa.CheckConstraint("weight > 0", name="weight_positive"),
        sa.CheckConstraint("minimum IS NULL OR minimum BETWEEN 1 AND 5", name="minimum_on_scale"),
        {"info": append_only.changes("the plan changes until the first card is sealed")},
    )

    opening_id: Mapped[str] = mapped_column(sa.ForeignKey("opening.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    position: Mapped[int]
    weight: Mapped[float] = mapped_column(default=1.0)
    weight_reason: Mapped[str] = mapped_column(sa.Text, default="", info=personal("why a criterion weighs more"))
    minimum: Mapped[int | None]


class Round(Base):
    """A planned interview: its questions, minutes, and how many interviewers."""

    __tablename__ = "round"
    __table_args__ = {"info": append_only.changes("the plan changes until the first card is sealed")}

    id: Mapped[Id]
    opening_id: Mapped[Ref] = mapped_column(sa.ForeignKey("opening.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(sa.String(200))
    minutes: Mapped[int]
    interviewers: Mapped[int]
    questions: Mapped[list[str]] = mapped_column(Content)

    opening: Mapped[Opening] = relationship(back_populates="rounds")


class PublicPage(Base):
    """A closed page keeps its two contacts, so that opening it again is one tap; its address is gone for good."""

    __tablename__ = "public_page"
    __table_args__ = (
        sa.UniqueConstraint("token"),
        {"info": append_only.changes("its text and address change, and it closes")},
    )

    opening_id: Mapped[Ref] = mapped_column(sa.ForeignKey("opening.id", ondelete="CASCADE"), primary_key=True)
    token: Mapped[str | None] = mapped_column(sa.String(40))
    adjustments: Mapped[str] = mapped_column(sa.String(200), info=personal("who to ask for adjustments"))
    contact: Mapped[str] = mapped_column(sa.String(200), info=personal("who answers for the data"))
    made_at: Mapped[datetime]

    opening: Mapped[Opening] = relationship()

    @property
    def is_open(self) -> bool:
        return self.token is not None


class OpeningInterviewer(Base):
    """Someone HR may seat in the interviews of this opening."""

    __tablename__ = "opening_interviewer"
    __table_args__ = {"info": append_only.changes("interviewers join and leave")}

    opening_id: Mapped[str] = mapped_column(sa.ForeignKey("opening.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[str] = mapped_column(sa.ForeignKey("person.id"), primary_key=True, index=True)
