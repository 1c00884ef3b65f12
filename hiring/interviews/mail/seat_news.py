"""Mail to interviewers and guests: all news of their seats of one write in one mail, with a file for each interview.

News is noted while the write goes on and made into mail as the last thing before it is on disk. Where an earlier mail
still waits, its other news goes into the new one, so that nobody gets two mails where one would do.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager

from hiring.candidates.models import Application
from hiring.foundation import clock
from hiring.foundation.database import before_commit
from hiring.foundation.outbox.letters import Letter, letter
from hiring.foundation.outbox.mails import STILL_WAITS, Attachment, OutgoingMail, queue_mail
from hiring.foundation.web.signed_links import absolute
from hiring.interviews.calendar import calendar_text
from hiring.interviews.counted import is_on
from hiring.interviews.invitations import INVITATION, News, entry_of, mail_address, was_invited
from hiring.interviews.models import Interview, Seat, SeatNotice

# How long a mail about a kept draft is worth sending.
DRAFT_MAIL_FOR = timedelta(days=14)
OF_AN_INTERVIEW_OFF = {News.CANCELLED, News.DRAFT_KEPT}
# Stands in a guest's mail for their own link, which is put in when the mail is sent and kept nowhere.
GUEST_LINK, GUEST_CANNOT = "(your own link is only in the email itself)", "(so is the link to say no)"
_PENDING = "seat news"


def tell(session: Session, news: News, seats: Sequence[Seat], *, was_at: datetime | None = None) -> None:
    """Have each seat's interviewer get this by mail, unless the interview is over, before and after what changed."""
    session.flush()  # the interview's revision, by which calendars know old from new, rises here
    for seat in seats:
        if _concerns(news, seat):
            _note(session, news, seat, was_at or seat.interview.starts_at)


def invite(session: Session, seats: Sequence[Seat]) -> None:
    """`tell` of seats that were just given, of which nobody can have heard yet."""
    for seat in seats:
        if _concerns(News.SEATED, seat):
            _add(session, News.SEATED, seat, seat.interview.starts_at)


def _concerns(news: News, seat: Seat) -> bool:
    """One mail about a seat that was left; about an interview that is off, only that it is."""
    is_off = not is_on(seat.interview)
    return (seat.left_on is not None) == (news is News.LEFT) and is_off == (news in OF_AN_INTERVIEW_OFF)


def _note(session: Session, news: News, seat: Seat, was_at: datetime) -> None:
    """How it is now, in place of news that still waits. Who never heard of the interview is invited to it as it is
    now, and hears nothing at all where it is off again.
    """
    _take_back_waiting(session, seat)
    until = max(seat.interview.starts_at, was_at)
    if news is News.DRAFT_KEPT:  # matters to its writer whenever the interview was, and whatever they were told
        until = max(until, clock.now() + DRAFT_MAIL_FOR)
    elif not was_invited(session, seat):
        if news in {News.CANCELLED, News.LEFT}:
            return
        news, until = News.SEATED, seat.interview.starts_at
    _add(session, news, seat, until)


def _add(session: Session, news: News, seat: Seat, until: datetime) -> None:
    if until > clock.now():
        session.add(SeatNotice(seat=seat, news=news, useless_from=until))
        session.info["writing"][_PENDING] = True


def _take_back_waiting(session: Session, seat: Seat) -> None:
    """Newer news makes these wrong. Whatever else their mail said waits for a new one."""
    waiting = sa.select(SeatNotice).outerjoin(OutgoingMail, OutgoingMail.id == SeatNotice.mail_id)
    waiting = waiting.where(SeatNotice.seat_id == seat.id, sa.or_(SeatNotice.mail_id.is_(None), STILL_WAITS))
    for notice in session.scalars(waiting).all():
        mail_id = notice.mail_id
        session.delete(notice)
        if mail_id is not None:
            session.execute(sa.update(SeatNotice).where(SeatNotice.mail_id == mail_id).values(mail_id=None))
            session.info["writing"][_PENDING] = True
            session.flush()
            session.execute(sa.delete(OutgoingMail).where(OutgoingMail.id == mail_id))
    session.flush()


@before_commit
def queue_news(session: Session) -> None:
    """One mail to each person who has news in this write."""
    if not session.info["writing"].pop(_PENDING, False):
        return
    by_address: dict[tuple[str, str], list[SeatNotice]] = {}
    for notice in _notices(session, SeatNotice.mail_id.is_(None)):
        address = mail_address(notice.seat)
        if address and notice.useless_from > clock.now() and _is_true(notice):
            # Each seat of a guest has a link of its own, so each gets a mail of its own.
            reader = notice.seat_id if notice.seat.person.is_guest else notice.seat.person_id
            by_address.setdefault((reader, address), []).append(notice)
        else:
            session.delete(notice)
    for (_, address), notices in by_address.items():
        mail_id = queue_mail(
            session,
            address,
            _letter(notices),
            kind=INVITATION,
            about=notices[0].seat.interview_id,
            once=" + ".join(_key(notice) for notice in notices),
            useless_from=max(notice.useless_from for notice in notices),
            attachments=_files(notices, address),
        )
        for notice in notices:
            if mail_id is None:
                session.delete(notice)
            notice.mail_id = mail_id
    session.flush()


def _notices(session: Session, condition: sa.ColumnElement[bool]) -> Sequence[SeatNotice]:
    """By the time of their interviews, with everything a mail says of them."""
    return session.scalars(_whole_notices().where(condition)).unique().all()


@cache
def _whole_notices() -> sa.Select[SeatNotice]:
    seat = contains_eager(SeatNotice.seat)
    interview = seat.contains_eager(Seat.interview)
    chosen = sa.select(SeatNotice).join(SeatNotice.seat).join(Seat.interview)
    chosen = chosen.options(interview.joinedload(Interview.application).joinedload(Application.opening))
    chosen = chosen.options(interview.joinedload(Interview.round), seat.joinedload(Seat.person))
    return chosen.order_by(Interview.starts_at, SeatNotice.id)


def _sequence(notice: SeatNotice) -> int:
    """A left seat's is newer than its invitation, though the interview is not."""
    return notice.seat.interview.revision + (notice.news == News.LEFT)


def _key(notice: SeatNotice) -> str:
    return f"{notice.news} {notice.seat_id} {_sequence(notice)}"


def _is_true(notice: SeatNotice) -> bool:
    """Nobody is invited who is off, or told to stay away who is on."""
    takes_part = notice.seat.left_on is None and is_on(notice.seat.interview)
    return takes_part == (News(notice.news) in {News.SEATED, News.MOVED})


def _letter(notices: Sequence[SeatNotice]) -> Letter:
    person = notices[0].seat.person
    return letter(
        "interviews",
        name=person.name,
        news={str(news): [notice for notice in notices if notice.news == news] for news in News},
        first=notices[0].seat.interview,
        number=len(notices),
        in_zone=clock.in_zone,
        is_guest=person.is_guest,
        guest_link=GUEST_LINK,
        guest_cannot=GUEST_CANNOT,
    )


def _files(notices: Sequence[SeatNotice], address: str) -> list[Attachment]:
    """A file for each interview, since a file with several asks calendars for one answer to all."""
    files = []
    for number, notice in enumerate(notices, 1):
        method, person = News(notice.news).method, notice.seat.person
        url = "" if person.is_guest else absolute("scorecards.mine")
        entry = replace(entry_of(notice.seat.interview, url), sequence=_sequence(notice))
        content = calendar_text(entry, method, written_at=clock.now(), to=(person.name, address))
        name = "interview.ics" if len(notices) == 1 else f"interview-{number}.ics"
        files.append(Attachment(name, f"text/calendar; method={method}", content))
    return files


def still_true_of_the_seats(session: Session, mail: OutgoingMail) -> str:
    """Why it isn't needed any more, or nothing. Of news that is partly untrue by now, the rest is sent."""
    if mail.kind != INVITATION:
        return ""
    notices = _notices(session, SeatNotice.mail_id == mail.id)
    holding = [notice for notice in notices if _is_true(notice)]
    if not holding:
        return "not true any more"
    if len(holding) < len(notices):
        for notice in notices:
            if notice not in holding:
                session.delete(notice)
        anew = _letter(holding)
        mail.subject, mail.text = anew.subject, anew.text
        mail.attach(_files(holding, mail.address))
    return ""
