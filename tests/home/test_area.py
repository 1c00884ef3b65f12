"""An area manager looks on: openings, statuses, late items and probations of their workplaces, and nothing to do."""

import pytest

from hiring.accounts import actions
from hiring.accounts.values import Role
from hiring.candidates.facts import facts_of
from hiring.candidates.state_table import offered_steps
from hiring.foundation import clock
from hiring.foundation.database import db, writing
from tests.conftest import NOW


@pytest.fixture
def elsewhere(make, cast):
    with writing() as session:
        quay = actions.add_workplace(session, None, name="Quay branch", zone="Europe/London", jurisdiction="uk")
    return make.opening("Ferry steward", workplace=quay)


def test_the_page_shows_their_workplaces_alone_and_offers_nothing(visit, make, cast, elsewhere):
    make.interview(make.application(name="Amara Osei"))
    make.interview(make.application(elsewhere, "Bo Lind"))
    make.probation(make.hire(make.application(make.opening("Waiter"), "Cleo Quist")))
    with clock.standing_at(NOW.replace(year=2027, month=1, day=14)):
        visitor = visit(cast.area).get("/")
    assert visitor.page.heading == "My area"
    assert "Cleo Quist 1 day past the day to decide" in visitor.text
    assert "Scorecard for Amara Osei, Front desk host" in visitor.text
    assert "Bo Lind" not in visitor.text
    assert "Ferry steward" not in visitor.text
    assert [form.buttons for form in visitor.page.forms()] == [["Sign out"]]
    visitor.get(visitor.page.links()["Front desk host"])
    assert "Amara Osei" in visitor.text
    visitor.get(f"/area/openings/{elsewhere.id}", expect=404)


def test_what_others_sealed_is_hidden_while_they_owe_a_card_themselves(visit, make, cast):
    with writing() as session:
        roles = [Role.AREA_MANAGER, Role.INTERVIEWER]
        actions.change_person(
            session, cast.administrator.id, cast.area, name="Arno Ash", roles=roles, active=True, workplace=None
        )
    opening = make.opening(interviewers=[cast.panellist, cast.area])
    interview = make.interview(make.application(opening), people=[cast.panellist, cast.area])
    own = next(seat for seat in interview.seats if seat.person_id == cast.area.id)
    assert "Amara Osei interviewed" in visit(cast.area).get(f"/area/openings/{opening.id}").text
    assert "Scorecard for Amara Osei" not in visit(cast.area).get("/").text
    make.scorecard(own)
    assert "Amara Osei waiting 1 of 2" in visit(cast.area).get(f"/area/openings/{opening.id}").text
    assert "Scorecard for Amara Osei" in visit(cast.area).get("/").text


def test_no_step_of_the_table_is_theirs(make, cast):
    application = make.panel(4, 3)
    facts = facts_of(db.session, cast.area, application)
    assert facts is not None
    assert offered_steps(facts) == []
    assert offered_steps(facts_of(db.session, cast.hr, application)) != []


def test_an_area_is_given_with_the_role_and_goes_with_it(visit, cast):
    visitor = visit(cast.administrator).get(f"/people/{cast.stranger.id}")
    visitor.submit({"roles": ["area_manager"]}, expect=422)
    assert visitor.page.problems() == ["Choose the workplaces they look after."]
    visitor.submit({"roles": ["area_manager"], "area": [cast.harbour.id]}).follow()
    assert visitor.page.form("Save").held()["area"] == [cast.harbour.id]
    assert visit(cast.stranger).get("/").page.heading == "My area"
    visitor.submit({"roles": ["manager"], "area": [cast.harbour.id]}).follow()
    assert "area" not in visitor.page.form("Save").held()


def test_they_read_a_probation_and_cannot_write_in_it(visit, make, cast):
    followed = make.probation()
    visitor = visit(cast.area).get(f"/probations/{followed.id}")
    assert "Amara Osei" in visitor.page.heading
    assert [form.buttons for form in visitor.page.forms()] == [["Sign out"]]
    visitor.post(f"/probations/{followed.id}/note", {"act": "X"}, expect=403)
