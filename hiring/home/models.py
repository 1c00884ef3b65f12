"""Table: who was reminded from the start page, and on which day; once a day at most."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from hiring.foundation.database import Base, Id, Ref
from hiring.foundation.records import append_only
from hiring.foundation.records.personal import points_to


class PersonReminder(Base):
    __tablename__ = "person_reminder"
    __table_args__ = (
        sa.UniqueConstraint("person_id", "on"),
        {"info": append_only.final("a reminder")},
    )

    id: Mapped[Id]
    person_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    # The day where the reminded person works.
    on: Mapped[date]
    # Mail is not kept for ever, so nothing ties this to its row.
    mail_id: Mapped[Ref] = mapped_column(info=points_to("outgoing_mail"))
    by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime]
