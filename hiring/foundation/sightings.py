"""Who has looked at what: rows that are only ever added, each in a transaction of its own."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from hiring.foundation import clock
from hiring.foundation.database import Base, Id, writing


class Sighting(Base):
    __tablename__ = "sighting"
    __table_args__ = (sa.Index(None, "about", "person_id"),)

    id: Mapped[Id]
    person_id: Mapped[str] = mapped_column(sa.String(16))
    about: Mapped[str] = mapped_column(sa.String(16))
    what: Mapped[str] = mapped_column(sa.String(40))
    at: Mapped[datetime]


def note(person_id: str, about: str, what: str) -> None:
    """Keep that this person was shown this, before it is shown."""
    with writing() as session:
        session.add(Sighting(person_id=person_id, about=about, what=what, at=clock.now()))


def has_seen(session: Session, person_id: str, about: str, what: str) -> bool:
    seen = sa.select(Sighting.id).where(Sighting.person_id == person_id, Sighting.about == about, Sighting.what == what)
    return session.scalar(seen.limit(1)) is not None
