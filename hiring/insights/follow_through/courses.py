"""The course of each hire: its days from stage to stage, what the decision was made despite, and how it went on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Workplace
from hiring.candidates.models import Application
from hiring.decisions.models import IN_FORCE, Decision
from hiring.decisions.values import Verdict
from hiring.foundation import clock
from hiring.insights.finished import FinishedPanels, rows_of
from hiring.insights.hires.reading import HiresRead
from hiring.insights.hires.speed import finished_probations
from hiring.interviews.counted import IS_ON
from hiring.interviews.models import Interview
from hiring.openings.models import Opening
from hiring.probation.board.history import FinishedProbation
from hiring.probation.early.history import EarlyFiring, early_firings


@dataclass(frozen=True, slots=True)
class HireCourse:
    """One hire. `had_open_gate` and `was_below_others` are as the decision froze them.

    The latter is None where it could hint at marks that the reader must not know: they owe a card in that opening.
    `finished` is empty while the probation runs, `firing` unless it was confirmed or they left.
    """

    application: str
    applied_on: date
    met_on: date | None
    decided_on: date
    starts_on: date
    had_open_gate: bool
    was_below_others: bool | None
    finished: FinishedProbation | None
    firing: EarlyFiring | None


def hire_courses(session: Session, panels: FinishedPanels, read: HiresRead, unknown: set[str]) -> list[HireCourse]:
    """Of these hires, in their order and a fixed number of statements. `unknown` are applications that the reader must
    learn nothing of."""
    veiled = {panels.opening_of[application] for application in unknown if application in panels.opening_of}
    finished = {record.application: record for record in finished_probations(session, set(read.hires["application"]))}
    firings = {firing.application: firing for firing in early_firings(session)}
    decided = {row.application: row for row in session.execute(_decided())}
    return [
        _course(hire, decided[hire.application], veiled, finished.get(hire.application), firings.get(hire.application))
        for hire in rows_of(read.hires)
    ]


def _course(
    hire: Any, row: Any, veiled: set[str], finished: FinishedProbation | None, firing: EarlyFiring | None
) -> HireCourse:
    return HireCourse(
        application=hire.application,
        applied_on=row.applied_on,
        met_on=clock.in_zone(row.met_at, row.zone).date() if row.met_at is not None else None,
        decided_on=clock.in_zone(row.decided_at, row.zone).date(),
        starts_on=hire.starts_on,
        had_open_gate=bool(row.summary.get("open_gates")),
        was_below_others=None if hire.opening in veiled else bool(row.summary.get("below_others")),
        finished=finished,
        firing=firing,
    )


def _decided() -> sa.Select[*tuple[Any, ...]]:
    first = sa.select(sa.func.min(Interview.starts_at)).where(Interview.application_id == Application.id, IS_ON)
    chosen = sa.select(
        Application.id.label("application"), Application.applied_on, Decision.decided_at, Decision.summary,
        Workplace.zone, first.correlate(Application).scalar_subquery().label("met_at"),
    )  # fmt: skip
    chosen = chosen.join(Application, Decision.application_id == Application.id)
    chosen = chosen.join(Opening, Application.opening_id == Opening.id)
    chosen = chosen.join(Workplace, Opening.workplace_id == Workplace.id)
    return chosen.where(IN_FORCE, Decision.verdict == Verdict.HIRE)
