"""What each question did: its marks in whatever rubric asks it in the same words. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from hiring.insights.finished import AskedQuestion, FinishedPanels
from hiring.insights.hires.reading import HiresRead
from hiring.measurement.number_format import count, fraction, number
from hiring.measurement.outcomes.questions import LEAST_MARKS, QuestionVerdict, question_table, verdict
from hiring.measurement.outcomes.relations import LEAST_HIRES


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
        enough = f"{LEAST_HIRES} people would be enough"
        return [
            ("Asked of", count(self.asked, "candidate")),
            ("Marks given", f"{sum(self.levels)}; the commonest is {self.mode}, {number(100 * self.share, 0)} % of them"),
            ("Spread of its marks", _or(self.spread, f"{number(self.spread, 2)} points" if _is(self.spread) else "", "two marks would be enough")),
            ("Two interviewers on the same answer", _or(self.apart, f"{number(self.apart, 2)} points apart on average" if _is(self.apart) else "", "nobody was heard by two")),
            ("Goes with the candidate’s other answers", _or(self.rest, fraction(self.rest) if _is(self.rest) else "", f"can’t say yet; {enough}")),
            ("Goes with later work", _or(self.with_work, f"{fraction(self.with_work)} ({count(self.hires, 'person', 'people')})" if _is(self.with_work) else "", f"{self.hires} of {LEAST_HIRES} people")),
        ]  # fmt: skip


def _is(value: float) -> bool:
    return value == value


def _or(value: float, words: str, otherwise: str) -> str:
    return words if _is(value) else otherwise


def question_findings(panels: FinishedPanels, read: HiresRead, unknown: set[str]) -> list[QuestionFinding]:
    """Every question that was asked, those that nearly everyone passes first, then the most asked."""
    marks = panels.answers[~panels.answers["candidate"].isin(unknown)]
    keys = zip(marks["candidate"].map(panels.version_of), marks["question"].tolist(), strict=True)
    marks = marks.assign(question=[panels.editions.wordings.get(key) for key in keys]).dropna(subset="question")
    work = read.hires[["application", "work"]].dropna().rename(columns={"application": "candidate"})
    found = [
        QuestionFinding(
            panels.editions.questions[row.question], row.asked, (row.m1, row.m2, row.m3, row.m4, row.m5), row.mode,
            row.share, row.sd, row.apart, row.rest, row.with_work, row.hires,
        )
        for row in question_table(marks, work).itertuples()
    ]  # fmt: skip
    return sorted(found, key=lambda finding: (not finding.is_weak, -finding.asked, finding.question.text))
