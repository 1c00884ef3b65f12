"""Table: which days of a probation someone was mailed about, so that nobody gets the same mail twice."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from hiring.foundation.database import Base, Ref
from hiring.foundation.records import append_only


class DeadlineNotice(Base):
    """Someone was mailed about a day of a probation that was reached."""

    __tablename__ = "deadline_notice"
    __table_args__ = {"info": append_only.final("a notice of a day that was reached")}

    probation_id: Mapped[Ref] = mapped_column(sa.ForeignKey("probation.id"), primary_key=True)
    person_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    step: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    on: Mapped[date]
    at: Mapped[datetime]
