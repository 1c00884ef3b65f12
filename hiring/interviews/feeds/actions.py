"""Making, renewing and taking back a person's own calendar feed."""

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused
from hiring.interviews import values
from hiring.interviews.feeds.models import CalendarFeed
from hiring.interviews.feeds.queries import feed_of


class NoFeed(Refused):
    """There is no address to take back."""


def make_feed(session: Session, person: Person) -> CalendarFeed:
    """A feed at a new address; one they had before ends."""
    feed = session.get(CalendarFeed, person.id) or CalendarFeed(person_id=person.id, number=0)
    feed.number, feed.made_at, feed.is_open = feed.number + 1, clock.now(), True
    session.add(feed)
    journal.record(session, person.id, values.CalendarFeedMade(person.id))
    return feed


def take_feed_back(session: Session, person: Person) -> None:
    feed = feed_of(session, person)
    if feed is None:
        raise NoFeed("You have no calendar address, so there's nothing to switch off.")
    feed.is_open = False
    journal.record(session, person.id, values.CalendarFeedTakenBack(person.id))
