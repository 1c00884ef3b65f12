"""Two worlds that differ only in others' marks: who must not know them can tell the worlds apart by nothing at all.

Every page of the URL map and every export is asked for, with every id of a story that holds one of everything.
"""

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
import sqlalchemy as sa
from flask_login import current_user

from hiring.accounts.models import Person
from hiring.decisions import views as decisions
from hiring.foundation.database import db, writing
from hiring.foundation.web import access
from hiring.insights.fairness.links import application_key
from hiring.insights.fairness.models import FairnessAnswer
from hiring.interviews.guests.links import guest_link_for
from hiring.interviews.models import Seat
from hiring.panels import views as panels
from hiring.probation import views as probation
from hiring.probation.models import Probation
from tests.cast import ADDRESSES
from tests.interviews.test_guests import BASE
from tests.two_worlds import WORLDS, addresses, observed, world
from tests.visitor import Visitor

# Pia and Hugo (HR) owe a card on every application whose marks differ; the guest has not sealed; Milan's hire has no
# check-in, and Mona's not the last one; Elsa never sealed and interviews elsewhere; the others have no part in it.
BLIND = [
    "panellist",
    "second_hr",
    "guest",
    "manager",
    "mona",
    "hire",
    "elsewhere",
    "stranger",
    "administrator",
    "fairness",
    "nobody",
]
# Where HR with no part in the panels does see what differs. A new page that shows marks belongs here.
SHOWING_MARKS = {
    *("panels.compare", "panels.side_by_side", "panels.show", "panels.debrief"),
    *("panels.export_csv", "workbooks.export", "packets.show", "packets.pdf"),
    *("marks.export_csv", "decisions.show", "decisions.decide", "probation.show"),
    *("reopening_decisions.earlier", "several.decide"),
}


def visitor_of(app, told, name):
    if name == "nobody":
        return Visitor(app)
    if name == "guest":
        link = guest_link_for(db.session.get(Seat, told.guest)).removeprefix(BASE)
        return Visitor(app).get(link).submit().follow()
    if name == "hire":
        return Visitor(app).get(told.hire_page.removeprefix(BASE)).submit().follow()
    email = ADDRESSES.get(name, f"{name}@example.org")
    return Visitor(app, db.session.scalar(sa.select(Person).where(Person.email == email)))


# What the story cannot open: it holds no link of these kinds, sends no file, has nothing to check or to declare; and
# the last two lead elsewhere whatever happens.
NEVER_SHOWN = {
    *(
        "passwords.first_run",
        "passwords.choose_password",
        "accounts.show_password_link",
        "people_list.links",
        "public_pages.show",
    ),
    *("exchange.look", "spreadsheets.read", "spreadsheets.read_again"),
    *("practice.result", "conflicts.answer", "conflicts.fill"),
    *("endings.check_decision", "endings.check_happening", "probation.check_check_in"),
    *("acts.check_change", "acts.check_change_check_in", "acts.check_oversee"),
    "mailbox.send_test",  # says what the server answered on the page it leads back to
    *("guests.leave", "hire_pages.leave"),
}
# Pages that ask once more, without their guard, whether their reader may see the marks.
ASKING_TWICE = {
    "panels.show": panels.application_in_url,
    "decisions.show": decisions.application_in_url,
    "reopening_decisions.earlier": lambda application_id, **_number: decisions.application_in_url(application_id),
    "probation.show": probation.probation_in_url,
}

# The walks are shared between these tests.
pytestmark = pytest.mark.xdist_group("two worlds")


def without_guard(app, endpoint, load):
    """As if the page's guard had been forgotten: anyone signed in is let in."""
    bare = access.inside(app.view_functions[endpoint])
    app.view_functions[endpoint] = lambda **url: bare(current_user._get_current_object(), load(**url))


def seen_without_guard(name, which):
    with world(which, Path(mkdtemp()) / which) as (app, told):
        for endpoint, load in ASKING_TWICE.items():
            without_guard(app, endpoint, load)
        applications = set(told.of_others)
        followed = db.session.scalars(sa.select(Probation).where(Probation.application_id.in_(applications)))
        ids = applications | {running.id for running in followed}
        asked = [address for address in addresses(app, told) if address.endpoint in ASKING_TWICE]
        asked = [address for address in asked if ids & set(address.url.split("/"))]
        return observed(visitor_of(app, told, name), asked)


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


def test_an_area_manager_cannot_tell_the_worlds_apart_while_the_managers_of_the_hires_may_not():
    low, high = (seen_by("area", which) for which in WORLDS)
    assert {endpoint for endpoint, url in low if low[endpoint, url] != high[endpoint, url]} == set()


@pytest.mark.parametrize("name", ["panellist", "second_hr", "manager"])
def test_without_its_guard_a_page_with_marks_still_keeps_them_from_who_must_not_know_them(name):
    low, high = (seen_without_guard(name, which) for which in WORLDS)
    assert {endpoint for endpoint, _ in low} == set(ASKING_TWICE)
    assert {key for key in low if low[key] != high[key]} == set()


def test_without_its_guard_a_page_with_marks_shows_them_to_who_may_know_them():
    low, high = (seen_without_guard("hr", which) for which in WORLDS)
    assert {key[0] for key in low if low[key] != high[key]} == set(ASKING_TWICE)


def test_the_story_shows_every_page_and_export_to_at_least_one_person():
    """A new page that nobody in the story may open has not been looked at by any test here."""
    people = ["hr", "administrator", "fairness", "panellist", "manager", "area", "guest", "hire", "nobody"]
    answers = {(endpoint, seen[0]) for name in people for (endpoint, _), seen in seen_by(name, "low").items()}
    assert {endpoint for endpoint, _ in answers} - {endpoint for endpoint, status in answers if status == 200} == (
        NEVER_SHOWN
    )


def seen_with_group(choice):
    """What HR sees of pages with marks, in a world where someone said that this is their group."""
    with world("low", Path(mkdtemp()) / choice) as (app, told):
        with writing() as session:
            key = application_key(told.rejected)
            own = (FairnessAnswer.application_key == key, FairnessAnswer.question == "gender")
            assert session.execute(sa.update(FairnessAnswer).where(*own).values(choice=choice)).rowcount == 1
        asked = [address for address in addresses(app, told) if address.endpoint in SHOWING_MARKS]
        return observed(visitor_of(app, told, "hr"), asked)


def test_someones_group_changes_nothing_on_pages_with_marks():
    """Every other page looks the same to HR in worlds that differ in groups as well: the next test."""
    woman, man = seen_with_group("woman"), seen_with_group("man")
    assert {endpoint for endpoint, _ in woman} == SHOWING_MARKS
    assert woman == man


def test_what_could_leak_differs_for_those_who_may_see_it():
    low, high = (seen_by("hr", which) for which in WORLDS)
    assert {endpoint for endpoint, name in low if low[endpoint, name] != high[endpoint, name]} == SHOWING_MARKS
