"""Who may amend a sealed answer: its own interviewer, once the panel is revealed to them."""

from hiring.accounts.models import Person
from hiring.interviews.models import Rating, Seat
from hiring.interviews.policy import can_open_seat
from hiring.panels.policy import is_revealed_to


def can_amend_card(person: Person, seat: Seat) -> bool:
    if seat.scorecard is None or not can_open_seat(person, seat):
        return False
    return is_revealed_to(person, seat.interview.application)


def can_amend(person: Person, rating: Rating) -> bool:
    return can_amend_card(person, rating.scorecard.seat)


def is_own_answer(person: Person, rating: Rating) -> bool:
    return can_open_seat(person, rating.scorecard.seat)
