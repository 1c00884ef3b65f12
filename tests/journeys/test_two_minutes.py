"""A check-in without marks takes two minutes on a phone: how long the page is, and how many taps it needs."""

import pytest

from hiring.foundation.database import writing
from hiring.probation.notes.actions import note_act
from hiring.probation.values import Act
from tests.conftest import NOW
from tests.journeys.browser import headed, says

pytestmark = pytest.mark.browser

SCREEN = {"width": 390, "height": 844}


def test_two_notes_and_all_on_track_take_twelve_taps_and_no_typing(sit, house, capsys):
    def story(make):
        probation = make.probation()
        keys = [criterion.key for criterion in probation.application.opening.criteria]
        with writing() as session:
            for key, words in zip(keys, ("Rang the guest back unasked.", "Asked twice what they meant."), strict=False):
                note_act(session, make.cast.manager, probation, Act(key, NOW.date(), words, is_concern=False))
        return probation.check_ins[0].id, keys

    check_in, keys = house.tell(story)
    page = sit("manager", viewport=SCREEN, has_touch=True)
    page.goto(f"/check-ins/{check_in}")
    screens = page.evaluate("document.documentElement.scrollHeight") / SCREEN["height"]
    taps = [*page.locator(".collected label").all(), *page.locator(".taps label:first-child").all()]
    for label in taps:
        label.tap()
    page.get_by_role("button", name="Check and file").tap()
    headed(page, "Check check-in 1 with Amara")
    page.get_by_role("button", name="File check-in").tap()
    says(page, "Filed. You can't change it any more")
    needed = len(taps) + 2
    with capsys.disabled():
        print(f"\nA check-in on {len(keys)} criteria at 390 px: {screens:.2f} screens, {needed} taps, nothing typed")
    assert (needed <= 12, screens <= 2.7) == (True, True)
