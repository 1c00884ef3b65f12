"""Whether what a waiting mail says of a seat is still true."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.interviews.invitations.calendar import Method
from hiring.interviews.invitations.values import INVITATION
from hiring.interviews.models import Meeting, Seat
from hiring.interviews.values import MeetingState


def still_true_of_the_seat(session: Session, mail: OutgoingMail) -> str:
    """Why it isn't needed any more, or nothing: nobody is invited who is off, or told to stay away who is on."""
    if mail.kind != INVITATION:
        return ""
    chosen = (
        sa.select(Seat.left_on, Meeting.state)
        .join(Meeting, Meeting.id == Seat.meeting_id)
        .join(Person, Person.id == Seat.person_id)
        .where(Meeting.id == mail.about, Person.email == mail.address)
    )
    seat = session.execute(chosen).one_or_none()
    if seat is None:
        return ""  # their address has changed since; the old one still leads to them
    is_on = seat.left_on is None and seat.state == MeetingState.PLANNED
    method = Method.REQUEST if is_on else Method.CANCEL
    return "" if mail.attached_type == f"text/calendar; method={method}" else "not true any more"
