"""The openings of the two years, one after the other, and who followed their hires."""

from itertools import islice

from sqlalchemy.orm import Session

from hiring.demo.builder import Story
from hiring.demo.people import Cast
from hiring.demo.two_years.group_answers import tell_group_answers
from hiring.demo.two_years.hires import HireChapter
from hiring.demo.two_years.levels import leniencies
from hiring.demo.two_years.openings import OpeningChapter, PastOpening
from hiring.demo.two_years.people import APPLICANTS, INTERVIEWERS, MorePlaces
from hiring.demo.two_years.timeline import Act, Timeline
from hiring.foundation.database import writing
from hiring.insights.changes.actions import plan_change

BEGAN = 745  # days ago
SERVICE = "service-attitude", (
    "empathy/not-home-yet", "listening/everything-fine", "ownership/wrong-branch", "composure/being-filmed",
)  # fmt: skip
ELEMENTS = "six-elements", (
    "warm-opening/ten-minutes-early", "proactivity/bread-not-collected", "tactful-problem-solving/booked-twice",
    "ownership/two-tins", "realistic-promises/first-snow",
)  # fmt: skip
# Days ago, the finding, and what HR wrote beside it; the first is back after its year.
CHANGES = (
    (380, "Listening", "Ask for an example of getting someone wrong, beside the scene at the counter."),
    (40, "A customer collects her repaired sewing machine.", "Rest this question until it has a harder ending."),
)
# Of each opening's applicants so many are never interviewed.
NOT_MET = 2


def past_openings(cast: Cast, more: MorePlaces) -> list[PastOpening]:
    """Title, place, rubric, days ago, manager, whether they sat on the panel, met, hired, and whether for a season."""
    rows = [
        ("Front desk host", cast.hotel, SERVICE, 735, "Rosalind", False, 11, 6, False),
        ("Café host", more.garden, SERVICE, 690, "Gwendolen", True, 11, 6, False),
        ("Shop assistant", more.shop, SERVICE, 645, "Hector", False, 11, 6, False),
        ("Summer host", cast.hotel, SERVICE, 600, "Anselm", True, 12, 7, True),
        ("Contact centre adviser", cast.centre, ELEMENTS, 555, "Mads", False, 10, 5, False),
        ("Café host, second round", more.garden, SERVICE, 510, "Gwendolen", True, 11, 6, False),
        ("Shop assistant, Saturdays", more.shop, SERVICE, 465, "Hector", False, 12, 7, False),
        ("Night porter", cast.hotel, SERVICE, 420, "Rosalind", False, 11, 6, False),
        ("Christmas host", more.shop, SERVICE, 375, "Anselm", True, 12, 7, True),
        ("Breakfast host", cast.hotel, SERVICE, 320, "Rosalind", False, 11, 6, False),
        ("Garden host", more.garden, SERVICE, 265, "Gwendolen", True, 11, 6, False),
        ("Contact centre adviser, days", cast.centre, ELEMENTS, 205, "Hector", False, 12, 7, False),
    ]
    return [
        PastOpening(title, place, rubric, began, manager, sits_in, met, hires, questions, is_season)
        for title, place, (rubric, questions), began, manager, sits_in, met, hires, is_season in rows
    ]


def tell_two_years(story: Story, more: MorePlaces, most: int | None = None) -> None:
    """Everything up to today that isn't the story's own; with `most` only its first openings."""
    timeline = Timeline(story)
    plans = past_openings(story.cast, more)[:most]
    managers = sorted({plan.manager for plan in plans})
    lenient = leniencies([*INTERVIEWERS, *managers], timeline.chance)
    following = HireChapter(timeline, leniencies(managers, timeline.chance))
    names = iter(APPLICANTS)
    for plan in plans:
        applicants = list(islice(names, plan.met + NOT_MET))
        OpeningChapter(timeline, plan, applicants, INTERVIEWERS, lenient, following.follow).begin()
    for days_ago, about, words in CHANGES:
        timeline.at(days_ago, 10, _planning(story, about, words))
    timeline.run()
    with writing() as session:
        tell_group_answers(session, story.cast)


def _planning(story: Story, about: str, words: str) -> Act:
    def plan(session: Session) -> None:
        plan_change(session, story.cast["Henrike"], about=about, words=words)

    return plan
