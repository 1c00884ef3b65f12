"""Table: the link by which a guest holds a seat."""

from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship, validates

from hiring.accounts.models import Person
from hiring.foundation import clock
from hiring.foundation.addresses import key_of_row, mailbox_key
from hiring.foundation.database import Base, Id, Ref, later_side
from hiring.foundation.records import append_only
from hiring.foundation.records.personal import personal
from hiring.interviews.models import Seat


class GuestLink(Base):
    """One a seat. The link itself is kept nowhere: it is signed, and names this row and how often it was renewed."""

    __tablename__ = "guest_link"
    __table_args__ = (
        sa.UniqueConstraint("seat_id"),
        {"info": append_only.changes("it is opened, renewed and taken back")},
    )

    id: Mapped[Id]
    seat_id: Mapped[Ref] = mapped_column(sa.ForeignKey("seat.id"))
    # Kept here and not as an account's address: the guest has none, and may be given an account one day.
    email: Mapped[str] = mapped_column(
        sa.String(200), default="", index=True, info=personal("a guest's address", of_third=True)
    )
    # What the address is compared by: `mailbox_key` of it.
    email_key: Mapped[str] = mapped_column(
        sa.String(200), default=key_of_row, index=True, info=personal("a guest's address, for comparing", of_third=True)
    )
    renewals: Mapped[int] = mapped_column(default=0)
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    invited_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    invited_at: Mapped[datetime]
    # When the address that works now was made; nobody who read marks before has seen it.
    handed_out_at: Mapped[datetime]

    seat: Mapped[Seat] = relationship(backref=backref("guest_link", uselist=False))
    invited_by: Mapped[Person] = relationship()

    browsers: Mapped[list["GuestBrowser"]] = relationship(order_by="GuestBrowser.first_at")

    @validates("email")
    def _compare_by_mailbox(self, _name: str, email: str) -> str:
        self.email_key = mailbox_key(email)
        return email

    @property
    def last_day(self) -> date:
        """It works until the end of this day, where the interview is."""
        zone = self.seat.interview.application.opening.workplace.zone
        return clock.in_zone(self.expires_at - timedelta(seconds=1), zone).date()


class GuestBrowser(Base):
    """A browser in which a guest's link was opened and begun with: more than one may mean that it was passed on."""

    __tablename__ = "guest_browser"
    __table_args__ = {"info": append_only.changes("it counts how often it was opened")}

    link_id: Mapped[Ref] = mapped_column(sa.ForeignKey("guest_link.id"), primary_key=True)
    # The digest of what the browser carries in a cookie.
    browser: Mapped[str] = mapped_column(
        sa.String(64), primary_key=True, info=personal("a digest that tells a browser apart")
    )
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]


def link_of(seat: Seat) -> GuestLink | None:
    link: GuestLink | None = later_side(seat, "guest_link")
    return link
