"""Two versions of a scorecard, of two tabs, two devices or around its sealing: both are kept, none is merged."""

import re

import pytest
from playwright.sync_api import expect

from hiring.foundation.database import db
from hiring.interviews.queries import seat as seat_of
from tests.journeys.browser import follow, headed, press, says
from tests.journeys.keeping import (
    TYPED,
    again,
    evidence,
    held,
    kill_tab,
    said,
    told,
    typed_offline,
    until_changed,
    until_held,
)
from tests.journeys.looking import has_no_violations
from tests.journeys.steps import answer

pytestmark = pytest.mark.browser

CONFLICT = re.compile("You saved a newer version of this in another window")


def test_two_tabs_without_a_network_do_not_overwrite_each_other(sit, scorecard):
    first = sit("panellist")
    second = first.context.new_page()
    second.goto(scorecard)
    typed_offline(first, scorecard, "The first tab.")
    evidence(second).fill("The second tab.")
    until_held(second, 2)
    kill_tab(first)
    page = again(second, scorecard)
    expect(evidence(page)).to_have_value("The second tab.")
    said(page, "Saved 09:00")
    press(page, "See both and choose")
    headed(page, "Two versions of the same scorecard")
    says(page, "The first tab.", "The second tab.")
    press(page, "Keep this window's text")
    expect(evidence(page)).to_have_value("The first tab.")
    until_held(page, 0)


def a_newer_text_elsewhere(sit, scorecard):
    """Kept in this browser without a network, while the same card was saved on a telephone."""
    page = sit("panellist")
    typed_offline(page, scorecard, "In the back room.")
    telephone = sit("panellist")
    telephone.goto(scorecard)
    evidence(telephone).fill("On the telephone.")
    said(telephone, "Saved 09:00")
    page = again(page, scorecard)
    expect(evidence(page)).to_have_value("On the telephone.")
    told(page, "you've saved a newer version since. We don't merge them.")
    expect(page.locator("[data-notices] [role=alert]")).to_be_visible()
    has_no_violations(page)
    press(page, "See both and choose")
    headed(page, "Two versions of the same scorecard")
    says(page, "In the back room.", "On the telephone.")
    return page


def test_a_second_device_moved_on_and_the_text_of_this_one_is_chosen(sit, scorecard):
    page = a_newer_text_elsewhere(sit, scorecard)
    press(page, "Keep this window's text")
    says(page, "Saved. You can leave and come back.")
    expect(evidence(page)).to_have_value("In the back room.")
    until_held(page, 0)


def test_a_second_device_moved_on_and_its_text_is_chosen(sit, scorecard):
    page = a_newer_text_elsewhere(sit, scorecard)
    follow(page, "Keep the newer version")
    headed(page, "Amara Osei")
    expect(evidence(page)).to_have_value("On the telephone.")
    until_held(page, 0)
    expect(page.locator("[data-notices]")).to_be_empty()


def test_typing_on_after_a_newer_text_elsewhere_keeps_both(sit, scorecard):
    page, telephone = sit("panellist"), sit("panellist")
    for one in (page, telephone):
        one.goto(scorecard)
    evidence(telephone).fill("On the telephone.")
    said(telephone, "Saved 09:00")
    evidence(page).fill("At the desk.")
    said(page, CONFLICT, "alert")
    before = until_held(page, 1)
    evidence(page).fill("At the desk, and on.")
    until_changed(page, before)
    page = again(page, scorecard)
    told(page, "you've saved a newer version since.")
    telephone.reload()
    expect(evidence(telephone)).to_have_value("On the telephone.")


def test_a_text_older_than_the_sealed_card_is_shown_and_never_applied(sit, house, seat, scorecard):
    page = sit("panellist")
    typed_offline(page, scorecard)

    def sealed(make):
        make.scorecard(seat_of(db.session, seat), 3)

    house.tell(sealed)
    page = again(page, scorecard)
    says(page, "Something you typed in this browser that isn't on a sealed card", TYPED)
    says(page, "You can read it here, but it doesn't count.")
    expect(page.locator("[data-leftover] section:visible")).to_have_count(1)
    expect(page.locator(".card-like blockquote").first).to_have_text("Rang back twice.")
    has_no_violations(page)
    assert len(held(page)) == 1


def test_what_was_never_saved_is_shown_beside_the_card_that_was_sealed_without_it(sit, scorecard):
    page = sit("panellist")
    other = page.context.new_page()
    other.goto(scorecard)
    page.goto(scorecard)
    for number in range(page.locator("form[data-draft] .q").count()):
        answer(page, number, 3)
    said(page, "Saved 09:00")
    evidence(other).fill("A text against it.")
    said(other, CONFLICT, "alert")
    until_held(other, 1)
    press(page, "Check and seal")
    press(page, "Seal scorecard")
    says(page, "Sealed. Thank you")
    page.goto(scorecard)
    says(page, "Something you typed in this browser that isn't on a sealed card", "A text against it.")
    assert len(held(page)) == 1
