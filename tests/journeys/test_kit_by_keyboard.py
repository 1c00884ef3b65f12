"""The kit of a rubric with the keyboard only: found, read to its end, left; and what keeps a copy from having one."""

import pytest
from playwright.sync_api import expect

from hiring.foundation.database import writing
from hiring.rubrics.editing.actions import save_part, start_copy
from hiring.rubrics.editing.parts import part_at
from hiring.rubrics.queries import edition_of
from tests.journeys.browser import headed, says, until
from tests.journeys.test_keyboard import sign_in, stop, tab_to

pytestmark = pytest.mark.browser


def enter(page, name, heading):
    """Go to the link of that name with Tab, and take it to the page of that heading."""
    tab_to(page, name, "a")
    page.keyboard.press("Enter")
    headed(page, heading)


def press_tab(page):
    page.keyboard.press("Tab")
    return stop(page)


def press_until(page, key, holds):
    """Press the key as often as it takes: a busy browser may drop one that comes while it still scrolls."""

    def pressed():
        page.keyboard.press(key)
        return holds()

    until(page, pressed)


def is_in_view(part):
    return part.evaluate(
        "part => part.getBoundingClientRect().top < innerHeight && part.getBoundingClientRect().bottom > 0"
    )


def read_to_its_end(page):
    """There is nothing to fill in or press: the keys scroll, through all of it and back."""
    tab_to(page, "Skip to the content", "a")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    questions, foot = page.locator(".kit-question:visible"), page.locator("footer")
    expect(foot).not_to_be_in_viewport()
    press_until(page, "End", lambda: is_in_view(foot))
    expect(foot).to_be_in_viewport()
    expect(questions.first).not_to_be_in_viewport()
    press_until(page, "PageUp", lambda: not is_in_view(foot))
    expect(foot).not_to_be_in_viewport()


@pytest.mark.parametrize("width", [1280, 320])
def test_an_interviewer_finds_the_kit_of_a_version_reads_it_and_goes_back(sit, house, width):
    house.tell(lambda make: make.version().id)
    page = sit(viewport={"width": width, "height": 640})
    sign_in(page)
    if width == 320:
        tab_to(page, "Menu", "button")
        page.keyboard.press("Enter")
    enter(page, "Rubrics", "Rubrics")
    enter(page, "Service attitude", "Service attitude")
    enter(page, "See the kit", "Kit preview: Service attitude, version 1")
    says(page, "What you have done: 50 minutes")
    read_to_its_end(page)
    # However far one has read, the way back is the next stop but one.
    stops = [press_tab(page) for _ in range(2)]
    assert [one["name"] for one in stops] == ["Rubrics", "Service attitude"]
    page.keyboard.press("Enter")
    headed(page, "Service attitude")


def test_hr_reads_the_kit_of_a_rubric_that_is_not_published_yet(sit):
    page = sit()
    sign_in(page, "hr", "Welcome, Hedda")
    enter(page, "Rubrics", "Rubrics")
    enter(page, "Hotel reception", "Hotel reception")
    enter(page, "See the kit", "Kit preview: Hotel reception")
    read_to_its_end(page)


def test_hr_goes_from_what_keeps_a_copy_from_having_a_kit_to_the_field_and_back_to_the_kit(sit, house):
    def story(make):
        version = make.version()
        with writing() as session:
            copy = start_copy(session, make.cast.hr, edition_of(version), version, title="Ferry service")
            part = part_at(copy.content, "rounds/1")
            save_part(session, make.cast.hr, copy, part, {"title": ""}, part.seen)

    house.tell(story)
    page = sit()
    sign_in(page, "hr", "Welcome, Hedda")
    enter(page, "Rubrics", "Rubrics")
    enter(page, "Ferry service", "Ferry service: a copy")
    enter(page, "Preview the kit", "Kit preview: Ferry service")
    says(page, "This copy has one thing to fix first")
    enter(page, "“Title”", "Round 1: no title yet")
    expect(page.locator("#title")).to_be_focused()
    page.keyboard.type("What you have done")
    tab_to(page, "Save and go back to the copy", "button")
    page.keyboard.press("Enter")
    headed(page, "Ferry service: a copy")
    enter(page, "Preview the kit", "Kit preview: Ferry service")
    says(page, "What you have done: 50 minutes")
    read_to_its_end(page)
