"""Who may set interviews, who may write and read which scorecard, and who can still be blind."""

from hiring.accounts.models import Person
from hiring.accounts.policy import is_hr, is_interviewer
from hiring.candidates.models import Application
from hiring.candidates.policy import is_out_of_reach
from hiring.foundation import clock
from hiring.interviews.counted import is_on
from hiring.interviews.models import Interview, Seat, interviews_of
from hiring.interviews.readings import is_locked, was_read
from hiring.interviews.values import InterviewState


def can_set_interviews(person: Person, application: Application) -> bool:
    return is_hr(person) and not is_out_of_reach(person, application) and application.opening.closed_on is None


def can_see_agenda(person: Person) -> bool:
    """HR sees every interview of a day, an interviewer their own."""
    return is_hr(person) or is_interviewer(person)


def can_see_interview(person: Person, interview: Interview) -> bool:
    return is_hr(person) and not is_out_of_reach(person, interview.application)


def can_see_seat(person: Person, seat: Seat) -> bool:
    return can_see_interview(person, seat.interview)


def can_change_interview(person: Person, interview: Interview) -> bool:
    return can_set_interviews(person, interview.application)


def can_add_interview(person: Person, application: Application) -> bool:
    """Until the panel is read; afterwards only once it has been reopened."""
    return can_set_interviews(person, application) and application.is_under_way and not is_locked(application)


def can_add_seat(person: Person, interview: Interview) -> bool:
    return can_add_interview(person, interview.application)


def can_replace(person: Person, seat: Seat) -> bool:
    """Until the card is sealed; who must not know that it is finds out only by trying."""
    if seat.left_on is not None or not can_add_seat(person, seat.interview):
        return False
    return seat.scorecard is None or not can_see_standing(person, seat.interview.application)


def can_move(person: Person, interview: Interview) -> bool:
    """Until a card of it is sealed. Setting another time for one that was off adds an interview to the panel."""
    if not can_change_interview(person, interview) or not interview.application.is_under_way:
        return False
    if not is_on(interview) and (is_locked(interview.application) or is_set_again(interview)):
        return False
    return not _is_known_to_be_sealed(person, interview)


def can_cancel(person: Person, interview: Interview) -> bool:
    """Also once the opening is closed: people who were invited have to be told that it does not take place."""
    return can_see_interview(person, interview) and is_on(interview) and not _is_known_to_be_sealed(person, interview)


def can_record_no_show(person: Person, interview: Interview) -> bool:
    """Nobody has stayed away from what has not begun."""
    return can_cancel(person, interview) and has_begun(interview)


def can_take_back_no_show(person: Person, interview: Interview) -> bool:
    """While the panel can still use its cards: nobody has read it, and the interview was not set again."""
    if interview.state != InterviewState.NO_SHOW or not can_change_interview(person, interview):
        return False
    application = interview.application
    return application.is_under_way and not was_read(application) and not is_set_again(interview)


def has_begun(interview: Interview) -> bool:
    return interview.starts_at <= clock.now()


def is_set_again(interview: Interview) -> bool:
    """Whether another interview of the same round takes its place."""
    return any(
        other is not interview and other.round_id == interview.round_id and is_on(other)
        for other in interviews_of(interview.application)
    )


def is_sealed(interview: Interview) -> bool:
    return any(seat.scorecard is not None for seat in interview.seats)


def _is_known_to_be_sealed(person: Person, interview: Interview) -> bool:
    """Who still owes a card must not tell from a missing button that someone else has sealed."""
    return is_sealed(interview) and can_see_standing(person, interview.application)


def can_open_seat(person: Person, seat: Seat) -> bool:
    """The scorecard is its interviewer's alone; also after they were replaced, so that what they wrote is not lost."""
    return seat.person_id == person.id and not is_out_of_reach(person, seat.interview.application)


def is_open(seat: Seat) -> bool:
    """Its card can be sealed: nobody has, its interviewer was not taken off, and the interview is on."""
    return is_unsealed(seat) and is_on(seat.interview)


def is_unsealed(seat: Seat) -> bool:
    """Nobody has sealed for it and its interviewer was not taken off; the interview may be off by now."""
    return seat.left_on is None and seat.scorecard is None


def can_write_scorecard(person: Person, seat: Seat) -> bool:
    return can_open_seat(person, seat) and is_open(seat)


def has_sealed_everything(person: Person, application: Application) -> bool:
    """Whether every scorecard this person owes on the application is sealed; true for who owes none."""
    return all(
        seat.scorecard is not None
        for interview in interviews_of(application)
        for seat in interview.seats
        if seat.person_id == person.id and seat.left_on is None
    )


def is_on_panel(person: Person, application: Application) -> bool:
    return any(seat.person_id == person.id for interview in interviews_of(application) for seat in interview.seats)


def has_marked(person: Person, application: Application) -> bool:
    """Whether they sealed a scorecard of it. Who was replaced before that sat on the panel and has met no mark."""
    return any(
        seat.scorecard is not None and seat.person_id == person.id
        for interview in interviews_of(application)
        for seat in interview.seats
    )


def can_see_standing(person: Person, application: Application) -> bool:
    """Who has sealed is itself something about the others: a panellist learns it only after sealing."""
    return is_hr(person) and not is_out_of_reach(person, application) and has_sealed_everything(person, application)
