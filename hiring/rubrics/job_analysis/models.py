"""Table: what an organisation recorded about why the work needs a criterion."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.accounts.models import Person
from hiring.foundation.database import Base, Id, Ref
from hiring.foundation.records import append_only
from hiring.foundation.records.personal import personal


class JobAnalysis(Base):
    """One record about one criterion. A later one stands in its place, and this one is kept."""

    __tablename__ = "job_analysis"
    __table_args__ = (
        sa.Index(None, "criterion", "recorded_at"),
        {"info": append_only.final("a job-analysis record")},
    )

    id: Mapped[Id]
    criterion: Mapped[str] = mapped_column(sa.String(60))
    said_by: Mapped[str] = mapped_column(sa.Text, info=personal("who said why the work needs a criterion"))
    incidents: Mapped[str] = mapped_column(sa.Text, info=personal("incidents at work"))
    needed_on_day_one: Mapped[bool]
    separates_the_best: Mapped[bool]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))

    recorded_by: Mapped[Person] = relationship()
