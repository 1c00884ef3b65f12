"""How long things take: from opening to yes, and from a first concern to a decision."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.insights.hires.drawings import DayDots, day_dots
from hiring.measurement.libraries import pd
from hiring.probation.board.history import FinishedProbation, probation_records
from hiring.probation.models import Probation
from hiring.probation.values import OutcomeKind

# Days from a first concern to a decision, from which on it took long.
LONG = 90


@dataclass(frozen=True, slots=True)
class DaysTaken:
    """One picture of days: what it's of, what it says, its dots, and the days themselves for the table."""

    title: str
    says: str
    drawing: DayDots | None
    days: list[int]

    @property
    def counts(self) -> list[tuple[int, int]]:
        """Days and how often they were taken, the fewest first."""
        return sorted(Counter(self.days).items())


@dataclass(frozen=True, slots=True)
class Speed:
    """`finished` are the closed probations behind the second picture."""

    to_hire: DaysTaken
    to_decision: DaysTaken
    finished: list[FinishedProbation]


def speed_of(session: Session, hires: pd.DataFrame) -> Speed:
    """Of these hires. One statement."""
    records = finished_probations(session, set(hires["application"]))
    late = [record for record in records if record.days_to_decision is not None]
    return Speed(_to_hire(sorted(int(days) for days in hires["to_hire"])), _to_decision(late), records)


def finished_probations(session: Session, applications: set[str]) -> list[FinishedProbation]:
    """Those of these applications that are over."""
    records = probation_records(session, sa.and_(Probation.closed_on.is_not(None)))
    return [record for record in records if record.application in applications]


def _to_hire(days: list[int]) -> DaysTaken:
    title = "From opening to yes"
    drawing = day_dots(days)
    if drawing is None:
        return DaysTaken(title, "Nobody has been hired yet. One hire would be enough.", None, days)
    hires = "1 hire" if len(days) == 1 else f"half of {len(days)} hires"
    says = f"{hires} took {drawing.median} days or less. The slowest took {days[-1]}."
    return DaysTaken(title, says if len(days) > 1 else f"{hires} took {days[0]} days.", drawing, days)


def _to_decision(records: list[FinishedProbation]) -> DaysTaken:
    title = "From the first concern to a decision"
    days = sorted(record.days_to_decision or 0 for record in records)
    drawing = day_dots(days, LONG)
    if drawing is None:
        return DaysTaken(title, "no finished probation had a concern. One would be enough.", None, days)
    says = f"half of {len(days)} took {drawing.median} days or less."
    slow = [record for record in records if (record.days_to_decision or 0) > LONG]
    if slow:
        lapsed = sum(record.outcome == OutcomeKind.RAN_OUT.label for record in slow)
        says += f" {'One' if len(slow) == 1 else len(slow)} took more than {LONG}"
        says += f", and {'it' if lapsed == len(slow) == 1 else lapsed} ran out undecided." if lapsed else "."
    return DaysTaken(title, says, drawing, days)
