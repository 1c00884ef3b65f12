"""The story of one hire, told through pages only: from the rubric to the end of the probation."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys import steps
from tests.journeys.browser import follow, headed, press, problems, says
from tests.journeys.looking import has_no_violations
from tests.journeys.steps import AMARA

pytestmark = pytest.mark.browser

TODAY = date(2026, 11, 3)
PANEL = ("Pia Park", "Pablo Perez")


def test_a_hire_from_the_rubric_to_the_first_check_in(sit, house):
    hr = sit("hr")
    steps.publish_rubric(hr)
    steps.open_post(hr)
    says(hr, "At least two people hear every criterion.", "Person-hours")
    steps.look_at_export(hr)
    steps.check_rows(hr)
    press(hr, "Import nine candidates")
    for at in ("07:00", "08:00"):
        steps.set_interview(hr, AMARA, TODAY, at, PANEL)
    for interviewer, mark in (("panellist", 4), ("second_panellist", 3)):
        page = sit(interviewer)
        for _round in range(2):
            steps.seal_scorecard(page, AMARA, mark)
    _hire_all_the_same(hr)
    _open_probation(hr)
    house.travel(datetime(2026, 11, 25, 9, 0, tzinfo=UTC))
    _file_first_check_in(sit("manager"))


def _hire_all_the_same(hr):
    """Both rounds were on one day, so a gate is open; HR hires with a reason."""
    steps.read_panel(hr, AMARA)
    says(hr, steps.HEARD)
    follow(hr, "Go on to the decision")
    steps.record_grounds(hr)
    hr.get_by_label("Hire", exact=True).check()
    hr.get_by_label("Reason (optional)", exact=True).fill("Stayed with the customer to the end, twice.")
    press(hr, "Check before it's final")
    assert problems(hr) == ["Not every gate is met. Write why you're hiring anyway."]
    has_no_violations(hr)
    hr.get_by_label("Why hire with a gate not met?").fill("She leaves for her home town tomorrow.")
    press(hr, "Check before it's final")
    headed(hr, f"Hire {AMARA}?")
    has_no_violations(hr)
    press(hr, f"Yes, hire {AMARA}")
    headed(hr, f"Decision: {AMARA}")
    says(hr, "She leaves for her home town tomorrow.", "Unchanged since the decision.")


def _open_probation(hr):
    follow(hr, "Probation")
    follow(hr, f"Set the first day of {AMARA}")
    hr.get_by_label("First day at work").fill("2026-11-05")
    press(hr, "Set first day")
    headed(hr, AMARA)
    says(hr, "Check-in 1", "Check-in 2", "Check-in 3", "Decide by")


def _file_first_check_in(manager):
    """The marks of the interview stay closed: they open with the last check-in's."""
    follow(manager, AMARA)
    headed(manager, AMARA)
    follow(manager, "Write check-in 1")
    headed(manager, "Check-in 1 with Amara")
    steps.write_check_in(manager)
    press(manager, "Check and file")
    headed(manager, "Check check-in 1 with Amara")
    has_no_violations(manager)
    follow(manager, "Probation")
    follow(manager, AMARA)
    headed(manager, AMARA)
    follow(manager, "Write check-in 1")
    press(manager, "Check and file")
    press(manager, "File check-in")
    says(manager, "Filed. You can't change it any more", "You'll see the interview's marks")
    expect(manager.locator("main")).not_to_contain_text("plausibly")


def test_an_export_is_looked_at_row_by_row_before_anything_is_taken(sit, house):
    house.tell(lambda make: make.opening(steps.POST).id)
    hr = sit("hr")
    steps.look_at_export(hr)
    has_no_violations(hr)
    hr.get_by_label("10 Mar 2026").check()
    steps.check_rows(hr)
    counts = ["9will be added", "1already here", "1unticked: closed elsewhere", "1to fix"]
    expect(hr.locator(".counts a")).to_have_text(counts)
    says(hr, "We can't read this email. Correct it or leave it empty.")
    expect(hr.get_by_label("Email in row 11")).to_have_value("not-an-email")
    says(hr, "10 Mar 2026")
    follow(hr, "Back to columns")
    hr.get_by_label("3 Oct 2026").check()
    steps.check_rows(hr)
    says(hr, "3 Oct 2026")
    has_no_violations(hr)
    press(hr, "Import nine candidates")
    headed(hr, "Imported")
    has_no_violations(hr)
    with hr.expect_download() as download:
        press(hr, "Download the refused rows")
    refused = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert ("88237" in refused, "88211" in refused) == (True, False)
    follow(hr, "Show candidates")
    expect(hr.locator("tbody tr")).to_have_count(9)
    says(hr, "Yuki 田中", "Marcus O'Sullivan", "Noor")


def test_a_draft_is_left_and_come_back_to_and_told_what_is_missing(sit, house):
    house.tell(lambda make: make.interview(make.application()).id)
    first = sit("panellist")
    follow(first, "My interviews")
    follow(first, "Kit for Amara Osei")
    headed(first, "Kit: Amara Osei")
    steps.open_scorecard(first, "Amara Osei")
    steps.answer(first, 0, 4)
    press(first, "Save")
    says(first, "Saved. You can leave and come back.")
    press(first, "Sign out")
    again = sit("panellist")
    follow(again, "Finish your scorecard for Amara Osei")
    expect(again.get_by_label("What did they say or do?").first).to_have_value(steps.HEARD)
    for number in range(1, steps.number_of_questions(again)):
        steps.answer(again, number, None, heard="")
    steps.turn_to(again, 0)
    again.get_by_label("What did they say or do?").first.fill("")
    press(again, "Check and seal")
    assert problems(again) == ["Question 1, Empathy: write what the candidate said or did."]
    has_no_violations(again)
    steps.answer(again, 0, 4)
    press(again, "Check and seal")
    headed(again, "Check and seal")
    has_no_violations(again)
    press(again, "Seal scorecard")
    steps.read_sealed(again, "Amara Osei, what you have done")
    says(again, "You sealed this on 3 Nov 2026, 09:00.")
    has_no_violations(again)


def test_whoever_owes_a_card_learns_nothing_of_the_others(sit, house):
    def story(make):
        interview = make.interview(make.application())
        other = next(seat for seat in interview.seats if seat.person_id == make.cast.second_panellist.id)
        make.scorecard(other, 5, evidence="Kept every single promise.")
        mine = next(seat for seat in interview.seats if seat.person_id == make.cast.panellist.id)
        return interview.application_id, mine.id

    application, seat = house.tell(story)
    page = sit("panellist")
    for path in ("/", "/my-interviews", f"/scorecards/{seat}", f"/scorecards/{seat}/kit"):
        assert page.goto(path).status == 200
        assert "Kept every single promise." not in page.content()
        # Who one interviews with is no secret. That they have written something isn't.
        assert "Pablo" not in page.content().replace("With Pablo Perez.", "")
    for path in (f"/applications/{application}/panel", f"/applications/{application}/decision"):
        assert page.goto(path).status in {403, 404}
        assert "Kept every single promise." not in page.content()
    has_no_violations(page)


def test_nothing_ends_before_a_second_person_says_yes(sit, house):
    house.tell(lambda make: make.check_in(make.probation()).id)
    manager = sit("manager")
    steps.propose_end(manager, "Amara Osei", "The same concern three times, with coaching after each.")
    says(manager, "An end is proposed. It is waiting for a second person from HR. Nothing has ended.")
    lead = sit("hr_lead")
    follow(lead, "Read the text: Amara Osei")
    lead.get_by_label("Yes, exactly this text").check()
    press(lead, "Send answer")
    assert problems(lead) == ["Confirm that you have checked this. We don't ask what you found."]
    has_no_violations(lead)
    lead.get_by_label("I have checked for a recent complaint").check()
    with lead.expect_response(lambda response: response.request.method == "POST"):
        press(lead, "Send answer")
    follow(manager, "Probation")
    manager.get_by_role("link", name="Outcomes so far").first.click()
    follow(manager, "Amara Osei")
    says(manager, "Ended", "approved by Lena Lead")
