"""Where there's too little, or something is wrong with it, a sentence says so, with what would be enough."""

from datetime import UTC, datetime

import pytest

from hiring.foundation.database import writing
from hiring.insights.fairness.questions import group_questions
from hiring.rubrics import actions as rubrics
from hiring.rubrics.queries import edition_of
from tests import bulk
from tests.insights.test_fairness import cohort

PAGES = ("", "/questions", "/hindsights", "/follow-through", "/agreement")


def hired(make, people, level=4.5, **more):
    """So many people hired who are all as good, from one opening where twice as many were interviewed."""
    opening = more.pop("opening", None) or make.opening(posts=40)
    truth = bulk.panels(opening, max(people, 1), interviewers=4, met=2, named=f"{opening.id}-")
    if people:
        bulk.hires(opening, dict.fromkeys(list(truth)[:people], level), make.cast.manager, **{"quits": 0} | more)
    return opening


def meaning_changed(make):
    old = hired(make, 2)
    edition = edition_of(old.version)
    first = edition.criteria[0]
    anchors = first.anchors.model_copy(update={"level_1": "Sends the customer away unheard."})
    criteria = (first.model_copy(update={"anchors": anchors}), *edition.criteria[1:])
    with writing() as session:
        version = rubrics.publish_rubric(session, make.cast.hr, edition.model_copy(update={"criteria": criteria}))
    hired(make, 3, opening=make.opening("Night porter", posts=40, version=version))


CAN_TELL = "so that outcome can't tell anyone apart. It takes some of each."
SCENES = {
    "no hires": (
        lambda make: hired(make, 0),
        {
            "": (
                "Nobody hired here has marks from both the interview and the last check-in. It takes 25 people.",
                "No criterion has been marked both in an interview and at a last check-in. It takes 25 people on each.",
                "Confirmed, not ended 0 people: too few to say; 25 would do",
                "Nobody has been hired yet. One hire would be enough.",
                "no finished probation had a concern. One would be enough.",
            ),
            "/follow-through": ("Nobody hired here has dates for this yet. One hire would be enough.",
                                "Nobody was hired with an open condition.", "Nobody has been decided on yet"),
            "/hindsights": ("Nobody has written anything yet. The question is asked after the last check-in.",),
            "/agreement": ("about 30 and 8 would be enough",),
        },
    ),
    "one hire": (
        lambda make: hired(make, 1),
        {
            "": ("1 of 25 people have marks from both", "1 hire took", "Empathy 1 of 25 people",
                 "One manager has marked one person only, so nobody can tell how strictly they mark."),
            "/questions": ("2 of 20 marks",),
        },
    ),
    "all confirmed": (
        lambda make: hired(make, 25),
        {"": (f"Everyone decided on was confirmed, {CAN_TELL}", "25 people, all alike: it takes some who differ")},
    ),
    "all ended": (
        lambda make: hired(make, 2, level=2.0),
        {"": (f"Everyone decided on was ended, {CAN_TELL}",)},
    ),
    "a meaning that changed": (
        meaning_changed,
        {"": ("A criterion whose meaning changed between versions is shown once for each meaning. Each needs 25 people",
              "Empathy 2 of 25 people", "Empathy (from Service attitude, version 2) 3 of 25 people")},
    ),
    "over before it began": (
        lambda make: hired(make, 2, impossible=2),
        {"": ("Left out: 2 hires whose outcome is dated before the first day. With the right date on record",
              "Nobody has been hired yet.")},
    ),
    "nobody hired at that workplace": (
        lambda make: hired(make, 1),
        {"?workplace=closed": ("We know of no hire at that workplace.", "all workplaces"),
         "": ("1 of 25 people have marks",)},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SCENES)
def test_the_pages_say_what_is_missing_and_what_would_be_enough(name, visit, cast, make):
    scene, said = SCENES[name]
    scene(make)
    visitor = visit(cast.hr)
    for page in [*PAGES, *(page for page in said if page not in PAGES)]:
        text = visitor.get(f"/insights{page}").text
        assert [sentence for sentence in said.get(page, ()) if sentence not in text] == [], text
    visitor.post("/insights/hires.csv", expect=200)


def test_a_group_of_two_is_hidden_and_the_page_says_how_many_it_takes(visit, cast, make):
    opening = make.opening(posts=40)
    on = datetime(2026, 9, 20, tzinfo=UTC)
    cohort(opening, cast, 10, ("woman", 2, 1, 0), ("man", 40, 30, 10), on=on)
    visitor = visit(cast.fairness).get("/insights/fairness").submit(button="Publish quarter").follow()
    assert visitor.text.count("Too few people so far, so nothing is shown. They wait for the next quarter.") == len(
        group_questions()
    )
    assert "At each step, 5 who passed and 5 who didn't, in each of 2 groups, can be enough." in visitor.text
    assert "women" not in visitor.text
