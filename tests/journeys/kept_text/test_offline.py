"""What someone types outlives the network, the tab, the session and the browser, and nobody else can read it."""

import os
import re
import signal
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from hiring.candidates.actions import note_relations
from hiring.foundation.database import writing
from tests import chromium as chromium_found
from tests.conftest import NOW
from tests.journeys.browser import headed, press, says, sign_in
from tests.journeys.conftest import LAUNCH
from tests.journeys.keeping import (
    NO_CONNECTION,
    TYPED,
    again,
    evidence,
    held,
    said,
    told,
    typed_offline,
    until_held,
    until_still,
)
from tests.journeys.looking import has_no_violations
from tests.journeys.steps import answer

pytestmark = pytest.mark.browser


def test_a_tab_closed_without_a_network_gives_its_text_back(sit, scorecard):
    page = sit("panellist")
    typed_offline(page, scorecard)
    page = again(page, scorecard)
    told(page, re.compile(r"Put back what you typed at \d\d:\d\d while there was no connection\."))
    expect(evidence(page)).to_have_value(TYPED)
    said(page, "Saved 09:00")
    until_held(page, 0)
    page.reload()
    expect(evidence(page)).to_have_value(TYPED)
    expect(page.locator("[data-notices]")).to_be_empty()


def test_an_hour_without_a_network_is_sent_when_it_is_back(sit, house, scorecard):
    page = sit("panellist")
    page.clock.install()
    typed_offline(page, scorecard)
    page.clock.fast_forward("01:00:00")
    house.travel(NOW + timedelta(hours=1))
    evidence(page).fill(f"{TYPED} And an hour later.")
    page.context.set_offline(False)
    said(page, "Saved 10:00")
    page.reload()
    expect(evidence(page)).to_have_value(f"{TYPED} And an hour later.")


def test_a_mark_comes_back_as_well_as_words(sit, scorecard):
    page = sit("panellist")
    page.goto(scorecard)
    page.context.set_offline(True)
    answer(page, 0, 4, heard="")
    said(page, NO_CONNECTION, "alert")
    until_held(page, 1)
    page = again(page, scorecard)
    expect(page.get_by_role("radio", name="4").first).to_be_checked()
    expect(page.locator("[data-marked]")).to_have_text(re.compile("^1 of"))


def test_a_server_that_breaks_is_asked_again_and_a_closed_tab_loses_nothing(sit, scorecard):
    page = sit("panellist", breaks=True)
    page.goto(scorecard)
    page.context.route("**/draft", lambda route: route.fulfill(status=500))
    evidence(page).fill(TYPED)
    said(page, "Not saved yet. Your text stays here. Trying again.", "alert")
    until_held(page, 1)
    page.context.unroute_all()
    said(page, "Saved 09:00")
    page.context.route("**/draft", lambda route: route.fulfill(status=500))
    evidence(page).fill(f"{TYPED} More.")
    said(page, "Not saved yet. Your text stays here. Trying again.", "alert")
    until_held(page, 1)
    context = page.context
    page.close()
    context.unroute_all()
    page = context.new_page()
    page.goto(scorecard)
    expect(evidence(page)).to_have_value(f"{TYPED} More.")


def test_a_session_that_ended_keeps_the_text_for_its_writer(sit, house, scorecard):
    page = sit("panellist")
    page.goto(scorecard)
    house.travel(NOW + timedelta(hours=13))
    evidence(page).fill(TYPED)
    said(page, re.compile("You're signed out"), "alert")
    page = again(page, "/sign-in")
    sign_in(page, "pia@example.org")
    page.goto(scorecard)
    told(page, "Put back what you typed at")
    expect(evidence(page)).to_have_value(TYPED)
    said(page, "Saved 22:00")


def test_a_text_that_waits_in_the_browser_goes_after_a_day(sit, scorecard):
    page = sit("panellist")
    [kept] = typed_offline(page, scorecard)
    late = again(page, "/healthz")  # a page without scripts: nothing is cleared or sent by it
    assert [one["at"] for one in held(late)] == [kept["at"]]
    late.clock.install()
    for hours, left in ((23, 1), (24, 0)):
        late.clock.set_system_time(kept["at"] / 1000 + hours * 3600)
        late.goto("/my-interviews")
        headed(late, "My interviews")
        late.wait_for_timeout(500)  # for what would be cleared too early
        until_held(late, left)


def test_a_paper_card_is_kept_too_and_asks_what_its_interviewer_said(sit, house):
    def story(make):
        interview = make.interview(make.application())
        with writing() as session:
            known = interview.application.candidate
            note_relations(session, make.cast.hr, known, referred=make.cast.panellist, manages=None)
        return next(seat.id for seat in interview.seats if seat.person_id == make.cast.panellist.id)

    card = f"/seats/{house.tell(story)}/paper"
    page = sit("hr")
    typed_offline(page, card)
    page = again(page, card)
    told(page, "while there was no connection.")
    said(page, "Saved 09:00")
    for number in range(page.locator("form[data-draft] .q").count()):
        answer(page, number, 3)
    press(page, "Check and seal")
    headed(page, "Check and seal")
    has_no_violations(page)
    page.get_by_label("What they wrote or told you").fill("Only from the shop.")
    press(page, "Seal for Pia Park")
    says(page, "Sealed for Pia Park")
    until_held(page, 0)


def opened(chromium, house, profile):
    """A browser of its own, whose profile outlives it."""
    path = chromium_found.path()
    where = {"executable_path": path, "args": LAUNCH, "base_url": house.address, "locale": "en-GB"}
    return chromium.browser_type.launch_persistent_context(profile, **where)


def kill(profile):
    """All at once, as when the battery is empty."""
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if f"--user-data-dir={profile}" in place.read_bytes().decode(errors="replace"):
                os.kill(int(place.parent.name), signal.SIGKILL)


def test_a_killed_browser_gives_back_what_was_typed_two_seconds_before(chromium, house, scorecard, tmp_path):
    profile = tmp_path / "profile"
    page = opened(chromium, house, profile).pages[0]
    sign_in(page, "pia@example.org")
    typed_offline(page, scorecard)
    for number in range(30):  # long enough for a browser that saves up its writes to have put them off
        evidence(page).press_sequentially(f" {number}", delay=60)
    page.wait_for_timeout(2000)
    until_still(page)
    last = evidence(page).input_value()
    kill(profile)
    on_disk = b"".join(one.read_bytes() for one in profile.rglob("*") if one.is_file() and not one.is_symlink())
    assert TYPED.encode() not in on_disk
    assert TYPED.encode("utf-16-le") not in on_disk
    context = opened(chromium, house, profile)
    page = context.pages[0]
    sign_in(page, "pia@example.org")
    page.goto(scorecard)
    told(page, "while there was no connection.")
    expect(evidence(page)).to_have_value(last)
    said(page, "Saved 09:00")
    context.close()
