"""No-show, moved, replaced, withdrawn, declined, never started: each a tap with its day, none of them a rejection."""

import pytest
from playwright.sync_api import expect

from tests.foundation.test_outbox import deliver
from tests.journeys.browser import follow, press, problems, says
from tests.journeys.looking import has_no_violations, is_legible_in_the_dark, is_narrow_enough
from tests.journeys.steps import expect_tag
from tests.make import IN_AN_HOUR

pytestmark = pytest.mark.browser


def test_a_candidate_who_did_not_come_is_met_on_another_day(sit, house):
    interview = house.tell(lambda make: make.interview(make.application()).id)
    hr = sit("hr")
    hr.goto(f"/interviews/{interview}")
    follow(hr, "Record no-show")
    says(hr, "Who gets an email", "Nobody has started a scorecard.")
    has_no_violations(hr)
    press(hr, "Record no-show")
    expect_tag(hr, "no-show")
    follow(hr, "Move interview")
    hr.get_by_label("New day").fill("2026-11-09")
    hr.get_by_label("Why it moved").fill("Her bus broke down.")
    press(hr, "Move interview")
    says(hr, "9 Nov 2026, 10:00", "Her bus broke down.")
    expect(hr.locator("main .tag", has_text="no-show")).to_have_count(0)
    expect(sit("panellist").get_by_role("link", name="Amara Osei", exact=True)).to_be_visible()


def test_an_interviewer_who_falls_ill_is_replaced(sit, house):
    def story(make):
        everybody = [make.cast.panellist, make.cast.second_panellist, make.cast.elsewhere]
        opening = make.opening(interviewers=everybody)
        return make.interview(make.application(opening), people=everybody[:2]).id

    interview = house.tell(story)
    hr = sit("hr")
    hr.goto(f"/interviews/{interview}")
    follow(hr, "Replace Pia Park")
    press(hr, "Replace")
    assert problems(hr) == ["Choose someone.", "Write why, in a few words."]
    has_no_violations(hr)
    hr.get_by_label("Who takes the seat").select_option("Elsa East")
    hr.get_by_label("Why").fill("Ill until Friday.")
    press(hr, "Replace")
    says(hr, "Pia Park – replaced 3 Nov 2026: Ill until Friday.", "Elsa East")
    expect(sit("elsewhere").get_by_role("link", name="Write your scorecard for Amara Osei")).to_be_visible()
    says(sit("panellist"), "No interview is waiting for you.")


def test_a_candidate_withdraws_and_comes_back(sit, house):
    application = house.tell(lambda make: make.application().id)
    hr = sit("hr")
    hr.goto(f"/applications/{application}")
    hr.get_by_text("More", exact=True).click()
    follow(hr, "Record withdrawal")
    hr.get_by_label("Note").fill("Took a post nearer home.")
    says(hr, "It isn't your decision")
    press(hr, "Record withdrawal")
    says(hr, "The candidate withdrew.")
    hr.get_by_text("More", exact=True).click()
    follow(hr, "Reopen application")
    press(hr, "Reopen application")
    says(hr, "The application was reopened.")


def test_whoever_would_have_met_a_candidate_who_withdrew_awaits_nothing_any_more(sit, house):
    def story(make):
        interview = make.interview(make.application(), starts_at=IN_AN_HOUR)
        deliver()  # someone who never heard of it doesn't hear that it's off
        return interview.application_id

    application = house.tell(story)
    interviewer = sit("panellist")
    expect(interviewer.get_by_role("link", name="Amara Osei", exact=True)).to_be_visible()
    hr = sit("hr")
    hr.goto(f"/applications/{application}/state")
    says(hr, "One planned interview is cancelled too, and its interviewers get an email.")
    has_no_violations(hr)
    is_narrow_enough(hr)
    is_legible_in_the_dark(hr)
    press(hr, "Record withdrawal")
    says(hr, "Recorded: withdrew. Cancelled: one planned interview.")
    interviewer.reload()
    says(interviewer, "No interview is waiting for you.")
    hr.goto("/mailbox")
    follow(hr, "Cancelled, 3 Nov 2026, 10:00: Front desk host")
    says(hr, "This interview is cancelled.")


def test_a_declined_offer_frees_the_post(sit, house):
    def story(make):
        application = make.panel(4, 4)
        make.decision(application)
        return application.id

    application = house.tell(story)
    hr = sit("hr")
    hr.goto(f"/applications/{application}/decision")
    hr.get_by_label("The candidate declined the offer").check()
    press(hr, "Record outcome")
    says(hr, "declined the offer, 3 Nov 2026")
    follow(hr, "Probation")
    says(hr, "No probation is running.")


def test_a_hire_who_never_started_is_noted_with_the_day(sit, house):
    probation = house.tell(lambda make: make.probation().id)
    hr = sit("hr")
    hr.goto(f"/probations/{probation}")
    follow(hr, "Change a date, the manager, or record that they're leaving")
    follow(hr, "Record that they didn't start")
    hr.get_by_label("Why didn't they start?").fill("Took a post nearer home.")
    press(hr, "Record that they didn't start")
    says(hr, "Recorded: they didn't start.")
