"""Sentences on where an interview was wrong, and notes the panel wrote to itself, under the criterion they're about."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.candidates.models import Application
from hiring.decisions.models import IN_FORCE, Decision
from hiring.insights.hires.reading import HiresRead
from hiring.measurement.number_format import number
from hiring.measurement.outcomes.relations import LEAST_HIRES, mean_gap
from hiring.measurement.sentences.predictions import off_by
from hiring.openings.models import Opening
from hiring.probation.first_weeks.models import InterviewHindsight
from hiring.probation.models import Probation

NO_CRITERION = "Not about one criterion"


@dataclass(frozen=True, slots=True)
class LookBack:
    """One sentence, when the hire began, and the interview beside the work. `before` was written with the hire."""

    words: str
    post: str
    probation_id: str
    before: bool
    marks: str


@dataclass(frozen=True, slots=True)
class CriterionHindsight:
    """Everything written about one criterion, and how far interviews were off on average."""

    title: str
    says: str
    sentences: list[LookBack]


def hindsights_by_criterion(session: Session, read: HiresRead) -> list[CriterionHindsight]:
    """Of these hires. Those with the most sentences first.

    A sentence written afterwards names no criterion: it stands where interview and work were furthest apart. Notes of
    the panel are read only once the last check-in's marks are in.
    """
    marks = _marks(read)
    groups: dict[str, list[LookBack]] = defaultdict(list)
    for application, probation, post, words in session.execute(_written_afterwards()):
        if application in marks:
            title = _furthest_apart(marks[application])
            groups[title].append(LookBack(words, post, probation, False, _beside(marks[application], title)))
    for application, probation, post, summary in session.execute(_written_with_the_hire()):
        if application in marks:
            for title, words in _notes(str(summary.get("note_to_ourselves", ""))):
                groups[title].append(LookBack(words, post, probation, True, _beside(marks[application], title)))
    said = _off_by(read)
    every = [CriterionHindsight(title, said.get(title, ""), sentences) for title, sentences in groups.items()]
    return sorted(every, key=lambda group: (group.title == NO_CRITERION, -len(group.sentences), group.title))


Marks = dict[str, tuple[float, float]]


def _marks(read: HiresRead) -> dict[str, Marks]:
    """Application → criterion's title → the interview's mark and the last check-in's."""
    marks: dict[str, Marks] = defaultdict(dict)
    for application, criterion, interview, work in read.pairs.itertuples(index=False):
        marks[application][read.titles[criterion]] = (interview, work)
    return marks


def _furthest_apart(marks: Marks) -> str:
    title = max(marks, key=lambda criterion: (abs(marks[criterion][0] - marks[criterion][1]), criterion))
    return title if abs(marks[title][0] - marks[title][1]) >= 1 else NO_CRITERION


def _beside(marks: Marks, title: str) -> str:
    if title not in marks:
        return ""
    interview, work = marks[title]
    return f"interview {number(interview)}, at work {number(work)}"


def _notes(kept: str) -> list[tuple[str, str]]:
    """Title and words of each line; a line without a title is about none."""
    lines = [line.partition(": ") for line in kept.splitlines() if line.strip()]
    return [(title, words) if words else (NO_CRITERION, title) for title, _, words in lines]


def _off_by(read: HiresRead) -> dict[str, str]:
    """Criterion → how much higher or lower interviews marked than managers did, where enough people have both."""
    said = {}
    for criterion, rows in read.pairs.groupby("criterion"):
        n, title = len(rows), read.titles[str(criterion)]
        if n < LEAST_HIRES:
            said[title] = f"{n} of {LEAST_HIRES} people have both marks, so no average yet."
        else:
            said[title] = off_by(*mean_gap(rows["interview"].tolist(), rows["work"].tolist()), n)
    return said


def _written_afterwards() -> sa.Select[*tuple[Any, ...]]:
    chosen = sa.select(Application.id, Probation.id, Opening.title, InterviewHindsight.words)
    chosen = chosen.join(Probation, InterviewHindsight.probation_id == Probation.id)
    chosen = chosen.join(Application, Probation.application_id == Application.id)
    return chosen.join(Opening, Application.opening_id == Opening.id).order_by(InterviewHindsight.at.desc())


def _written_with_the_hire() -> sa.Select[*tuple[Any, ...]]:
    chosen = sa.select(Application.id, Probation.id, Opening.title, Decision.summary)
    chosen = chosen.join(Application, Decision.application_id == Application.id)
    chosen = chosen.join(Probation, Probation.application_id == Application.id)
    chosen = chosen.join(Opening, Application.opening_id == Opening.id)
    return chosen.where(IN_FORCE).order_by(Decision.decided_at.desc())
