"""Hints while someone types: they come under the field, are said once, go when the words go, and move nobody."""

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import headed, press, says
from tests.journeys.looking import has_no_violations
from tests.journeys.steps import answer, mark_with, number_of_questions, turn_to

pytestmark = pytest.mark.browser

COLD = "“cold” says what someone is. Write what they said or did."
WIFE = "“His wife works” (family, marriage or pregnancy) counts for nothing here."


def evidence(page):
    return page.get_by_label("What did they say or do?").first


def told(page):
    return page.locator("[data-hints]").first


def watch(page):
    """Keep a list of every sentence that comes into the first place of hints: what a screen reader would say."""
    page.evaluate(
        """() => {
          window.announced = [];
          new MutationObserver((changes) => {
            for (const change of changes) for (const node of change.addedNodes) window.announced.push(node.textContent);
          }).observe(document.querySelector("[data-hints]"), { childList: true, subtree: true });
        }"""
    )


def test_hints_come_and_go_with_the_words_and_each_is_said_once(sit, scorecard):
    page = sit("panellist")
    page.goto(scorecard)
    watch(page)
    expect(told(page)).to_have_attribute("role", "status")
    expect(told(page)).to_be_empty()
    evidence(page).fill("Came across as cold.")
    expect(told(page)).to_have_text(COLD)
    expect(evidence(page)).to_be_focused()
    expect(evidence(page)).to_have_accessible_description(COLD)
    evidence(page).fill("Came across as cold. His wife works nights.")
    expect(told(page)).to_contain_text(WIFE)
    has_no_violations(page)
    page.wait_for_function("window.announced.length >= 2")
    announced = page.evaluate("window.announced")
    assert (announced[0], len(announced), announced[1].startswith(WIFE)) == (COLD, 2, True)
    evidence(page).fill("Said that she would ring at five, and rang.")
    expect(told(page)).to_be_empty()
    expect(page.locator("[data-saved]:visible")).to_have_text("Saved 09:00")


def test_what_somebody_is_at_stays_where_it_is(sit, scorecard):
    page = sit("panellist", viewport={"width": 390, "height": 700})
    page.goto(scorecard)
    evidence(page).fill("Came across as cold.")
    card = page.locator("form[data-draft] .q").first
    mark_with(card, 3)
    chosen = card.locator('input[value="3"]')
    before = chosen.bounding_box()["y"]
    expect(told(page)).to_have_text(COLD)
    expect(chosen).to_be_focused()
    assert chosen.bounding_box()["y"] == pytest.approx(before, abs=1)


def test_a_hint_is_there_again_on_coming_back_and_before_sealing_and_blocks_nothing(sit, scorecard):
    page = sit("panellist")
    page.goto(scorecard)
    for number in range(number_of_questions(page)):
        answer(page, number, 3)
    turn_to(page, 0)
    evidence(page).fill("Came across as cold.")
    press(page, "Check and seal")
    headed(page, "Check and seal")
    says(page, COLD)
    has_no_violations(page)
    page.get_by_role("link", name="Change answer 1").click()
    expect(told(page)).to_have_text(COLD)
    expect(evidence(page)).to_have_accessible_description(COLD)
    press(page, "Check and seal")
    press(page, "Seal scorecard")
    says(page, "Sealed. Thank you")
