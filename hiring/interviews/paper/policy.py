"""Who may type in a paper card: HR who has no part in the panel, and never their own record."""

from hiring.accounts.models import Person
from hiring.accounts.policy import is_hr
from hiring.candidates.policy import is_own_record
from hiring.interviews.models import Seat
from hiring.interviews.policy import is_on_panel, is_open


def can_type_paper(person: Person, seat: Seat) -> bool:
    """Also once the seat is closed, so that what was typed is not lost."""
    application = seat.interview.application
    return is_hr(person) and not is_own_record(person, application) and not is_on_panel(person, application)


def can_type_now(person: Person, seat: Seat) -> bool:
    return is_open(seat) and can_type_paper(person, seat)
