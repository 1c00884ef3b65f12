"""Restricted people are named on no page, in no list, file or feed, whoever looks; HR finds them under Privacy."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from hiring.candidates.models import Candidate
from hiring.foundation import clock
from hiring.foundation.database import Base, db, writing
from hiring.interviews.reminders.policy import is_late
from hiring.probation.board.due_mails import due_mails
from tests.conftest import NOW
from tests.house import scene
from tests.house.test_two_worlds import visitor_of
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
