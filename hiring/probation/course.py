"""The picture of one hire: each criterion over the days, from the interview to today, with its sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hiring.foundation import figures
from hiring.foundation.grammar import counted
from hiring.probation.clock import day_number
from hiring.probation.models import CheckIn, Observation, Probation
from hiring.probation.side_by_side import interview_cells
from hiring.probation.values import Going
from hiring.rubrics.schema import Criterion


@dataclass(frozen=True, slots=True)
class CriterionCourse:
    """One criterion as it's drawn. Days count from the first day; `interview` is mean, low and high, where open."""

    criterion: Criterion
    interview: tuple[float, float, float] | None
    marks: list[tuple[int, int | None, str]]
    notes: list[tuple[int, str]]
    says: str
    spoken: str
    cells: list[str]

    @property
    def is_drawn_in_full(self) -> bool:
        """The bands of the anchors need a mark to lie on them."""
        return self.interview is not None or any(level is not None for _, level, _ in self.marks)

    @property
    def interview_shown(self) -> str:
        if self.interview is None:
            return ""
        mean, low, high = (figures.fixed(value) for value in self.interview)
        return f"{mean} ({low} to {high})"


def courses_of(probation: Probation, criteria: Sequence[Criterion], *, with_interview: bool) -> list[CriterionCourse]:
    """Every criterion, in the opening's order. Without the interview, nothing of it is in here at all."""
    cells = interview_cells(probation.application) if with_interview else {}
    return [_course(probation, criterion, cells.get(criterion.key)) for criterion in criteria]


def _course(probation: Probation, criterion: Criterion, cell: dict[str, Any] | None) -> CriterionCourse:
    filed = [check_in for check_in in probation.check_ins if check_in.filed_at is not None]
    words = [word for check_in in filed if (word := _word(check_in, criterion.key)) is not None]
    levels = [check_in.levels[criterion.key] for check_in in filed if criterion.key in check_in.levels]
    notes = [note for note in probation.observations if note.criterion == criterion.key]
    interview = _interview(cell)
    says = " ".join(part for part in (_words_say(words), _levels_say(levels), notes_say(notes)) if part)
    return CriterionCourse(
        criterion=criterion,
        interview=interview,
        marks=[_mark(probation, check_in, criterion.key) for check_in in filed],
        notes=[(day_number(probation.starts_on, n.on), "concern" if n.is_concern else "good") for n in notes],
        says=says,
        spoken=_spoken(interview, filed, criterion.key),
        cells=[_said_at(check_in, criterion.key) for check_in in probation.check_ins],
    )


def _interview(cell: dict[str, Any] | None) -> tuple[float, float, float] | None:
    if cell is None:
        return None
    low, high = cell["interval"] or (cell["mean"], cell["mean"])
    return (float(figures.fixed(cell["mean"])), low, high)


def _word(check_in: CheckIn, key: str) -> Going | None:
    return next((Going(word.going) for word in check_in.words if word.criterion == key), None)


def _mark(probation: Probation, check_in: CheckIn, key: str) -> tuple[int, int | None, str]:
    word = _word(check_in, key)
    day = day_number(probation.starts_on, check_in.held_on or check_in.due_on)
    return (day, check_in.levels.get(key), word.label if word is not None else "")


def _said_at(check_in: CheckIn, key: str) -> str:
    if check_in.filed_at is None:
        return "not filed"
    if key in check_in.levels:
        level = check_in.levels[key]
        return "seen too little" if level is None else str(level)
    word = _word(check_in, key)
    return word.label if word is not None else "not asked"


def _words_say(words: Sequence[Going]) -> str:
    if not words:
        return ""
    first, last = words[0], words[-1]
    if len(set(words)) == 1:
        times = {1: "", 2: " twice"}.get(len(words), f" {len(words)} times")
        return f"{last.label.capitalize()}{' throughout' if last is Going.ON_TRACK and times else times}."
    if first is last:
        return f"Now {last.label} again."
    return f"Was {first.label}, now {last.label}."


def _levels_say(levels: Sequence[int | None]) -> str:
    if not levels:
        return ""
    return "Seen too little to mark." if levels[-1] is None else f"Marked {levels[-1]} at the last check-in."


def notes_say(notes: Sequence[Observation]) -> str:
    """How many are good and how many are concerns."""
    concerns = sum(note.is_concern for note in notes)
    good = len(notes) - concerns
    parts = [_figure(good, "good note")] * bool(good) + [_figure(concerns, "concern")] * bool(concerns)
    return f"{', '.join(parts)}." if parts else "No notes yet."


def _figure(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _spoken(interview: tuple[float, float, float] | None, filed: Sequence[CheckIn], key: str) -> str:
    sentences = []
    if interview is not None:
        mean, low, high = (figures.fixed(value) for value in interview)
        sentences.append(f"Interview {mean}, plausibly {low} to {high}.")
    sentences += [f"Check-in {check_in.position}: {_said_at(check_in, key)}." for check_in in filed]
    return " ".join(sentences)


def headline(probation: Probation, courses: Sequence[CriterionCourse], first_name: str) -> str:
    """The sentence above the picture, from the same numbers."""
    filed = [check_in for check_in in probation.check_ins if check_in.filed_at is not None]
    marked = [(c.interview, c.marks[-1][1]) for c in courses if c.interview and c.marks and c.marks[-1][1]]
    if marked and filed and filed[-1].asks_marks:
        behind = sum(level < interview[1] for interview, level in marked if interview and level)
        if behind:
            return f"{first_name} is behind what the interview led us to expect on {behind} of {len(marked)} criteria."
        return f"{first_name} is where the interview led us to expect, or ahead, on all {len(marked)} criteria."
    worded = [check_in for check_in in filed if check_in.words]
    if worded:
        said = [Going(word.going) for word in worded[-1].words]
        parts = [f"{said.count(going)} {going.label}" for going in reversed(Going) if going in said]
        return (
            f"At check-in {worded[-1].position}, of {counted(len(said), 'criterion', 'criteria')}: {', '.join(parts)}."
        )
    due = probation.next_check_in
    waiting = sum(note.check_in_id is None for note in probation.observations)
    if due is None or not probation.is_running:
        return ""
    for_it = f", and {_figure(waiting, 'note')} {'is' if waiting == 1 else 'are'} waiting for it" if waiting else ""
    return f"Check-in {due.position} is due on {due.due_on.day} {due.due_on:%B}{for_it}."
