"""Which marks count: those of a sealed card, at an interview that took place, from a seat given before a reading.

Every query that chooses marks begins here, and no other module joins a card to the state of its interview.
"""

from typing import Any

import sqlalchemy as sa

from hiring.interviews.models import Interview, Scorecard, Seat
from hiring.interviews.values import InterviewState

# The interview has not been cancelled, and the candidate did not stay away from it.
IS_ON = Interview.state == InterviewState.ON


def is_on(interview: Interview) -> bool:
    return is_state_on(interview.state)


def is_state_on(state: str) -> bool:
    """The same, of a state that a query read without its interview."""
    return state == InterviewState.ON


def counted(chosen: sa.Select[*tuple[Any, ...]]) -> sa.Select[*tuple[Any, ...]]:
    """Of the cards in a statement, those that count; their seats and interviews are joined to it."""
    return shown(chosen).where(Seat.after_reading.is_(False))


def shown(chosen: sa.Select[*tuple[Any, ...]]) -> sa.Select[*tuple[Any, ...]]:
    """The same with those written after the panel was read: a page shows them beside what counts."""
    chosen = chosen.join(Seat, Scorecard.seat_id == Seat.id).join(Interview, Seat.interview_id == Interview.id)
    return chosen.where(IS_ON)


def counts(seat: Seat) -> bool:
    """What `counted` asks, of one seat."""
    return seat.scorecard is not None and is_on(seat.interview) and not seat.after_reading
