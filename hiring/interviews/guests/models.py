"""Table: the link by which a guest holds a seat."""

from datetime import date, datetime, timedelta
from typing import cast

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from hiring.accounts.models import Person
from hiring.foundation import clock
from hiring.foundation.database import Base, Id, Ref
from hiring.interviews.models import Seat


class GuestLink(Base):
    """One a seat. The link itself is kept nowhere: it is signed, and names this row and how often it was renewed."""

    __tablename__ = "guest_link"
    __table_args__ = (sa.UniqueConstraint("seat_id"),)

    id: Mapped[Id]
    seat_id: Mapped[Ref] = mapped_column(sa.ForeignKey("seat.id"))
    # Kept here and not as an account's address: the guest has none, and may be given an account one day.
    email: Mapped[str] = mapped_column(sa.String(200), default="", index=True)
    renewals: Mapped[int] = mapped_column(default=0)
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    invited_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    invited_at: Mapped[datetime]

    seat: Mapped[Seat] = relationship(backref=backref("guest_link", uselist=False))
    invited_by: Mapped[Person] = relationship()

    @property
    def last_day(self) -> date:
        """It works until the end of this day, where the meeting is."""
        zone = self.seat.meeting.application.opening.workplace.zone
        return clock.in_zone(self.expires_at - timedelta(seconds=1), zone).date()


def link_of(seat: Seat) -> GuestLink | None:
    """The relationship is declared here, on the later side, where the seat's type cannot know it."""
    return cast("GuestLink | None", seat.guest_link)  # type: ignore[attr-defined]
