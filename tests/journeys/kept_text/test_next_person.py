"""On a shared browser: what one person typed is neither shown to the next nor sent in their name."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from hiring.foundation.database import db, writing
from hiring.interviews.models import Seat
from hiring.privacy.erasing import erase
from hiring.privacy.values import ErasureReason
from tests.conftest import NOW
from tests.journeys.browser import follow, headed, press, says, sign_in
from tests.journeys.keeping import evidence, held, said, told, until_held
from tests.journeys.looking import has_no_violations

pytestmark = pytest.mark.browser

TYPED = "She said her daughter was ill."
# Tries to read what lies in the browser with whatever key the page on show was given.
_READ_WITH_THIS_PAGES_KEY = """async () => {
  const beside = document.querySelector('script[src$="/session.js"]').src;
  const { Place } = await import(new URL("local_store.js", beside));
  const mine = document.querySelector("form[data-kept]").dataset;
  const opening = indexedDB.open("kept", 1);
  const database = await new Promise((done) => { opening.onsuccess = () => done(opening.result); });
  const asking = database.transaction("texts").objectStore("texts").getAll();
  const found = await new Promise((done) => { asking.onsuccess = () => done(asking.result); });
  database.close();
  const texts = await Promise.all(found.map(({ name }) => {
    const [who, kept] = name.split("-");
    return new Place({ who, kept, key: mine.key }).others();
  }));
  return { tried: texts.length, read: texts.flat().length };
}"""


def typed_and_not_saved(page, address):
    """The server breaks whenever it is asked to save."""
    page.goto(address)
    page.route("**/draft", lambda route: route.fulfill(status=500))
    evidence(page).fill(TYPED)
    said(page, re.compile("Not saved yet"), "alert")
    return until_held(page, 1)


def test_what_lies_in_the_browser_holds_no_plain_text_and_no_name(sit, seat):
    page = sit("panellist", breaks=True)
    [one] = typed_and_not_saved(page, f"/scorecards/{seat}")
    assert TYPED not in one["box"]
    assert "evidence" not in one["box"]
    assert seat not in one["name"]
    assert page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])") == "[{},{}]"


def test_signing_out_leaves_what_was_not_saved_for_its_writer_and_unreadable(sit, seat):
    page = sit("panellist", breaks=True)
    typed_and_not_saved(page, f"/scorecards/{seat}")
    press(page, "Sign out")
    headed(page, "Sign in")
    says(page, "You are signed out.")
    page.wait_for_timeout(500)
    [one] = held(page)
    assert TYPED not in one["box"]
    page.unroute_all()
    sign_in(page, "pia@example.org")
    page.goto(f"/scorecards/{seat}")
    expect(evidence(page)).to_have_value(TYPED)
    until_held(page, 0)


@pytest.mark.parametrize("leave", ["sign out", "sign in only"])
def test_somebody_else_who_signs_in_and_out_takes_nothing_from_the_first(sit, house, seat, leave):
    page = sit("panellist", breaks=True)
    typed_and_not_saved(page, f"/scorecards/{seat}")
    context = page.context
    page.close()
    context.clear_cookies()
    following = context.new_page()
    sign_in(following, "hugo@example.org")
    if leave == "sign out":
        press(following, "Sign out")
        headed(following, "Sign in")
    else:
        context.clear_cookies()
    following.wait_for_timeout(500)
    assert len(held(following)) == 1
    sign_in(following, "pia@example.org")
    following.goto(f"/scorecards/{seat}")
    expect(evidence(following)).to_have_value(TYPED)


def test_signing_out_in_one_tab_closes_the_card_in_another_and_asks_to_sign_in(sit, seat):
    card = sit("panellist", breaks=True)
    typed_and_not_saved(card, f"/scorecards/{seat}")
    other = card.context.new_page()
    other.goto("/")
    press(other, "Sign out")
    headed(card, "Sign in")
    assert TYPED not in card.content()
    card.go_back()
    headed(card, "Sign in")


def test_signing_out_sends_the_last_words_first(sit, seat):
    page = sit("panellist")
    page.goto(f"/scorecards/{seat}")
    evidence(page).fill("The last words.")
    press(page, "Sign out")
    headed(page, "Sign in")
    sign_in(page, "pia@example.org")
    page.goto(f"/scorecards/{seat}")
    expect(evidence(page)).to_have_value("The last words.")


def test_after_a_session_that_merely_ended_the_next_person_can_read_nothing(sit, house, seat):
    """Two from HR type in the same paper card, so that the second is shown the very page the first had."""
    page = sit("hr", breaks=True)
    card = f"/seats/{seat}/paper"
    typed_and_not_saved(page, card)
    context = page.context
    page.close()
    house.travel(NOW + timedelta(hours=13))
    following = context.new_page()
    sign_in(following, "hugo@example.org")
    following.goto(card)
    expect(evidence(following)).to_have_value("")
    expect(following.locator("[data-notices]")).to_be_empty()
    assert following.evaluate(_READ_WITH_THIS_PAGES_KEY) == {"tried": 1, "read": 0}
    assert TYPED not in held(following)[0]["box"]


def test_its_writer_can_read_it_with_the_key_of_their_page(sit, seat):
    page = sit("hr", breaks=True)
    typed_and_not_saved(page, f"/seats/{seat}/paper")
    assert page.evaluate(_READ_WITH_THIS_PAGES_KEY) == {"tried": 1, "read": 1}


def test_when_somebody_else_signs_in_the_open_card_is_hidden_and_not_sent(sit, house, seat):
    card = sit("hr")
    card.goto(f"/seats/{seat}/paper")
    house.travel(NOW + timedelta(hours=13))
    evidence(card).fill(TYPED)
    said(card, re.compile("You are signed out"), "alert")
    sent = []
    card.on("request", lambda one: sent.append(one.post_data or ""))
    with card.context.expect_page() as opened:
        follow(card, "Sign in in another window")
    sign_in(opened.value, "hugo@example.org")
    headed(card, "This page is closed")
    says(card, "Someone else has signed in in this browser, and this page isn't theirs. Nothing of it was sent.")
    expect(card.locator("body")).not_to_contain_text("daughter", use_inner_text=True)
    has_no_violations(card)
    card.evaluate("window.dispatchEvent(new Event('online'))")
    opened.value.goto(f"/seats/{seat}/paper")
    expect(evidence(opened.value)).to_have_value("")
    assert [one for one in sent if "daughter" in one] == []


def test_a_hidden_card_comes_back_with_its_text_when_its_writer_does(sit, house, seat):
    card = sit("panellist")
    card.goto(f"/scorecards/{seat}")
    house.travel(NOW + timedelta(hours=13))
    evidence(card).fill(TYPED)
    said(card, re.compile("You are signed out"), "alert")
    other = card.context.new_page()
    sign_in(other, "hugo@example.org")
    headed(card, "This page is closed")
    other.context.clear_cookies()
    sign_in(other, "pia@example.org")
    headed(card, "Amara Osei")
    expect(evidence(card)).to_have_value(TYPED)
    said(card, "Saved 22:00")


def test_a_card_typed_by_somebody_else_is_refused_though_the_form_is_valid(sit, house, seat):
    """A window that hears nothing of the others, with a token that outlived the session."""
    deaf = "window.BroadcastChannel = class extends EventTarget { postMessage() {} }"
    card = sit("hr")
    card.context.add_init_script(deaf)
    card.goto(f"/seats/{seat}/paper")
    house.travel(NOW + timedelta(hours=13))
    sign_in(card.context.new_page(), "hugo@example.org")
    evidence(card).fill(TYPED)
    headed(card, "This page is closed")
    other = card.context.new_page()
    other.goto(f"/seats/{seat}/paper")
    expect(evidence(other)).to_have_value("")


def test_without_encryption_nothing_is_kept_and_the_page_says_so_quietly(sit, seat):
    page = sit("panellist")
    page.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })")
    page.goto(f"/scorecards/{seat}")
    told(page, "What you type is saved on the server only: this browser can't keep it safely for you.")
    page.context.set_offline(True)
    evidence(page).fill(TYPED)
    said(page, "No connection. Your text stays here; trying again.", "alert")
    assert held(page) == []
    page.context.set_offline(False)
    said(page, "Saved 09:00")


def test_text_about_someone_who_was_erased_goes_at_the_next_visit_and_no_other_does(sit, house, seat):
    def another(make):
        interview = make.interview(make.application(name="Still Here"))
        return next(there.id for there in interview.seats if there.person_id == make.cast.panellist.id)

    def erased(make):
        candidate = db.session.get_one(Seat, seat).interview.application.candidate
        with writing() as session:
            erase(session, make.cast.hr_lead.id, candidate, ErasureReason.REQUEST, proposed_by=make.cast.hr.id)

    page, other = sit("panellist", breaks=True), house.tell(another)
    [gone] = typed_and_not_saved(page, f"/scorecards/{seat}")
    page.goto(f"/scorecards/{other}")
    evidence(page).fill(TYPED)
    until_held(page, 2)
    house.tell(erased)
    page.goto("/me")
    [left] = until_held(page, 1)
    assert left["name"] != gone["name"]
