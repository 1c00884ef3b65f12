"""Two minutes before a session ends the page says so, and one button stays signed in."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import press
from tests.journeys.keeping import evidence
from tests.journeys.looking import has_no_violations, is_narrow_enough

pytestmark = pytest.mark.browser

WARNING = re.compile(r"You haven't done anything for a while, so you'll be signed out at \d\d:\d\d\.")


def idle(page, address="/me"):
    page.clock.install()
    page.goto(address)
    expect(page.locator(".session-end")).to_be_empty()
    return page.locator(".session-end")


def test_the_warning_comes_politely_two_minutes_before_and_one_button_stays(sit):
    page = sit("hr")
    box = idle(page)
    expect(box).to_have_attribute("role", "status")
    page.clock.fast_forward("26:50")
    expect(box).to_be_empty()
    page.clock.fast_forward("00:11")
    expect(box).to_contain_text(WARNING)
    has_no_violations(page)
    is_narrow_enough(page)
    with page.expect_response("**/stay-signed-in") as answered:
        press(page, "Stay signed in")
    assert answered.value.json()["left"] == 30 * 60
    expect(box).to_contain_text("You're still signed in.")
    page.clock.fast_forward("00:06")
    expect(box).to_be_empty()
    page.clock.fast_forward("27:00")
    expect(box).to_be_empty()
    page.clock.fast_forward("01:00")
    expect(box).to_contain_text(WARNING)
    page.clock.fast_forward("02:01")
    expect(box).to_contain_text("You're signed out. What you typed stays on this page.")
    expect(box.get_by_role("link", name="Sign in again in another window")).to_be_visible()


def test_another_page_of_the_same_person_keeps_all_of_them_signed_in(sit):
    page = sit("hr")
    box = idle(page)
    page.clock.fast_forward("28:01")
    expect(box).to_contain_text(WARNING)
    other = page.context.new_page()
    other.goto("/me")
    expect(box).to_be_empty()
    page.clock.fast_forward("26:30")
    expect(box).to_be_empty()
    page.clock.fast_forward("00:31")
    expect(box).to_contain_text(WARNING)


def test_what_is_saved_while_typing_keeps_its_writer_signed_in(sit, scorecard):
    page = sit("panellist")
    box = idle(page, scorecard)
    page.clock.fast_forward("28:01")
    expect(box).to_contain_text(WARNING)
    with page.expect_response("**/draft"):
        evidence(page).fill("And this.")
        page.clock.fast_forward("00:03")
    expect(box).to_be_empty()


def test_whoever_is_not_signed_in_is_warned_of_nothing(sit):
    page = sit()
    page.clock.install()
    page.goto("/sign-in")
    page.clock.fast_forward("01:00:00")
    expect(page.locator(".session-end")).to_have_count(0)
