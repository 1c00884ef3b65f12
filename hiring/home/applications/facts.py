"""Gathers what every room knows of applications: the facts behind their status and the steps they can take."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person, Workplace
from hiring.accounts.policy import area_of, is_area_manager, is_hr, is_manager
from hiring.candidates.facts import ApplicationFacts, ApplicationRole
from hiring.candidates.models import RESTRICTED, Application, Candidate
from hiring.candidates.policy import own_candidates
from hiring.candidates.values import ApplicationState
from hiring.decisions.models import IN_FORCE, Decision, Hold
from hiring.foundation import clock
from hiring.foundation.records.approvals import Approval
from hiring.interviews.agenda.interview_dates import InterviewDates, read_dates
from hiring.interviews.queries import applications_owed_by
from hiring.letters.models import CandidateLetter
from hiring.openings.models import Opening, OpeningPlace
from hiring.openings.period_words import period_at
from hiring.panels.pooled_model.queries import panel_states
from hiring.panels.values import PanelState
from hiring.probation.end_proposals import has_lapsed
from hiring.probation.models import CheckIn, Observation, Outcome, Probation
from hiring.probation.values import OutcomeKind, ProbationPlan

# A transfer can have moved a hire to another workplace than their opening's.
_WORKED_AT = Workplace.__table__.alias("worked_at")


@dataclass(frozen=True, slots=True)
class _Panels:
    states: Mapping[str, PanelState]
    dates: dict[str, InterviewDates] = field(default_factory=lambda: defaultdict(InterviewDates))


def read_facts(
    session: Session, reader: Person, which: sa.ColumnElement[bool], states: Mapping[str, PanelState] | None = None
) -> dict[str, ApplicationFacts]:
    """Application id → its facts, in four queries however many there are; in two where `states`, how far the panels
    are, was read already."""
    panels = _Panels(panel_states(session, which) if states is None else states)
    read_dates(session, which, panels.dates)
    return {row.id: _facts(row, roles, today, panels) for row, roles, today in _read(session, reader, which)}


_SPREAD = sa.select(OpeningPlace.opening_id)
_ENDING = sa.select(Outcome.kind).where(Outcome.probation_id == Probation.id, Outcome.kind != OutcomeKind.EXTENDED)
_NOTED = sa.select(Observation.id).where(Observation.probation_id == Probation.id)
_FILED = sa.select(CheckIn.id).where(CheckIn.probation_id == Probation.id, CheckIn.filed_at.is_not(None))
# Those who were sent an invitation, or given one on paper.
INVITED = sa.select(CandidateLetter.application_id).where(
    CandidateLetter.kind == "invitation", CandidateLetter.done_at.is_not(None)
)


class _AnyReader(NamedTuple):
    """What the statement asks of its reader."""

    id: sa.BindParameter[str]
    email_key: sa.BindParameter[str]


def _read(
    session: Session, reader: Person, which: sa.ColumnElement[bool]
) -> Iterator[tuple[Any, frozenset[ApplicationRole], date]]:
    """What the reader may know of: its row, what they are to it, and its day."""
    asking = reading_as(session, reader)
    today = cache(clock.today)
    for row in session.execute(_rows().where(which), {"reader_id": reader.id, "reader_key": reader.email_key}):
        roles = asking.roles(row, today(row.zone))
        if roles:
            yield row, roles, today(row.zone)


@cache
def _rows() -> sa.Select[*tuple[Any, ...]]:
    """Made once, for any reader: to put it together takes longer than the database does."""
    reader: Any = _AnyReader(sa.bindparam("reader_id"), sa.bindparam("reader_key"))
    return (
        sa.select(
            Application.id,
            Application.opening_id,
            Application.state,
            sa.func.coalesce(Probation.workplace_id, Opening.workplace_id).label("workplace_id"),
            Application.id.in_(applications_owed_by(reader)).label("owes"),
            Decision.verdict,
            Hold.until.label("held_until"),
            *(Probation.starts_on, Probation.ends_on, Probation.first_ends_on, Probation.decide_by),
            *(Probation.manager_id, Probation.deputy_id, Probation.deputy_until),
            *(Probation.contract_ends_on, Probation.plan),
            Person.active.label("has_manager"),
            sa.func.coalesce(_WORKED_AT.c.zone, Workplace.zone).label("zone"),
            sa.func.coalesce(_WORKED_AT.c.jurisdiction, Workplace.jurisdiction).label("jurisdiction"),
            _ENDING.limit(1).scalar_subquery().label("outcome"),
            sa.or_(_NOTED.exists(), _FILED.exists()).label("is_at_work"),
            Approval.asked_by,
            Approval.asked_at,
            Approval.text,
            Application.id.in_(INVITED).label("is_invited"),
            sa.and_(Application.workplace_id.is_(None), Application.opening_id.in_(_SPREAD)).label("needs_place"),
            RESTRICTED.label("is_restricted"),
            Candidate.erased_at.is_not(None).label("is_erased"),
        )
        .join(Opening, Application.opening_id == Opening.id)
        .join(Workplace, Opening.workplace_id == Workplace.id)
        .join(Candidate, Application.candidate_id == Candidate.id)
        .where(Candidate.id.not_in(own_candidates(reader)))
        .outerjoin(Decision, sa.and_(Decision.application_id == Application.id, IN_FORCE))
        .outerjoin(Hold, Hold.application_id == Application.id)
        .outerjoin(Probation, Probation.application_id == Application.id)
        .outerjoin(_WORKED_AT, Probation.workplace_id == _WORKED_AT.c.id)
        .outerjoin(Person, Probation.manager_id == Person.id)
        .outerjoin(Approval, sa.and_(Approval.about == Probation.id, Approval.answered_at.is_(None)))
    )


@dataclass(frozen=True, slots=True)
class ReaderRoles:
    """What a reader is to every application, asked once for all of them."""

    id: str
    is_hr: bool
    is_manager: bool
    area: frozenset[str]

    def reads(self, row: Any) -> frozenset[ApplicationRole]:
        if self.is_hr:
            return _ONLY[row.owes]
        return _LOOKING_ON[row.owes] if row.workplace_id in self.area else _NOBODY

    def roles(self, row: Any, today: date) -> frozenset[ApplicationRole]:
        if row.asked_by is None and row.manager_id is None:
            return self.reads(row)
        roles = set(self.reads(row))
        if self.is_hr and row.asked_by is not None and self.id not in {row.asked_by, row.manager_id, row.deputy_id}:
            roles.add(ApplicationRole.SECOND)
        if row.starts_on <= today:
            roles |= self._follows(row, today)
        return frozenset(roles)

    def _follows(self, row: Any, today: date) -> set[ApplicationRole]:
        """What `policy.acts_for` asks of one probation, asked of a row."""
        if self.is_manager and row.manager_id == self.id:
            return {ApplicationRole.MANAGER}
        is_deputy = row.deputy_id == self.id and row.deputy_until >= today
        if is_deputy or (self.is_hr and (today > row.decide_by or not row.has_manager)):
            return {ApplicationRole.STANDING_IN}
        return set()


def reading_as(session: Session, reader: Person) -> ReaderRoles:
    area = frozenset(session.scalars(area_of(reader))) if is_area_manager(reader) else frozenset()
    return ReaderRoles(reader.id, is_hr(reader), is_manager(reader), area)


_NOBODY: frozenset[ApplicationRole] = frozenset()
_ONLY = {False: frozenset({ApplicationRole.HR}), True: frozenset({ApplicationRole.BLIND_HR})}
_LOOKING_ON = {False: frozenset({ApplicationRole.AREA}), True: frozenset({ApplicationRole.BLIND_AREA})}


def _facts(row: Any, roles: frozenset[ApplicationRole], today: date, panels: _Panels) -> ApplicationFacts:
    panel = panels.states.get(row.id)
    dates = panels.dates.get(row.id, InterviewDates())
    return ApplicationFacts(
        state=ApplicationState(row.state),
        today=today,
        roles=roles,
        has_interview=dates.has_interview,
        has_date=dates.has_date,
        has_begun=dates.has_begun,
        is_awaited=dates.is_awaited,
        is_late=bool(dates.late),
        cards=panel.cards if panel else 0,
        awaited=panel.awaited if panel else 0,
        is_complete=panel is not None and panel.is_complete,
        verdict=row.verdict or "",
        held_until=row.held_until,
        starts_on=row.starts_on,
        period=period_at(row.jurisdiction),
        ends_on=row.ends_on,
        is_extended=row.ends_on != row.first_ends_on,
        outcome=row.outcome or "",
        proposed=_proposed(row),
        contract_ends_on=row.contract_ends_on,
        ends_in_decision=row.plan is None or ProbationPlan(row.plan).ends_in_decision,
        is_at_work=bool(row.is_at_work),
        late=() if row.owes or not dates.late else tuple(sorted(dates.late, key=lambda card: -card.days)),
        vacant=dates.vacant,
        is_invited=bool(row.is_invited),
        opening=row.opening_id,
        needs_place=bool(row.needs_place),
        is_restricted=bool(row.is_restricted),
        is_erased=bool(row.is_erased),
    )


def _proposed(row: Any) -> str:
    """The outcome that waits for an answer; none where nobody confirmed in time that they're leaving."""
    outcome = str(row.text.get("outcome", OutcomeKind.ENDED)) if row.text else ""
    return "" if outcome == OutcomeKind.RESIGNED and has_lapsed(row.asked_at) else outcome
