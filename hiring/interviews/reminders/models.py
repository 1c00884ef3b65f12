"""Table: which card was asked for on which day; once a day at most."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from hiring.foundation.database import Base, Id, Ref
from hiring.foundation.records import append_only
from hiring.foundation.records.personal import points_to


class Reminder(Base):
    __tablename__ = "reminder"
    __table_args__ = (
        sa.UniqueConstraint("seat_id", "on"),
        {"info": append_only.final("a reminder")},
    )

    id: Mapped[Id]
    seat_id: Mapped[Ref] = mapped_column(sa.ForeignKey("seat.id"))
    # The day where the interview was.
    on: Mapped[date]
    # One mail may ask for several cards. Mail is not kept for ever, so nothing ties it to its row.
    mail_id: Mapped[Ref] = mapped_column(index=True, info=points_to("outgoing_mail"))
    # Nobody where it went by itself.
    by_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime]


class ReminderSwitch(Base):
    """Whether reminders go by themselves, for an opening or the whole organisation. Without a row they do."""

    __tablename__ = "reminder_switch"
    __table_args__ = {"info": append_only.changes("HR switches it")}

    # An opening's id, or `ORGANISATION`.
    scope: Mapped[str] = mapped_column(sa.String(16), primary_key=True)
    is_on: Mapped[bool]
    changed_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    changed_at: Mapped[datetime]
