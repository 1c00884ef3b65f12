"""Table: who has a calendar feed, and which of its addresses works."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.accounts.models import Person
from hiring.foundation.database import Base, Ref
from hiring.foundation.records import append_only


class CalendarFeed(Base):
    """The address names this row and its number; a renewed feed has another number, so that older addresses end."""

    __tablename__ = "calendar_feed"
    __table_args__ = {"info": append_only.changes("its address is renewed and taken back")}

    person_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime]
    is_open: Mapped[bool]

    person: Mapped[Person] = relationship(lazy="joined")
