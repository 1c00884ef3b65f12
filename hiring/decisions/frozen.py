"""What is kept with a decision for good: the panel as it was, what it was read from, and what the panel wrote."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.candidates.models import Application
from hiring.decisions.queries import references_of, skill_floor_of
from hiring.foundation.records.view_log import Sighting
from hiring.interviews.readings import MARKS
from hiring.openings.models import Opening
from hiring.panels.queries import PanelReading

LOWEST, HIGHEST = 1, 5


def frozen_panel(
    session: Session, application: Application, reading: PanelReading, words: Mapping[str, str]
) -> dict[str, Any]:
    """The summary with its evidence, the rubric's version, the plan and its readers. People are named by their ids.

    `words` are the advice for the first weeks and the note to ourselves; empty ones are left out.
    """
    opening = application.opening
    skill, references = skill_floor_of(session, application), references_of(session, application)
    evidence = [
        [answer.criterion, answer.question, answer.interviewer, answer.level, answer.evidence]
        for answer in reading.answers
        if not answer.is_late
    ]
    basis = {
        "evidence": sorted(evidence, key=lambda told: (told[0], told[1], told[2])),
        "rubric_version": opening.version_id,
        "scale": [LOWEST, HIGHEST],
        "plan": _plan(opening),
        "read_by": _readers(session, application),
        "skill": [skill.verdict, skill.evidence, skill.judged_by_id] if skill else None,
        "references": [references.waived, references.said, references.taken_by_id] if references else None,
    }
    return reading.summary.content() | basis | {key: text for key, text in words.items() if text}


def _plan(opening: Opening) -> dict[str, Any]:
    return {
        "rounds": [[planned.title, list(planned.questions)] for planned in opening.rounds],
        "raters_needed": opening.raters_needed,
        "days_between": opening.days_between,
        "posts": opening.posts,
        "needs_licence": opening.needs_licence,
    }


def _readers(session: Session, application: Application) -> list[str]:
    """Everyone who had read the marks by then."""
    chosen = sa.select(Sighting.person_id).where(Sighting.about == application.id, Sighting.what == MARKS)
    return sorted(set(session.scalars(chosen)))
