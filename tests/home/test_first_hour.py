"""A fresh installation leads from the first link to the first opening, and says what comes next."""

import pytest

from hiring.accounts import actions
from hiring.accounts.queries import person_by_email
from hiring.accounts.values import Role, too_few_approvers
from hiring.foundation.database import db, writing
from hiring.foundation.web import signed_links


def test_four_steps_are_ticked_as_they_are_done(app, visit):
    visitor = visit().get(f"/first-run/{signed_links.token('first-run', 'first')}")
    typed = {"name": "Rosa Lindqvist", "email": "rosa@brightwater.example", "password": "a password of good length"}
    visitor.submit(typed).follow()
    assert visitor.page.heading == "Welcome, Rosa"
    assert "You've done 0 of 4 steps." in visitor.text
    assert "Only 1 person could approve the end of a probation." in visitor.text
    visitor.get(visitor.page.links()["Add a workplace"])
    visitor.submit({"name": "Harbour Hotel", "zone": "Europe/London", "jurisdiction": "uk"}).follow()
    visitor.get(visitor.page.links()["Add people"])
    people = "Ida Marsh, ida@brightwater.example, HR\nIvo Renn, ivo@brightwater.example, interviewer"
    visitor.submit({"people": people}, button="Check list", expect=200)
    visitor.submit(button="Add 2 people").follow()
    visitor.get(visitor.page.links()["Choose a rubric"])
    assert visitor.page.heading == "Rubrics"
    visitor.submit(button="Use this rubric: Hotel reception").follow()
    assert visitor.page.heading == "Add an opening"
    assert "Hotel reception (version 1)" in visitor.text
    text = visitor.get("/").text
    assert "You've done 3 of 4 steps. The last one takes about 5 minutes." in text
    assert "Only 1 person could approve" not in text
    visitor.get(visitor.page.links()["Create an opening"])
    ivo = person_by_email(db.session, "ivo@brightwater.example")
    visitor.submit({"title": "Receptionist", "interviewers": [ivo.id]}).follow()
    assert "Now add candidates" in visitor.text
    assert visitor.get("/").page.heading == "To do"
    assert "The one is held up: Receptionist has no candidates yet." in visitor.text


def test_the_steps_are_offered_to_those_who_can_do_them(visit, cast):
    hr, administrator, manager = (visit(who).get("/") for who in (cast.hr, cast.administrator, cast.manager))
    assert "Add people" not in hr.page.links()
    assert "Choose a rubric" in hr.page.links()
    assert "HR does this" in administrator.text
    assert manager.page.heading == "My people"


@pytest.mark.parametrize(("number", "begins"), [(0, "Nobody"), (1, "Only 1 person"), (2, ""), (3, "")])
def test_it_takes_two_people_to_end_a_probation(number, begins):
    assert too_few_approvers(number).startswith(begins)
    assert bool(too_few_approvers(number)) == bool(begins)


def test_a_watchdog_and_hr_are_told_where_nobody_else_could_approve(visit, make, cast):
    make.opening()
    answer = visit().client
    assert answer.get("/healthz").data == b"ok\n"
    with writing() as session:
        for person in (cast.hr_lead, cast.second_hr):
            actions.change_person(
                session, cast.administrator.id, person, name="X", roles=[Role.MANAGER], active=True, workplace=None
            )
    assert answer.get("/healthz").data.startswith(b"ok\nOnly 1 person could approve")
    assert answer.get("/healthz").status_code == 200
    assert "Only 1 person could approve" in visit(cast.hr).get("/").text
