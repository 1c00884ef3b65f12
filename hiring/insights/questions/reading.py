"""What each question did: its marks in whatever rubric asks it in the same words. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hiring.foundation.figures import coefficient
from hiring.insights.finished import AskedQuestion, FinishedPanels, rows_of
from hiring.insights.hires.reading import HiresRead
from hiring.measurement.number_format import count, number
from hiring.measurement.outcomes.questions import LEAST_MARKS, QuestionVerdict, question_table, verdict
from hiring.measurement.outcomes.relations import LEAST_HIRES
from hiring.measurement.outcomes.validity import fisher_interval


@dataclass(frozen=True, slots=True)
class QuestionFinding:
    """What one question did. `levels` is how often each mark from 1 to 5 was given."""

    question: AskedQuestion
    asked: int
    levels: tuple[int, ...]
    mode: int
    share: float
    spread: float
    apart: float
    rest: float
    with_work: float
    hires: int

    @property
    def verdict(self) -> QuestionVerdict:
        return verdict(sum(self.levels), self.share, self.spread)

    @property
    def is_weak(self) -> bool:
        return self.verdict == "same mark"

    @property
    def says(self) -> str:
        """What it does, in a few words."""
        if self.verdict == "too few marks":
            return f"{sum(self.levels)} of {LEAST_MARKS} marks"
        if self.is_weak:
            return f"nearly everyone gets a {self.mode}"
        return "tells people apart" if self.verdict == "tells apart" else "middling"

    @property
    def bars(self) -> list[tuple[int, str, str]]:
        """Left edge, top and height of each bar, in the 84 by 30 of the drawing."""
        top = max(self.levels) or 1
        heights = [1.5 + 26.5 * number / top for number in self.levels]
        return [(17 * place, f"{30 - height:.1f}", f"{height:.1f}") for place, height in enumerate(heights)]

    @property
    def details(self) -> list[tuple[str, str]]:
        """(What, in words): the question by itself, with what would be enough where it can't be said."""
        commonest = f"the commonest is {self.mode}, {number(100 * self.share, 0)} % of them"
        spread = f"{number(self.spread, 2)} points" if _is(self.spread) else "two marks would be enough"
        apart = f"{number(self.apart, 2)} points apart on average" if _is(self.apart) else "nobody was heard by two"
        rest = _with_range(self.rest, self.asked) or f"can't say yet; {LEAST_HIRES} people would be enough"
        work = _with_range(self.with_work, self.hires) or f"{self.hires} of {LEAST_HIRES} people"
        return [
            ("Asked of", count(self.asked, "candidate")),
            ("Marks given", f"{sum(self.levels)}; {commonest}"),
            ("Spread of its marks", spread),
            ("Two interviewers on the same answer", apart),
            ("Goes with the candidate's other answers", rest),
            ("Goes with later work", work),
        ]


def _with_range(r: float, people: int) -> str:
    """A relation with its interval and its people; nothing where it isn't known."""
    if not _is(r):
        return ""
    low, high = (coefficient(end) for end in fisher_interval(r, people))
    return f"{coefficient(r)}, plausibly {low} to {high} ({count(people, 'person', 'people')})"


def _is(value: float) -> bool:
    return value == value


def question_findings(panels: FinishedPanels, read: HiresRead, unknown: set[str]) -> list[QuestionFinding]:
    """Every question that was asked, those that nearly everyone passes first, then the most asked."""
    marks = panels.answers[~panels.answers["candidate"].isin(unknown)]
    keys = zip(marks["candidate"].map(panels.version_of), marks["question"].tolist(), strict=True)
    marks = marks.assign(question=[panels.editions.wordings.get(key, "") for key in keys])
    marks = marks[marks["question"] != ""]
    work = read.hires[["application", "work"]].dropna().rename(columns={"application": "candidate"})
    found = [
        QuestionFinding(
            panels.editions.questions[row.question], row.asked, (row.m1, row.m2, row.m3, row.m4, row.m5), row.mode,
            row.share, row.sd, row.apart, row.rest, row.with_work, row.hires,
        )
        for row in rows_of(question_table(marks, work))
    ]  # fmt: skip
    return sorted(found, key=lambda finding: (not finding.is_weak, -finding.asked, finding.question.text))


def questions_say(findings: Sequence[QuestionFinding]) -> str:
    """What the marks say of the questions as a whole."""
    weak = sum(finding.is_weak for finding in findings)
    if not findings:
        return "No panel is finished yet, so no question has marks."
    if not weak:
        return "No question gets the same mark from nearly everyone."
    one = weak == 1
    return (
        f"{'One question gets' if one else f'Of these questions, {weak} get'} the same mark from nearly everyone. "
        f"Reword {'it or rest it' if one else 'them or rest them'}."
    )
