"""What became of applications that are over: when, and which steps each passed. No mark, no name, no group."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.candidates.models import Application
from hiring.candidates.values import ApplicationState
from hiring.decisions.models import IN_FORCE, Decision
from hiring.decisions.values import Verdict
from hiring.foundation import clock
from hiring.interviews.counted import IS_ON
from hiring.interviews.models import Interview
from hiring.openings.models import Opening

# Step → what it's called, in the order of a hire.
STEPS = {"interviewed": "From application to interview", "chosen": "From interview to an offer"}


@dataclass(frozen=True, slots=True)
class OverApplication:
    """`passed` is step → whether they passed it; a step at which they withdrew, or never stood, isn't in it."""

    id: str
    over_on: date
    passed: Mapping[str, bool]


def over_applications(session: Session, until: date) -> list[OverApplication]:
    """Every application that was over by the end of this day. One statement."""
    was_met = sa.exists().where(Interview.application_id == Application.id, IS_ON, Interview.starts_at < clock.now())
    chosen = (
        sa.select(
            Application.id,
            Application.state,
            Application.state_on,
            Opening.closed_on,
            Decision.verdict,
            Decision.decided_at,
            was_met.label("was_met"),
        )
        .join(Opening, Application.opening_id == Opening.id)
        .outerjoin(Decision, sa.and_(Decision.application_id == Application.id, IN_FORCE))
        .order_by(Application.id)
    )
    read = (_over(row) for row in session.execute(chosen))
    return [application for application in read if application is not None and application.over_on <= until]


def _over(row: Any) -> OverApplication | None:
    """Since it ended by its own course, was decided, or its opening was closed; None while it's under way."""
    decided_on = row.decided_at.date() if row.decided_at is not None else None
    ended_on = row.state_on if row.state != ApplicationState.UNDER_WAY else None
    days = [day for day in (decided_on, ended_on, row.closed_on) if day is not None]
    return OverApplication(row.id, min(days), _passed(row)) if days else None


def _passed(row: Any) -> dict[str, bool]:
    is_chosen, has_withdrawn = row.verdict == Verdict.HIRE, row.state == ApplicationState.WITHDRAWN
    if is_chosen:
        return {"interviewed": True, "chosen": True}
    if not row.was_met:
        return {} if has_withdrawn else {"interviewed": False}
    return {"interviewed": True} if has_withdrawn else {"interviewed": True, "chosen": False}
