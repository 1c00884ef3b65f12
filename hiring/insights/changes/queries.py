"""Reading planned changes: all of them, and those that are back after a year."""

from collections import defaultdict
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


def changes_by_finding(session: Session) -> dict[str, list[PlannedChange]]:
    """What each is about → changes, in the order of `planned_changes`, to stand beside their findings."""
    planned: dict[str, list[PlannedChange]] = defaultdict(list)
    for change in planned_changes(session):
        planned[change.about].append(change)
    return planned


def is_back(today: date) -> sa.ColumnElement[bool]:
    """Of a change: a year old, and nobody has said what came of it."""
    return sa.and_(PlannedChange.comes_back_on <= today, PlannedChange.reviewed_at.is_(None))


def change_in_url(planned_change_id: str) -> PlannedChange | None:
    return db.session.get(PlannedChange, planned_change_id)
