"""Whether what a waiting mail says of a seat is still true."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.interviews.counted import is_on
from hiring.interviews.invitations.calendar import Method
from hiring.interviews.invitations.values import INVITATION
from hiring.interviews.models import Seat


def still_true_of_the_seat(session: Session, mail: OutgoingMail) -> str:
    """Why it isn't needed any more, or nothing: nobody is invited who is off, or told to stay away who is on."""
    if mail.kind != INVITATION:
        return ""
    named = (Seat.interview_id == mail.about, Person.email == mail.address)
    seat = session.scalar(sa.select(Seat).join(Person, Person.id == Seat.person_id).where(*named))
    if seat is None:
        return ""  # their address has changed since; the old one still leads to them
    method = Method.REQUEST if seat.left_on is None and is_on(seat.interview) else Method.CANCEL
    return "" if mail.attached_type == f"text/calendar; method={method}" else "not true any more"
