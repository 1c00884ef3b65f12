"""Reading calendar feeds: whose an address is, and the interviews and walk-in sessions in it."""

from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.candidates.policy import unseen_candidates
from hiring.foundation import clock
from hiring.foundation.web import signed_links
from hiring.interviews.counted import IS_ON
from hiring.interviews.feeds.models import CalendarFeed
from hiring.interviews.models import Interview, Seat
from hiring.interviews.walk_ins.models import WalkInInterviewer, WalkInSession

_FEED = "calendar feed"
# A calendar asks for years; the row says when the address ends.
HOURS = 24 * 365 * 20
BEFORE = timedelta(days=60)
MOST = 500


def feed_of(session: Session, person: Person) -> CalendarFeed | None:
    """The person's feed while it's open."""
    feed = session.get(CalendarFeed, person.id)
    return feed if feed is not None and feed.is_open else None


def address_of(feed: CalendarFeed) -> str:
    token = signed_links.token(_FEED, [feed.person_id, feed.number])
    return signed_links.absolute("feeds.show", feed_key=token)


def feed_at(session: Session, feed_key: str) -> CalendarFeed | None:
    """The feed that this address opens, while its person may sign in."""
    named = signed_links.content(_FEED, feed_key, hours=HOURS)
    person_id, number = named or ("", 0)
    feed = session.get(CalendarFeed, person_id)
    if feed is None or not feed.is_open or feed.number != number or not feed.person.active:
        return None
    return feed


def interviews_in(session: Session, person: Person) -> Sequence[Interview]:
    """Those at which this person has a seat: everything ahead, and the last two months."""
    seated = sa.select(Seat.interview_id).where(Seat.person_id == person.id, Seat.left_on.is_(None))
    chosen = (
        sa.select(Interview)
        .join(Application, Interview.application_id == Application.id)
        .where(Interview.id.in_(seated), IS_ON, Interview.starts_at > clock.now() - BEFORE)
        .where(Application.candidate_id.not_in(unseen_candidates(person)))
        .options(joinedload(Interview.application).joinedload(Application.opening), joinedload(Interview.round))
        .order_by(Interview.starts_at, Interview.id)
        .limit(MOST)
    )
    return session.scalars(chosen).unique().all()


def walk_ins_in(session: Session, person: Person) -> Sequence[WalkInSession]:
    """The walk-in sessions at which this person interviews, of the same days."""
    own = sa.select(WalkInInterviewer.session_id).where(WalkInInterviewer.person_id == person.id)
    chosen = sa.select(WalkInSession).where(WalkInSession.id.in_(own), WalkInSession.ended_at.is_(None))
    chosen = chosen.where(WalkInSession.starts_at > clock.now() - BEFORE)
    return session.scalars(chosen.order_by(WalkInSession.starts_at, WalkInSession.id).limit(MOST)).unique().all()
