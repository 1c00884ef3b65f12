"""Guessing is slowed down by account, source and browser, by all processes together, and locks no victim out."""

import statistics
import time
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask_security import hash_password
from werkzeug.exceptions import TooManyRequests

from hiring.accounts import actions
from hiring.accounts.models import KnownBrowser
from hiring.accounts.signing_in import FREE_OF_ACCOUNT, FREE_OF_BROWSER, FREE_OF_SOURCE
from hiring.accounts.views import FREE_GUESSES, FREE_LINKS
from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.foundation.web import limits, signed_links
from hiring.interviews.guests.views import FREE_LINKS as FREE_GUEST_LINKS
from tests import databases
from tests.accounts.test_password_links import made_link
from tests.cast import PASSWORD
from tests.conftest import NOW
from tests.interviews.test_guests import address, met
from tests.visitor import Visitor

WRONG = "wrong but long enough"


def tried(visitor, email, password=WRONG, *, source="127.0.0.1"):
    """The status of one try to sign in, from this source."""
    visitor.client.environ_base["REMOTE_ADDR"] = source
    data = {"email": email, "password": password, "csrf_token": visitor.token()}
    return visitor.send_raw("/sign-in", data)


def guessed(app, email, times, source="10.0.0.{}"):
    """That many wrong tries, each from another source and browser; what the last was answered."""
    answers = [tried(Visitor(app), email, source=source.format(n)) for n in range(times)]
    return answers[-1]


def signed_out(visit, person):
    """A browser in which this person has signed in, and out again."""
    return visit(person).get("/").submit(button="Sign out")


def test_guesses_at_an_account_are_counted_over_all_sources(app, cast):
    assert guessed(app, cast.hr.email, FREE_OF_ACCOUNT).status_code == 200
    refused = tried(Visitor(app), cast.hr.email, source="10.1.1.1")
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "1")
    assert "Too many tries" in refused.get_data(as_text=True)


def test_during_a_wait_the_right_password_is_refused_like_a_wrong_one(app, cast):
    guessed(app, cast.hr.email, FREE_OF_ACCOUNT)
    answers = [tried(Visitor(app), cast.hr.email, typed) for typed in (WRONG, PASSWORD)]
    assert [one.status_code for one in answers] == [429, 429]
    assert answers[0].get_data() == answers[1].get_data()


def test_a_browser_in_which_the_victim_has_signed_in_still_can(app, visit, cast):
    own = signed_out(visit, cast.hr)
    guessed(app, cast.hr.email, FREE_OF_ACCOUNT)
    guessed(app, "nobody@example.org", 1, source="10.0.0.7")
    for n in range(FREE_OF_SOURCE + 1):
        tried(Visitor(app), f"nobody{n}@example.org", source="10.0.0.7")
    assert tried(Visitor(app), cast.hr.email, PASSWORD, source="10.0.0.7").status_code == 429
    assert tried(own, cast.hr.email, PASSWORD, source="10.0.0.7").status_code == 302


def test_a_browser_known_for_one_person_is_a_stranger_for_another(app, visit, cast):
    other = signed_out(visit, cast.manager)
    guessed(app, cast.hr.email, FREE_OF_ACCOUNT)
    assert tried(other, cast.hr.email, PASSWORD).status_code == 429


def test_a_known_browser_is_slowed_down_alone(app, visit, cast):
    stolen, own = signed_out(visit, cast.hr), signed_out(visit, cast.hr)
    answers = [tried(stolen, cast.hr.email).status_code for _ in range(FREE_OF_BROWSER + 1)]
    assert answers == [200] * FREE_OF_BROWSER + [429]
    assert tried(own, cast.hr.email, PASSWORD).status_code == 302


@pytest.mark.parametrize("forged", ["", "made-up", "another purpose"])
def test_a_forged_browser_cookie_makes_no_browser_known(app, visit, cast, forged):
    signed_out(visit, cast.hr)
    kept = db.session.scalars(sa.select(KnownBrowser.browser)).one()
    if forged == "another purpose":
        forged = signed_links.token("password", kept)
    stranger = Visitor(app)
    stranger.client.set_cookie("browser", forged)
    guessed(app, cast.hr.email, FREE_OF_ACCOUNT)
    assert tried(stranger, cast.hr.email, PASSWORD).status_code == 429


def test_a_password_link_makes_its_browser_known_and_forgets_the_others(app, visit, cast):
    taken_over = signed_out(visit, cast.hr)
    own = visit().get(made_link(cast.hr)).submit({"password": "a new one of good length"})
    guessed(app, cast.hr.email, FREE_OF_ACCOUNT)
    assert tried(taken_over, cast.hr.email, "a new one of good length").status_code == 429
    assert tried(own, cast.hr.email, "a new one of good length").status_code == 302


def test_guesses_of_one_source_are_counted_over_all_accounts(app, cast):
    for n in range(FREE_OF_SOURCE):
        assert tried(Visitor(app), f"nobody{n}@example.org", source="10.0.0.7").status_code == 200
    assert tried(Visitor(app), cast.hr.email, PASSWORD, source="10.0.0.7").status_code == 429
    assert tried(Visitor(app), cast.hr.email, PASSWORD, source="10.0.0.8").status_code == 302


def test_two_processes_count_together(either, tmp_path, cast):
    url = str(either.config["SQLALCHEMY_ENGINES"]["default"]["url"])
    second = databases.make_app(tmp_path, url if url.startswith("postgresql") else "")
    told = []
    for n in range(FREE_OF_ACCOUNT + 1):
        with (either, second)[n % 2].app_context():
            visitor = Visitor((either, second)[n % 2])
            told.append(tried(visitor, cast.hr.email, source=f"10.0.0.{n}").status_code)
    with second.app_context():
        db.session.close()
        db.engine.dispose()
    assert told == [200] * FREE_OF_ACCOUNT + [429]


def test_a_wait_ends_by_itself_and_trying_during_it_makes_it_no_longer(app, cast):
    guessed(app, cast.hr.email, FREE_OF_ACCOUNT)
    for _ in range(5):
        assert tried(Visitor(app), cast.hr.email).headers["Retry-After"] == "1"
    with clock.standing_at(NOW + timedelta(seconds=2)):
        assert tried(Visitor(app), cast.hr.email).status_code == 200
        assert tried(Visitor(app), cast.hr.email).headers["Retry-After"] == "2"
    with clock.standing_at(NOW + timedelta(seconds=5)):
        assert tried(Visitor(app), cast.hr.email, PASSWORD).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "seconds"), [(0, 0), (4, 0), (5, 1), (6, 2), (7, 4), (12, 128), (13, 256), (14, 300), (5_000, 300)]
)
def test_a_wait_doubles_with_each_wrong_guess_up_to_five_minutes(wrong, seconds):
    assert limits.wait_after(wrong, 5) == timedelta(seconds=seconds)


@pytest.mark.parametrize(("hours", "expect"), [(23.9, 429), (24.1, 200)])
def test_wrong_guesses_are_forgotten_a_day_after_the_first(app, cast, hours, expect):
    guessed(app, cast.hr.email, FREE_OF_ACCOUNT - 1)
    with clock.standing_at(NOW + timedelta(hours=hours)):
        guessed(app, cast.hr.email, 1)
        assert tried(Visitor(app), cast.hr.email).status_code == expect


def test_right_guesses_cost_nothing(app, visit, cast):
    for n in range(FREE_OF_SOURCE + 1):
        assert tried(Visitor(app), cast.hr.email, PASSWORD).status_code == 302, n


def test_a_guess_counts_before_it_is_looked_at(either, cast):
    """So many at the same moment find out no more than so many one after another."""
    keys = [limits.GuessKey("sign-in to an account", "x", 5)]
    for _ in range(5):
        limits.begin_guess(keys)
    with pytest.raises(TooManyRequests):
        limits.begin_guess(keys)


def test_a_known_and_an_unknown_account_are_slowed_down_alike(app, cast):
    told = {}
    for email in (cast.hr.email, "nobody@example.org"):
        answers = [tried(Visitor(app), email, source=f"10.{len(told)}.0.{n}") for n in range(FREE_OF_ACCOUNT + 2)]
        told[email] = [(one.status_code, one.headers.get("Retry-After")) for one in answers]
    assert told[cast.hr.email] == told["nobody@example.org"]


def test_a_known_and_an_unknown_account_take_about_the_same_time(app, visit, cast):
    """Measured with hashing made so slow that it is most of what a try costs."""
    context = app.extensions["security"].pwd_context
    context.update(argon2__time_cost=6, argon2__memory_cost=8_192)
    with writing() as session:
        actions.set_password(session, cast.hr, hash_password(PASSWORD))
    spent = {cast.hr.email: [], "nobody@example.org": []}
    for n in range(5):
        for email, times in spent.items():
            visitor = Visitor(app)
            visitor.client.environ_base["REMOTE_ADDR"] = f"10.2.0.{n}"
            data = {"email": email, "password": WRONG, "csrf_token": visitor.token()}
            began = time.process_time()
            visitor.send_raw("/sign-in", data)
            times.append(time.process_time() - began)
    known, unknown = (statistics.median(times) for times in spent.values())
    assert 1 / 2 < known / unknown < 2


def test_the_present_password_cannot_be_guessed_without_a_wait(visit, cast):
    visitor = visit(cast.hr)
    typed = {"password": "a new one of good length"}
    for _ in range(FREE_GUESSES):
        visitor.get("/me").submit(typed | {"current": WRONG}, button="Change password", expect=422)
    visitor.get("/me").submit(typed | {"current": PASSWORD}, button="Change password", expect=429)
    assert visitor.answer.headers["Retry-After"] == "1"
    with clock.standing_at(NOW + timedelta(seconds=2)):
        visitor.get("/me").submit(typed | {"current": PASSWORD}, button="Change password")


@pytest.mark.parametrize("kind", ["password", "first-run", "guest", "guest/cannot"])
def test_links_cannot_be_tried_without_a_wait_and_the_right_one_waits_too(app, make, cast, kind):
    right = address(make.guest(met(make))).replace("/guest/", f"/{kind}/") if "guest" in kind else made_link(cast.hr)
    client = app.test_client()
    assert FREE_LINKS == FREE_GUEST_LINKS
    told = [client.get(f"/{kind}/made-up-{n}").status_code for n in range(FREE_LINKS + 1)]
    assert told == [404] * FREE_LINKS + [429]
    if kind != "first-run":
        assert client.get(right).status_code == 429
        with clock.standing_at(NOW + timedelta(seconds=2)):
            assert client.get(right).status_code == 200
