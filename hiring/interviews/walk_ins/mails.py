"""Mail to the interviewers of a walk-in session: an invitation once it's planned, and a cancellation if it's ended."""

from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock
from hiring.foundation.outbox.letters import known_as, letter, sender
from hiring.foundation.outbox.mails import Attachment, OutgoingMail, queue_mail
from hiring.foundation.web.signed_links import absolute
from hiring.interviews.calendar import CalendarEntry, Method, calendar_text
from hiring.interviews.invitations import can_get_mail
from hiring.interviews.walk_ins.models import WalkInSession


class SessionMail(StrEnum):
    """What the mail table calls these mails."""

    PLANNED = "walk-ins planned"
    ENDED = "walk-ins ended"

    @property
    def method(self) -> Method:
        return Method.REQUEST if self is SessionMail.PLANNED else Method.CANCEL


def session_entry(walk_ins: WalkInSession) -> CalendarEntry:
    is_ended = walk_ins.ended_at is not None
    return CalendarEntry(
        uid=known_as(walk_ins.id),
        sequence=int(is_ended),
        starts_at=walk_ins.starts_at,
        minutes=walk_ins.places * walk_ins.round.minutes,
        summary=f"Walk-in session: {walk_ins.opening.title}, {walk_ins.round.title.lower()}",
        place=walk_ins.place,
        url=absolute("scorecards.mine"),
        organiser=sender(),
        is_cancelled=is_ended,
    )


def mail_interviewers(session: Session, walk_ins: WalkInSession, kind: SessionMail) -> None:
    """One mail each, with a file for their calendar. Of an end only those hear who may have heard of the session."""
    zone = walk_ins.opening.workplace.zone
    for person in walk_ins.interviewers:
        if can_get_mail(person) and (kind is SessionMail.PLANNED or _was_told(session, walk_ins, person)):
            file = calendar_text(
                session_entry(walk_ins), kind.method, written_at=clock.now(), to=(person.name, person.email)
            )
            queue_mail(
                session,
                person.email,
                letter("walk_ins", name=person.name, walk_ins=walk_ins, zone=zone, in_zone=clock.in_zone),
                kind=kind,
                about=walk_ins.id,
                once=f"{kind} {walk_ins.id} {person.id}",
                useless_from=walk_ins.ends_at,
                attachments=[Attachment("walk-ins.ics", f"text/calendar; method={kind.method}", file)],
            )


def _was_told(session: Session, walk_ins: WalkInSession, person: Person) -> bool:
    told = sa.select(OutgoingMail.id).where(OutgoingMail.about == walk_ins.id, OutgoingMail.address == person.email)
    return session.scalar(told.where(OutgoingMail.tries > 0).limit(1)) is not None


def still_true_of_the_session(session: Session, mail: OutgoingMail) -> str:
    """Why an invitation isn't needed any more, or nothing."""
    if mail.kind != SessionMail.PLANNED:
        return ""
    walk_ins = session.get(WalkInSession, mail.about)
    return "not true any more" if walk_ins is None or walk_ins.ended_at is not None else ""
