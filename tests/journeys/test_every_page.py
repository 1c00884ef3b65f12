"""Every page of the guard table in a browser: full, empty and with an error; wide, narrow, dark and printed."""

import re

import pytest
from playwright.sync_api import expect

from tests.house.guard_table import SIGNED_IN, TABLE
from tests.journeys.looking import has_no_violations, is_legible_in_the_dark, is_narrow_enough, prints_whole

pytestmark = pytest.mark.browser

# Who looks at a page where several may.
FIRST = ("hr", "manager", "panellist", "administrator", "hr_lead", "area", "fairness")
# Files for a calendar, which a browser does not show.
FILES = {"invitations.of_seat", "invitations.of_interview", "packets.pdf", "records.pdf"}
FULL = sorted({key.removeprefix("GET ") for key in TABLE.keys() | SIGNED_IN if key.startswith("GET ")} - FILES)
# Lists that begin empty, and who looks at them.
EMPTY = [
    *(("hr", "/"), ("panellist", "/"), ("manager", "/"), ("panellist", "/my-interviews"), ("hr", "/openings")),
    *(
        ("hr", "/openings/new"),
        ("hr", "/probations"),
        ("manager", "/probations"),
        ("hr", "/rubrics"),
        (None, "/sign-in"),
    ),
    *(("panellist", "/rubrics"), ("hr", "/nothing-here"), ("hr", "/mailbox")),
]
# Pages whose form refuses to be sent empty.
ERRORS = [
    *("accounts.add_person", "accounts.show_person", "accounts.add_workplace", "accounts.show_workplace"),
    *("accounts.me", "openings.open_opening", "openings.change", "openings.plan"),
    *("candidates.add", "candidates.change", "imports.upload", "interviews.set_interview", "interviews.move"),
    *("scorecards.scorecard", "paper.scorecard", "amendments.amend"),
    *("decisions.skill_floor", "decisions.references"),
    *("decisions.show", "probation.open_probation", "probation.note_act", "probation.check_in"),
    *("probation.did_not_start", "endings.decision", "endings.happening", "acts.change", "acts.oversee"),
    *(
        "acts.change_check_in",
        "endings.proposal",
        "public_pages.keep",
        "conflicts.decline",
        "seating.ask",
        "usage.question",
    ),
    *("guest_links.invite", "guest_links.show"),
    *("editing.start", "editing.start_shipped", "editing.own_criterion", "editing_parts.show"),
]
# As if nobody had typed anything, in the first form of the page that is more than one tap.
_SEND_EMPTY = """() => {
  const form = document.querySelector("main form:not(.tap)");
  for (const one of form.elements) {
    if (["radio", "checkbox"].includes(one.type)) one.checked = false;
    else if (one.tagName === "SELECT") one.value = "";
    else if (one.type !== "hidden" && one.tagName !== "BUTTON") one.value = "";
  }
  form.requestSubmit(form.querySelector("button"));
}"""


def address(app, endpoint, ids):
    """The page's address in the scene; some pages have an application or a seat of their own there."""
    rule = next(rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint and "GET" in rule.methods)
    names = {"kind"} if "<kind>" in rule.rule else {"application_id", "interview_id", "seat_id", "probation_id"}
    further_on = dict.fromkeys(names, ids[endpoint]) if endpoint in ids else {}
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda part: (ids | further_on)[part.group(1)], rule.rule)


# Not for HR who have read marks, as HR in this scene have by then.
UNREAD = {"guest_links.invite", "guest_links.show"}


def looker(endpoint):
    if endpoint in UNREAD:
        return "hr_lead"
    row = TABLE.get(f"GET {endpoint}")
    return next(name for name in FIRST if row is None or name in row.allowed)


# What a page adds to the frame that all of them have.
ADDED = "main"


def look(page, is_whole=False):
    """axe goes once through what the page adds; through the whole page only where it is the first of its kind."""
    has_no_violations(page, "" if is_whole else ADDED)
    is_narrow_enough(page, ADDED)
    is_legible_in_the_dark(page, ADDED)


@pytest.mark.parametrize("name", [*FIRST, None])
def test_the_frame_of_every_page(empty_desk, name):
    """The frame differs by who looks, and by nothing else."""
    page = empty_desk.window(name)
    page.goto("/" if name else "/sign-in")
    is_narrow_enough(page)
    is_legible_in_the_dark(page)


@pytest.mark.parametrize("endpoint", FULL)
def test_a_page_with_something_in_it(furnished, endpoint):
    desk, ids = furnished
    page = desk.window(looker(endpoint))
    assert page.goto(address(desk.house.app, endpoint, ids)).status == 200
    look(page, is_whole=True)
    prints_whole(page)


@pytest.mark.parametrize("endpoint", ERRORS)
def test_a_page_with_an_error(furnished, endpoint):
    desk, ids = furnished
    page = desk.window(looker(endpoint))
    page.goto(address(desk.house.app, endpoint, ids))
    page.evaluate(_SEND_EMPTY)
    expect(page).to_have_title(re.compile("^Error: "))
    look(page)


@pytest.mark.parametrize(("name", "path"), EMPTY)
def test_a_page_with_nothing_in_it_yet(empty_desk, name, path):
    page = empty_desk.window(name)
    page.goto(path)
    look(page, is_whole=True)


def test_a_comparison_on_many_criteria_fits_the_paper(sit, house):
    def story(make):
        application = make.panel(4, 3, application=make.application(make.opening(version=make.version("six-elements"))))
        return application.opening_id

    page = sit("hr")
    page.goto(f"/openings/{house.tell(story)}/compare")
    look(page)
    prints_whole(page)


def test_a_panel_that_still_waits(furnished):
    desk, ids = furnished
    page = desk.window("hr")
    page.goto(f"/applications/{ids['application_id']}/panel")
    look(page)
