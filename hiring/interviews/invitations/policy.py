"""Who can be sent mail, and whose calendar an interview belongs in."""

from hiring.accounts.models import Person
from hiring.foundation.outbox.mails import is_usable
from hiring.interviews.models import Seat
from hiring.interviews.policy import can_open_seat


def can_get_mail(person: Person) -> bool:
    """Guests have no page a mail could lead to: HR hands them their link."""
    return person.active and not person.is_guest and is_usable(person.email)


def can_take_calendar(person: Person, seat: Seat) -> bool:
    return can_open_seat(person, seat) and seat.left_on is None
