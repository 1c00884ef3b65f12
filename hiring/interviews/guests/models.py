"""Table: the links by which guests reach their card. The link itself is shown once and kept nowhere."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.accounts.models import Person
from hiring.foundation.database import Base, Id, Ref
from hiring.interviews.models import Seat


class GuestLink(Base):
    __tablename__ = "guest_link"
    __table_args__ = (sa.UniqueConstraint("token_hash"),)

    id: Mapped[Id]
    seat_id: Mapped[Ref] = mapped_column(sa.ForeignKey("seat.id"), index=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64))
    reached: Mapped[str] = mapped_column(sa.String(200))
    why: Mapped[str] = mapped_column(sa.Text)
    made_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    claimed_at: Mapped[datetime | None]
    # What the browser that claimed it carries, hashed: another browser has nothing that fits.
    claim_hash: Mapped[str] = mapped_column(sa.String(64), default="")

    seat: Mapped[Seat] = relationship()
    made_by: Mapped[Person] = relationship()
