"""A check-in without marks takes two minutes on a phone: how long the page is, and how many taps it needs."""

import pytest

from hiring.foundation.database import db, writing
from hiring.probation.models import CheckIn
from hiring.probation.notes.actions import note_act
from hiring.probation.values import Act
from tests.conftest import NOW
from tests.journeys import steps
from tests.journeys.browser import headed, says

pytestmark = pytest.mark.browser

SCREEN = {"width": 390, "height": 844}


def screens(page):
    return page.evaluate("document.documentElement.scrollHeight") / SCREEN["height"]


def test_two_notes_and_all_on_track_take_twelve_taps_and_no_typing(sit, house, capsys):
    def story(make):
        probation = make.probation()
        interview = make.interview(make.application(make.opening("Night porter")))
        seat = next(seat for seat in interview.seats if seat.person_id == make.cast.panellist.id)
        return probation.check_ins[0].id, f"/scorecards/{seat.id}"

    def noted(make):
        probation = db.session.get_one(CheckIn, check_in).probation
        keys = [criterion.key for criterion in probation.application.opening.criteria]
        with writing() as session:
            for key, words in zip(keys, ("Rang the guest back unasked.", "Asked twice what they meant."), strict=False):
                note_act(session, make.cast.manager, probation, Act(key, NOW.date(), words, is_concern=False))
        return keys

    check_in, scorecard = house.tell(story)
    address = f"/check-ins/{check_in}"
    page = sit("manager", viewport=SCREEN, has_touch=True)
    page.goto(address)
    lengths = {"nothing noted": screens(page)}
    keys = house.tell(noted)
    page.goto(address)
    lengths["two notes"] = screens(page)
    page.get_by_text("Add something you haven't noted").tap()
    page.get_by_label("What have you seen that isn't noted yet?").fill("Stayed until the guest was helped.")
    page.get_by_role("button", name="Save draft").tap()
    says(page, "Draft saved.")
    page.goto(address)
    lengths["two notes and one typed"] = screens(page)
    page.get_by_label("What have you seen that isn't noted yet?").fill("")
    taps = [*page.locator(".collected label").all(), *page.locator("section .taps label:first-child").all()]
    for label in taps:
        label.tap()
    page.get_by_role("button", name="Check and file").tap()
    headed(page, "Check check-in 1 with Amara")
    page.get_by_role("button", name="File check-in").tap()
    says(page, "Filed. You can't change it any more")
    needed = len(taps) + 2
    assert needed <= 12
    interviewer = sit("panellist", viewport=SCREEN, has_touch=True)
    interviewer.goto(scorecard)
    lengths["a scorecard"] = screens(interviewer)
    steps.mark_with(interviewer.locator("form[data-draft] .q").first, 4)
    lengths["a scorecard with a mark"] = screens(interviewer)
    with capsys.disabled():
        print(f"\nOn {len(keys)} criteria at 390 px, in screens: {lengths}. {needed} taps, nothing typed")
    assert {state: length for state, length in lengths.items() if length > 2.7} == {}
