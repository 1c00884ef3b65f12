"""What is typed into any form with free text is kept as a scorecard is: these stories go for each of them."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from hiring.interviews.models import interviews_of
from tests.cast import ADDRESSES
from tests.conftest import NOW
from tests.journeys.browser import headed, press, says, sign_in
from tests.journeys.keeping import NO_CONNECTION, held, said, told, until_held
from tests.journeys.looking import has_no_violations

pytestmark = pytest.mark.browser

FORMS = {
    # name: who writes, the field for their words, and the button that sends them
    "scorecard": ("panellist", "evidence-empathy--understood-late"),
    "check-in": ("manager", "hire_said"),
    "proposal": ("manager", "reason"),
    "note": ("manager", "act"),
    "decision": ("hr", "reason"),
    "debrief": ("hr", "said-empathy"),
}
TYPED = "She rang the depot herself. 🙂"
# A blank and a new line at the end, a decomposed accent, a zero-width space.
ODD = "Ame\u0301lie rang\u200b back. \n"


def _addresses(make):
    """Name → the page on which the form is; the decision's is found from the panel."""
    interview = make.interview(make.application())
    seat = next(one for one in interview.seats if one.person_id == make.cast.panellist.id)
    probation, complete = make.probation(), make.panel(4, 3)
    assert interviews_of(complete)
    return {
        "scorecard": f"/scorecards/{seat.id}",
        "check-in": f"/check-ins/{probation.check_ins[0].id}",
        "proposal": f"/probations/{probation.id}/decide/end",
        "note": f"/probations/{probation.id}",
        "decision": f"/applications/{complete.id}/panel",
        "debrief": f"/applications/{complete.id}/debrief/empathy",
    }


class Writing:
    """One form and its writer. It is opened as its writer gets there."""

    def __init__(self, name, address):
        self.name, self.address = name, address
        self.who, self.field = FORMS[name]

    def open(self, page):
        page.goto(self.address)
        if self.name == "decision":
            page.locator('a[href*="/decide?"]').first.click()
            headed(page, "Decide: Amara Osei")
            page.wait_for_load_state("load")  # a page whose scripts never came keeps nothing
        return page

    def words(self, page):
        return page.locator(f'form[data-draft] [name="{self.field}"]')

    def again(self, page):
        """In another tab, with the network back."""
        context = page.context
        page.close()
        context.set_offline(False)
        return self.open(context.new_page())

    def typed_offline(self, page, text=TYPED):
        self.open(page)
        page.context.set_offline(True)
        self.words(page).fill(text)
        said(page, NO_CONNECTION, "alert")
        until_held(page, 1)


@pytest.fixture(params=FORMS)
def writing(request, house):
    return Writing(request.param, house.tell(_addresses)[request.param])


def test_it_is_saved_within_five_seconds_and_survives_a_reload_and_a_closed_tab(sit, writing):
    page = writing.open(sit(writing.who))
    writing.words(page).fill(TYPED)
    said(page, "Saved 09:00")
    has_no_violations(page)
    until_held(page, 0)
    page.reload()
    expect(writing.words(page)).to_have_value(TYPED)
    page = writing.again(page)
    expect(writing.words(page)).to_have_value(TYPED)
    expect(page.locator("[data-notices]")).to_be_empty()


def test_without_a_network_a_closed_tab_gives_it_back_and_saves_it(sit, writing):
    page = sit(writing.who)
    writing.typed_offline(page)
    page = writing.again(page)
    told(page, re.compile(r"Put back what you typed at \d\d:\d\d while there was no connection\."))
    expect(writing.words(page)).to_have_value(TYPED)
    said(page, "Saved 09:00")
    until_held(page, 0)


def test_what_differs_only_in_what_nobody_sees_is_one_text(sit, writing):
    page = sit(writing.who)
    writing.open(page)
    writing.words(page).fill(ODD)
    said(page, "Saved 09:00")
    page.context.set_offline(True)
    writing.words(page).press_sequentially("x")
    said(page, NO_CONNECTION, "alert")
    until_held(page, 1)
    writing.words(page).fill(ODD)
    until_held(page, 0)
    page = writing.again(page)
    page.wait_for_timeout(500)
    expect(page.locator("[data-notices]")).to_be_empty()


def test_two_tabs_are_never_merged_and_both_texts_are_shown(sit, writing):
    first = writing.open(sit(writing.who))
    second = writing.open(first.context.new_page())
    writing.words(first).fill("The first window.")
    said(first, "Saved 09:00")
    writing.words(second).fill("The second window.")
    said(second, re.compile("You saved a newer version of this in another window"), "alert")
    press(second, "Save" if writing.name == "scorecard" else "Save draft")
    says(second, "The first window.", "The second window." if writing.name == "scorecard" else "The first window.")
    has_no_violations(second)
    second.wait_for_timeout(500)
    writing.open(first)
    expect(writing.words(first)).to_have_value("The first window.")
    press(second, "Keep this window's text" if writing.name == "scorecard" else "Save draft")
    writing.open(first)
    expect(writing.words(first)).to_have_value("The second window.")


def test_a_newer_text_of_another_device_is_asked_about_and_can_be_kept(sit, writing):
    page = sit(writing.who)
    writing.typed_offline(page, "In the back room.")
    telephone = writing.open(sit(writing.who))
    writing.words(telephone).fill("On the telephone.")
    said(telephone, "Saved 09:00")
    page = writing.again(page)
    expect(writing.words(page)).to_have_value("On the telephone.")
    told(page, "you've saved a newer version since. We don't merge them.")
    press(page, "See both and choose")
    says(page, "On the telephone.")
    page.get_by_role("link", name=re.compile("Keep the (newer version|other text)")).click()
    if writing.name == "decision":  # without what proves that the panel was read, the page asks to read it first
        says(page, "Read the panel as it stands now")
        writing.open(page)
    expect(writing.words(page)).to_have_value("On the telephone.")
    until_held(page, 0)


def test_a_session_that_ended_keeps_it_for_its_writer_and_hides_it_from_the_next_person(sit, house, writing):
    page = writing.open(sit(writing.who))
    house.travel(NOW + timedelta(hours=13))
    writing.words(page).fill(TYPED)
    said(page, re.compile("You're signed out"), "alert")
    until_held(page, 1)
    other = page.context.new_page()
    sign_in(other, ADDRESSES["stranger"])
    headed(page, "This page is closed")
    expect(page.locator("body")).not_to_contain_text(TYPED, use_inner_text=True)
    page.close()
    press(other, "Sign out")
    headed(other, "Sign in")
    assert [one for one in held(other) if TYPED in one["box"]] == []
    sign_in(other, ADDRESSES[writing.who])
    writing.open(other)
    expect(writing.words(other)).to_have_value(TYPED)
    said(other, "Saved 22:00")


def test_sent_without_javascript_after_the_session_ended_it_is_shown_and_can_be_sent_again(sit, writing):
    page = writing.open(sit(writing.who, java_script_enabled=False))
    writing.words(page).fill(TYPED)
    page.context.clear_cookies()
    page.locator("form[data-draft] button").first.click()
    headed(page, "Sign in, then send this again")
    expect(page.locator(f'input[name="{writing.field}"]')).to_have_value(TYPED)
