"""Who must answer before they begin, who may decline, and who may give a declined seat to someone else."""

from hiring.accounts.models import Person
from hiring.candidates.policy import relations_to
from hiring.interviews.conflicts.models import answers_of
from hiring.interviews.models import Seat
from hiring.interviews.policy import can_add_seat, can_write_scorecard


def must_answer_first(seat: Seat) -> bool:
    """Kit and card stay closed to who referred or manages the candidate, until they say that they can be fair."""
    if seat.left_on is not None or seat.scorecard is not None:
        return False
    return bool(relations_to(seat.person, seat.interview.application.candidate)) and not any(
        answer.takes_part for answer in answers_of(seat)
    )


def can_decline(person: Person, seat: Seat) -> bool:
    return can_write_scorecard(person, seat)


def has_declined(seat: Seat) -> bool:
    """Unless HR has given them the seat back since."""
    return seat.left_on is not None and any(not answer.takes_part for answer in answers_of(seat))


def can_fill_seat(person: Person, seat: Seat) -> bool:
    return can_add_seat(person, seat.interview)
