"""Forms without a draft warn before they are left; half a date is said where everything else is; the focus is seen."""

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import press, problems
from tests.journeys.keeping import evidence
from tests.journeys.looking import has_no_violations

pytestmark = pytest.mark.browser


def leaving(page, go):
    """The kinds of questions that the browser asked before the page was left."""
    asked = []

    def accept(dialog):
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", accept)
    go()
    page.remove_listener("dialog", accept)
    return asked


def test_a_short_form_warns_before_what_was_typed_is_left(sit):
    page = sit("administrator")
    page.goto("/people/add")
    assert leaving(page, lambda: page.reload()) == []
    page.get_by_label("Name").press_sequentially("Nora")
    assert leaving(page, lambda: page.reload()) == ["beforeunload"]
    page.get_by_label("Name").press_sequentially("Nora")
    assert leaving(page, lambda: press(page, "Add person")) == []
    assert problems(page)
    page.get_by_label("Name").click()
    assert leaving(page, lambda: page.goto("/me")) == ["beforeunload"]  # it was sent, and nothing was recorded


def test_a_form_with_a_draft_is_left_without_a_question(sit, scorecard):
    page = sit("panellist")
    page.goto(scorecard)
    evidence(page).press_sequentially("Why?")
    assert leaving(page, lambda: page.reload()) == []


def test_half_a_date_is_said_at_its_field_and_replaces_the_older_summary(sit, house):
    opening = house.tell(lambda make: make.opening().id)
    page = sit("hr")
    page.goto(f"/openings/{opening}/candidates/add")
    press(page, "Add candidate")
    assert problems(page) == ["Write the name."]
    page.get_by_label("Name", exact=True).fill("Amara Osei")
    page.get_by_label("Applied on").press("Backspace")
    press(page, "Add candidate")
    expect(page.locator("#problem li")).to_have_text(["Finish the day: day, month and year. Or leave it empty."])
    expect(page.locator("#problem")).to_be_focused()
    expect(page.get_by_label("Applied on")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Name", exact=True)).not_to_have_attribute("aria-invalid", "true")
    has_no_violations(page)
    page.get_by_label("Applied on").fill("2026-11-02")
    press(page, "Add candidate")
    expect(page.locator("#problem")).to_have_count(0)


_OUT_OF_SIGHT = """() => {
  const at = document.activeElement;
  if (!at.closest(".across")) return false;
  const box = at.getBoundingClientRect();
  const top = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
  return box.left < 0 || box.right > innerWidth || !top || !(at.contains(top) || top.contains(at));
}"""


@pytest.mark.parametrize("width", [390, 320])
def test_in_a_narrow_comparison_no_focus_stop_is_out_of_sight(sit, house, width):
    def story(make):
        opening = make.opening()
        for name in ("Amara Okafor-Lindqvist", "Ben Achterberg-Montgomery"):
            make.panel(4, 3, application=make.application(opening, name=name))
        return opening.id

    page = sit("hr", viewport={"width": width, "height": 800})
    page.goto(f"/openings/{house.tell(story)}/compare")
    page.get_by_role("button", name="Print packets").focus()
    for _ in range(4):  # two boxes and two names
        page.keyboard.press("Tab")
        assert page.evaluate('() => document.activeElement.closest(".across tbody") !== null')
        page.wait_for_function(f"() => !({_OUT_OF_SIGHT})()")
