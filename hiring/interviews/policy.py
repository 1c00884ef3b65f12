"""Who may set meetings, who may write and read which scorecard, and who can still be blind."""

from hiring.accounts.models import Person
from hiring.accounts.policy import is_hr
from hiring.candidates.models import Application
from hiring.candidates.policy import is_own_record
from hiring.interviews.models import Meeting, Scorecard, Seat, meetings_of


def can_set_meetings(person: Person, application: Application) -> bool:
    return is_hr(person) and not is_own_record(person, application) and application.opening.closed_on is None


def can_see_meeting(person: Person, meeting: Meeting) -> bool:
    return is_hr(person) and not is_own_record(person, meeting.application)


def can_change_meeting(person: Person, meeting: Meeting) -> bool:
    return can_set_meetings(person, meeting.application)


def can_call_off(person: Person, meeting: Meeting) -> bool:
    """Also once the opening is closed: whoever was invited has to be told that it does not take place."""
    return can_see_meeting(person, meeting)


def can_open_seat(person: Person, seat: Seat) -> bool:
    """The scorecard is its interviewer's alone; also after they were replaced, so that what they wrote is not lost."""
    return seat.person_id == person.id and not is_own_record(person, seat.meeting.application)


def is_open(seat: Seat) -> bool:
    """Nobody has sealed for it, and its interviewer was not taken off."""
    return seat.left_on is None and seat.scorecard is None


def can_write_scorecard(person: Person, seat: Seat) -> bool:
    return can_open_seat(person, seat) and is_open(seat)


def has_sealed_everything(person: Person, application: Application) -> bool:
    """Whether every scorecard this person owes on the application is sealed; true for who owes none."""
    return all(
        seat.scorecard is not None
        for meeting in meetings_of(application)
        for seat in meeting.seats
        if seat.person_id == person.id and seat.left_on is None
    )


def is_on_panel(person: Person, application: Application) -> bool:
    return any(seat.person_id == person.id for meeting in meetings_of(application) for seat in meeting.seats)


def can_see_standing(person: Person, application: Application) -> bool:
    """Who has sealed is itself something about the others: a panellist learns it only after sealing."""
    return is_hr(person) and not is_own_record(person, application) and has_sealed_everything(person, application)


def can_read_scorecard(person: Person, scorecard: Scorecard) -> bool:
    return scorecard.seat.person_id == person.id
