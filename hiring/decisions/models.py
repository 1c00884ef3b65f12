"""Tables: decisions with the panel summary frozen into them, the skill floor, and references."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
import sqlalchemy.orm
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.foundation.database import Base, Content, Id, Ref, later_side
from hiring.foundation.records import append_only
from hiring.foundation.records.personal import personal

# A decision rests on it, so that it is final from then on.
_DECIDED = (
    "EXISTS (SELECT 1 FROM decision WHERE decision.application_id = OLD.application_id AND NOT EXISTS "
    "(SELECT 1 FROM decision_reopening WHERE decision_reopening.decision_id = decision.id))"
)


class SkillFloor(Base):
    """Can they do the work, or be taught it? Asked apart, and never averaged with the marks."""

    __tablename__ = "skill_floor"
    __table_args__ = (
        sa.UniqueConstraint("application_id"),
        {"info": append_only.final("a skills check that was decided on", once=_DECIDED, in_journal=True)},
    )

    id: Mapped[Id]
    application_id: Mapped[Ref] = mapped_column(sa.ForeignKey("application.id"))
    verdict: Mapped[str] = mapped_column(sa.String(20))
    evidence: Mapped[str] = mapped_column(sa.Text, info=personal("what a skills check rests on"))
    judged_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime]

    judged_by: Mapped[Person] = relationship()


class ReferenceCheck(Base):
    """What someone who saw them at work said on the opening's criteria, or why nobody was asked.

    `said` holds the whole of it as text, as decisions and pages show it."""

    __tablename__ = "reference_check"
    __table_args__ = (
        sa.UniqueConstraint("application_id"),
        {"info": append_only.final("references that were decided on", once=_DECIDED, in_journal=True)},
    )

    id: Mapped[Id]
    application_id: Mapped[Ref] = mapped_column(sa.ForeignKey("application.id"))
    waived: Mapped[bool]
    # Who was asked, and each question with its answer; empty where it was waived.
    referee: Mapped[str] = mapped_column(
        sa.String(200), default="", info=personal("who gave a reference", of_third=True)
    )
    answers: Mapped[list[list[str]]] = mapped_column(Content, default=list, info=personal("what a referee answered"))
    said: Mapped[str] = mapped_column(sa.Text, info=personal("a reference as text"))
    taken_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime]

    taken_by: Mapped[Person] = relationship()


class Hold(Base):
    """A decision that is put off until a day; from that day on the application is ready again by itself."""

    __tablename__ = "hold"
    __table_args__ = (
        sa.UniqueConstraint("application_id"),
        {"info": append_only.changes("the day is moved, or taken back")},
    )

    id: Mapped[Id]
    application_id: Mapped[Ref] = mapped_column(sa.ForeignKey("application.id"))
    until: Mapped[date]
    reason: Mapped[str] = mapped_column(sa.Text, info=personal("why a decision is put off"))
    by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime]

    by: Mapped[Person] = relationship()


class Decision(Base):
    __tablename__ = "decision"
    __table_args__ = (
        sa.UniqueConstraint("application_id", "number"),
        {"info": append_only.final("a decision", in_journal=True)},
    )

    id: Mapped[Id]
    application_id: Mapped[Ref] = mapped_column(sa.ForeignKey("application.id"))
    # The first is 1. A next one is made only once the one before was reopened, so two people never both decide.
    number: Mapped[int] = mapped_column(default=1)
    verdict: Mapped[str] = mapped_column(sa.String(20))
    reason: Mapped[str] = mapped_column(sa.Text, info=personal("why someone was hired or rejected"))
    override_reason: Mapped[str] = mapped_column(sa.Text, default="", info=personal("why a condition was set aside"))
    decided_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    decided_at: Mapped[datetime]
    # The evidence as it stood, and the proof that this is what the person had on their screen. All three are empty
    # where a candidate was rejected before their panel could be read.
    gates: Mapped[list[dict[str, Any]]] = mapped_column(Content, info=personal("conditions, with their evidence"))
    summary: Mapped[dict[str, Any]] = mapped_column(
        Content,
        info=personal(
            "the panel as it was",
            keys=("criteria", "rubric_version", "scale", "plan", "read_by", "open_gates", "below_others"),
        ),
    )
    digest: Mapped[str] = mapped_column(sa.String(64))

    application: Mapped[Application] = relationship(
        backref=sa.orm.backref("decisions", order_by="Decision.number", info={"with_panel": True})
    )
    decided_by: Mapped[Person] = relationship()

    @property
    def rests_on_panel(self) -> bool:
        return bool(self.summary)


class DecisionReopening(Base):
    """A decision that isn't in force any more. It stays on record, and the next one is made beside it."""

    __tablename__ = "decision_reopening"
    __table_args__ = (
        sa.UniqueConstraint("decision_id"),
        {"info": append_only.final("that a decision was reopened", in_journal=True)},
    )

    id: Mapped[Id]
    decision_id: Mapped[Ref] = mapped_column(sa.ForeignKey("decision.id"))
    reason: Mapped[str] = mapped_column(sa.Text, info=personal("why a decision was reopened"))
    by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime]

    decision: Mapped[Decision] = relationship(backref=sa.orm.backref("reopening", uselist=False, lazy="joined"))
    by: Mapped[Person] = relationship()


# In a statement: the decision that was not reopened, of which an application has one at most.
IN_FORCE = Decision.id.not_in(sa.select(DecisionReopening.decision_id))


def decisions_of(application: Application) -> list[Decision]:
    """Every decision on it, the first one first."""
    decisions: list[Decision] = later_side(application, "decisions")
    return sorted(decisions, key=lambda decision: decision.number or 1)


def reopened_of(application: Application) -> list[Decision]:
    """The decisions that are no longer in force, the first one first."""
    return [made for made in decisions_of(application) if later_side(made, "reopening") is not None]


def next_number(application: Application) -> int:
    return len(decisions_of(application)) + 1


def decision_of(application: Application) -> Decision | None:
    """The decision in force."""
    return next((made for made in decisions_of(application) if later_side(made, "reopening") is None), None)
