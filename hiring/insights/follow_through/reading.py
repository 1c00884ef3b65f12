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
from hiring.decisions.models import IN_FORCE, Decision
from hiring.decisions.values import Verdict
from hiring.foundation import clock
from hiring.insights.hires.reading import HiresRead
from hiring.insights.hires.speed import finished_probations
from hiring.interviews.counted import IS_ON, counted
from hiring.interviews.models import Interview, Scorecard
from hiring.measurement.number_format import count, listed, number
from hiring.openings.models import Opening
from hiring.probation.board.history import FinishedProbation
from hiring.probation.early.history import rule_history
from hiring.probation.models import Probation

# Someone else's total is higher by so much or more, in levels: then the choice needs its reason.
HIGHER = 0.5


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


def follow_through(session: Session, read: HiresRead, unknown: set[str]) -> FollowThrough:
    """Without those that the reader must not learn of, in a fixed number of statements."""
    finished = finished_probations(session, set(read.hires["application"]))
    ended = {record.application: record.outcome for record in finished}
    decided = [row for row in session.execute(_decided()) if row.application not in unknown]
    leavers = _leavers(finished)
    gone = sum(group.people for group in leavers)
    return FollowThrough(
        stages=_stages([row for row in decided if row.verdict == Verdict.HIRE]),
        cards=_cards([row for row in session.execute(_sealed()) if row.application_id not in unknown]),
        concerns=_concerns(finished),
        leavers=leavers,
        leavers_say=f"Left of their own accord: {_people(gone)}." if gone else "Nobody has chosen to leave.",
        overrides=_led_to([row.application for row in decided if row.override_reason], ended, "with an open condition"),
        below_others=_led_to(_passed_over(read, decided), ended, "although someone rejected had a higher total"),
        early=rule_history(session).says,
    )


def _decided() -> sa.Select[*tuple[Any, ...]]:
    first = sa.select(sa.func.min(Interview.starts_at)).where(Interview.application_id == Application.id, IS_ON)
    chosen = sa.select(
        Application.id.label("application"), Application.opening_id.label("opening"), Application.applied_on,
        Decision.verdict, Decision.decided_at, Decision.override_reason, Workplace.zone, Probation.starts_on,
        first.correlate(Application).scalar_subquery().label("met_at"),
    )  # fmt: skip
    chosen = chosen.join(Application, Decision.application_id == Application.id)
    chosen = chosen.join(Opening, Application.opening_id == Opening.id)
    chosen = chosen.join(Workplace, Opening.workplace_id == Workplace.id)
    return chosen.outerjoin(Probation, Probation.application_id == Application.id).where(IN_FORCE)


def _sealed() -> sa.Select[*tuple[Any, ...]]:
    chosen = sa.select(Interview.application_id, Interview.starts_at, Scorecard.sealed_at, Workplace.zone)
    chosen = counted(chosen.select_from(Scorecard)).join(Application, Interview.application_id == Application.id)
    chosen = chosen.join(Opening, Application.opening_id == Opening.id)
    return chosen.join(Workplace, Opening.workplace_id == Workplace.id)


def _stages(hires: Sequence[Any]) -> list[StageDays]:
    steps: dict[str, list[int]] = defaultdict(list)
    for row in hires:
        decided = clock.in_zone(row.decided_at, row.zone).date()
        if row.met_at is not None:
            met = clock.in_zone(row.met_at, row.zone).date()
            steps["From applying to the first interview"].append((met - row.applied_on).days)
            steps["From the first interview to the decision"].append((decided - met).days)
        if row.starts_on is not None:
            steps["From the decision to the first day at work"].append((row.starts_on - decided).days)
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


def _passed_over(read: HiresRead, decided: Sequence[Any]) -> list[str]:
    """Hires of an opening in which someone who was rejected has a total that's clearly higher."""
    total = read.totals.set_index("application")["total"].to_dict()
    best: dict[str, float] = {}
    for row in decided:
        if row.verdict == Verdict.REJECT and row.application in total:
            best[row.opening] = max(best.get(row.opening, 0.0), total[row.application])
    return [
        row.application
        for row in decided
        if row.verdict == Verdict.HIRE
        and row.application in total
        and best.get(row.opening, 0.0) >= total[row.application] + HIGHER - 1e-9
    ]


def _led_to(hires: Sequence[str], ended: dict[str, str], how: str) -> str:
    """How many were hired like that, and what became of them."""
    if not hires:
        return f"Nobody was hired {how}."
    became = Counter(ended.get(application) or "still running" for application in hires)
    parts = [f"{how_many} {word}" for word, how_many in became.most_common()]
    return f"Hired {how}: {_people(len(hires))}. What became of them: {listed(parts)}."


def _people(n: int) -> str:
    return count(n, "person", "people")
