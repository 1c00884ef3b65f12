"""With the keyboard only: signing in, scoring, sealing; focus is seen at every stop and never covered."""

import pytest
from playwright.sync_api import expect

from tests.cast import ADDRESSES, PASSWORD
from tests.journeys import steps
from tests.journeys.browser import PATIENCE, headed, press, problems, says, until

pytestmark = pytest.mark.browser

# Of the element that has the focus: its name, how wide its outline is, and whether something lies over it.
_STOP = """() => {
  const at = document.activeElement;
  const box = at.closest(".level, .taps") || at;
  const outline = Math.max(...[at, box].map((one) => {
    const style = getComputedStyle(one);
    return style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
  }));
  const place = at.getBoundingClientRect();
  const [right, down] = [Math.min(place.width / 2, 40), Math.min(place.height / 2, 12)];
  const top = document.elementFromPoint(place.x + right, place.y + down);
  const label = at.labels && at.labels[0];
  return {
    name: (at.getAttribute("aria-label") || (label ? label.innerText : at.innerText) || "").trim(),
    tag: at.tagName.toLowerCase(), type: at.type || "", outline,
    isSeen: Boolean(top) && (at.contains(top) || top.contains(at) || (label && label.contains(top))),
  };
}"""


def stop(page, **wanted):
    """Where the focus is, once it is what is wanted. It must be seen: an outline of 2 px, and nothing over it."""
    for _ in range(PATIENCE // 100):
        here = page.evaluate(_STOP)
        if here["outline"] >= 2 and here["isSeen"] and wanted.items() <= here.items():
            return here
        page.wait_for_timeout(100)
    raise AssertionError(f"no outline, or something covers it, or not {wanted}: {here}")


def tab_to(page, name, tag="", backwards=False):
    """Press Tab until the control of that name has the focus."""
    for _ in range(60):
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
        here = stop(page)
        if here["name"].startswith(name) and here["tag"].startswith(tag):
            return here
    raise AssertionError(f"60 stops and no {name}")


def choose(page, mark):
    """Into the scale with Tab, to the mark with Space and the arrows."""
    tab_to(page, "1", "input")
    page.keyboard.press("Space")
    for _ in range(mark - 1):
        page.keyboard.press("ArrowRight")
        stop(page)


def sign_in(page, name="panellist", start="My interviews"):
    page.goto("/sign-in")
    tab_to(page, "Email address")
    page.keyboard.type(ADDRESSES[name])
    tab_to(page, "Password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    headed(page, start)


@pytest.fixture
def waiting(house):
    house.tell(lambda make: make.interview(make.application()).id)


def test_from_signing_in_to_a_sealed_card_without_a_mouse(sit, waiting):
    page = sit()
    sign_in(page)
    tab_to(page, "Amara Osei", "a")
    page.keyboard.press("Enter")
    headed(page, "Amara Osei")
    questions = page.locator("form[data-draft] .q").count()
    for number in range(questions):
        tab_to(page, "What did they say or do?", "textarea")
        page.keyboard.type("Rang back twice.")
        choose(page, 2 + number % 3)
        if number < questions - 1:
            tab_to(page, "Next", "a")
            page.keyboard.press("Enter")
    tab_to(page, "Check and seal", "button")
    page.keyboard.press("Enter")
    headed(page, "Check and seal")
    tab_to(page, "Seal scorecard", "button")
    page.keyboard.press("Space")
    says(page, "your part for Amara Osei is done")


def test_practising_a_criterion_without_a_mouse(sit, waiting):
    page = sit()
    sign_in(page)
    tab_to(page, "Practice", "a")
    page.keyboard.press("Enter")
    headed(page, "Practice")
    tab_to(page, "Empathy", "a")
    page.keyboard.press("Enter")
    headed(page, "Empathy")
    tab_to(page, "Start practice", "button")
    page.keyboard.press("Enter")
    for number in range(1, 5):
        headed(page, f"Empathy: answer {number} of 4")
        tab_to(page, "", "textarea")
        page.keyboard.type("Rang back twice.")
        choose(page, 3)
        tab_to(page, "Save mark and go on" if number < 4 else "Save mark and see result", "button")
        page.keyboard.press("Enter")
    headed(page, "Empathy")
    # Always a 3: the stronger answer is not above the weaker one.
    says(page, "not yet", "we marked", "Read the anchors again")


def test_going_back_through_a_scorecard_nothing_covers_the_focus(sit, waiting):
    page = sit("panellist", viewport={"width": 1280, "height": 400})
    page.goto(page.get_by_role("link", name="Amara Osei").first.get_attribute("href"))
    page.get_by_role("button", name="Save", exact=True).focus()
    tab_to(page, "Kit", "a", backwards=True)


def test_a_line_of_the_error_summary_leads_to_its_field(sit, waiting):
    page = sit("panellist")
    page.goto(page.get_by_role("link", name="Amara Osei").first.get_attribute("href"))
    press(page, "Check and seal")
    said = problems(page)
    expect(page.locator("#problem")).to_be_focused()
    tab_to(page, said[0], "a")
    page.keyboard.press("Enter")
    stop(page, tag="input", type="radio", name="1")


def test_the_first_stop_of_a_page_skips_to_its_content(sit):
    page = sit("hr")
    page.goto("/rubrics")
    tab_to(page, "Skip to the content", "a")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert stop(page)["name"].startswith(page.locator("main :is(a, summary)").first.inner_text().strip()[:1])


def card(sit, **options):
    page = sit("panellist", **options)
    page.goto(page.get_by_role("link", name="Amara Osei").first.get_attribute("href"))
    return page


def test_from_box_to_scale_to_the_next_box_with_one_key_each(sit, waiting):
    page = card(sit)
    boxes = page.locator("form[data-draft] .q-mark textarea")
    boxes.first.focus()
    for number in range(boxes.count()):
        expect(boxes.nth(number)).to_be_focused()
        page.keyboard.type("Rang back.")
        page.keyboard.press(("Control+Enter", "Meta+Enter")[number % 2])
        stop(page, type="radio", name="1")
        page.keyboard.press("ArrowRight")
        stop(page, name="2")
        page.keyboard.press("Enter")
    stop(page, name="Check and seal")
    headed(page, "Amara Osei")
    expect(page.locator("[data-marked]")).to_have_text("5 of 5 marked")


def test_a_box_leads_to_the_mark_that_is_chosen_and_enter_alone_is_a_new_line(sit, waiting):
    page = card(sit)
    steps.answer(page, 0, 4, heard="")
    page.locator("textarea").first.focus()
    page.keyboard.type("One")
    page.keyboard.press("Enter")
    page.keyboard.type("two")
    expect(page.locator("textarea").first).to_have_value("One\ntwo")
    page.keyboard.press("Control+Enter")
    stop(page, name="4")


def test_the_keys_are_told_where_there_is_a_keyboard(sit, waiting):
    page = card(sit)
    expect(page.locator("[data-keys]")).to_contain_text("Ctrl Enter in a box goes to its scale")
    page.set_viewport_size({"width": 390, "height": 800})
    expect(page.locator("[data-keys]")).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_the_way_to_every_question_stays_in_reach_and_covers_nothing(sit, waiting, width):
    page = card(sit, viewport={"width": width, "height": 640})
    steps.answer(page, 0, 4)
    page.locator("[data-open]").nth(2).click()
    bar, heading = page.locator(".savebar:visible"), page.get_by_role("heading", name="3 of 5 Ownership")
    expect(heading).to_be_in_viewport()
    assert bar.bounding_box()["height"] < 100
    assert bar.bounding_box()["y"] + bar.bounding_box()["height"] == pytest.approx(640, abs=1)
    page.keyboard.press("Tab")
    stop(page)
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        stop(page)


def test_on_a_telephone_marks_and_links_are_as_tall_as_a_thumb(sit, waiting):
    page = card(sit, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    for targets in ("[data-open]", ".q:visible .taps label", ".q:visible .not-seen", ".savebar:visible .btn"):
        assert min(target.bounding_box()["height"] for target in page.locator(targets).all()) >= 44
    # The keyboard of a telephone takes about half of the window: box and first anchors are in what is left.
    page.set_viewport_size({"width": 390, "height": 500})
    box = page.locator(".q:visible textarea")
    box.tap()
    stop(page)
    until(page, lambda: box.bounding_box()["y"] + box.bounding_box()["height"] <= 500)
