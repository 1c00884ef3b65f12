"""How the interviews of applications lie to now, for their status: to come or begun, with a gap, awaited, late."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person, Workplace
from hiring.candidates.facts import LateCard
from hiring.candidates.models import Application
from hiring.foundation import clock
from hiring.interviews.agenda.progress import LATE_AFTER, days_late
from hiring.interviews.counted import IS_ON
from hiring.interviews.models import Interview, Scorecard, Seat
from hiring.interviews.values import called
from hiring.openings.models import Opening, Round


@dataclass(slots=True)
class InterviewDates:
    """How the interviews of one application lie to now, and whether a scorecard of one is missing or late."""

    has_interview: bool = False
    has_date: bool = False
    has_begun: bool = False
    is_awaited: bool = False
    vacant: str = ""
    late: list[LateCard] = field(default_factory=list)


def read_dates(session: Session, which: sa.ColumnElement[bool], dates: dict[str, InterviewDates]) -> None:
    """Put what each application's interviews say into `dates`, in one query."""
    now = clock.now()
    rows = session.execute(_rows().where(which), {"now": now})
    for application, interview, is_on, has_begun, has_gap, starts_at, zone, *unsealed in rows:
        of = dates[application]
        of.has_interview = True
        if is_on:
            of.has_begun = of.has_begun or has_begun
            of.has_date = of.has_date or not has_begun
            of.vacant = of.vacant or (interview if has_gap else "")
        if unsealed[0] is not None:
            of.is_awaited = True
            days = days_late(starts_at, now, zone)
            if days:
                of.late.append(LateCard(called(unsealed[0], is_guest=unsealed[1]), days, interview))


def date_flags() -> list[sa.ColumnElement[Any]]:
    """What a status depends on, 1 or 0 each, of a statement that joins interviews with their seats and scorecards."""
    has_begun = Interview.starts_at <= clock.now()
    is_awaited = sa.and_(IS_ON, has_begun, _is_owed(), Scorecard.id.is_(None))
    flags = {
        "has_interview": sa.true(),
        "has_date": sa.and_(IS_ON, sa.not_(has_begun)),
        "has_begun": sa.and_(IS_ON, has_begun),
        "is_awaited": is_awaited,
        "is_late": sa.and_(is_awaited, Interview.starts_at <= clock.now() - LATE_AFTER),
    }
    return [sa.func.max(sa.case((flag, 1), else_=0)).label(name) for name, flag in flags.items()]


def _is_owed() -> sa.ColumnElement[bool]:
    """A seat whose card counts. Interviews without a seat owe none."""
    return sa.and_(Seat.left_on.is_(None), Seat.after_reading.is_(False))


@cache
def _rows() -> sa.Select[*tuple[Any, ...]]:
    """Every interview: whether it's on, has begun, and has fewer interviewers than planned. Once for each interviewer
    whose card is missing and counts, if it has begun; else once, without a name."""
    seats = sa.select(sa.func.count(Seat.id)).where(Seat.interview_id == Interview.id, Seat.left_on.is_(None))
    seated = seats.correlate(Interview).scalar_subquery()
    is_short = sa.and_(Interview.starts_at > sa.bindparam("now"), seated < Round.interviewers)
    has_begun = Interview.starts_at <= sa.bindparam("now")
    interview = (Interview.application_id, Interview.id, IS_ON, has_begun, is_short, Interview.starts_at)
    is_unsealed = sa.and_(
        *(Seat.interview_id == Interview.id, IS_ON, has_begun, _is_owed()),
        Seat.id.not_in(sa.select(Scorecard.seat_id)),
    )
    return (
        sa.select(*interview, Workplace.zone, Person.name, Person.is_guest)
        .join(Application, Interview.application_id == Application.id)
        .join(Round, Interview.round_id == Round.id)
        .join(Opening, Application.opening_id == Opening.id)
        .join(Workplace, Opening.workplace_id == Workplace.id)
        .outerjoin(Seat, is_unsealed)
        .outerjoin(Person, Seat.person_id == Person.id)
        .order_by(Interview.starts_at, Interview.id, Person.sort_name)
    )
