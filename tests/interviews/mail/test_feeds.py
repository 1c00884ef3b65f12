"""The private calendar feed: whose interviews it holds, that it names no candidate, and when its address ends."""

from datetime import timedelta

from icalendar import Calendar

from hiring.foundation.database import db, writing
from hiring.foundation.records.digest import content_digest
from hiring.interviews import actions
from hiring.interviews.feeds.actions import make_feed, take_feed_back
from hiring.interviews.feeds.queries import address_of
from hiring.interviews.values import InterviewState
from tests.conftest import NOW
from tests.interviews.mail.calendar_rules import faults


def path_of(address):
    return "/" + address.split("/", 3)[3]


def feed_for(person):
    with writing() as session:
        return path_of(address_of(make_feed(session, person)))


def events(visitor, path):
    file = visitor.get(path).answer.get_data(as_text=True)
    assert faults(file) == []
    assert not any(word in file for word in ("Amara", "Osei", "Bo Li"))
    return {str(event["UID"]): event for event in Calendar.from_ical(file).walk("VEVENT")}


def test_it_holds_the_interviews_one_has_a_seat_at_as_they_are(visit, make, cast):
    opening = make.opening()
    soon = make.interview(make.application(opening), people=[cast.panellist], starts_at=NOW + timedelta(days=1))
    left = make.interview(make.application(opening, "Bo Li"), people=[cast.panellist], starts_at=NOW)
    make.interview(make.application(opening, "Of Pablo"), people=[cast.second_panellist], starts_at=NOW)
    off = make.interview(make.application(opening, "Cancelled Interview"), people=[cast.panellist], starts_at=NOW)
    long_ago = NOW - timedelta(days=61)
    make.interview(make.application(opening, "Long Ago"), people=[cast.panellist], starts_at=long_ago)
    with writing() as session:
        actions.leave_seat(session, cast.hr, left.seats[0], on=NOW.date(), why="Ill")
        actions.interview_did_not_happen(session, cast.hr, off, InterviewState.CANCELLED)
    path, nobody = feed_for(cast.panellist), visit()
    before = content_digest(db.session)
    first = events(nobody, path)
    assert set(first) == {f"{soon.id}@localhost"}
    assert content_digest(db.session) == before
    with writing() as session:
        actions.move_interview(session, cast.hr, soon, starts_at=NOW + timedelta(days=3), place="Room Oak")
    (event,) = events(nobody, path).values()
    assert event["SEQUENCE"] > first[str(event["UID"])]["SEQUENCE"]
    assert event.decoded("DTSTART") == NOW + timedelta(days=3)


def test_an_address_ends_when_it_is_renewed_taken_back_or_its_person_is_switched_off(visit, cast):
    pia, nobody = visit(cast.panellist).get("/my-calendar"), visit()
    pia.submit(button="Make an address").follow()
    first = path_of(next(word for word in pia.text.split() if word.endswith(".ics")))
    assert nobody.get(first).answer.mimetype == "text/calendar"
    pia.submit(button="Make a new address")
    nobody.get(first, expect=404)
    second = feed_for(cast.panellist)
    nobody.get(second)
    with writing():
        cast.panellist.active = False
    nobody.get(second, expect=404)
    with writing() as session:
        cast.panellist.active = True
        take_feed_back(session, cast.panellist)
    nobody.get(second, expect=404)
    third = feed_for(cast.panellist)
    nobody.get(third)
    nobody.get(third.replace("/calendar/", "/calendar/x"), expect=404)
    nobody.get(second, expect=404)
