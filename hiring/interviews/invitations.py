"""Mail to interviewers about a seat, another time, or an interview that is off. Candidates are told by people."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock
from hiring.foundation.outbox.letters import known_as, letter, sender
from hiring.foundation.outbox.mails import Attachment, OutgoingMail, is_usable, queue_mail, was_tried, withdraw_waiting
from hiring.foundation.web.signed_links import absolute
from hiring.interviews.calendar import CalendarEntry, Method, calendar_text
from hiring.interviews.counted import is_on
from hiring.interviews.models import Interview, Seat
from hiring.interviews.policy import can_open_seat

# What the mail table calls these mails.
INVITATION = "invitation"


class News(StrEnum):
    """Each is the name of a letter, too."""

    SEATED = "seated"
    MOVED = "moved"
    CALLED_OFF = "called_off"
    DRAFT_KEPT = "draft_kept"
    LEFT = "left"

    @property
    def method(self) -> Method:
        return Method.REQUEST if self in {News.SEATED, News.MOVED} else Method.CANCEL


def can_get_mail(person: Person) -> bool:
    """Guests have no page a mail could lead to: HR hands them their link."""
    return person.active and not person.is_guest and is_usable(person.email)


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


# How long a mail about a kept draft is worth sending.
DRAFT_MAIL_FOR = timedelta(days=14)
OF_A_INTERVIEW_OFF = {News.CALLED_OFF, News.DRAFT_KEPT}


def was_invited(session: Session, seat: Seat) -> bool:
    """Whether an invitation to this seat may have reached its interviewer; one that only waits has not."""
    return was_tried(session, kind=INVITATION, about=seat.interview_id, address=seat.person.email)


def tell(session: Session, news: News, seats: Sequence[Seat], *, was_at: datetime | None = None) -> None:
    """Queue a mail to the interviewer of each seat, unless the interview is over, before and after what changed."""
    session.flush()  # the interview's revision, by which calendars know old from new, rises here
    for seat in seats:
        if _concerns(news, seat) and can_get_mail(seat.person):
            _tell(session, news, seat, was_at or seat.interview.starts_at)


def _tell(session: Session, news: News, seat: Seat, was_at: datetime) -> None:
    """One mail that says how it is now, in place of those that still wait. Who never heard of it is invited to it as it
    is now, and hears nothing at all where it is off again.
    """
    waiting = {"kind": INVITATION, "about": seat.interview_id, "address": seat.person.email}
    withdraw_waiting(session, **waiting)
    until = max(seat.interview.starts_at, was_at)
    if news is News.DRAFT_KEPT:  # matters to its writer whenever the interview was, and whatever they were told
        until = max(until, clock.now() + DRAFT_MAIL_FOR)
    elif not was_invited(session, seat):
        news, until = News.SEATED if news.method is Method.REQUEST else news, seat.interview.starts_at
        if news.method is Method.CANCEL:
            return
    if until > clock.now():
        _queue(session, news, seat, until)


def _concerns(news: News, seat: Seat) -> bool:
    """A left seat is told once that it is; of an interview that is off nothing else is told."""
    is_off = not is_on(seat.interview)
    return (seat.left_on is not None) == (news is News.LEFT) and is_off == (news in OF_A_INTERVIEW_OFF)


def _queue(session: Session, news: News, seat: Seat, useless_from: datetime) -> None:
    interview, person, now = seat.interview, seat.person, clock.now()
    entry = entry_of(interview, absolute("scorecards.mine"))
    if news is News.LEFT:
        entry = replace(entry, sequence=entry.sequence + 1)  # newer than the invitation, though the interview is not
    content = calendar_text(entry, news.method, written_at=now, to=(person.name, person.email))
    zone = interview.application.opening.workplace.zone
    queue_mail(
        session,
        person.email,
        letter(
            str(news), name=person.name, interview=interview, zone=zone, there=clock.in_zone(interview.starts_at, zone)
        ),
        kind=INVITATION,
        about=interview.id,
        once=f"{news} {seat.id} {entry.sequence}",
        useless_from=useless_from,
        attachment=Attachment("interview.ics", f"text/calendar; method={news.method}", content),
    )


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
