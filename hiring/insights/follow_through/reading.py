"""How soon people acted, who left and why, what overrides led to, and how often the early rules were wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Workplace
from hiring.candidates.models import Application
from hiring.foundation import clock
from hiring.insights.finished import FinishedPanels
from hiring.insights.follow_through.courses import HireCourse, hire_courses
from hiring.insights.hires.reading import HiresRead
from hiring.interviews.counted import counted
from hiring.interviews.models import Interview, Scorecard
from hiring.measurement.number_format import count, listed, number
from hiring.openings.models import Opening
from hiring.probation.board.history import FinishedProbation
from hiring.probation.early.history import RuleHistory

_HIGHER = "although others were higher on the evidence"


@dataclass(frozen=True, slots=True)
class StageDays:
    """From one stage to the next: how many people, and half of them within so many days."""

    title: str
    people: int
    half: int
    slowest: int


@dataclass(frozen=True, slots=True)
class LeaversByReason:
    """Who left of their own accord, for one reason, and after how many days half of them had."""

    reason: str
    people: int
    half: int


@dataclass(frozen=True, slots=True)
class FollowThrough:
    """All of it in words and counts."""

    stages: list[StageDays]
    cards: str
    concerns: list[str]
    leavers: list[LeaversByReason]
    leavers_say: str
    overrides: str
    below_others: str
    early: str


def follow_through(session: Session, panels: FinishedPanels, read: HiresRead, unknown: set[str]) -> FollowThrough:
    """Without those that the reader must not learn of, in a fixed number of statements."""
    courses = hire_courses(session, panels, read, unknown)
    finished = [course.finished for course in courses if course.finished is not None]
    leavers = _leavers(finished)
    gone = sum(group.people for group in leavers)
    of_panels = set(panels.answers["candidate"]) - unknown
    return FollowThrough(
        stages=_stages(courses),
        cards=_cards([row for row in session.execute(_sealed()) if row.application_id in of_panels]),
        concerns=_concerns(finished),
        leavers=leavers,
        leavers_say=f"Left of their own accord: {_people(gone)}." if gone else "Nobody has chosen to leave.",
        overrides=_led_to([course for course in courses if course.had_open_gate], "with an open condition"),
        below_others=_led_to([course for course in courses if course.was_below_others], _HIGHER),
        early=RuleHistory.of(course.firing for course in courses if course.firing is not None).says,
    )


def _sealed() -> sa.Select[*tuple[Any, ...]]:
    chosen = sa.select(Interview.application_id, Interview.starts_at, Scorecard.sealed_at, Workplace.zone)
    chosen = counted(chosen.select_from(Scorecard)).join(Application, Interview.application_id == Application.id)
    chosen = chosen.join(Opening, Application.opening_id == Opening.id)
    return chosen.join(Workplace, Opening.workplace_id == Workplace.id)


def _stages(courses: Sequence[HireCourse]) -> list[StageDays]:
    steps: dict[str, list[int]] = defaultdict(list)
    for course in courses:
        for title, since, until in (
            ("From applying to the first interview", course.applied_on, course.met_on),
            ("From the first interview to the decision", course.met_on, course.decided_on),
            ("From the decision to the first day at work", course.decided_on, course.starts_on),
        ):
            if since is not None and until is not None and since <= until:
                steps[title].append((until - since).days)
    return [StageDays(title, len(days), int(median(days)), max(days)) for title, days in steps.items()]


def _cards(rows: Sequence[Any]) -> str:
    if not rows:
        return "No scorecard is sealed yet."
    late = [
        days
        for row in rows
        for days in [(_day(row.sealed_at, row.zone) - _day(row.starts_at, row.zone)).days]
        if days > 0
    ]
    cards = count(len(rows), "scorecard")
    if not late:
        return f"All of {cards} were sealed on the day of the interview."
    share = number(100 * len(late) / len(rows), 0)
    latest = count(max(late), "day")
    return f"Of {cards}, {len(late)} were sealed after the day of the interview ({share} %), the latest by {latest}."


def _day(at: Any, zone: str) -> Any:
    return clock.in_zone(at, zone).date()


def _concerns(finished: Sequence[FinishedProbation]) -> list[str]:
    concerned = [record for record in finished if record.first_concern is not None]
    if not concerned:
        return ["No finished probation had a concern."]
    talks = [record.days_to_talk for record in concerned if record.days_to_talk is not None]
    decisions = [record.days_to_decision for record in concerned if record.days_to_decision is not None]
    says = [f"A concern came up with {_people(len(concerned))}."]
    if talks:
        says.append(f"Half were talked to within {count(int(median(talks)), 'day')}.")
    if len(talks) < len(concerned):
        says.append(f"No talk is on record with {len(concerned) - len(talks)} of them.")
    if decisions:
        says.append(f"Half were decided on within {count(int(median(decisions)), 'day')}.")
    return says


def _leavers(finished: Sequence[FinishedProbation]) -> list[LeaversByReason]:
    days: dict[str, list[int]] = defaultdict(list)
    for record in finished:
        if record.leaving_reason and record.last_day is not None and record.last_day >= record.starts_on:
            days[record.leaving_reason].append((record.last_day - record.starts_on).days + 1)
    rows = [LeaversByReason(reason, len(of), int(median(of))) for reason, of in days.items()]
    return sorted(rows, key=lambda row: (-row.people, row.reason))


def _led_to(courses: Sequence[HireCourse], how: str) -> str:
    """How many were hired like that, and what became of them."""
    if not courses:
        return f"Nobody was hired {how}."
    became = Counter(course.finished.outcome if course.finished else "still running" for course in courses)
    parts = [f"{how_many} {word}" for word, how_many in became.most_common()]
    return f"Hired {how}: {_people(len(courses))}. What became of them: {listed(parts)}."


def _people(n: int) -> str:
    return count(n, "person", "people")
