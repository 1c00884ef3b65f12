"""Who may invite a guest and hand out their link: HR who has no part in the panel, and never on their own record."""

from hiring.accounts.models import Person
from hiring.candidates.policy import is_own_record
from hiring.interviews.guests.models import GuestLink
from hiring.interviews.models import Meeting
from hiring.interviews.policy import can_change_meeting, is_on_panel


def can_invite(person: Person, meeting: Meeting) -> bool:
    """A link opens what its guest has written: a panellist who held it would not be blind any more."""
    application = meeting.application
    is_apart = not is_own_record(person, application) and not is_on_panel(person, application)
    return is_apart and can_change_meeting(person, meeting)


def can_hand_out(person: Person, link: GuestLink) -> bool:
    return can_invite(person, link.seat.meeting)
