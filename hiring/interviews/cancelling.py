"""Who gets mail that an interview is off, and taking a no-show back."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock
from hiring.foundation.records import journal
from hiring.interviews import values
from hiring.interviews.actions import InterviewRefused, keep_change, put_on_again, refuse_if_over
from hiring.interviews.invitations import mail_address, was_invited
from hiring.interviews.models import Interview, Seat
from hiring.interviews.policy import can_see_standing
from hiring.interviews.queries import seats_with_draft
from hiring.interviews.readings import was_read
from hiring.interviews.values import InterviewState


@dataclass(frozen=True, slots=True)
class ToldOfInterviewOff:
    """Who gets an email once this interview is off, and whose drafts are kept; None where the reader may not know."""

    mailed: tuple[Seat, ...] | None
    drafts: tuple[Seat, ...] | None


def told_of(session: Session, reader: Person, interview: Interview) -> ToldOfInterviewOff:
    """Those who began a card get an email; where the interview is still to come, so do those who were invited to it."""
    drafts = tuple(seats_with_draft(session, interview))
    is_ahead = interview.starts_at > clock.now()
    invited = [seat for seat in interview.seats if seat.left_on is None and was_invited(session, seat)]
    concerned = [*drafts, *(seat for seat in invited if seat not in drafts)] if is_ahead else drafts
    mailed = tuple(seat for seat in concerned if mail_address(seat))
    if can_see_standing(reader, interview.application):
        return ToldOfInterviewOff(mailed, drafts)
    return ToldOfInterviewOff(mailed if is_ahead else None, None)


def take_back_no_show(session: Session, person: Person, interview: Interview) -> None:
    """Before anyone has read the panel, and while nothing takes the interview's place."""
    refuse_if_over(interview.application)
    if interview.state != InterviewState.NO_SHOW:
        raise InterviewRefused("No no-show is recorded for this interview. Nothing was changed.")
    if was_read(interview.application):
        raise InterviewRefused("The panel was read without this interview, so you can't undo its no-show.")
    put_on_again(interview)
    keep_change(session, person, interview, "taken_back", "")
    interview.state = InterviewState.ON
    journal.record(session, person.id, values.NoShowTakenBack(interview.id))
