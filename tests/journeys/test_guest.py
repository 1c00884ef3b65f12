"""A guest from the link to the sealed card: in a real browser, on a telephone, without scripts, and shut out."""

import pytest
from playwright.sync_api import expect

from hiring.foundation.database import db, writing
from hiring.interviews.guests.actions import take_link_back
from hiring.interviews.guests.links import guest_link_for
from hiring.interviews.guests.models import link_of
from hiring.interviews.models import Seat
from tests.journeys import steps
from tests.journeys.browser import follow, headed, press, problems, says
from tests.journeys.looking import has_no_violations, is_legible_in_the_dark, is_narrow_enough, prints_whole

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 320, "height": 700}}


def look(page):
    has_no_violations(page)
    is_narrow_enough(page)
    is_legible_in_the_dark(page)
    prints_whole(page)


@pytest.fixture
def invited(house):
    """The guest's link, as an address of this house, and the id of their seat."""

    def story(make):
        seat = make.guest(make.interview(make.application()))
        return guest_link_for(seat).removeprefix("http://localhost:8000"), seat.id

    return house.tell(story)


def interview_of(seat_id):
    return db.session.get_one(Seat, seat_id).interview_id


def answer_everything(page):
    steps.answer(page, 0, 5)
    for number in range(1, steps.number_of_questions(page)):
        steps.answer(page, number, None, heard="")


def test_hr_invites_a_guest_and_hands_over_the_link(sit, house):
    interview = house.tell(lambda make: make.interview(make.application()).id)
    page = sit("hr")
    page.goto(f"/interviews/{interview}")
    follow(page, "Invite a guest")
    page.get_by_label("Name of the guest").fill("Gita Guest")
    press(page, "Make link")
    link = page.get_by_label("Link to copy").input_value()
    look(page)
    guest = sit()
    guest.goto(link.removeprefix("http://localhost:8000"))
    headed(guest, "Interview with Amara Osei")


def test_a_guest_reads_writes_and_seals(sit, invited):
    link, seat = invited
    page = sit()
    page.goto(link)
    look(page)
    press(page, "Start")
    expect(page).to_have_url(f"/guest/card/{seat}")
    look(page)
    steps.answer(page, 0, 4)
    expect(page.locator("[data-saved]:visible")).to_have_text("Saved 09:00")
    follow(page, "Kit")
    look(page)
    follow(page, "Go to scorecard")
    expect(page.get_by_label("What did they say or do?").first).to_have_value(steps.HEARD)
    answer_everything(page)
    press(page, "Check and seal")
    headed(page, "Check and seal")
    look(page)
    press(page, "Seal scorecard")
    says(page, "Sealed. Thank you – your part for Amara Osei is done.")
    look(page)
    page.goto(link)
    headed(page, "This link doesn't work")
    look(page)


def test_a_guest_seals_on_a_telephone_without_javascript(sit, invited):
    page = sit(java_script_enabled=False, **PHONE)
    page.goto(invited[0])
    press(page, "Start")
    answer_everything(page)
    press(page, "Check and seal")
    press(page, "Seal scorecard")
    says(page, "your part for Amara Osei is done")


def test_what_a_guest_types_while_the_link_is_taken_back_stays_with_them(sit, house, invited):
    def story(make):
        with writing() as session:
            take_link_back(session, make.cast.hr, link_of(session.get_one(Seat, invited[1])))

    page = sit()
    page.goto(invited[0])
    press(page, "Start")
    expect(page).to_have_url(f"/guest/card/{invited[1]}")
    house.tell(story)
    steps.answer(page, 0, 4)
    says(page, "This page can no longer be saved. Your text stays here.")
    press(page, "Save")
    headed(page, "This link doesn't work")
    page.get_by_text("What you typed").click()
    says(page, steps.HEARD)
    look(page)


def test_the_page_after_a_computer_was_left_opens_nothing(sit, invited):
    page = sit()
    page.goto(invited[0])
    press(page, "Start")
    press(page, "Leave this computer")
    says(page, "You've left. What you saved is kept. Open your link again to carry on.")
    page.goto(f"/guest/card/{invited[1]}")
    headed(page, "This link doesn't work")


@pytest.mark.parametrize("with_scripts", [True, False])
def test_a_guest_who_cannot_come_says_so_and_hr_sees_it(sit, house, invited, with_scripts):
    page = sit(java_script_enabled=with_scripts, **PHONE)
    page.goto(invited[0])
    follow(page, "I can't do this interview")
    headed(page, "I can't interview Amara Osei")
    page.get_by_label("Why, in a few words").fill("I am away that week. " * 12)
    if with_scripts:
        look(page)
    press(page, "Leave this interview")
    assert len(problems(page)) == 1
    if with_scripts:
        look(page)
    page.get_by_label("Why, in a few words").fill("I am away that week.")
    press(page, "Leave this interview")
    says(page, "You're off this interview, and your link has ended.")
    page.goto(invited[0])
    headed(page, "This link doesn't work")
    hr = sit("hr")
    hr.goto(f"/interviews/{house.tell(lambda make: interview_of(invited[1]))}")
    says(hr, "Gita Guest (guest) – declined 3 Nov 2026: I am away that week.")
