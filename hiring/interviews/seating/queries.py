"""Reading what a proposal of seats needs: who waits, who can be seated, what they hold already."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from hiring.accounts.models import Person
from hiring.candidates.models import Application, Candidate
from hiring.candidates.policy import is_same_human
from hiring.foundation import clock
from hiring.foundation.sightings import Sighting
from hiring.interviews.conflicts.models import SeatAnswer
from hiring.interviews.counted import IS_ON
from hiring.interviews.models import Meeting, Seat
from hiring.interviews.readings import NOT_BLIND, locked_among
from hiring.interviews.seating.proposal import Pair, Task
from hiring.interviews.seating.timetable import Span
from hiring.openings.models import Opening, Sitting


def waiting_for(session: Session, sitting: Sitting, seen_by: Person) -> list[Application]:
    """Applications under way without a planned meeting of this sitting, by name; never the reader's own."""
    planned = sa.select(Meeting.application_id).where(Meeting.sitting_id == sitting.id, IS_ON)
    chosen = (
        sa.select(Application)
        .join(Candidate)
        .where(Application.opening_id == sitting.opening_id, Application.id.not_in(planned))
        .options(selectinload(Application.candidate).selectinload(Candidate.relations))
        .order_by(Candidate.sort_name, Candidate.id)
    )
    others = [one for one in session.scalars(chosen).unique() if not is_same_human(seen_by, one.candidate)]
    locked = locked_among(session, [one.id for one in others])
    return [one for one in others if one.is_under_way and one.id not in locked]


def barred(session: Session, opening: Opening, applications: Sequence[Application]) -> frozenset[Pair]:
    """Pairs nobody may seat: the candidate themselves, and whoever has seen the marks already."""
    ids = {one.id for one in applications}
    people = [one.id for one in opening.interviewers]
    looked = sa.select(Sighting.about, Sighting.person_id).where(
        Sighting.what.in_(NOT_BLIND), Sighting.person_id.in_(people)
    )
    seen = {(about, person) for about, person in session.execute(looked) if about in ids}
    own = {
        (one.id, who.id) for one in applications for who in opening.interviewers if is_same_human(who, one.candidate)
    }
    return frozenset(seen | own)


def task_for(session: Session, sitting: Sitting, applications: Sequence[Application], bar: frozenset[Pair]) -> Task:
    """What to propose from. Who knows a candidate, or has declined a seat, is never proposed; HR may still choose."""
    opening = sitting.opening
    related = {(one.id, known.person_id) for one in applications for known in one.candidate.relations}
    declined = (
        sa.select(Meeting.application_id, Seat.person_id)
        .join(Seat, Seat.meeting_id == Meeting.id)
        .join(SeatAnswer, SeatAnswer.seat_id == Seat.id)
        .join(Application, Meeting.application_id == Application.id)
        .where(SeatAnswer.takes_part.is_(False), Application.opening_id == opening.id)
    )
    held = (
        sa.select(Opening.id, Meeting.application_id, Seat.person_id)
        .join(Meeting, Seat.meeting_id == Meeting.id)
        .join(Application, Meeting.application_id == Application.id)
        .join(Opening, Application.opening_id == Opening.id)
        .where(Seat.left_on.is_(None), IS_ON, Opening.closed_on.is_(None))
    )
    rows = session.execute(held).all()
    return Task(
        applications=[one.id for one in applications],
        interviewers=[one.id for one in opening.interviewers if one.active],
        needed=sitting.interviewers,
        loads=Counter(person for _, _, person in rows),
        seated=frozenset((application, person) for where, application, person in rows if where == opening.id),
        forbidden=bar | related | {(application, person) for application, person in session.execute(declined)},
    )


def busy_times(session: Session, opening: Opening) -> dict[str, list[Span]]:
    """Person id → the meetings they sit at from yesterday on, in whatever opening."""
    chosen = (
        sa.select(Seat.person_id, Meeting.starts_at, Sitting.minutes)
        .join(Meeting, Seat.meeting_id == Meeting.id)
        .join(Sitting, Meeting.sitting_id == Sitting.id)
        .where(Seat.person_id.in_([one.id for one in opening.interviewers]), Seat.left_on.is_(None))
        .where(IS_ON, Meeting.starts_at > clock.now() - timedelta(days=1))
    )
    found: dict[str, list[Span]] = defaultdict(list)
    for person, starts_at, minutes in session.execute(chosen):
        found[person].append(Span(starts_at, minutes))
    return found
