"""Probations that are over: how they ended, who left and why, and the days from a concern to a talk to a decision."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person, Workplace
from hiring.candidates.models import Application, Candidate
from hiring.openings.models import Opening
from hiring.probation.acts.models import Departure
from hiring.probation.board.queries import BoardFilter
from hiring.probation.board.reminders import ReminderRefused, remind_manager
from hiring.probation.board.rows import running_rows, visible_to
from hiring.probation.deadlines import Need
from hiring.probation.models import CheckIn, Observation, Outcome, Probation
from hiring.probation.values import ActSource, LeavingReason, OutcomeKind

PAGE = 50
EARLY = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class FinishedProbation:
    """One probation with how it ended, or one that still runs where `outcome` is empty."""

    id: str
    application: str
    hire: str
    post: str
    workplace: str
    manager: str
    payroll_number: str
    starts_on: date
    decide_by: date
    ends_on: date
    outcome: str
    decided_on: date | None
    days_late: int
    last_day: date | None
    leaving_reason: str
    first_concern: date | None
    first_talk: date | None

    @property
    def has_left_early(self) -> bool:
        """Of their own accord, within 90 days."""
        left = self.outcome == OutcomeKind.RESIGNED.label or self.leaving_reason != ""
        return left and self.last_day is not None and self.last_day - self.starts_on < EARLY

    @property
    def days_to_talk(self) -> int | None:
        if self.first_concern is None or self.first_talk is None:
            return None
        return (self.first_talk - self.first_concern).days

    @property
    def days_to_decision(self) -> int | None:
        if self.first_concern is None or self.decided_on is None:
            return None
        return (self.decided_on - self.first_concern).days


@dataclass(frozen=True, slots=True)
class ClosedListing:
    rows: list[FinishedProbation]
    page: int
    pages: int
    counts: dict[str, int]
    reasons: dict[str, int]
    left_early: int
    days_to_talk: float | None
    days_to_decision: float | None


def closed_probations(session: Session, person: Person, page: int) -> ClosedListing:
    """The finished ones this person may see, the newest first."""
    every = probation_records(session, sa.and_(visible_to(person), Probation.closed_on.is_not(None)))
    talks = [row.days_to_talk for row in every if row.days_to_talk is not None]
    decisions = [row.days_to_decision for row in every if row.days_to_decision is not None]
    pages = max(-(-len(every) // PAGE), 1)
    at = min(page, pages)
    reasons = Counter(row.leaving_reason for row in every if row.leaving_reason)
    return ClosedListing(
        rows=every[(at - 1) * PAGE : at * PAGE],
        page=at,
        pages=pages,
        counts=dict(Counter(row.outcome for row in every)),
        reasons=dict(reasons.most_common()),
        left_early=sum(row.has_left_early for row in every),
        days_to_talk=median(talks) if talks else None,
        days_to_decision=median(decisions) if decisions else None,
    )


def probation_records(session: Session, condition: sa.ColumnElement[bool]) -> list[FinishedProbation]:
    """Probations as plain rows, the newest start first. One statement."""
    concern = (
        sa.select(sa.func.min(Observation.on))
        .where(Observation.probation_id == Probation.id, Observation.is_concern)
        .where(Observation.source != ActSource.UNCHECKED)
        .correlate(Probation)
        .scalar_subquery()
    )
    talk = (
        sa.select(sa.func.min(CheckIn.held_on))
        .where(CheckIn.probation_id == Probation.id, CheckIn.filed_at.is_not(None), CheckIn.held_on >= concern)
        .correlate(Probation)
        .scalar_subquery()
    )
    chosen = (
        sa.select(
            Probation, Candidate.name, Opening.title, Workplace.name.label("workplace"), Person.name.label("manager"),
            Outcome.kind, Outcome.last_day, Outcome.leaving_reason, concern.label("concern"), talk.label("talk"),
            Departure.on.label("left_on"), Departure.reason_key,
        )
        .join(Application, Probation.application_id == Application.id)
        .join(Candidate, Application.candidate_id == Candidate.id)
        .join(Opening, Application.opening_id == Opening.id)
        .join(Workplace, Probation.workplace_id == Workplace.id)
        .join(Person, Probation.manager_id == Person.id)
        .outerjoin(Outcome, sa.and_(Outcome.probation_id == Probation.id, Outcome.kind != OutcomeKind.EXTENDED))
        .outerjoin(Departure, Departure.probation_id == Probation.id)
        .where(condition)
        .order_by(Probation.starts_on.desc(), Candidate.sort_name, Probation.id)
    )  # fmt: skip
    return [_record(row) for row in session.execute(chosen)]


def _record(row: Any) -> FinishedProbation:
    probation = row.Probation
    reason = row.reason_key or row.leaving_reason or ""
    closed = probation.closed_on
    return FinishedProbation(
        id=probation.id,
        application=probation.application_id,
        hire=row.name,
        post=row.title,
        workplace=row.workplace,
        manager=row.manager,
        payroll_number=probation.payroll_number,
        starts_on=probation.starts_on,
        decide_by=probation.decide_by,
        ends_on=probation.ends_on,
        outcome=OutcomeKind(row.kind).label if row.kind else "",
        decided_on=closed,
        days_late=max((closed - probation.ends_on).days, 0) if closed else 0,
        last_day=row.left_on or row.last_day,
        leaving_reason=LeavingReason(reason).label if reason else "",
        first_concern=row.concern,
        first_talk=row.talk,
    )


def remind_all_late(session: Session, person: Person, chosen: BoardFilter) -> int:
    """One mail for each late check-in the board lists; returns how many were sent."""
    late = [row for row in running_rows(session, visible_to(person)) if row.need is Need.LATE and chosen.fits(row)]
    sent = 0
    for row in late:
        try:
            remind_manager(session, person, session.get_one(Probation, row.id))
            sent += 1
        except ReminderRefused:  # reminded today, or no mail reaches them: the board says so on their line
            continue
    return sent
