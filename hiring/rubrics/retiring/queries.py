"""Reading which questions of an edition are retired."""

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from hiring.rubrics.edition import Edition
from hiring.rubrics.retiring.models import RetiredQuestion
from hiring.rubrics.retiring.values import Wording


def retired_in(session: Session, edition: Edition) -> dict[str, RetiredQuestion]:
    """Reference → its retirement, for those questions of the edition that are retired now."""
    standing = sa.select(RetiredQuestion).where(
        RetiredQuestion.brought_back_at.is_(None),
        RetiredQuestion.criterion.in_([criterion.key for criterion in edition.criteria]),
    )
    chosen = session.scalars(standing.options(joinedload(RetiredQuestion.retired_by)))
    known = {Wording(question.criterion, question.question, question.words): question for question in chosen}
    if not known:
        return {}
    wordings = {reference: Wording.of(edition, reference) for reference in edition.references()}
    return {reference: known[wording] for reference, wording in wordings.items() if wording in known}


def retirement_of(session: Session, wording: Wording) -> RetiredQuestion | None:
    """The retirement that stands, where there is one."""
    return session.scalar(
        sa.select(RetiredQuestion).where(
            RetiredQuestion.criterion == wording.criterion,
            RetiredQuestion.question == wording.question,
            RetiredQuestion.words == wording.words,
            RetiredQuestion.brought_back_at.is_(None),
        )
    )
