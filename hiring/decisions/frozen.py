"""What is kept with a decision for good: the panel as it was, what it was read from, and what the panel wrote."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.decisions.gates import Gate, open_gates
from hiring.decisions.models import Decision, next_number
from hiring.decisions.queries import references_of, skill_floor_of
from hiring.decisions.values import HireWords, Verdict
from hiring.foundation import clock, text
from hiring.foundation.records.view_log import Sighting
from hiring.interviews.readings import MARKS
from hiring.openings.models import Opening
from hiring.panels.queries import PanelReading
from hiring.panels.summary import digest_of

LOWEST, HIGHEST = 1, 5


def decision_on(
    session: Session,
    person: Person,
    application: Application,
    reading: PanelReading,
    gates: list[Gate],
    words: HireWords,
    *,
    is_below: bool,
    verdict: Verdict,
    reason: str,
    override_reason: str,
) -> Decision:
    """A decision, not yet added to the session. Gates, their override and the words for the hire belong to a hire.

    What a hire was made despite is frozen with it, for Insights: open gates, and others who were higher.
    """
    is_hire = verdict == Verdict.HIRE
    frozen = frozen_panel(session, application, reading, words.kept() if is_hire else {})
    if is_hire:
        frozen |= {"open_gates": [gate.key for gate in open_gates(gates)], "below_others": is_below}
    return Decision(
        application=application,
        number=next_number(application),
        verdict=str(verdict),
        reason=text.kept(reason).strip(),
        override_reason=text.kept(override_reason).strip() if is_hire and open_gates(gates) else "",
        decided_by=person,
        decided_at=clock.now(),
        gates=[asdict(gate) for gate in gates] if is_hire else [],
        summary=frozen,
        digest=digest_of(frozen),
    )


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
    return reading.summary.content() | basis | {key: word for key, word in words.items() if word}


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
