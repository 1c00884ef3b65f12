"""Who may invite a guest and hand out their link: HR who has no part in the panel, and never on their own record."""

from hiring.accounts.models import Person
from hiring.candidates.policy import is_own_record
from hiring.interviews.guests.models import GuestLink
from hiring.interviews.models import Interview
from hiring.interviews.policy import can_change_interview, is_on_panel
from hiring.interviews.readings import has_read_marks, session_of


def can_invite(person: Person, interview: Interview) -> bool:
    """A link opens a guest's card, and lets its holder write one. So nobody holds it who sits on the panel, and nobody
    who has read marks of this candidate."""
    application = interview.application
    has_part = is_own_record(person, application) or is_on_panel(person, application)
    if has_part or has_read_marks(session_of(application), person.id, application.id):
        return False
    return can_change_interview(person, interview)


def can_hand_out(person: Person, link: GuestLink) -> bool:
    return can_invite(person, link.seat.interview)
