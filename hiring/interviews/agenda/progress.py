"""How far interviews are, seat by seat, as one reader may know it: for lists, a candidate's page and the agenda."""

from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person, Workplace
from hiring.accounts.policy import is_hr
from hiring.candidates.models import Application, Candidate
from hiring.candidates.policy import unseen_candidates
from hiring.candidates.round_progress import InterviewProgress, SeatProgress, SeatShape
from hiring.foundation import clock
from hiring.foundation.web.drafts import Draft
from hiring.interviews.counted import is_state_on
from hiring.interviews.models import Interview, Scorecard, Seat
from hiring.interviews.queries import applications_owed_by
from hiring.interviews.values import InterviewState, called
from hiring.openings.models import Opening, Round

# A scorecard is asked for on the day of its interview; missing on the next one, it's late.
LATE_AFTER = timedelta(days=1)


def days_late(starts_at: Any, now: Any, zone: str) -> int:
    """Whole days since the interview on the workplace's calendar, and at least 1; 0 while its card isn't late."""
    if starts_at > now - LATE_AFTER:
        return 0
    return max(1, (clock.in_zone(now, zone).date() - clock.in_zone(starts_at, zone).date()).days)


def read_progress(session: Session, reader: Person, which: sa.ColumnElement[bool]) -> Sequence[InterviewProgress]:
    """The interviews that a condition selects, the earliest first; never of the reader's own application."""
    asks_hr, now = is_hr(reader), clock.now()
    there = cache(clock.in_zone)
    rows = session.execute(_rows(reader).where(which)).all()
    told = []
    for _, group in groupby(rows, key=lambda row: row.id):
        seats = list(group)
        row = seats[0]
        is_told = asks_hr and not row.owes
        told.append(
            InterviewProgress(
                id=row.id,
                application_id=row.application_id,
                candidate=row.candidate,
                opening_id=row.opening_id,
                opening=row.opening,
                workplace_id=row.workplace_id,
                round_id=row.round_id,
                round=row.round,
                number=row.position + 1,
                minutes=row.minutes,
                starts_at=there(row.starts_at, row.zone),
                now=there(now, row.zone),
                place=row.place,
                state=row.state,
                status=InterviewState(row.state).label,
                is_told=is_told,
                seats=_seats(seats, reader, now, is_told=is_told),
                adjustments=row.adjustments if row.adjustments_shown else "",
            )
        )
    return told


def _columns(reader: Person) -> sa.Select[*tuple[Any, ...]]:
    begun = sa.exists().where(Draft.about == Seat.id, Draft.person_id == Seat.person_id)
    return sa.select(
        Interview.id,
        Interview.application_id,
        Candidate.name.label("candidate"),
        Application.opening_id,
        Application.state.label("application_state"),
        Application.adjustments,
        Application.adjustments_shown,
        Opening.title.label("opening"),
        Opening.workplace_id,
        Workplace.zone,
        Interview.round_id,
        Round.title.label("round"),
        Round.position,
        Round.minutes,
        Round.interviewers,
        Interview.starts_at,
        Interview.place,
        Interview.state,
        Interview.application_id.in_(applications_owed_by(reader)).label("owes"),
        Seat.id.label("seat_id"),
        Seat.person_id,
        Person.name.label("person"),
        Person.is_guest,
        Seat.left_on,
        Seat.after_reading,
        Scorecard.sealed_at,
        begun.label("is_begun"),
    )


def _rows(reader: Person) -> sa.Select[*tuple[Any, ...]]:
    return (
        _columns(reader)
        .join(Application, Interview.application_id == Application.id)
        .join(Candidate, Application.candidate_id == Candidate.id)
        .join(Opening, Application.opening_id == Opening.id)
        .join(Workplace, Opening.workplace_id == Workplace.id)
        .join(Round, Interview.round_id == Round.id)
        .outerjoin(Seat, Seat.interview_id == Interview.id)
        .outerjoin(Person, Seat.person_id == Person.id)
        .outerjoin(Scorecard, Scorecard.seat_id == Seat.id)
        .where(Candidate.id.not_in(unseen_candidates(reader)))
        .order_by(Interview.starts_at, Interview.id, Person.sort_name, Seat.id)
    )


def _seats(rows: Sequence[Any], reader: Person, now: Any, *, is_told: bool) -> tuple[SeatProgress, ...]:
    """The seats in force, then those that nobody fills. How far a card is, only its writer and the told may know."""
    standing = [row for row in rows if row.person_id is not None and row.left_on is None]
    seats = [_seat(row, now, is_own=row.person_id == reader.id, is_told=is_told) for row in standing]
    empty = rows[0].interviewers - len(standing)
    if is_state_on(rows[0].state) and rows[0].starts_at > now and empty > 0:
        seats += [SeatProgress("", SeatShape.VACANT, "no interviewer yet")] * empty
    return tuple(seats)


def _seat(row: Any, now: Any, *, is_own: bool, is_told: bool) -> SeatProgress:
    name = called(row.person, is_guest=row.is_guest)
    if not (is_own or is_told):
        return SeatProgress(name, SeatShape.AHEAD, id=row.seat_id)
    if row.sealed_at is not None:
        sealed_at = clock.in_zone(row.sealed_at, row.zone)
        return SeatProgress(name, SeatShape.FILED, f"sealed {sealed_at.day} {sealed_at:%b}", is_own, row.seat_id)
    days = days_late(row.starts_at, now, row.zone)
    is_awaited = is_state_on(row.state) and row.application_state == "under_way" and not row.after_reading
    if days and is_awaited:
        return SeatProgress(name, SeatShape.DUE, f"{days} day{'' if days == 1 else 's'} late", is_own, row.seat_id)
    if row.is_begun:
        return SeatProgress(name, SeatShape.DRAFT, "draft", is_own, row.seat_id)
    says = "not opened" if row.starts_at <= now else ""
    return SeatProgress(name, SeatShape.AHEAD, says, is_own, row.seat_id)
