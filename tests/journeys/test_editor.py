"""A rubric is edited in the browser: by keyboard, while typing, without JavaScript; every kind of page looked at."""

import pytest
from playwright.sync_api import expect

from hiring.foundation.database import writing
from hiring.rubrics.editing import actions
from hiring.rubrics.editing.parts import part_at
from hiring.rubrics.queries import edition_of
from tests.journeys.browser import follow, headed, press, problems, says
from tests.journeys.looking import has_no_violations, is_legible_in_the_dark, is_narrow_enough, prints_whole
from tests.journeys.test_keyboard import stop, tab_to

pytestmark = pytest.mark.browser

TRAIT = "“friendly” says what someone is. Write what they say or do, so that two people would mark it alike."
ACT = "Asks what happened and says it back before offering anything."
ADDRESSES = [
    *("rubric", "criteria/empathy", "criteria/empathy/use", "criteria/empathy/scenes/1"),
    *("criteria/empathy/questions/2", "criteria/empathy/practice/1", "rounds/1"),
]


def _copied(make, **typed):
    """A copy of its own; what is typed goes into its first round."""
    version = make.version()
    with writing() as session:
        copy = actions.start_copy(session, make.cast.hr, edition_of(version), version)
        part = part_at(copy.content, "rounds/1")
        actions.save_part(session, make.cast.hr, copy, part, typed, part.seen)
        return copy.id


@pytest.fixture
def copy(house):
    return f"/rubrics/copies/{house.tell(_copied)}"


def look(page):
    has_no_violations(page)
    is_narrow_enough(page)
    is_legible_in_the_dark(page)
    prints_whole(page)


def enter(page, name, tag, heading):
    """Go to the link or button of that name with Tab, and take it to the page of that heading."""
    tab_to(page, name, tag)
    page.keyboard.press("Enter")
    headed(page, heading)


def type_over(page, text):
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def the_error(page, field):
    return page.locator(f"#{field}-error")


def test_hr_copies_breaks_mends_previews_and_publishes_by_keyboard(sit, house):
    version = house.tell(lambda make: make.version().id)
    page = sit("hr")
    page.goto(f"/rubrics/{version}")
    tab_to(page, "More", "summary")
    page.keyboard.press("Enter")
    enter(page, "Copy and edit", "a", "Copy and edit")
    tab_to(page, "The next version of", "input")
    page.keyboard.press("Space")
    enter(page, "Start copy", "button", "Service attitude: a copy")
    enter(page, "What is judged", "a", "Empathy: what is judged")
    tab_to(page, "A 3", "textarea")
    type_over(page, "Is friendly to everybody.")
    expect(the_error(page, "anchors-3")).to_contain_text(TRAIT)
    expect(page.locator("[data-saved]")).to_have_text("Saved 09:00. One thing to fix on this page.")
    assert stop(page)["name"].startswith("A 3")
    type_over(page, ACT)
    expect(page.locator("[data-saved]")).to_have_text("Saved 09:00")
    expect(the_error(page, "anchors-3")).to_have_count(0)
    enter(page, "Save and go back to the copy", "button", "Service attitude: a copy")
    says(page, "Empathy means something else now")
    enter(page, "Preview the kit", "a", "Kit preview: Service attitude")
    says(page, "What you have done: 50 minutes", ACT)
    enter(page, "Service attitude", "a", "Service attitude: a copy")
    enter(page, "Review changes and publish", "a", "Before you publish")
    enter(page, "Publish", "button", "Service attitude")
    says(page, "“Service attitude” is published as version 2.")
    follow(page, "Openings")
    follow(page, "Add an opening")
    expect(page.get_by_label("Rubric").locator("option:checked")).to_have_text("Service attitude (version 2)")


def test_without_javascript_saving_says_the_same_at_the_field(sit, copy):
    page = sit("hr", java_script_enabled=False)
    page.goto(f"{copy}/parts/criteria/empathy")
    page.get_by_label("A 3", exact=True).fill("Is friendly to everybody.")
    press(page, "Save")
    assert problems(page) == [TRAIT]
    expect(the_error(page, "anchors-3")).to_contain_text(TRAIT)
    expect(page.get_by_label("A 3", exact=True)).to_have_value("Is friendly to everybody.")


def test_the_sentences_on_the_page_follow_the_typing(sit, copy):
    page = sit("hr")
    page.goto(f"{copy}/parts/criteria/empathy/questions/1")
    page.get_by_label("Minutes").fill("abc")
    page.get_by_label("Good").fill("")
    press(page, "Save")
    assert len(problems(page)) == 2
    page.get_by_label("Good").fill("Rings back.")
    expect(page.locator("#problem li")).to_have_count(1)
    expect(page.get_by_label("Good")).not_to_have_attribute("aria-invalid", "true")
    has_no_violations(page)
    page.get_by_label("Minutes").fill("5")
    expect(page.locator("#problem")).to_have_count(0)
    expect(page).not_to_have_title("Error: Empathy: question 1 – Hiring for attitude")


def test_an_empty_form_calls_nothing_wrong_where_nobody_has_been(sit, copy):
    page = sit("hr")
    page.goto(copy)
    page.locator("#criterion-empathy summary").click()
    press(page, "Add a question on Empathy")
    page.get_by_label("Minutes").fill("abc")
    expect(page.locator("[data-saved]")).to_have_text("Saved 09:00. Nine things to fix on this page.")
    expect(page.locator(".error")).to_have_count(1)
    expect(the_error(page, "minutes")).to_contain_text("should be a whole number")


def test_two_people_on_one_part_see_both_texts(sit, copy):
    hedda, hugo = sit("hr"), sit("second_hr")
    for page in (hedda, hugo):
        page.goto(f"{copy}/parts/rubric")
    hugo.get_by_label("Who should use it").fill("Hugo's words.")
    expect(hugo.locator("[data-saved]")).to_have_text("Saved 09:00")
    hedda.get_by_label("Who should use it").fill("Hedda's words.")
    said = "Hugo Hill has saved a different text in the meantime. Press “Save” to see both."
    expect(hedda.locator("[data-saved]")).to_have_text(said)
    press(hedda, "Save")
    headed(hedda, "Two versions of the same text")
    look(hedda)
    press(hedda, "Keep this window's text")
    expect(hedda.get_by_label("Who should use it")).to_have_value("Hedda's words.")


def test_every_kind_of_part_can_be_looked_at_full_and_empty(sit, copy):
    page = sit("hr")
    for address in ADDRESSES:
        page.goto(f"{copy}/parts/{address}")
        look(page)
    page.goto(copy)
    for fold in page.locator("details").all():
        fold.evaluate("one => { one.open = true; }")
    look(page)
    press(page, "Add a practice answer on Empathy")
    headed(page, "Empathy: practice answer 9")
    press(page, "Save")
    assert "“Our mark” is missing. Add it." in problems(page)
    look(page)


def test_what_is_to_mend_and_what_has_ended_can_be_looked_at(sit, house):
    copy = f"/rubrics/copies/{house.tell(lambda make: _copied(make, minutes='abc', title=''))}"
    page = sit("hr")
    for path in (copy, f"{copy}/kit"):
        page.goto(path)
        look(page)
    follow(page, "“Minutes” should be a whole number, but is the text “abc”.")
    expect(page.get_by_label("Minutes")).to_have_value("abc")
    page.goto(f"{copy}/discard")
    with page.expect_response(lambda response: response.request.method == "POST"):
        press(page, "Discard copy")
    page.goto(copy)
    headed(page, "This can't be edited any more")
    look(page)
