"""What comes out of the printer: records that explain themselves, and nothing that can only be pressed."""

import re

import pytest
from playwright.sync_api import expect

from hiring.foundation.database import writing
from hiring.rubrics.actions import publish_rubric
from hiring.rubrics.edition import Edition
from hiring.rubrics.queries import shipped
from tests.journeys.looking import A4
from tests.journeys.test_every_page import address
from tests.make import Make

pytestmark = pytest.mark.browser

# Records, and who would print them.
RECORDS = [
    *(("panellist", "scorecards.kit"), ("hr", "paper.kit"), ("panellist", "amendments.amend")),
    *(("hr", "panels.show"), ("hr", "panels.compare"), ("hr", "decisions.show"), ("manager", "probation.show")),
    *(("hr", "insights.agreement"), ("hr", "openings.show"), ("hr", "rubrics.show"), ("hr", "preview.of_version")),
]
_PRESSED = """() => [...document.querySelectorAll(
    "nav, button, .btn, .tabs, .skip, .pick input, form:not(:has(.field, table))")]
  .filter((one) => one.checkVisibility())
  .map((one) => `${one.tagName.toLowerCase()}: ${one.textContent.trim().slice(0, 40)}`)"""
# A fold prints its heading and what lies in it, whether or not it is open. A menu of acts is pressed, not read.
_FOLDED = """() => [...document.querySelectorAll("main details:not([hidden], .menu, .terms, .no-print *)")]
  .filter((one) => [...one.children].some((part) => !part.getBoundingClientRect().height && part.textContent.trim()))
  .map((one) => one.textContent.trim().slice(0, 40))"""
# Ink on paper is black or nearly so: 0 is black, 255 white.
_PALE = """() => [...document.querySelectorAll("main *")]
  .filter((one) => one.checkVisibility() && [...one.childNodes].some((part) => part.nodeType === 3 && part.data.trim()))
  .filter((one) => Math.max(...getComputedStyle(one).color.match(/[0-9]+/g).slice(0, 3).map(Number)) > 90)
  .map((one) => `${getComputedStyle(one).color}: ${one.textContent.trim().slice(0, 40)}`)"""
# A word that is wider than its column is broken in the middle.
_BROKEN_WORDS = """() => [...document.querySelectorAll(".across th")].filter((one) => {
  one.style.overflowWrap = "normal";
  return one.scrollWidth > one.clientWidth;
}).map((one) => one.textContent.trim())"""
SHEET = 267 / 25.4 * 96  # pixels between the upper and the lower margin of an A4 page
ACROSS = 1032  # pixels between the margins of an A4 page that lies on its side


def on_paper(page):
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": A4, "height": 1000})
    return page


def boxes(pdf):
    """The width and height of every page of a PDF, in points."""
    return [(float(wide), float(high)) for wide, high in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)]


@pytest.mark.parametrize(("name", "endpoint"), RECORDS)
def test_a_record_is_printed_whole_in_black_and_says_who_printed_it(furnished, name, endpoint):
    desk, ids = furnished
    page = desk.window(name)
    page.goto(address(desk.house.app, endpoint, ids))
    who = page.locator(".who a").inner_text()
    on_paper(page)
    assert page.evaluate(_PRESSED) == []
    assert page.evaluate(_FOLDED) == []
    assert page.evaluate(_PALE) == []
    foot = page.get_by_text(f"as it stood on 3 Nov 2026 · printed by {who}")
    expect(foot).to_be_visible()


@pytest.mark.parametrize("endpoint", ["panels.show", "panels.compare", "decisions.show"])
def test_what_rests_on_a_panel_explains_on_paper_how_it_was_computed(furnished, endpoint):
    desk, ids = furnished
    page = desk.window("hr")
    page.goto(address(desk.house.app, endpoint, ids))
    on_paper(page)
    expect(page.get_by_text("The range is the mean ± 1.96 standard errors")).to_be_visible()


def of_eight(make):
    """A version that judges eight criteria, from three shipped rubrics."""
    rubrics = [shipped()[key] for key in ("six-elements", "field-technician", "team-leader")]
    chosen = {one.criterion: (one, each.criterion(one.criterion)) for each in rubrics for one in each.rubric.criteria}
    named, criteria = zip(*list(chosen.values())[:8], strict=True)
    rubric = rubrics[0].rubric.model_copy(update={"criteria": named, "rounds": ()})
    with writing() as session:
        return publish_rubric(session, make.cast.hr, Edition(rubric=rubric, criteria=criteria))


@pytest.mark.parametrize(("version", "is_across"), [(Make.version, False), (of_eight, True)])
def test_a_comparison_lies_across_where_many_criteria_are_judged(sit, house, version, is_across):
    def story(make):
        opening = make.opening(version=version(make))
        for number in range(12):
            make.panel(4, 3, application=make.application(opening, name=f"Candidate {number} Featherstonehaugh"))
        return opening.id

    page = sit("hr")
    page.goto(f"/openings/{house.tell(story)}/compare")
    pages = boxes(page.pdf(format="A4", prefer_css_page_size=True))
    assert {wide > high for wide, high in pages} == {is_across}
    page.emulate_media(media="print")
    page.set_viewport_size({"width": ACROSS if is_across else A4, "height": 1000})
    assert page.evaluate(_BROKEN_WORDS) == []
    expect(page.locator(".across thead")).to_have_css("display", "table-header-group")
    expect(page.locator(".across tbody tr").first).to_have_css("break-inside", "avoid")


def test_every_question_of_a_paper_card_is_one_sheet_and_says_whose_it_is(furnished):
    desk, ids = furnished
    page = desk.window("panellist")
    page.goto(address(desk.house.app, "scorecards.kit", ids))
    sheets = on_paper(page).locator(".kit-question:has(.ask)")
    expect(sheets.locator(".whose").filter(visible=True)).to_have_text(["Amara Osei · Pia Park"] * sheets.count())
    assert max(sheet.bounding_box()["height"] for sheet in sheets.all()) <= SHEET
