"""What someone types is never lost: saved while they type, without a network, in two windows, signed out."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.cast import PASSWORD
from tests.conftest import NOW
from tests.journeys.browser import follow, headed, press, problems, says, sign_in
from tests.journeys.keeping import NO_CONNECTION, evidence, said
from tests.journeys.looking import has_no_violations
from tests.journeys.steps import HEARD, answer

pytestmark = pytest.mark.browser

SIGNED_OUT = "You're signed out. Sign in in another window. Your text stays here."
# How often the line about saving is read out: changes inside a part that is not live do not count.
_COUNT_SPOKEN = """() => {
  spoken = 0;
  const isLive = (one) => !(one.target.closest ? one.target : one.target.parentElement).closest("[aria-live=off]");
  new MutationObserver((all) => { spoken += all.some((one) => one.type === "childList" && isLive(one)); })
    .observe(document.querySelector("[data-saved]"), { childList: true, subtree: true, characterData: true });
}"""


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
    said(page, NO_CONNECTION, "alert")
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
    said(second, re.compile("You saved a newer version of this in another window.* Press “Save” to see both."), "alert")
    press(second, "Save")
    headed(second, "Two versions of the same scorecard")
    says(second, "The first window.", "The second window.")
    has_no_violations(second)
    first.reload()
    expect(evidence(first)).to_have_value("The first window.")
    press(second, "Keep this window's text")
    expect(evidence(second)).to_have_value("The second window.")


def test_signed_out_meanwhile_the_text_is_sent_after_signing_in_in_another_window(sit, scorecard):
    page = sit("panellist")
    page.goto(scorecard)
    page.context.clear_cookies()
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
    page.get_by_label("Email address").fill("pia@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.context.clear_cookies()
    press(page, "Sign in")
    headed(page, "This page was open for too long")
    assert PASSWORD not in page.content()
    press(page, "Send it again")
    assert problems(page) == ["Fill in your address and your password."]
    expect(page.get_by_label("Email address")).to_have_value("pia@example.org")


def test_when_a_session_ran_out_the_page_offers_to_sign_in_and_then_saves_by_itself(sit, house, scorecard):
    page = sit("panellist")
    page.goto(scorecard)
    house.travel(NOW + timedelta(hours=13))
    evidence(page).fill("Typed after a long day.")
    said(page, SIGNED_OUT, "alert")
    with page.context.expect_page() as opened:
        follow(page, "Sign in in another window")
    sign_in(opened.value, "pia@example.org")
    said(page, "Saved 22:00")
    page.reload()
    expect(evidence(page)).to_have_value("Typed after a long day.")


def test_a_page_whose_token_is_of_an_older_session_gets_a_new_one_and_saves(sit, scorecard):
    page = sit("panellist")
    page.goto(scorecard)
    page.context.clear_cookies()
    sign_in(page.context.new_page(), "pia@example.org")
    evidence(page).fill("Typed into an old page.")
    said(page, "Saved 09:00")


def test_somebody_who_types_without_a_pause_is_saved_within_five_seconds(sit, scorecard):
    page = sit("panellist")
    page.goto(scorecard)
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    # Six seconds of keys on a fast machine. Counted in keys, because a slow one is slow in everything.
    evidence(page).press_sequentially("She rang the depot, then rang the guest.", delay=150)
    assert sent, "nothing was sent while there was no pause"
    said(page, "Saved 09:00")


def test_what_is_typed_while_a_save_is_under_way_goes_with_the_next(sit, scorecard):
    page = sit("panellist")
    page.goto(scorecard)
    held = []
    page.route("**/draft", lambda route: held.append(route), times=1)
    with page.expect_request("**/draft"):
        evidence(page).fill("First")
    evidence(page).fill("First, and then more.")
    page.wait_for_timeout(2500)
    held[0].continue_()
    said(page, "Saved 09:00")
    press(page, "Save")
    says(page, "Saved. You can leave and come back.")
    expect(evidence(page)).to_have_value("First, and then more.")


def test_leaving_for_another_form_at_once_destroys_nothing(sit, scorecard):
    page = sit("panellist")
    page.goto(scorecard)
    evidence(page).fill("Typed, and gone at once.")
    page.wait_for_timeout(400)
    follow(page, "My interviews")
    headed(page, "My interviews")
    page.goto(scorecard)
    expect(evidence(page)).to_have_value("Typed, and gone at once.")


def test_going_back_in_the_browser_never_brings_an_older_text_over_a_newer_one(sit, scorecard):
    page = sit("panellist")
    page.goto(scorecard)
    answer(page, 0, 2, heard="Older")
    said(page, "Saved 09:00")
    follow(page, "My interviews")
    telephone = sit("panellist")
    telephone.goto(scorecard)
    answer(telephone, 0, 4, heard="Newer")
    said(telephone, "Saved 09:00")
    page.go_back()
    expect(evidence(page)).to_have_value("Newer")
    expect(page.get_by_role("radio", name="4").first).to_be_checked()
    answer(page, 1, 3, heard="And this.")
    said(page, "Saved 09:00")
    telephone.reload()
    expect(evidence(telephone)).to_have_value("Newer")


def test_saved_is_spoken_once_and_not_again_with_every_minute(sit, house, scorecard):
    page = sit("panellist")
    page.goto(scorecard)
    evidence(page).fill("One.")
    said(page, "Saved 09:00")
    page.evaluate(_COUNT_SPOKEN)
    house.travel(NOW + timedelta(minutes=1))
    evidence(page).fill("One. Two.")
    said(page, "Saved 09:01")
    assert page.evaluate("spoken") == 0
    page.context.set_offline(True)
    evidence(page).fill("One. Two. Three.")
    said(page, NO_CONNECTION, "alert")
    page.wait_for_function("spoken === 1")


def test_every_saved_text_is_told_to_whoever_listens_on_the_form(sit, scorecard):
    page = sit("panellist")
    page.goto(scorecard)
    page.evaluate("document.querySelector('[data-draft]').addEventListener('saved', (one) => { told = one.detail; })")
    evidence(page).fill("One.")
    said(page, "Saved 09:00")
    page.wait_for_function("window.told")
    assert page.evaluate("told") == {"saved": "09:00", "revision": 1, "hints": {}}
