"""Reading what hires said: about their managers for HR, together for the manager, and since a moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from hiring.accounts.models import Person
from hiring.accounts.policy import is_hr
from hiring.candidates.models import Application
from hiring.candidates.policy import unseen_candidates
from hiring.foundation.database import later_side
from hiring.probation.hire_side.models import HireWord, ManagerAnswer
from hiring.probation.hire_side.values import HIRES_NEEDED, QUESTIONS, HireWordKind, ManagerAnswerLevel
from hiring.probation.models import Probation


@dataclass(frozen=True, slots=True)
class QuestionTally:
    """How many hires gave which answer to one question."""

    question: str
    counts: dict[ManagerAnswerLevel, int]


def answers_about_managers(session: Session, person: Person) -> Sequence[ManagerAnswer]:
    """Every answer, the newest first, for HR; never those about themselves, nor as a hire."""
    if not is_hr(person):
        return []
    chosen = (
        sa.select(ManagerAnswer)
        .join(Probation, ManagerAnswer.probation_id == Probation.id)
        .join(Application, Probation.application_id == Application.id)
        .where(ManagerAnswer.manager_id != person.id, Application.candidate_id.not_in(unseen_candidates(person)))
        .options(
            joinedload(ManagerAnswer.probation).options(
                joinedload(Probation.manager),
                joinedload(Probation.application).joinedload(Application.candidate),
            )
        )
    )
    return session.scalars(chosen.order_by(ManagerAnswer.at.desc(), ManagerAnswer.id)).all()


def tally_about(session: Session, manager: Person) -> list[QuestionTally]:
    """What a manager's hires answered, counted; nothing with fewer than five of them, so that nobody is told apart."""
    rows = session.execute(
        sa.select(*(getattr(ManagerAnswer, question) for question in QUESTIONS)).where(
            ManagerAnswer.manager_id == manager.id
        )
    ).all()
    if len(rows) < HIRES_NEEDED:
        return []
    return [
        QuestionTally(words, {level: sum(row[place] == level for row in rows) for level in ManagerAnswerLevel})
        for place, words in enumerate(QUESTIONS.values())
    ]


def says_not_shown(probation: Probation) -> bool:
    """The hire answered that it wasn't shown to them. That stands on the record at an ending."""
    answer: Any = later_side(probation, "manager_answer")
    return answer is not None and answer.was_shown == ManagerAnswerLevel.NO


def replies_of(probation: Probation) -> list[HireWord]:
    """What the hire replied to check-ins, the earliest first."""
    words: list[HireWord] = later_side(probation, "hire_words")
    return [word for word in words if word.kind == HireWordKind.REPLIED]


def replies_since(probation: Probation, moment: datetime) -> list[HireWord]:
    """Replies that came after this moment: people who approve an ending must have read them."""
    return [reply for reply in replies_of(probation) if reply.at > moment]
