"""The statements behind the reading of hires: a fixed number of them, whatever the rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Workplace
from hiring.candidates.models import Application
from hiring.candidates.values import ApplicationState
from hiring.decisions.models import IN_FORCE, Decision
from hiring.decisions.values import Verdict
from hiring.openings.models import Opening
from hiring.probation.acts.models import Departure
from hiring.probation.measures.models import Measure, MeasureValue
from hiring.probation.models import CheckIn, CheckInRating, Outcome, Probation
from hiring.probation.values import OutcomeKind


def hired(session: Session) -> Sequence[Any]:
    """A row for each hire with a probation, the earliest start first."""
    chosen = (
        sa.select(
            Application.id.label("application"), Application.opening_id.label("opening"),
            Probation.id.label("probation"), Opening.version_id.label("version"),
            Probation.workplace_id.label("workplace"), Workplace.name.label("place"),
            Workplace.zone, Probation.starts_on, Probation.closed_on, Probation.manager_id.label("manager"),
            Outcome.kind, Outcome.last_day, Departure.on.label("left_on"), Opening.opened_at, Decision.decided_at,
        )
        .join(Probation, Probation.application_id == Application.id)
        .join(Opening, Application.opening_id == Opening.id)
        .join(Workplace, Probation.workplace_id == Workplace.id)
        .join(Decision, sa.and_(Decision.application_id == Application.id, IN_FORCE))
        .outerjoin(Outcome, sa.and_(Outcome.probation_id == Probation.id, Outcome.kind != OutcomeKind.EXTENDED))
        .outerjoin(Departure, Departure.probation_id == Probation.id)
        .where(Decision.verdict == Verdict.HIRE, Application.state == ApplicationState.UNDER_WAY)
        .order_by(Probation.starts_on, Application.id)
    )  # fmt: skip
    return session.execute(chosen).all()


def last_marks(session: Session) -> tuple[dict[str, dict[str, int | None]], dict[str, Any]]:
    """Probation → criterion → level at its last check-in with marks; and probation → that check-in."""
    chosen = (
        sa.select(
            CheckIn.probation_id, CheckIn.id, CheckIn.held_on, CheckIn.blind, CheckIn.take_again,
            CheckInRating.criterion, CheckInRating.level,
        )
        .join(CheckInRating, CheckInRating.check_in_id == CheckIn.id)
        .where(CheckIn.asks_marks, CheckIn.filed_at.is_not(None))
        .order_by(CheckIn.probation_id, CheckIn.position, CheckInRating.position)
    )  # fmt: skip
    levels: dict[str, dict[str, int | None]] = {}
    check_ins: dict[str, Any] = {}
    for row in session.execute(chosen):
        if check_ins.get(row.probation_id, row).id != row.id:
            levels.pop(row.probation_id)
        check_ins[row.probation_id] = row
        levels.setdefault(row.probation_id, {})[row.criterion] = row.level
    return levels, check_ins


def measured(session: Session) -> Sequence[Any]:
    """Every value of every measure, a hire's earliest first."""
    chosen = (
        sa.select(
            CheckIn.probation_id.label("probation"), Measure.name, Measure.unit, Measure.more_is_better,
            MeasureValue.thousandths,
        )
        .join(CheckIn, MeasureValue.check_in_id == CheckIn.id)
        .join(Measure, MeasureValue.measure_id == Measure.id)
        .order_by(CheckIn.probation_id, CheckIn.position, Measure.id)
    )  # fmt: skip
    return session.execute(chosen).all()
