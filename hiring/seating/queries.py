"""Reading what a proposal of seats needs: who waits, who can be seated, what they hold already."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from hiring.accounts.models import Person
from hiring.candidates.models import SHOWN, Application, Candidate
from hiring.candidates.policy import is_same_human
from hiring.foundation import clock
from hiring.foundation.records.view_log import Sighting
from hiring.interviews.conflicts.models import SeatAnswer
from hiring.interviews.counted import IS_ON
from hiring.interviews.models import Interview, Seat
from hiring.interviews.readings import NOT_BLIND, locked_among
from hiring.openings.models import Opening, Round
from hiring.seating.proposal import Pair, Task
from hiring.seating.timetable import Span


def waiting_for(session: Session, planned_round: Round, seen_by: Person) -> list[Application]:
    """Applications under way without a planned interview of this round, by name; never the reader's own."""
    planned = sa.select(Interview.application_id).where(Interview.round_id == planned_round.id, IS_ON)
    chosen = (
        sa.select(Application)
        .join(Candidate)
        .where(Application.opening_id == planned_round.opening_id, Application.id.not_in(planned), SHOWN)
        .options(selectinload(Application.candidate).selectinload(Candidate.relations))
        .order_by(Candidate.sort_name, Candidate.id)
    )
    others = [
        application
        for application in session.scalars(chosen).unique()
        if not is_same_human(seen_by, application.candidate)
    ]
    locked = locked_among(session, [other.id for other in others])
    return [other for other in others if other.is_under_way and other.id not in locked]


def barred(session: Session, opening: Opening, applications: Sequence[Application]) -> frozenset[Pair]:
    """Pairs nobody may seat: the candidate themselves, and anyone who has seen the marks already."""
    ids = {application.id for application in applications}
    people = [interviewer.id for interviewer in opening.interviewers]
    looked = sa.select(Sighting.about, Sighting.person_id).where(
        Sighting.what.in_(NOT_BLIND), Sighting.person_id.in_(people)
    )
    seen = {(about, person) for about, person in session.execute(looked) if about in ids}
    own = {
        (application.id, who.id)
        for application in applications
        for who in opening.interviewers
        if is_same_human(who, application.candidate)
    }
    return frozenset(seen | own)


def task_for(session: Session, planned_round: Round, applications: Sequence[Application], bar: frozenset[Pair]) -> Task:
    """What to propose from. Who knows a candidate, or has declined a seat, is never proposed; HR may still choose."""
    opening = planned_round.opening
    related = {
        (application.id, known.person_id) for application in applications for known in application.candidate.relations
    }
    declined = (
        sa.select(Interview.application_id, Seat.person_id)
        .join(Seat, Seat.interview_id == Interview.id)
        .join(SeatAnswer, SeatAnswer.seat_id == Seat.id)
        .join(Application, Interview.application_id == Application.id)
        .where(SeatAnswer.takes_part.is_(False), Application.opening_id == opening.id)
    )
    held = (
        sa.select(Opening.id, Interview.application_id, Seat.person_id)
        .join(Interview, Seat.interview_id == Interview.id)
        .join(Application, Interview.application_id == Application.id)
        .join(Opening, Application.opening_id == Opening.id)
        .where(Seat.left_on.is_(None), IS_ON, Opening.closed_on.is_(None))
    )
    rows = session.execute(held).all()
    return Task(
        applications=[application.id for application in applications],
        interviewers=[interviewer.id for interviewer in opening.interviewers if interviewer.active],
        needed=planned_round.interviewers,
        loads=Counter(person for _, _, person in rows),
        seated=frozenset((application, person) for where, application, person in rows if where == opening.id),
        forbidden=bar | related | {(application, person) for application, person in session.execute(declined)},
    )


def busy_times(session: Session, opening: Opening) -> dict[str, list[Span]]:
    """Person id → the interviews they sit at from yesterday on, in whatever opening."""
    chosen = (
        sa.select(Seat.person_id, Interview.starts_at, Round.minutes)
        .join(Interview, Seat.interview_id == Interview.id)
        .join(Round, Interview.round_id == Round.id)
        .where(Seat.person_id.in_([interviewer.id for interviewer in opening.interviewers]), Seat.left_on.is_(None))
        .where(IS_ON, Interview.starts_at > clock.now() - timedelta(days=1))
    )
    spans: dict[str, list[Span]] = defaultdict(list)
    for person, starts_at, minutes in session.execute(chosen):
        spans[person].append(Span(starts_at, minutes))
    return spans
