"""The openings of the two years, one after the other, and who followed their hires."""

from itertools import islice

from sqlalchemy.orm import Session

from hiring.demo import words
from hiring.demo.builder import Story
from hiring.demo.people import INTERVIEWERS, Cast
from hiring.demo.two_years.applicants import APPLICANTS
from hiring.demo.two_years.group_answers import tell_group_answers
from hiring.demo.two_years.hires import HireChapter
from hiring.demo.two_years.levels import leniencies
from hiring.demo.two_years.openings import OpeningChapter, PastOpening
from hiring.demo.two_years.timeline import Act, Timeline
from hiring.foundation.database import writing
from hiring.insights.changes.actions import plan_change
from hiring.probation.measures.actions import define_measure
from hiring.probation.measures.models import Measure

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
# What is counted at check-ins: name, unit, and what is usual.
MYSTERY_VISIT = "Mystery visit", "of 10", 6_000
# Of each opening's applicants so many are never interviewed.
NOT_MET = 4


def past_openings(cast: Cast) -> list[PastOpening]:
    """Title, place, rubric, days ago, manager, whether they sat on the panel, met, hired, and whether for a season."""
    rows = [
        ("Front desk host", cast.hotel, SERVICE, 735, "Rosalind", False, 9, 6, False),
        ("Café host", cast.garden, SERVICE, 690, "Gwendolen", True, 9, 6, False),
        ("Shop assistant", cast.shop, SERVICE, 645, "Hector", False, 9, 6, False),
        ("Summer host", cast.hotel, SERVICE, 600, "Anselm", True, 10, 7, True),
        ("Contact centre adviser", cast.centre, ELEMENTS, 555, "Mads", False, 8, 5, False),
        ("Café host, second round", cast.garden, SERVICE, 510, "Gwendolen", True, 9, 6, False),
        ("Shop assistant, Saturdays", cast.shop, SERVICE, 465, "Hector", False, 10, 7, False),
        ("Night porter", cast.hotel, SERVICE, 420, "Rosalind", False, 9, 6, False),
        ("Christmas host", cast.shop, SERVICE, 375, "Anselm", True, 10, 7, True),
        ("Breakfast host", cast.hotel, SERVICE, 320, "Rosalind", False, 9, 6, False),
        ("Garden host", cast.garden, SERVICE, 265, "Gwendolen", True, 9, 6, False),
        ("Contact centre adviser, days", cast.centre, ELEMENTS, 205, "Hector", False, 10, 7, False),
    ]
    return [
        PastOpening(title, place, rubric, began, manager, sits_in, met, hires, questions, is_season)
        for title, place, (rubric, questions), began, manager, sits_in, met, hires, is_season in rows
    ]


def tell_two_years(story: Story) -> None:
    """Everything up to today that isn't the story's own."""
    timeline = Timeline(story)
    plans = past_openings(story.cast)
    managers = sorted({plan.manager for plan in plans})
    lenient = leniencies([*INTERVIEWERS, *managers], timeline.chance)
    following = HireChapter(timeline, leniencies(managers, timeline.chance), _measures(story))
    names, notes = iter(APPLICANTS), list(words.NOTES)
    for plan in plans:
        applicants = list(islice(names, plan.met + NOT_MET))
        OpeningChapter(timeline, plan, applicants, INTERVIEWERS, lenient, notes, following.follow).begin()
    for days_ago, about, plan_words in CHANGES:
        timeline.at(days_ago, 10, _planning(story, about, plan_words))
    timeline.run()
    with writing() as session:
        tell_group_answers(session, story.cast)


def _planning(story: Story, about: str, words: str) -> Act:
    def plan(session: Session) -> None:
        plan_change(session, story.cast["Henrike"], about=about, words=words)

    return plan


def _measures(story: Story) -> dict[str, Measure]:
    """What each workplace counts at every check-in, by its id: the same for all that guests visit."""
    with story.scene(740, 9) as session:
        name, unit, baseline = MYSTERY_VISIT
        return {
            workplace.id: define_measure(
                session, story.cast["Henrike"], workplace=workplace, opening=None, name=name, unit=unit,
                more_is_better=True, baseline_thousandths=baseline,
            )
            for workplace in (story.cast.hotel, story.cast.shop, story.cast.garden)
        }  # fmt: skip
