"""One line from the first day to the last, as a drawing takes it, with the words for people who can't see it."""

from dataclasses import dataclass
from datetime import date

from hiring.foundation.grammar import counted
from hiring.foundation.web.template_filters import day_in_full
from hiring.probation.clock import day_number
from hiring.probation.models import CheckIn, Probation


@dataclass(frozen=True, slots=True)
class ProbationTrack:
    """Days counted from the first day, which is day 1; today is 0 before it."""

    total: int
    today: int
    marks: list[tuple[int, str]]
    decide: int
    is_decided: bool
    words: str


def track_of(probation: Probation, today: date) -> ProbationTrack:
    """Where a probation is on its line today."""
    start = probation.starts_on
    total, now = day_number(start, probation.ends_on), max(day_number(start, today), 0)
    held = [check_in for check_in in probation.check_ins if check_in.not_held_on is None]
    states = [(check_in, _state(check_in, today)) for check_in in held]
    return ProbationTrack(
        total=total,
        today=now,
        marks=[(day_number(start, _day_of(check_in)), state) for check_in, state in states],
        decide=day_number(start, probation.decide_by),
        is_decided=not probation.is_running,
        words=_words(probation, states, now, total),
    )


def _day_of(check_in: CheckIn) -> date:
    return check_in.held_on or check_in.due_on


def _state(check_in: CheckIn, today: date) -> str:
    if check_in.filed_at is not None:
        return "filed"
    return "due" if check_in.due_on <= today else "ahead"


def _words(probation: Probation, states: list[tuple[CheckIn, str]], now: int, total: int) -> str:
    sentences = [f"Day {now} of {total}." if now > 0 else f"They start in {counted(1 - now, 'day')}."]
    said = {"filed": "is filed", "due": "is due", "ahead": "is still ahead"}
    sentences += [f"Check-in {check_in.position} {said[state]}." for check_in, state in states]
    sentences.append(f"Decide by {day_in_full(probation.decide_by)}.")
    sentences.append(f"The {probation.period} ends on {day_in_full(probation.ends_on)}.")
    return " ".join(sentences)
