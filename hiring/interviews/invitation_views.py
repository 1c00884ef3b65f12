"""An interview as a file for the calendar: for its interviewers and for HR."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation import clock
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.file_requests import file_answer
from hiring.foundation.web.signed_links import absolute
from hiring.interviews import queries
from hiring.interviews.calendar import Method, calendar_text
from hiring.interviews.invitations import can_take_calendar, entry_of
from hiring.interviews.models import Interview, Seat
from hiring.interviews.policy import can_see_interview
from hiring.interviews.queries import interview_in_url

bp = Blueprint("invitations", __name__)


def _seat_in_url(seat_id: str) -> Seat | None:
    return queries.seat(db.session, seat_id)


def _calendar_file(interview: Interview, url: str) -> ResponseReturnValue:
    content = calendar_text(entry_of(interview, url), Method.PUBLISH, written_at=clock.now())
    return file_answer(content, "text/calendar; charset=utf-8", "interview.ics")


@bp.get("/scorecards/<seat_id>/calendar")
@access.allows(can_take_calendar, of=_seat_in_url)
def of_seat(_person: Person, seat: Seat) -> ResponseReturnValue:
    return _calendar_file(seat.interview, absolute("scorecards.mine"))


@bp.get("/interviews/<interview_id>/calendar")
@access.allows(can_see_interview, of=interview_in_url)
def of_interview(_person: Person, interview: Interview) -> ResponseReturnValue:
    return _calendar_file(interview, absolute("interviews.show", interview_id=interview.id))
