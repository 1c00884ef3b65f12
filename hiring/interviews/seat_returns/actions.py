"""Giving a seat back to who declined it or was replaced, as long as nothing rests on it."""

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from hiring.accounts.models import Person
from hiring.foundation.records import journal
from hiring.interviews.actions import SeatRefused, refuse_if_over, refuse_if_read
from hiring.interviews.counted import is_on
from hiring.interviews.invitations import News
from hiring.interviews.mail.seat_news import tell
from hiring.interviews.models import Seat
from hiring.interviews.policy import can_add_seat
from hiring.interviews.queries import seatable
from hiring.interviews.values import SeatReturned


def can_return_seat(session: Session, person: Person, seat: Seat) -> bool:
    """Its interviewer left it without a card, the interview is on, and they still know no marks of this candidate."""
    if seat.left_on is None or seat.scorecard is not None or seat.person.is_guest or not is_on(seat.interview):
        return False
    return can_add_seat(person, seat.interview) and seat.person in seatable(session, seat.interview.application)


def return_seat(session: Session, person: Person, seat: Seat) -> None:
    """They sit there again, with the draft they may have begun. Anyone who took the seat since then keeps theirs."""
    refuse_if_over(seat.interview.application)
    refuse_if_read(seat.interview.application)
    if not can_return_seat(session, person, seat):
        name = seat.person.name
        raise SeatRefused(f"{name} can't have this seat back: they've seen marks, or the interview is cancelled.")
    seat.left_on, seat.left_why = None, ""
    # Their calendar took the entry out at the interview's revision plus one, and takes it back from a higher one only.
    for _ in range(2):
        flag_modified(seat.interview, "place")
        session.flush()
    journal.record(session, person.id, SeatReturned(seat.id, person=seat.person_id))
    tell(session, News.SEATED, [seat])
