"""Restricted people are named on no page, in no list, file or feed, for any reader; HR finds them under Privacy."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from hiring.candidates.models import Candidate
from hiring.foundation import clock
from hiring.foundation.database import Base, db, writing
from hiring.interviews.reminders.policy import is_late
from hiring.openings.models import Opening
from hiring.probation.board.due_mails import due_mails
from tests.cast import Cast
from tests.conftest import NOW
from tests.house import scene
from tests.house.test_two_worlds import visitor_of
from tests.make import Make
from tests.page import Page
from tests.two_worlds import Told, addresses, observed

# HR, who alone may see them under Privacy; everyone else who meets candidates; and the links of people without account.
READERS = ["hr", "panellist", "manager", "area", "guest", "hire"]
STILL_IN_LISTS = "Decided Hire"
# Where people read about themselves, and where HR deals with what's kept.
OWN, PRIVACY = "hire_pages", {"privacy", "forgetting"}


@pytest.fixture
def restricted(tmp_path, now):
    """Readers who are signed in, in the scene with one of everything; then everyone is restricted but one."""
    app, ids = scene.copied(tmp_path)
    told = Told(guest=ids["guests.scorecard"], hire_page=f"/my-start/open/{ids['hire_token']}", arguments=ids)
    with app.app_context():
        readers = {}
        for reader in READERS:
            with app.app_context():
                readers[reader] = visitor_of(app, told, reader)
        with writing() as session:
            others = sa.update(Candidate).where(Candidate.name != STILL_IN_LISTS)
            session.execute(others.values(restricted_at=clock.now()))
        yield app, told, readers
        db.session.close()
        db.engine.dispose()


def _asked(app, told):
    """Every page and every export, about one of everything."""
    tables = [table for table in Base.metadata.sorted_tables if "id" in table.c]
    every = {str(key) for table in tables for key in db.session.scalars(sa.select(table.c.id))}
    others = every - set(told.arguments.values())
    return [each for each in addresses(app, told) if others.isdisjoint(each.url.split("?")[0].split("/"))]


def test_no_page_or_file_names_anyone_restricted_whoever_reads_it(restricted):
    app, told, readers = restricted
    asked, people = _asked(app, told), list(db.session.scalars(sa.select(Candidate.name)))
    for reader, visitor in readers.items():
        with app.app_context():
            seen = observed(visitor, asked)
            db.session.close()
        named = {(endpoint, name) for (endpoint, _), answer in seen.items() for name in people if name in str(answer)}
        rooms = {endpoint.split(".")[0] for endpoint, name in named if name != STILL_IN_LISTS}
        assert rooms == {"hr": PRIVACY, "hire": {OWN}}.get(reader, set()), (reader, named)
        if reader == "hr":
            assert len({endpoint for endpoint, name in named if name == STILL_IN_LISTS}) > 20


def test_nobody_is_reminded_of_or_mailed_about_someone_restricted(app, make, cast):
    hire = make.probation(make.hire())
    waiting = make.interview(make.application(hire.application.opening, "Late Card"))
    with clock.standing_at(NOW + timedelta(days=60)), app.test_request_context():
        assert any(is_late(seat) for seat in waiting.seats)
        assert due_mails(db.session) != []
        with writing() as session:
            session.execute(sa.update(Candidate).values(restricted_at=clock.now()))
        db.session.expire_all()
        assert not any(is_late(seat) for seat in waiting.seats)
        assert due_mails(db.session) == []


# Numbers that name nobody, by which something is measured: what marks and hires come to, and how worn a question is.
MEASURED = {
    *("insights.predictions", "insights.agreement", "follow_through.show", "question_findings.index"),
    *("panels.compare", "openings.plan"),
}
# When a card of theirs would be late, a check-in overdue, and an interview still to come.
LATER = NOW + timedelta(days=21)


def _asked_of_everyone(app, told):
    """The pages about everyone, or about the scene's opening, each as it opens first."""
    everything = [each for each in _asked(app, told) if each.method == "GET" and not re.search(r"\?|\.pdf", each.url)]
    of_opening = [each for each in everything if told.arguments["opening_id"] in each.url]
    of_nobody = [each for each in everything if "<" not in _rule(app, each)]
    return [*of_nobody, *(each for each in of_opening if _rule(app, each).count("<") == 1)]


def _rule(app, address):
    return next(rule.rule for rule in app.url_map.iter_rules() if rule.endpoint == address.endpoint)


def _words(body):
    return Page(body).text if isinstance(body, str) and body.startswith("<!doctype") else str(body)


def test_no_number_counts_anyone_restricted_but_those_that_something_is_measured_by(tmp_path, now):
    app, ids = scene.copied(tmp_path)
    told = Told(arguments=ids)
    with clock.standing_at(LATER), app.app_context():
        asked = _asked_of_everyone(app, told)
        before = _read(app, told, asked)
        with clock.standing_at(NOW):
            _restricted_at_every_stage(Make(Cast.here()), db.session.get(Opening, ids["opening_id"]))
        after = _read(app, told, asked)
        db.session.close()
        db.engine.dispose()
    differ = {who: {page for page in pages if pages[page] != before[who][page]} for who, pages in after.items()}
    assert {who: {endpoint for endpoint, _ in pages} for who, pages in differ.items()} == {
        "hr": MEASURED | {"forgetting.due"},
        "panellist": {"insights.own_marks"},
        "manager": set(),
        "area": set(),
    }


def _read(app, told, asked):
    """Reader → page → its words."""
    read = {}
    for reader in ("hr", "panellist", "manager", "area"):
        with app.app_context():
            seen = observed(visitor_of(app, told, reader), asked)
            read[reader] = {page: _words(body) for page, (_, _, body) in seen.items()}
            db.session.close()
    return read


def _restricted_at_every_stage(make, opening):
    """People who'd be counted as new, planned, waiting, late, ready, hired and in probation."""
    stages = ("new", "planned", "waiting", "late", "sealed by one", "ready", "offer made", "in probation")
    applications = {stage: make.application(opening, f"Xaver {stage}") for stage in stages}
    make.interview(applications["planned"], starts_at=LATER + timedelta(hours=1))
    make.interview(applications["waiting"])
    make.interview(applications["late"], starts_at=NOW - timedelta(days=9))
    make.scorecard(make.interview(applications["sealed by one"]).seats[0])
    make.panel(3, 4, application=applications["ready"])
    make.hire(applications["offer made"])
    make.probation(make.hire(applications["in probation"]))
    with writing() as session:
        named = sa.update(Candidate).where(Candidate.name.startswith("Xaver"))
        session.execute(named.values(restricted_at=clock.now()))
