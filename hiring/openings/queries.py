"""Reading openings."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from hiring.foundation.database import db
from hiring.openings.models import Opening
from hiring.openings.values import Plan, PlannedCriterion, PlannedRound


def openings(session: Session) -> Sequence[Opening]:
    """Every opening, the running ones first, then by title."""
    ordered = sa.select(Opening).order_by(Opening.closed_on.is_not(None), Opening.title, Opening.id)
    return session.scalars(ordered.options(selectinload(Opening.owner))).all()


def running_by_version(session: Session) -> dict[str, int]:
    """Rubric version id → how many running openings use it."""
    counted = sa.select(Opening.version_id, sa.func.count()).where(Opening.closed_on.is_(None))
    return {version: number for version, number in session.execute(counted.group_by(Opening.version_id))}  # noqa: C416


def plan_of(opening: Opening) -> Plan:
    return Plan(
        criteria=[PlannedCriterion(c.key, c.weight, c.weight_reason, c.minimum) for c in opening.criteria],
        rounds=[
            PlannedRound(
                planned_round.title,
                planned_round.minutes,
                planned_round.interviewers,
                list(planned_round.questions),
                place,
            )
            for place, planned_round in enumerate(opening.rounds)
        ],
    )


def opening_in_url(opening_id: str) -> Opening | None:
    """The opening that an address names; what `access.allows` loads it with."""
    return db.session.get(Opening, opening_id)
