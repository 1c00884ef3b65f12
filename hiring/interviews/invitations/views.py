"""A meeting as a file for the calendar: for its interviewers and for HR."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation import access, clock
from hiring.foundation.database import db
from hiring.foundation.signed_links import absolute
from hiring.interviews import queries
from hiring.interviews.invitations import policy
from hiring.interviews.invitations.calendar import Method, calendar_text
from hiring.interviews.invitations.entries import entry_of
from hiring.interviews.models import Meeting, Seat
from hiring.interviews.policy import can_see_meeting

bp = Blueprint("invitations", __name__)


def _seat_in_url(seat_id: str) -> Seat | None:
    return queries.seat(db.session, seat_id)


def _meeting_in_url(meeting_id: str) -> Meeting | None:
    return db.session.get(Meeting, meeting_id)


def _file(meeting: Meeting, url: str) -> ResponseReturnValue:
    content = calendar_text(entry_of(meeting, url), Method.PUBLISH, written_at=clock.now())
    named = {"Content-Disposition": "attachment; filename=meeting.ics"}
    return Response(content, content_type="text/calendar; charset=utf-8", headers=named)


@bp.get("/interviews/<seat_id>/calendar")
@access.allows(policy.can_take_calendar, of=_seat_in_url)
def of_seat(_person: Person, seat: Seat) -> ResponseReturnValue:
    return _file(seat.meeting, absolute("interviews.mine"))


@bp.get("/meetings/<meeting_id>/calendar")
@access.allows(can_see_meeting, of=_meeting_in_url)
def of_meeting(_person: Person, meeting: Meeting) -> ResponseReturnValue:
    return _file(meeting, absolute("meetings.show", meeting_id=meeting.id))
