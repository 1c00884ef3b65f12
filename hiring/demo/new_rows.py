"""Rows of the story that were just added: nothing refers to them yet, so nobody needs to ask the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import ONETOMANY, Session
from sqlalchemy.orm.attributes import set_committed_value

from hiring.candidates.models import Application, Candidate
from hiring.foundation.database import db
from hiring.interviews.models import Seat
from hiring.probation.models import CheckIn, Probation

# Those that scenes ask about what later scenes add to them. None is ever added with what refers to it.
_ASKED = (Application, Candidate, Seat, Probation, CheckIn)


@contextmanager
def beginning_empty() -> Iterator[None]:
    """Inside the block, what a row of these tables is referred to by is known from the moment it's added."""
    session: Session = db.session
    sa.event.listen(session, "pending_to_persistent", _begin_empty)
    try:
        yield
    finally:
        sa.event.remove(session, "pending_to_persistent", _begin_empty)


def _begin_empty(_session: Session, row: Any) -> None:
    if isinstance(row, _ASKED):
        mapper: Any = sa.inspect(type(row))
        for side in mapper.relationships:
            if side.direction is ONETOMANY and side.key not in row.__dict__:
                set_committed_value(row, side.key, [] if side.uselist else None)
