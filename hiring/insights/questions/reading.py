"""Reading what each question did: its marks in whatever rubric asks it in the same words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload, undefer

from hiring.candidates.models import Application
from hiring.insights.hires.reading import HiresRead
from hiring.measurement.libraries import pd
from hiring.measurement.number_format import count, fraction, number
from hiring.measurement.outcomes.questions import LEAST_MARKS, QuestionVerdict, question_table, verdict
from hiring.measurement.outcomes.relations import LEAST_HIRES
from hiring.openings.models import Opening
from hiring.panels.pooled_model.queries import answers, finished_so_far
from hiring.rubrics.edition import Edition
from hiring.rubrics.models import RubricVersion
from hiring.rubrics.queries import edition_of
from hiring.rubrics.reference import Reference
from hiring.rubrics.values import Wording


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question's words and where they stand: the latest version that asks them."""

    key: str
    version_id: str
    reference: str
    text: str
    criterion: str

    @property
    def address(self) -> dict[str, str]:
        """The arguments of its page's address."""
        parts = Reference.parse(self.reference)
        return {"version_id": self.version_id, "criterion": parts.criterion, "question": parts.question}


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


_known: WeakKeyDictionary[Any, tuple[Any, tuple[pd.DataFrame, dict[str, AskedQuestion]]]] = WeakKeyDictionary()


def question_findings(session: Session, read: HiresRead, unknown: set[str]) -> list[QuestionFinding]:
    """Every question that was asked, those that nearly everyone passes first, then the most asked."""
    marks, texts = _answers(session)
    marks = marks[~marks["candidate"].isin(unknown)] if unknown else marks
    work = read.hires[["application", "work"]].dropna().rename(columns={"application": "candidate"})
    table = question_table(marks, work) if len(marks) else pd.DataFrame()
    found = [
        QuestionFinding(
            texts[row.question], row.asked, (row.m1, row.m2, row.m3, row.m4, row.m5), row.mode, row.share, row.sd,
            row.apart, row.rest, row.with_work, row.hires,
        )
        for row in table.itertuples()
    ]  # fmt: skip
    return sorted(found, key=lambda finding: (not finding.is_weak, -finding.asked, finding.question.text))


def wording_key(edition: Edition, reference: str) -> str:
    """What a question is known by in every rubric that asks it in the same words."""
    wording = Wording.of(edition, reference)
    return f"{wording.criterion}/{wording.question}/{wording.words}"


def _answers(session: Session) -> tuple[pd.DataFrame, dict[str, AskedQuestion]]:
    """Every mark of finished panels with its question's wording; and each wording's text."""
    bind, so_far = session.get_bind(), finished_so_far(session)
    known = _known.get(bind)
    if known is None or known[0] != so_far:
        known = (so_far, _read(session))
        _known[bind] = known
    return known[1]


def _read(session: Session) -> tuple[pd.DataFrame, dict[str, AskedQuestion]]:
    asked_by = sa.select(Application.id, Opening.version_id).join(Opening, Application.opening_id == Opening.id)
    version_of = {application: version for application, version in session.execute(asked_by)}  # noqa: C416
    oldest_first = sa.select(RubricVersion).order_by(RubricVersion.published_at, RubricVersion.id)
    wordings: dict[tuple[str, str], str] = {}
    texts: dict[str, AskedQuestion] = {}
    options = (undefer(RubricVersion.content), selectinload(RubricVersion.criteria))
    for version in session.scalars(oldest_first.options(*options)):
        edition = edition_of(version)
        for reference in edition.references():
            wording = wording_key(edition, reference)
            wordings[version.id, reference] = wording
            title = edition.criterion(Reference.parse(reference).criterion).title
            texts[wording] = AskedQuestion(wording, version.id, reference, edition.question(reference).text, title)
    marks = answers(session)
    keys = zip(marks["candidate"].tolist(), marks["question"].tolist(), strict=True)
    return marks.assign(question=[wordings.get((version_of[who], asked)) for who, asked in keys]).dropna(
        subset="question"
    ), texts
