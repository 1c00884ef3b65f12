"""Who has looked at what: rows that are only ever added, each in a transaction of its own."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from hiring.foundation import clock
from hiring.foundation.database import Base, Id, db, writing
from hiring.foundation.ids import new_id
from hiring.foundation.records import append_only
from hiring.foundation.records.personal import points_to


class Sighting(Base):
    __tablename__ = "sighting"
    __table_args__ = (
        sa.Index(None, "about", "person_id"),
        {"info": append_only.final("what was looked at")},
    )

    id: Mapped[Id]
    person_id: Mapped[str] = mapped_column(sa.String(16))
    about: Mapped[str] = mapped_column(sa.String(16), info=points_to())
    what: Mapped[str] = mapped_column(sa.String(40))
    at: Mapped[datetime]


def note(person_id: str, about: str, what: str) -> None:
    """Keep that this person was shown this, before it is shown."""
    with writing() as session:
        session.add(Sighting(person_id=person_id, about=about, what=what, at=clock.now()))


# Each database bounds how many values one statement may carry.
_AT_ONCE = 5_000


def seen_among(person_id: str, abouts: Sequence[str], what: str) -> set[str]:
    """Those of them that this person was shown before."""
    seen: set[str] = set()
    for first in range(0, len(abouts), _AT_ONCE):
        some = Sighting.about.in_(abouts[first : first + _AT_ONCE])
        noted = sa.select(Sighting.about).where(Sighting.person_id == person_id, Sighting.what == what, some)
        seen |= set(db.session.scalars(noted))
    return seen


def note_all(person_id: str, abouts: Sequence[str], what: str) -> None:
    """Keep that this person was shown all of these; what was noted before is not noted again."""
    if not set(abouts) <= seen_among(person_id, abouts, what):
        with writing() as session:
            add_all(session, person_id, abouts, what)


def add_all(session: Session, person_id: str, abouts: Sequence[str], what: str) -> None:
    """The same inside a write, in one statement."""
    table = Base.metadata.tables[Sighting.__tablename__]
    fresh = sa.select(*(sa.bindparam(f"new_{column.name}", type_=column.type) for column in table.c))
    fresh = fresh.where(sa.not_(is_noted(person_id, sa.bindparam("new_about"), what)))
    at = clock.now()
    rows = [
        {"new_id": new_id(), "new_person_id": person_id, "new_about": about, "new_what": what, "new_at": at}
        for about in abouts
    ]
    if rows:
        session.execute(sa.insert(table).from_select(list(table.c), fresh), rows)


def is_noted(person_id: str, about: sa.SQLColumnExpression[str], what: str) -> sa.ColumnElement[bool]:
    """For a query: whether this person was shown what `about` names."""
    return sa.exists().where(Sighting.person_id == person_id, Sighting.about == about, Sighting.what == what)


def has_seen(session: Session, person_id: str, about: str, what: str) -> bool:
    seen = sa.select(Sighting.id).where(Sighting.person_id == person_id, Sighting.about == about, Sighting.what == what)
    return session.scalar(seen.limit(1)) is not None
