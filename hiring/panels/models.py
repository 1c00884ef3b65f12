"""Tables: panels closed before everybody sealed, and what a debrief ended on. The numbers are derived, never kept."""

from datetime import datetime

import sqlalchemy as sa
import sqlalchemy.orm
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.foundation.database import Base, Content, Id, Ref
from hiring.foundation.records import append_only
from hiring.foundation.records.personal import personal

# A decision rests on it, so that it is final from then on.
_DECIDED = (
    "EXISTS (SELECT 1 FROM decision WHERE decision.application_id = OLD.application_id AND NOT EXISTS "
    "(SELECT 1 FROM decision_reopening WHERE decision_reopening.decision_id = decision.id))"
)


class PanelClosing(Base):
    """HR reads a panel although something is missing, with a reason. Nobody can seal for it afterwards."""

    __tablename__ = "panel_closing"
    __table_args__ = (
        sa.UniqueConstraint("application_id"),
        {"info": append_only.changes("a closed panel can be reopened")},
    )

    id: Mapped[Id]
    application_id: Mapped[Ref] = mapped_column(sa.ForeignKey("application.id"))
    reason: Mapped[str] = mapped_column(sa.Text, info=personal("why a panel was closed"))
    # Ids of the planned rounds that had not been held and sealed.
    left_out: Mapped[list[str]] = mapped_column(Content, default=list, server_default="[]")
    closed_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime]

    application: Mapped[Application] = relationship(backref=sa.orm.backref("panel_closing", uselist=False))
    closed_by: Mapped[Person] = relationship()


class DebriefMark(Base):
    """What the panel settled on in talk, beside the independent marks and never instead of them."""

    __tablename__ = "debrief_mark"
    __table_args__ = (
        sa.UniqueConstraint("application_id", "criterion"),
        sa.CheckConstraint("level IS NULL OR level BETWEEN 1 AND 5", name="level_on_scale"),
        {"info": append_only.final("a debrief that was decided on", once=_DECIDED, in_journal=True)},
    )

    id: Mapped[Id]
    application_id: Mapped[Ref] = mapped_column(sa.ForeignKey("application.id"))
    criterion: Mapped[str] = mapped_column(sa.String(60))
    level: Mapped[int | None]
    said: Mapped[str] = mapped_column(sa.Text, info=personal("what the panel said"))
    recorded_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime]

    recorded_by: Mapped[Person] = relationship()
