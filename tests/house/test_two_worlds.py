"""Two worlds that differ only in others' marks: who must not know them can tell the worlds apart by nothing at all.

Every page of the URL map and every export is asked for, with every id of a story that holds one of everything.
"""

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
import sqlalchemy as sa

from hiring.accounts.models import Person
from hiring.foundation.database import db
from hiring.interviews.guests.links import guest_link_for
from hiring.interviews.models import Seat
from tests.cast import ADDRESSES
from tests.interviews.test_guests import BASE
from tests.two_worlds import WORLDS, addresses, observed, world
from tests.visitor import Visitor

# Pia and Hugo (HR) owe a card on every application whose marks differ; the guest has not sealed; Milan's hire has no
# check-in; Elsa never sealed and interviews elsewhere; the others have no part in it.
BLIND = ["panellist", "second_hr", "guest", "manager", "elsewhere", "stranger", "administrator", "nobody"]
# Where HR with no part in the panels does see what differs. A new page that shows marks belongs here.
SHOWING_MARKS = {
    *("panels.compare", "panels.show", "panels.debrief", "panels.export_csv", "panels.export_xlsx"),
    *("marks.export_csv", "marks.export_xlsx", "decisions.show", "decisions.decide", "probation.show"),
}


def visitor_of(app, told, name):
    if name == "nobody":
        return Visitor(app)
    if name == "guest":
        link = guest_link_for(db.session.get(Seat, told.guest)).removeprefix(BASE)
        return Visitor(app).get(link).submit().follow()
    email = ADDRESSES.get(name, f"{name}@example.org")
    return Visitor(app, db.session.scalar(sa.select(Person).where(Person.email == email)))


@cache
def seen_by(name, which):
    with world(which, Path(mkdtemp()) / which) as (app, told):
        asked = addresses(app, told)
        return observed(visitor_of(app, told, name), asked)


@pytest.mark.parametrize("name", BLIND)
def test_who_must_not_know_the_marks_cannot_tell_the_worlds_apart(name):
    low, high = (seen_by(name, which) for which in WORLDS)
    assert list(low) == list(high)
    assert {key for key in low if low[key] != high[key]} == set()
    assert sum(answer[0] == 200 for answer in low.values()) >= 3


def test_what_could_leak_differs_for_those_who_may_see_it():
    low, high = (seen_by("hr", which) for which in WORLDS)
    assert {endpoint for endpoint, name in low if low[endpoint, name] != high[endpoint, name]} == SHOWING_MARKS
