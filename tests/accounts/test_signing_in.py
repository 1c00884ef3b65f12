"""Signing in and out: a session is a row, and a cookie without its row is worth nothing."""

import re
from datetime import timedelta
from html import unescape

import pytest
import sqlalchemy as sa
from flask_security.utils import get_hmac
from passlib.hash import argon2

from hiring.accounts import actions
from hiring.accounts.models import Person, SignIn
from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.foundation.web import signed_links
from hiring.foundation.web.drafts import draft_of, save_draft
from tests.accounts.test_password_links import made_link
from tests.cast import PASSWORD
from tests.conftest import NOW
from tests.visitor import Visitor


def _copied_cookie(app, visitor):
    thief = Visitor(app)
    for cookie in visitor.client._cookies.values():
        thief.client.set_cookie(cookie.key, cookie.value)
    return thief


def test_a_known_and_an_unknown_address_get_the_same_answer(visit, cast):
    said = []
    for address in (cast.hr.email, "nobody@example.org"):
        visitor = visit().get("/sign-in")
        visitor.submit({"email": address, "password": "wrong but long enough"}, expect=200)
        said.append(re.sub(r'value="[^"]*"', "", visitor.page.html))
    assert said[0] == said[1]
    assert "The address or the password isn't right." in unescape(said[0])


def test_an_empty_form_says_what_to_fill_in(visit):
    visitor = visit().get("/sign-in").submit({}, expect=200)
    assert visitor.page.problems() == ["Fill in your address and your password."]


def test_signing_in_leads_to_the_page_that_was_asked_for(visit, cast):
    visitor = visit().get("/openings", expect=302).follow()
    visitor.submit({"email": cast.hr.email, "password": PASSWORD}).follow()
    assert visitor.page.heading == "Openings"


def test_nobody_is_sent_to_another_site(visit, cast):
    visitor = visit().get("/sign-in?next=https://evil.example/")
    visitor.submit({"email": cast.hr.email, "password": PASSWORD}, expect=302)
    assert "evil.example" not in visitor.answer.headers["Location"]


def test_a_copied_cookie_is_dead_after_sign_out(app, visit, cast):
    visitor = visit(cast.hr)
    thief = _copied_cookie(app, visitor)
    thief.get("/openings")
    visitor.get("/").submit(button="Sign out")
    thief.get("/openings", expect=302)


def test_signing_out_is_said_and_takes_nobodys_unsaved_text_from_the_browser(visit, cast):
    visitor = visit(cast.hr).get("/").submit(button="Sign out")
    assert "Clear-Site-Data" not in visitor.answer.headers
    assert "You're signed out." in visitor.follow().text
    assert "You're signed out." not in visitor.get("/sign-in").text


@pytest.mark.parametrize("change", ["password", "role", "switched off"])
def test_a_session_ends_with_a_new_password_a_lost_role_or_a_switch(visit, cast, change):
    visitor = visit(cast.hr).get("/openings")
    with writing() as session:
        if change == "password":
            actions.choose_password(session, cast.hr, "hashed")
        else:
            roles = ["interviewer"] if change == "role" else ["hr"]
            actions.change_person(
                session, cast.administrator.id, cast.hr, name="Hedda Hart", roles=roles,
                active=change == "role", workplace=None,
            )  # fmt: skip
    visitor.get("/openings", expect=302)


def test_after_twelve_hours_everybody_signs_in_again(visit, cast):
    visitor = visit(cast.hr).get("/openings")
    with clock.standing_at(NOW + timedelta(hours=12, minutes=1)):
        visitor.get("/openings", expect=302)


def test_an_idle_session_is_over(visit, cast):
    visitor = visit(cast.hr).get("/openings")
    with visitor.client.session_transaction() as cookie:
        cookie["seen"] -= 31 * 60
    visitor.get("/openings", expect=302)


def test_what_was_typed_when_the_session_ended_can_be_sent_again(visit, cast):
    visitor = visit(cast.administrator).get("/workplaces/add")
    actions_before = db.session.scalar(sa.select(sa.func.count()).select_from(SignIn))
    with writing() as session:
        actions.end_all_sign_ins(session, cast.administrator)
    visitor.submit({"name": "Riverside branch by the mill", "zone": "Europe/London"}, expect=401)
    assert visitor.page.heading == "Sign in, then send this again"
    assert visitor.page.form("Send it again").held()["name"] == "Riverside branch by the mill"
    kept = visitor.page
    visitor.sign_in(cast.administrator.email)
    visitor.page, visitor.path = kept, "/workplaces/add"
    visitor.submit(button="Send it again").follow()
    assert "Riverside branch by the mill" in visitor.text
    assert actions_before == 1


def test_a_link_to_choose_a_password_works_once(visit, cast):
    link = made_link(cast.hr)
    visitor = visit().get(link)
    visitor.submit({"password": "too short"}, expect=422)
    assert visitor.page.problems() == ["Use at least 15 characters. A few unrelated words do well."]
    visitor.submit({"password": "a new one of good length"}).follow()
    visitor.get(link, expect=404)
    visit().sign_in(cast.hr.email, "a new one of good length")


def test_the_first_run_link_makes_one_administrator_and_is_gone(app, visit):
    link = f"/first-run/{signed_links.token('first-run', 'first')}"
    visitor = visit().get(link)
    visitor.submit({"name": "Ada", "email": "ada@example.org", "password": "a password of some length"}).follow()
    visitor.get(link, expect=404)
    visit().sign_in("ada@example.org", "a password of some length").get("/people")


def test_an_altered_link_is_a_plain_page(visit, cast):
    token = made_link(cast.hr).rsplit("/", 1)[1]
    link_id = signed_links.content("password", token, hours=1)
    for wrong in (token[:-2] + "xx", "nonsense", signed_links.token("first-run", link_id)):
        visit().get(f"/password/{wrong}", expect=404)


def test_a_password_hashed_in_an_older_way_lets_you_in_and_is_hashed_anew(visit, cast):
    """Such as after the costs of hashing were raised."""
    older = argon2.using(time_cost=2, memory_cost=32, parallelism=1).hash(get_hmac(PASSWORD))
    with writing() as session:
        session.get_one(Person, cast.hr.id).password = older
    assert visit(cast.hr).get("/me").page.text
    newer = db.session.scalar(sa.select(Person.password).where(Person.id == cast.hr.id))
    assert ("t=2" in older, "t=1" in newer) == (True, True)
    assert visit(cast.hr).get("/me").page.text


def test_a_draft_that_nobody_goes_on_with_is_still_there_a_year_later(visit, make, cast):
    seat = make.interview(make.application()).seats[0]
    with writing() as session:
        save_draft(session, seat.person_id, seat.id, {"free_probe": "Rang back twice."}, 0)
    with clock.standing_at(NOW + timedelta(days=366)):
        visit(cast.hr)
    assert draft_of(db.session, seat.person_id, seat.id) is not None
