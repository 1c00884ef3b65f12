"""Reading answers by the digest they're kept under, and published quarters."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from hiring.insights.fairness.models import FairnessAnswer, FairnessCount, FairnessPublication


def answers_of(session: Session, key: str) -> Sequence[FairnessAnswer]:
    return session.scalars(sa.select(FairnessAnswer).where(FairnessAnswer.application_key == key)).all()


def counted_questions(session: Session, key: str) -> set[str]:
    """The questions for which this application was counted: no answer to them is kept or taken any more."""
    return set(session.scalars(sa.select(FairnessCount.question).where(FairnessCount.application_key == key)))


def every_choice(session: Session) -> dict[tuple[str, str], str]:
    """(digest, question) → what was chosen."""
    chosen = sa.select(FairnessAnswer.application_key, FairnessAnswer.question, FairnessAnswer.choice)
    return {(key, question): choice for key, question, choice in session.execute(chosen)}


def every_count(session: Session) -> set[tuple[str, str]]:
    """(digest, question) of everyone who was counted."""
    return {(key, question) for key, question in session.execute(sa.select(*FairnessCount.__table__.primary_key))}


def publications(session: Session) -> Sequence[FairnessPublication]:
    """The newest quarter first."""
    chosen = sa.select(FairnessPublication).options(joinedload(FairnessPublication.published_by))
    return session.scalars(chosen.order_by(FairnessPublication.ends_on.desc())).all()


def is_published(session: Session, ends_on: date) -> bool:
    chosen = sa.select(FairnessPublication.id).where(FairnessPublication.ends_on == ends_on)
    return session.scalar(chosen) is not None
