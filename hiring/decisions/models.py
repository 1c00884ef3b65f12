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

# A decision rests on it, so that it is final from then on.
_DECIDED = "EXISTS (SELECT 1 FROM decision WHERE decision.application_id = OLD.application_id)"


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
    evidence: Mapped[str] = mapped_column(sa.Text)
    judged_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime]

    judged_by: Mapped[Person] = relationship()


class ReferenceCheck(Base):
    """What somebody who saw them at work said on the opening's criteria, or why nobody was asked."""

    __tablename__ = "reference_check"
    __table_args__ = (
        sa.UniqueConstraint("application_id"),
        {"info": append_only.final("references that were decided on", once=_DECIDED, in_journal=True)},
    )

    id: Mapped[Id]
    application_id: Mapped[Ref] = mapped_column(sa.ForeignKey("application.id"))
    waived: Mapped[bool]
    said: Mapped[str] = mapped_column(sa.Text)
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
    reason: Mapped[str] = mapped_column(sa.Text)
    by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime]

    by: Mapped[Person] = relationship()


class Decision(Base):
    __tablename__ = "decision"
    __table_args__ = (
        sa.UniqueConstraint("application_id"),
        {"info": append_only.final("a decision", in_journal=True)},
    )

    id: Mapped[Id]
    application_id: Mapped[Ref] = mapped_column(sa.ForeignKey("application.id"))
    verdict: Mapped[str] = mapped_column(sa.String(20))
    reason: Mapped[str] = mapped_column(sa.Text)
    override_reason: Mapped[str] = mapped_column(sa.Text, default="")
    decided_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    decided_at: Mapped[datetime]
    # The evidence as it stood, and the proof that this is what the person had on their screen. All three are empty
    # where a candidate was rejected before their panel could be read.
    gates: Mapped[list[dict[str, Any]]] = mapped_column(Content)
    summary: Mapped[dict[str, Any]] = mapped_column(Content)
    digest: Mapped[str] = mapped_column(sa.String(64))

    application: Mapped[Application] = relationship(backref=sa.orm.backref("decision", uselist=False))
    decided_by: Mapped[Person] = relationship()

    @property
    def rests_on_panel(self) -> bool:
        return bool(self.summary)


def decision_of(application: Application) -> Decision | None:
    decision: Decision | None = later_side(application, "decision")
    return decision
