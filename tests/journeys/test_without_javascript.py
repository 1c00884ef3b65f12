"""Scoring and sealing where no script runs."""

import pytest
from playwright.sync_api import expect

from tests.journeys import steps
from tests.journeys.browser import headed, press, problems, says

pytestmark = pytest.mark.browser


def test_a_scorecard_is_saved_checked_and_sealed_without_javascript(sit, house):
    house.tell(lambda make: make.interview(make.application()).id)
    page = sit("panellist", java_script_enabled=False)
    steps.open_scorecard(page, "Amara Osei")
    steps.answer(page, 0, 5)
    press(page, "Save")
    says(page, "Saved. You can leave and come back.")
    expect(page.get_by_label("What did they say or do?").first).to_have_value(steps.HEARD)
    press(page, "Check and seal")
    missing = problems(page)
    assert len(missing) == steps.number_of_questions(page) - 1
    for number in range(1, len(missing) + 1):
        steps.answer(page, number, None, heard="")
    press(page, "Check and seal")
    headed(page, "Check and seal")
    press(page, "Seal scorecard")
    says(page, "your part for Amara Osei is done")
    steps.read_sealed(page, "Amara Osei, what you have done")
    says(page, "You sealed this on", steps.HEARD)
