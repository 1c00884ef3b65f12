"""News of a seat for its interviewer: what it can be, where it goes, and the interview as a calendar gets it."""

from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation.database import later_side
from hiring.foundation.outbox.letters import known_as, sender
from hiring.foundation.outbox.mails import OutgoingMail, is_usable
from hiring.interviews.calendar import CalendarEntry, Method
from hiring.interviews.counted import is_on
from hiring.interviews.models import Interview, Seat, SeatNotice
from hiring.interviews.policy import can_open_seat

# What the mail table calls these mails.
INVITATION = "invitation"


class News(StrEnum):
    """What happened to a seat."""

    SEATED = "seated"
    MOVED = "moved"
    CANCELLED = "cancelled"
    DRAFT_KEPT = "draft_kept"
    LEFT = "left"

    @property
    def method(self) -> Method:
        return Method.REQUEST if self in {News.SEATED, News.MOVED} else Method.CANCEL


def can_get_mail(person: Person) -> bool:
    """A guest's address is kept with their link: ask `mail_address` of the seat."""
    return person.active and not person.is_guest and is_usable(person.email)


def mail_address(seat: Seat) -> str:
    """Where news of this seat goes; empty where no mail can be sent. A guest's link has their address."""
    if not seat.person.is_guest:
        return seat.person.email if can_get_mail(seat.person) else ""
    link = later_side(seat, "guest_link")
    return link.email if link is not None and link.revoked_at is None and is_usable(link.email) else ""


def can_take_calendar(person: Person, seat: Seat) -> bool:
    return can_open_seat(person, seat) and seat.left_on is None


def entry_of(interview: Interview, url: str) -> CalendarEntry:
    return CalendarEntry(
        uid=known_as(interview.id),
        sequence=interview.revision,
        starts_at=interview.starts_at,
        minutes=interview.round.minutes,
        summary=f"Interview: {interview.application.opening.title}, {interview.round.title.lower()}",
        place=interview.place,
        url=url,
        organiser=sender(),
        is_cancelled=not is_on(interview),
    )


def was_invited(session: Session, seat: Seat) -> bool:
    """Whether news of this seat may have reached its interviewer; news that only waits has not."""
    news = sa.select(OutgoingMail.id).join(SeatNotice, SeatNotice.mail_id == OutgoingMail.id)
    news = news.where(SeatNotice.seat_id == seat.id, OutgoingMail.address == mail_address(seat))
    return session.scalar(news.where(OutgoingMail.tries > 0).limit(1)) is not None
