"""Counts the facts behind the statuses of many applications, where a page only says how many share each."""

from collections import defaultdict
from datetime import date
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person, Workplace
from hiring.candidates.facts import ApplicationFacts, ApplicationRole
from hiring.candidates.models import RESTRICTED, Application, Candidate
from hiring.candidates.policy import own_candidates
from hiring.candidates.values import ApplicationState
from hiring.decisions.models import IN_FORCE, Decision, Hold
from hiring.foundation import clock
from hiring.home.applications.facts import INVITED, read_facts, reading_as
from hiring.interviews.agenda.interview_dates import date_flags
from hiring.interviews.models import Interview, Scorecard, Seat
from hiring.interviews.queries import applications_owed_by
from hiring.openings.models import Opening
from hiring.panels.models import PanelClosing
from hiring.panels.pooled_model.queries import panel_states, round_ids
from hiring.panels.pooled_model.seat_codes import seat_codes, seats_in
from hiring.panels.values import PanelState
from hiring.probation.models import Probation

_HIRES_AND_CLOSED = sa.union_all(sa.select(Probation.application_id), sa.select(PanelClosing.application_id))


def count_facts(
    session: Session, reader: Person, which: sa.ColumnElement[bool]
) -> dict[str, list[tuple[ApplicationFacts, int]]]:
    """Opening id → facts and how many share them, in six queries.

    The database counts applications that are alike: reading 12,000 one by one would take a second. Hires differ in
    their days, and closed panels in what they leave out, so these are read one by one.
    """
    counts: dict[str, list[tuple[ApplicationFacts, int]]] = defaultdict(list)
    planned = round_ids(session)
    singly = sa.and_(which, Application.id.in_(_HIRES_AND_CLOSED))
    for facts in read_facts(session, reader, singly, panel_states(session, singly, planned)).values():
        counts[facts.opening].append((facts, 1))
    asking, today = reading_as(session, reader), cache(clock.today)
    if not asking.is_hr and not asking.area:
        return counts
    panel_of = cache(lambda codes, opening: PanelState.of(seats_in(codes), planned[opening]))
    for row in session.execute(_alike(reader, which)):
        roles = asking.reads(row)
        if roles:
            panel = panel_of(row.seats, row.opening_id)
            counts[row.opening_id].append((_facts(row, panel, roles, today(row.zone)), row.number))
    return counts


def _facts(row: Any, panel: PanelState, roles: frozenset[ApplicationRole], today: date) -> ApplicationFacts:
    return ApplicationFacts(
        state=ApplicationState(row.state),
        today=today,
        roles=roles,
        has_interview=bool(row.has_interview),
        has_date=bool(row.has_date),
        has_begun=bool(row.has_begun),
        is_awaited=bool(row.is_awaited),
        is_late=bool(row.is_late),
        cards=panel.cards,
        awaited=panel.awaited,
        is_complete=panel.is_complete,
        verdict=row.verdict or "",
        held_until=row.held_until,
        is_invited=bool(row.is_invited),
        opening=row.opening_id,
        is_restricted=bool(row.is_restricted),
        is_erased=bool(row.is_erased),
    )


def _alike(reader: Person, which: sa.ColumnElement[bool]) -> sa.Select[*tuple[Any, ...]]:
    """All that a status depends on, and how many applications share it."""
    interviews = (
        sa.select(Interview.application_id, *date_flags(), seat_codes().label("seats"))
        .join(Application, Interview.application_id == Application.id)
        .outerjoin(Seat, Seat.interview_id == Interview.id)
        .outerjoin(Scorecard, Scorecard.seat_id == Seat.id)
        .where(which)
        .group_by(Interview.application_id)
        .subquery()
    )
    told = [
        Application.opening_id,
        Opening.workplace_id,
        Workplace.zone,
        Application.state,
        Application.id.in_(applications_owed_by(reader)).label("owes"),
        Application.id.in_(INVITED).label("is_invited"),
        Decision.verdict,
        Hold.until.label("held_until"),
        RESTRICTED.label("is_restricted"),
        Candidate.erased_at.is_not(None).label("is_erased"),
        *(column for column in interviews.c if column.key != "application_id"),
    ]
    alike = (
        sa.select(*told)
        .join(Opening, Application.opening_id == Opening.id)
        .join(Workplace, Opening.workplace_id == Workplace.id)
        .join(Candidate, Application.candidate_id == Candidate.id)
        .outerjoin(Decision, sa.and_(Decision.application_id == Application.id, IN_FORCE))
        .outerjoin(Hold, Hold.application_id == Application.id)
        .outerjoin(interviews, interviews.c.application_id == Application.id)
        .where(which, Application.id.not_in(_HIRES_AND_CLOSED), Candidate.id.not_in(own_candidates(reader)))
        .subquery()
    )
    return sa.select(*alike.c, sa.func.count().label("number")).group_by(*alike.c)
