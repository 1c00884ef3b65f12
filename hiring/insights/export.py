"""The figures behind the pages of Insights as a table: one row a hire, without a name.

`Application` is the same as in an opening's marks, from which `Interview` can be worked out again.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

from hiring.foundation import spreadsheets
from hiring.insights.finished import rows_of
from hiring.insights.follow_through.courses import HireCourse
from hiring.insights.hires.reading import HiresRead
from hiring.probation.values import OutcomeKind

_HIRE = ("Hire", "Application", "Workplace", "Manager", "First day", "Interview", "Last check-in", "Last check-in on",
         "Outcome", "Would hire again", "Stayed 90 days", "Hadn't seen the interview", "Days to hire")  # fmt: skip
_COURSE = ("Applied on", "First interview on", "Decided on", "Open condition", "Others were higher", "Closed on",
           "Last day", "Left because of", "First concern on", "First talk on", "An early rule fired")  # fmt: skip
LEFT_OUT = "left out: over before the first day"


def hires_table(read: HiresRead, courses: Sequence[HireCourse]) -> tuple[list[str], list[list[spreadsheets.Value]]]:
    """Header and rows: the columns above, then one for each measure and two for each criterion. Empty where something
    isn't known. `courses` are those of the hires, in their order.
    """
    titles = sorted({read.titles[key] for key in read.marks["criterion"]})
    measures = sorted(set(read.measured["measure"]))
    marks = {(row.application, read.titles[row.criterion]): (row.interview, row.work) for row in rows_of(read.marks)}
    values = {(row.application, row.measure): row.value for row in rows_of(read.measured)}
    managers = {manager: place for place, manager in enumerate(dict.fromkeys(read.hires["manager"]), 1)}
    header = [
        *(*_HIRE, *_COURSE),
        *(f"{measure}, more is better" for measure in measures),
        *(f"{title}: {when}" for title in titles for when in ("interview", "last check-in")),
    ]
    rows = [
        [
            *(number, *_of_hire(hire, managers[hire.manager])),
            *_of_course(course),
            *(_known(values.get((hire.application, measure))) for measure in measures),
            *map(_known, chain.from_iterable(marks.get((hire.application, title), (None, None)) for title in titles)),
        ]
        for number, (hire, course) in enumerate(zip(rows_of(read.hires), courses, strict=True), 1)
    ]
    for number, hire in enumerate(rows_of(read.impossible), len(rows) + 1):
        known = {"Hire": number, "Application": hire.application, "Workplace": hire.place,
                 "First day": hire.starts_on, "Outcome": LEFT_OUT}  # fmt: skip
        rows.append([known.get(column) for column in header])
    return header, rows


def _of_hire(hire: Any, manager: int) -> list[spreadsheets.Value]:
    return [
        *(hire.application, hire.place, manager, hire.starts_on, _known(hire.interview), _known(hire.work)),
        hire.marked_on,
        OutcomeKind(hire.outcome).label if hire.outcome else "in probation",
        *(_yes(hire.again), _yes(hire.stayed), _yes(hire.blind), hire.to_hire),
    ]


def _of_course(course: HireCourse) -> list[spreadsheets.Value]:
    days = (course.applied_on, course.met_on, course.decided_on)
    despite = (_yes(course.had_open_gate), _yes(course.was_below_others))
    fired = _yes(course.firing.has_fired) if course.firing is not None else None
    ended = course.finished
    if ended is None:
        return [*days, *despite, *[None] * 5, fired]
    left = (ended.decided_on, ended.last_day, ended.leaving_reason or None)
    return [*days, *despite, *left, ended.first_concern, ended.first_talk, fired]


def _known(value: float | None) -> float | None:
    return None if value is None or value != value else value


def _yes(value: float | None) -> str | None:
    known = _known(value)
    return None if known is None else "yes" if known else "no"
