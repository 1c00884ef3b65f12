"""The scorecard as a screen reader is handed it: the accessibility tree, not the markup."""

from collections import Counter

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import follow, headed
from tests.journeys.steps import answer

pytestmark = pytest.mark.browser

CONTROLS = {"textbox", "radio", "button", "link", "DisclosureTriangle"}
NOT_OBSERVED = "Not observed – I heard nothing to judge this by"


@pytest.fixture
def card(sit, house):
    house.tell(lambda make: make.interview(make.application()).id)
    page = sit("panellist")
    follow(page, "My interviews")
    follow(page, "Scorecard for Amara Osei")
    headed(page, "Amara Osei")
    return page


def spoken(page):
    """Every node in the order in which it is read: role, name, description, and the group it stands in."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    known = {one["nodeId"]: one for one in tree}
    found = []

    def read(node, group):
        def said(key):
            return str(node.get(key, {}).get("value", "")).strip()

        if not node.get("ignored"):
            found.append({"role": said("role"), "name": said("name"), "about": said("description"), "in": group})
        inside = (
            said("name") if said("role") in {"group", "radiogroup", "navigation"} and not node.get("ignored") else group
        )
        for child in node.get("childIds", []):
            read(known[child], inside)

    read(next(one for one in tree if "parentId" not in one), "")
    return found


def names(page, role):
    return [one["name"] for one in spoken(page) if one["role"] == role]


def marks_of(card, group):
    return [one for one in spoken(card) if one["role"] == "radio" and one["in"] == group]


def test_the_headings_are_the_candidate_and_then_the_questions_in_their_order(card):
    assert names(card, "heading") == [
        "Amara Osei",
        *("1 of 5 Empathy", "2 of 5 Listening", "3 of 5 Ownership", "4 of 5 Composure under provocation"),
        "5 of 5 Listening",
    ]


def test_each_scale_says_its_question_and_each_mark_its_anchor(card):
    groups = names(card, "radiogroup")
    assert groups[0] == "Your mark – question 1, Empathy"
    assert len(groups) == len(set(groups)) == 5
    for group in groups:
        marks = marks_of(card, group)
        assert [one["name"] for one in marks] == ["1", "2", "3", "4", "5", NOT_OBSERVED]
        assert [bool(one["about"]) for one in marks] == [True, False, True, False, True, False]
    first = [one["about"] for one in marks_of(card, groups[0])[4:5]]
    assert first == [card.locator(".level p").nth(2).inner_text()]


def test_no_control_is_without_a_name_and_none_shares_it_with_another(card):
    controls = [one for one in spoken(card) if one["role"] in CONTROLS]
    assert [one for one in controls if not one["name"]] == []
    called = Counter((one["role"], one["name"], one["in"]) for one in controls)
    assert [one for one, times in called.items() if times > 1] == []
    assert len([one for one in controls if one["role"] == "textbox"]) == 6


def test_the_status_and_what_is_still_open_are_read_before_the_questions(card):
    read = spoken(card)
    roles = [one["role"] for one in read]
    at = {one["name"]: place for place, one in enumerate(read)}
    assert roles.index("status") < at["Questions without a mark"] < at["1 of 5 Empathy"]
    assert at["To question 1, Empathy"] < at["To question 2, Listening"] < at["1 of 5 Empathy"]


def test_a_marked_question_is_no_longer_among_the_open_ones(card):
    answer(card, 0, 4)
    expect(card.locator("[data-marked]")).to_have_text("1 of 5 marked")
    to_questions = [name for name in names(card, "link") if name.startswith("To question")]
    assert [name.split(",")[0] for name in to_questions] == [f"To question {one}" for one in (2, 3, 4, 5)]
    assert "1 of 5 marked" in names(card, "StaticText")
