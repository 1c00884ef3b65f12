"""Which marks count: those of a sealed card, at a meeting that took place, from a seat given before the panel was read.

Every query that chooses marks begins here, and no other module joins a card to the state of its meeting.
"""

from typing import Any

import sqlalchemy as sa

from hiring.interviews.models import Meeting, Scorecard, Seat
from hiring.interviews.values import MeetingState

# The meeting has not been called off, and the candidate did not stay away from it.
IS_ON = Meeting.state == MeetingState.PLANNED


def is_on(meeting: Meeting) -> bool:
    return meeting.state == MeetingState.PLANNED


def counted(chosen: sa.Select[*tuple[Any, ...]]) -> sa.Select[*tuple[Any, ...]]:
    """Of the cards in a statement, those that count; their seats and meetings are joined to it."""
    return shown(chosen).where(Seat.after_reading.is_(False))


def shown(chosen: sa.Select[*tuple[Any, ...]]) -> sa.Select[*tuple[Any, ...]]:
    """The same with those written after the panel was read: a page shows them beside what counts."""
    chosen = chosen.join(Seat, Scorecard.seat_id == Seat.id).join(Meeting, Seat.meeting_id == Meeting.id)
    return chosen.where(IS_ON)


def counts(seat: Seat) -> bool:
    """What `counted` asks, of one seat."""
    return seat.scorecard is not None and is_on(seat.meeting) and not seat.after_reading
