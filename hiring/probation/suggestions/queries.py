"""Reading suggestions: all of them for HR, and what was done for everyone who said something."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from hiring.accounts.models import Person
from hiring.candidates.models import SHOWN, Application
from hiring.probation.models import Probation
from hiring.probation.suggestions.models import Suggestion, SuggestionAnswer

_WITH_ANSWER = (
    joinedload(Suggestion.answer).joinedload(SuggestionAnswer.by),
    joinedload(Suggestion.probation).joinedload(Probation.application).joinedload(Application.candidate),
)


def all_suggestions(session: Session) -> Sequence[Suggestion]:
    """What waits for an answer first, then the newest. For HR; it names the hire."""
    waiting_first = sa.case((SuggestionAnswer.suggestion_id.is_(None), 0), else_=1)
    chosen = sa.select(Suggestion).outerjoin(SuggestionAnswer).options(*_WITH_ANSWER)
    chosen = chosen.join(Suggestion.probation).join(Probation.application).join(Application.candidate).where(SHOWN)
    return session.scalars(chosen.order_by(waiting_first, Suggestion.at.desc(), Suggestion.id)).all()


def has_suggested(session: Session, person: Person) -> bool:
    """Filed a check-in that says what customers say."""
    return session.scalar(sa.select(Suggestion.id).where(Suggestion.by_id == person.id).limit(1)) is not None


def has_hire_suggested(session: Session, probation: Probation) -> bool:
    """Something was said at one of their check-ins, or by the hire themselves."""
    said = sa.select(Suggestion.id).where(Suggestion.probation_id == probation.id)
    return session.scalar(said.limit(1)) is not None


def answered_suggestions(session: Session) -> Sequence[Suggestion]:
    """You said, we did: the newest answer first. It names nobody who said it."""
    chosen = sa.select(Suggestion).join(SuggestionAnswer).options(*_WITH_ANSWER)
    return session.scalars(chosen.order_by(SuggestionAnswer.at.desc(), Suggestion.id)).all()
