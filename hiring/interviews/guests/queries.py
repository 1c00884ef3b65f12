"""Reading guest links: which still opens its card, why one does not, and whom HR has invited before."""

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, object_session

from hiring.accounts.models import Person
from hiring.candidates.models import SHOWN, Application, Candidate
from hiring.candidates.values import ApplicationState, name_key
from hiring.foundation import clock
from hiring.foundation.addresses import mailbox_key
from hiring.foundation.records.view_log import Sighting
from hiring.interviews.conflicts.policy import has_declined
from hiring.interviews.counted import IS_ON, is_on
from hiring.interviews.guests.models import GuestLink
from hiring.interviews.models import Interview, Scorecard, Seat
from hiring.interviews.readings import HAS_READ, LINK

_HELD, _READ = (Sighting.__table__.alias(name).c for name in ("held", "read"))
# Someone who was handed the link has since read marks of its candidate, so it could be used to answer them.
_READ_BY_A_HOLDER = (
    sa.select(_READ.id)
    .where(_HELD.person_id == _READ.person_id)
    .where(_HELD.about == Interview.application_id, _HELD.what == LINK)
    .where(_READ.about == Interview.application_id, _READ.what.in_(HAS_READ), _READ.at >= GuestLink.handed_out_at)
    .correlate(Interview, GuestLink)
    .exists()
)


def live_link(session: Session, link_id: str, renewals: int, *, seat_id: str | None = None) -> GuestLink | None:
    """The link, while it opens its card. Everything that can be wrong with one is decided by this one query, so that
    nobody can tell by the answer, or by how long it took, what was wrong."""
    seat = joinedload(GuestLink.seat)
    interview = seat.joinedload(Seat.interview)
    chosen = (
        sa.select(GuestLink)
        .join(Seat, GuestLink.seat_id == Seat.id)
        .join(Interview, Seat.interview_id == Interview.id)
        .join(Application, Interview.application_id == Application.id)
        .join(Candidate, Application.candidate_id == Candidate.id)
        .outerjoin(Scorecard, Scorecard.seat_id == Seat.id)
        .where(GuestLink.id == link_id, GuestLink.renewals == renewals)
        .where(GuestLink.revoked_at.is_(None), GuestLink.expires_at > clock.now())
        .where(Seat.left_on.is_(None), Scorecard.id.is_(None))
        .where(IS_ON, Application.state == ApplicationState.UNDER_WAY, SHOWN)
        .where(sa.or_(GuestLink.email_key == "", GuestLink.email_key != Candidate.email_key), ~_READ_BY_A_HOLDER)
        .options(interview.joinedload(Interview.application).joinedload(Application.opening))
        .options(interview.joinedload(Interview.round), seat.joinedload(Seat.person), seat.joinedload(Seat.scorecard))
    )
    if seat_id is not None:
        chosen = chosen.where(GuestLink.seat_id == seat_id)
    return session.scalar(chosen)


def link_at(session: Session, seat_id: str) -> GuestLink | None:
    return session.scalar(sa.select(GuestLink).where(GuestLink.seat_id == seat_id))


def why_ended(link: GuestLink) -> str:
    """In a sentence for HR; nothing while the link works."""
    interview = link.seat.interview
    if link.seat.scorecard is not None:
        return "The scorecard is sealed, so the link has ended."
    if link.seat.left_on is not None:
        left = "has declined" if has_declined(link.seat) else "was replaced"
        return f"The guest {left}, so the link has ended."
    if not is_on(interview) or not interview.application.is_under_way:
        return "The interview does not take place as things stand, so the link opens nothing."
    if link.revoked_at is not None:
        return "The link was taken back."
    if _was_read_by_a_holder(link):
        return "Someone who had the link has read marks since, so it has ended. HR who haven't can make another one."
    return "" if link.expires_at > clock.now() else "The link has run out."


def _was_read_by_a_holder(link: GuestLink) -> bool:
    session = object_session(link)
    if session is None:
        raise LookupError("a link that belongs to no session cannot be asked")
    interview = sa.select(Interview.id).join(Seat).join(GuestLink).where(GuestLink.id == link.id, _READ_BY_A_HOLDER)
    return session.scalar(interview) is not None


def is_invited(session: Session, interview: Interview, email: str) -> bool:
    """Whether this address was invited to this interview, also where its guest was replaced since."""
    chosen = sa.select(GuestLink.id).join(Seat, GuestLink.seat_id == Seat.id)
    return (
        session.scalar(
            chosen.where(Seat.interview_id == interview.id, GuestLink.email_key == mailbox_key(email)).limit(1)
        )
        is not None
    )


def known_guest(session: Session, name: str, email: str) -> Person | None:
    """The same guest at an earlier interview: one person's marks belong together. Two may share an address."""
    chosen = (
        sa.select(Person)
        .join(Seat, Seat.person_id == Person.id)
        .join(GuestLink, GuestLink.seat_id == Seat.id)
        .where(Person.is_guest, Person.sort_name == name_key(name), GuestLink.email_key == mailbox_key(email))
    )
    return session.scalar(chosen.order_by(Person.added_at, Person.id).limit(1)) if email else None
