"""Gathers what every room knows of applications: the facts behind their status and the steps they can take."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from hiring.accounts.models import Person, Workplace
from hiring.accounts.policy import is_hr, is_manager
from hiring.candidates.facts import ApplicationFacts, ApplicationRole
from hiring.candidates.models import Application
from hiring.candidates.policy import own_candidates
from hiring.candidates.values import ApplicationState
from hiring.decisions.models import Decision
from hiring.foundation import clock
from hiring.foundation.records.approvals import Approval
from hiring.interviews.counted import IS_ON
from hiring.interviews.models import Interview, Scorecard, Seat
from hiring.interviews.queries import applications_owed_by
from hiring.openings.models import Opening
from hiring.panels.pooled_model.queries import panel_states
from hiring.panels.values import PanelState
from hiring.probation.end_proposals import has_lapsed
from hiring.probation.models import CheckIn, Observation, Outcome, Probation
from hiring.probation.values import OutcomeKind, ProbationPlan

# A scorecard is asked for on the day of its interview; missing on the next one, it makes the application late.
LATE_AFTER = timedelta(days=1)
# A transfer can have moved a hire to another workplace than their opening's.
_WORKED_AT = aliased(Workplace)


@dataclass(slots=True)
class InterviewDates:
    """How the interviews of one application lie to now, and whether a scorecard of one is missing or late."""

    has_interview: bool = False
    has_date: bool = False
    has_begun: bool = False
    is_awaited: bool = False
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class _Panels:
    states: dict[str, PanelState]
    dates: dict[str, InterviewDates] = field(default_factory=lambda: defaultdict(InterviewDates))


def read_facts(session: Session, reader: Person, which: sa.ColumnElement[bool]) -> dict[str, ApplicationFacts]:
    """Application id → its facts, in five queries however many there are."""
    panels = _Panels(panel_states(session, which))
    _read_dates(session, which, panels.dates)
    facts = {}
    for row in session.execute(_rows(reader).where(which)):
        roles = _roles(reader, row)
        if roles:
            facts[row.id] = _facts(row, roles, panels)
    return facts


def _rows(reader: Person) -> Any:
    ending = sa.select(Outcome.kind).where(Outcome.probation_id == Probation.id, Outcome.kind != OutcomeKind.EXTENDED)
    noted = sa.select(Observation.id).where(Observation.probation_id == Probation.id)
    filed = sa.select(CheckIn.id).where(CheckIn.probation_id == Probation.id, CheckIn.filed_at.is_not(None))
    return (
        sa.select(
            Application.id,
            Application.state,
            Application.id.in_(applications_owed_by(reader)).label("owes"),
            Decision.verdict,
            Probation.starts_on,
            Probation.ends_on,
            Probation.first_ends_on,
            Probation.manager_id,
            Probation.deputy_id,
            Probation.deputy_until,
            Probation.decide_by,
            Probation.contract_ends_on,
            Probation.plan,
            Person.active.label("has_manager"),
            sa.func.coalesce(_WORKED_AT.zone, Workplace.zone).label("zone"),
            ending.limit(1).scalar_subquery().label("outcome"),
            sa.or_(noted.exists(), filed.exists()).label("is_at_work"),
            Approval.asked_by,
            Approval.asked_at,
            Approval.text,
        )
        .join(Opening, Application.opening_id == Opening.id)
        .join(Workplace, Opening.workplace_id == Workplace.id)
        .where(Application.candidate_id.not_in(own_candidates(reader)))
        .outerjoin(Decision, Decision.application_id == Application.id)
        .outerjoin(Probation, Probation.application_id == Application.id)
        .outerjoin(_WORKED_AT, Probation.workplace_id == _WORKED_AT.id)
        .outerjoin(Person, Probation.manager_id == Person.id)
        .outerjoin(Approval, sa.and_(Approval.about == Probation.id, Approval.answered_at.is_(None)))
    )


def _roles(reader: Person, row: Any) -> frozenset[ApplicationRole]:
    roles = set()
    if is_hr(reader):
        roles.add(ApplicationRole.BLIND_HR if row.owes else ApplicationRole.HR)
        if row.asked_by is not None and reader.id not in {row.asked_by, row.manager_id, row.deputy_id}:
            roles.add(ApplicationRole.SECOND)
    if row.starts_on is not None and row.starts_on <= clock.today(row.zone):
        roles |= _follows(reader, row)
    return frozenset(roles)


def _follows(reader: Person, row: Any) -> set[ApplicationRole]:
    """What `policy.acts_for` asks of one probation, asked of a row."""
    today = clock.today(row.zone)
    if is_manager(reader) and row.manager_id == reader.id:
        return {ApplicationRole.MANAGER}
    is_deputy = row.deputy_id == reader.id and row.deputy_until >= today
    if is_deputy or (is_hr(reader) and (today > row.decide_by or not row.has_manager)):
        return {ApplicationRole.STANDING_IN}
    return set()


def _facts(row: Any, roles: frozenset[ApplicationRole], panels: _Panels) -> ApplicationFacts:
    panel = panels.states.get(row.id)
    dates = panels.dates.get(row.id, InterviewDates())
    return ApplicationFacts(
        state=ApplicationState(row.state),
        today=clock.today(row.zone),
        roles=roles,
        has_interview=dates.has_interview,
        has_date=dates.has_date,
        has_begun=dates.has_begun,
        is_awaited=dates.is_awaited,
        is_late=dates.is_late,
        cards=panel.cards if panel else 0,
        awaited=panel.awaited if panel else 0,
        is_complete=panel is not None and panel.is_complete,
        verdict=row.verdict or "",
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        is_extended=row.ends_on != row.first_ends_on,
        outcome=row.outcome or "",
        proposed=_proposed(row),
        contract_ends_on=row.contract_ends_on,
        ends_in_decision=row.plan is None or ProbationPlan(row.plan).ends_in_decision,
        is_at_work=bool(row.is_at_work),
    )


def _proposed(row: Any) -> str:
    """The outcome that waits for an answer; none where nobody confirmed in time that they're leaving."""
    outcome = str(row.text.get("outcome", OutcomeKind.ENDED)) if row.text else ""
    return "" if outcome == OutcomeKind.RESIGNED and has_lapsed(row.asked_at) else outcome


def _read_dates(session: Session, which: sa.ColumnElement[bool], dates: dict[str, InterviewDates]) -> None:
    now = clock.now()
    planned = (
        sa.select(Interview.application_id, IS_ON, Interview.starts_at)
        .join(Application, Interview.application_id == Application.id)
        .where(which)
    )
    for application, is_on, starts_at in session.execute(planned):
        of = dates[application]
        of.has_interview = True
        if is_on:
            of.has_begun = of.has_begun or starts_at <= now
            of.has_date = of.has_date or starts_at > now
    unsealed = (
        sa.select(Interview.application_id, Interview.starts_at)
        .join(Application, Interview.application_id == Application.id)
        .join(Seat, Seat.interview_id == Interview.id)
        .where(which, IS_ON, Interview.starts_at <= now)
        .where(Seat.left_on.is_(None), Seat.after_reading.is_(False), Seat.id.not_in(sa.select(Scorecard.seat_id)))
    )
    for application, starts_at in session.execute(unsealed):
        dates[application].is_awaited = True
        dates[application].is_late = dates[application].is_late or starts_at <= now - LATE_AFTER
