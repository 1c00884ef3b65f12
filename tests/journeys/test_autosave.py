"""What somebody types is never lost: saved while they type, without a network, in two windows, signed out."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.cast import PASSWORD
from tests.conftest import NOW
from tests.journeys.browser import follow, headed, press, problems, says, sign_in
from tests.journeys.looking import has_no_violations
from tests.journeys.steps import HEARD, answer

pytestmark = pytest.mark.browser

SIGNED_OUT = "You are signed out. Sign in in another window; your text stays here."
FIRST = "What did they say or do?"


@pytest.fixture
def scorecard(house):
    """The address of Pia's empty scorecard."""

    def story(make):
        meeting = make.meeting(make.application())
        return next(seat.id for seat in meeting.seats if seat.person_id == make.cast.panellist.id)

    return f"/interviews/{house.tell(story)}"


def said(page, sentence, role="status"):
    """What the line about saving says, and whether politely (status) or at once (alert)."""
    line = page.locator("[data-saved]")
    expect(line).to_have_text(sentence)
    expect(line).to_have_attribute("role", role)


def evidence(page):
    return page.get_by_label(FIRST).first


def test_typing_is_saved_by_itself_and_said_politely(sit, scorecard):
    page = sit("panellist")
    page.goto(scorecard)
    said(page, "Nothing written yet")
    answer(page, 0, 4)
    said(page, "Saved 09:00")
    page.reload()
    expect(evidence(page)).to_have_value(HEARD)
    expect(page.get_by_role("radio", name="4").first).to_be_checked()


def test_without_a_network_the_text_waits_and_is_saved_when_it_is_back(sit, scorecard):
    page = sit("panellist")
    page.goto(scorecard)
    page.context.set_offline(True)
    evidence(page).fill("Written in the back room.")
    said(page, "No connection. Your text stays here; trying again.", "alert")
    expect(evidence(page)).to_have_value("Written in the back room.")
    page.context.set_offline(False)
    said(page, "Saved 09:00")
    page.reload()
    expect(evidence(page)).to_have_value("Written in the back room.")


def test_a_second_window_is_told_and_never_overwrites(sit, scorecard):
    first = sit("panellist")
    first.goto(scorecard)
    second = first.context.new_page()
    second.goto(scorecard)
    evidence(first).fill("The first window.")
    said(first, "Saved 09:00")
    evidence(second).fill("The second window.")
    said(second, re.compile("You saved a newer text of this in another window.* Press “Save” to see both."), "alert")
    press(second, "Save")
    headed(second, "Two texts of the same card")
    says(second, "The first window.", "The second window.")
    has_no_violations(second)
    first.reload()
    expect(evidence(first)).to_have_value("The first window.")
    press(second, "Keep the text of this window")
    expect(evidence(second)).to_have_value("The second window.")


def test_signed_out_meanwhile_the_text_is_sent_after_signing_in_in_another_window(sit, scorecard):
    page = sit("panellist")
    page.goto(scorecard)
    other = page.context.new_page()
    other.goto("/")
    press(other, "Sign out")
    evidence(page).fill("Typed while signed out.")
    said(page, SIGNED_OUT, "alert")
    press(page, "Save")
    headed(page, "Sign in, then send this again")
    has_no_violations(page)
    with page.context.expect_page() as opened:
        follow(page, "Sign in in a new window")
    sign_in(opened.value, "pia@example.org")
    press(page, "Send it again")
    says(page, "Saved. You can leave and come back.")
    expect(evidence(page)).to_have_value("Typed while signed out.")


def test_a_sign_in_that_waited_too_long_keeps_the_address_and_never_the_password(sit):
    page = sit()
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill("pia@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.context.clear_cookies()
    press(page, "Sign in")
    headed(page, "This page was open for too long")
    assert PASSWORD not in page.content()
    press(page, "Send it again")
    assert problems(page) == ["Fill in your address and your password."]
    expect(page.get_by_label("E-mail address")).to_have_value("pia@example.org")


def test_when_a_session_ran_out_the_page_saves_by_itself_after_signing_in_elsewhere(sit, house, scorecard):
    page = sit("panellist")
    page.goto(scorecard)
    house.travel(NOW + timedelta(hours=13))
    evidence(page).fill("Typed after a long day.")
    said(page, SIGNED_OUT, "alert")
    sign_in(page.context.new_page(), "pia@example.org")
    evidence(page).fill("Typed on, after signing in.")
    said(page, "Saved 22:00")


def test_a_page_from_before_signing_out_says_so_and_its_text_can_still_be_sent(sit, scorecard):
    page = sit("panellist")
    page.goto(scorecard)
    other = page.context.new_page()
    other.goto("/")
    press(other, "Sign out")
    sign_in(other, "pia@example.org")
    evidence(page).fill("Typed into an old page.")
    said(page, "This page is from before you signed out. Press “Save”: your text is kept.", "alert")
    press(page, "Save")
    headed(page, "This page was open for too long")
    press(page, "Send it again")
    expect(evidence(page)).to_have_value("Typed into an old page.")
