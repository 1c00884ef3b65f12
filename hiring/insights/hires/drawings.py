"""Numbers turned into places on a drawing: across in percent, down in pixels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from hiring.measurement.outcomes.relations import LEAST_HIRES, InterviewRelation

# The lanes of relations go from -.5 to 1: what goes against later work that clearly is rare, and shown at the edge.
_LEFT, _RIGHT = -0.5, 1.0
# Each is a multiple of 4, so that every quarter of the line has a whole number of days.
_SCALES = (12, 20, 40, 60, 80, 100, 120, 160, 200, 300, 400, 600, 1000)
_DOT, _FLOOR = 9, 53


@dataclass(frozen=True, slots=True)
class ScatterDot:
    """One hire: place, and what became of them as the shape of the dot."""

    x: str
    y: str
    shape: str


@dataclass(frozen=True, slots=True)
class RelationLane:
    """One relation on its lane; without an interval a bar of how many people there are of those it takes."""

    dot: str = ""
    low: str = ""
    high: str = ""
    have: str = ""


@dataclass(frozen=True, slots=True)
class DayDots:
    """Days as dots on a line, stacked where they meet. `marks` label the line, `half` is the middle one."""

    dots: tuple[tuple[str, int, bool], ...]
    marks: tuple[tuple[str, str, str], ...]
    half: str
    median: int


def scatter_dot(interview: float, work: float, shape: str) -> ScatterDot:
    """Both marks are from 1 to 5."""
    return ScatterDot(f"{6 + (interview - 1) * 22.5:.2f}%", f"{275 - (work - 1) * 66:.1f}", shape)


def relation_lane(result: InterviewRelation) -> RelationLane:
    """A third of the lane lies left of none."""
    if result.observed is None:
        return RelationLane(have=f"{33 * min(result.n / LEAST_HIRES, 1):.2f}%")
    low, high = result.observed.interval
    return RelationLane(_across(result.observed.r), _across(low), _across(high))


def _across(r: float) -> str:
    return f"{(min(max(r, _LEFT), _RIGHT) - _LEFT) / (_RIGHT - _LEFT) * 100:.2f}%"


def day_dots(days: Sequence[int], long: int | None = None) -> DayDots | None:
    """`days` are whole and not below 0; those above `long` are marked. Nothing where there are none."""
    if not days:
        return None
    top = next((scale for scale in _SCALES if scale >= max(days)), -(-max(days) // 4) * 4)
    height: Counter[int] = Counter()
    dots = []
    for day in sorted(days):
        place = round(day / top * 60)
        dots.append((f"{day / top * 100:.2f}%", _FLOOR - _DOT * min(height[place], 4), long is not None and day > long))
        height[place] += 1
    middle = int(median(days))
    anchors = ("start", "middle", "middle", "middle", "end")
    marks = tuple(
        (f"{step * 25}%", f"{top * step // 4}{' days' if step == 4 else ''}", anchors[step]) for step in range(5)
    )
    return DayDots(tuple(dots), marks, f"{middle / top * 100:.2f}%", middle)
