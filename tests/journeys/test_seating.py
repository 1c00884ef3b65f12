"""Pages that the tour of every page cannot meet: a proposal of interviews, the candidates' page, the question first."""

import pytest

from hiring.candidates import actions as candidates
from hiring.foundation.database import writing
from hiring.openings import public_page as public_pages
from tests.journeys.looking import has_no_violations, is_legible_in_the_dark, is_narrow_enough, prints_whole

pytestmark = pytest.mark.browser


def look(page):
    has_no_violations(page)
    is_narrow_enough(page)
    is_legible_in_the_dark(page)
    prints_whole(page)


def _three_to_meet(make):
    opening = make.opening(interviewers=[make.cast.panellist, make.cast.second_panellist, make.cast.elsewhere])
    for name in ("Amara Osei", "Boris Berg", "Chloe Cole"):
        make.application(opening, name=name)
    return opening.id


def test_a_proposal_is_changed_refused_and_set(sit, house):
    opening = house.tell(_three_to_meet)
    page = sit("hr")
    page.goto(f"/openings/{opening}/seating")
    page.get_by_label("Place").fill("Room Birch")
    page.get_by_role("button", name="Propose").click()
    second = page.get_by_label("Seat 2, Boris Berg")
    second.wait_for()
    look(page)
    second.select_option(page.get_by_label("Seat 1, Boris Berg").input_value())
    page.get_by_role("button", name="Set interviews").click()
    page.get_by_role("link", name="Boris Berg: the same person has two seats.").wait_for()
    look(page)
    second.select_option("")
    page.get_by_role("button", name="Set interviews").click()
    page.get_by_text("Three interviews are set.").wait_for()


def test_a_candidate_reads_the_page_of_an_opening(sit, house):
    def story(make):
        with writing() as session:
            told = {"adjustments": "Ring 0117 496 0000", "contact": "data@example.org"}
            return public_pages.keep_page(session, make.cast.hr, make.opening(), **told).token

    page = sit()
    page.goto(f"/for-candidates/{house.tell(story)}")
    page.get_by_text("What a 1, a 3 and a 5 look like").first.click()
    look(page)


def test_an_interviewer_who_knows_the_candidate_is_asked_first(sit, house):
    def story(make):
        interview = make.interview(make.application())
        candidate = interview.application.candidate
        with writing() as session:
            candidates.note_relations(
                session, make.cast.hr, candidate, referred=make.cast.panellist, manages=make.cast.panellist
            )
        return next(one.id for one in interview.seats if one.person_id == make.cast.panellist.id)

    page = sit("panellist")
    page.goto(f"/scorecards/{house.tell(story)}")
    look(page)
    page.get_by_role("button", name="Yes, I'll interview").click()
    page.get_by_role("link", name="Write a sentence. HR reads it.").wait_for()
    look(page)
