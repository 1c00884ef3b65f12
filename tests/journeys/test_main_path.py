"""The story of one hire, told through pages only: from the rubric to the end of the probation."""

import csv
import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys import steps
from tests.journeys.browser import follow, headed, press, problems, says
from tests.journeys.looking import has_no_violations

pytestmark = pytest.mark.browser

AMARA = "Amara Okafor-Lindqvist"
TODAY = date(2026, 11, 3)
PANEL = ("Pia Park", "Pablo Perez")


def test_a_hire_from_the_rubric_to_the_first_check_in(sit, house):
    hr = sit("hr")
    steps.publish_rubric(hr)
    steps.open_post(hr)
    steps.look_at_export(hr)
    press(hr, "Import ten candidates")
    for at in ("11:00", "15:00"):
        steps.set_meeting(hr, AMARA, TODAY, at, PANEL)
    for interviewer, mark in (("panellist", 4), ("second_panellist", 3)):
        page = sit(interviewer)
        for _sitting in range(2):
            steps.seal_scorecard(page, AMARA, mark)
    _hire_all_the_same(hr)
    _open_probation(hr)
    house.travel(datetime(2026, 11, 25, 9, 0, tzinfo=UTC))
    _file_first_check_in(sit("manager"))


def _hire_all_the_same(hr):
    """Both sittings were on one day, so a gate is open; HR hires with a reason."""
    steps.read_panel(hr, AMARA)
    follow(hr, "Go on to the decision")
    steps.record_grounds(hr)
    hr.get_by_label("Hire", exact=True).check()
    hr.get_by_label("Reason", exact=True).fill("Stayed with the customer to the end, twice.")
    press(hr, "Check before it is final")
    assert problems(hr) == ["Not every gate is met. Write why you hire all the same."]
    hr.get_by_label("Why hire although a gate is open?").fill("She leaves for her home town tomorrow.")
    press(hr, "Check before it is final")
    headed(hr, f"Hire {AMARA}?")
    has_no_violations(hr)
    press(hr, f"Yes, hire {AMARA}")
    headed(hr, f"Decision: {AMARA}")
    says(hr, "She leaves for her home town tomorrow.", "Unchanged since the decision.")


def _open_probation(hr):
    follow(hr, "Probation")
    follow(hr, f"Open the probation of {AMARA}")
    hr.get_by_label("First day at work").fill("2026-11-05")
    press(hr, "Open the probation")
    headed(hr, AMARA)
    says(hr, "Check-in 1", "Check-in 2", "Check-in 3", "Decide by")


def _file_first_check_in(manager):
    follow(manager, AMARA)
    headed(manager, f"Check-in 1 with {AMARA}")
    steps.write_check_in(manager, 3)
    press(manager, "Check before filing")
    headed(manager, f"Check check-in 1 with {AMARA}")
    has_no_violations(manager)
    follow(manager, "Probation")
    follow(manager, AMARA)
    assert "Interview and work, side by side" not in manager.locator("main").inner_text()
    follow(manager, "Write check-in 1")
    press(manager, "Check before filing")
    press(manager, "File it")
    says(manager, "Filed. It cannot be changed any more.", "Interview and work, side by side")
