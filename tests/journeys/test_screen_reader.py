"""The scorecard as a screen reader is handed it: the accessibility tree, not the markup."""

from collections import Counter

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import follow, headed
from tests.journeys.steps import answer

pytestmark = pytest.mark.browser

CONTROLS = {"textbox", "radio", "button", "link", "DisclosureTriangle"}
QUESTIONS = ("Empathy", "Listening", "Ownership", "Composure under provocation", "Listening")


@pytest.fixture
def card(sit, house):
    house.tell(lambda make: make.interview(make.application()).id)
    page = sit("panellist")
    follow(page, "My interviews")
    follow(page, "Write your scorecard for Amara Osei")
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


def turn_to(card, number):
    """The question's own link brings it onto the screen, and the focus with it."""
    card.locator("[data-open]").nth(number - 1).click()
    expect(card.locator(".q:visible")).to_have_count(1)


def ways(card):
    return [name for name in names(card, "link") if name[:1].isdigit()]


def test_each_question_is_read_alone_with_its_scale_and_what_each_mark_means(card):
    for number, criterion in enumerate(QUESTIONS, start=1):
        turn_to(card, number)
        assert names(card, "heading") == ["Amara Osei", f"{number} of 5 {criterion}", "If they don't say, ask"]
        (group,) = names(card, "radiogroup")
        assert group == f"Your mark – question {number}, {criterion}"
        marks = marks_of(card, group)
        assert [mark["name"] for mark in marks] == ["1", "2", "3", "4", "5", "Not observed"]
        assert [bool(mark["about"]) for mark in marks] == [True] * 5 + [False]
        anchor = card.locator(".q:visible .at-5").text_content().split()
        assert marks[4]["about"].split() == anchor


def test_no_control_is_without_a_name_and_none_shares_it_with_another(card):
    for number in range(1, 6):
        turn_to(card, number)
        controls = [node for node in spoken(card) if node["role"] in CONTROLS]
        assert [node for node in controls if not node["name"]] == []
        called = Counter((node["role"], node["name"], node["in"]) for node in controls)
        assert [node for node, times in called.items() if times > 1] == []
        assert sum(node["role"] == "textbox" for node in controls) == 1


def test_the_way_to_the_questions_says_what_is_marked_and_where_one_is(card):
    assert ways(card) == [f"{number} {title} open" for number, title in enumerate(QUESTIONS, start=1)]
    answer(card, 0, 4)
    answer(card, 1, None)
    expect(card.locator("[data-marked]")).to_have_text("2 of 5 marked")
    assert ways(card)[:3] == ["1 Empathy marked 4", "2 Listening not observed –", "3 Ownership open"]
    expect(card.locator('[aria-current="step"]')).to_contain_text("Listening")
    assert "2 of 5 marked" in names(card, "StaticText")
