"""Reading planned changes: all of them, and those that are back after a year."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from hiring.foundation.database import db
from hiring.insights.changes.models import PlannedChange


def planned_changes(session: Session) -> Sequence[PlannedChange]:
    """Those nobody has reviewed first, the newest first."""
    people = (joinedload(PlannedChange.planned_by), joinedload(PlannedChange.reviewed_by))
    chosen = sa.select(PlannedChange).options(*people)
    return session.scalars(
        chosen.order_by(PlannedChange.reviewed_at.is_not(None), PlannedChange.planned_at.desc(), PlannedChange.id)
    ).all()


def is_back(today: date) -> sa.ColumnElement[bool]:
    """Of a change: a year old, and nobody has said what came of it."""
    return sa.and_(PlannedChange.comes_back_on <= today, PlannedChange.reviewed_at.is_(None))


def change_in_url(planned_change_id: str) -> PlannedChange | None:
    return db.session.get(PlannedChange, planned_change_id)
