"""Questions that HR has taken out of use, with the reason. No version, no plan and no interview changes by it."""

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from hiring.accounts.models import Person
from hiring.foundation import clock, text
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused, on_violation
from hiring.rubrics.edition import Edition
from hiring.rubrics.models import RetiredQuestion
from hiring.rubrics.values import QuestionBroughtBack, QuestionRetired, Wording


class RetiringReasonMissing(Refused):
    """Who meets a retired question in a plan wants to know why."""


class AlreadyRetired(Refused):
    """Someone retired it first."""


class NotRetired(Refused):
    """There is nothing to bring back."""


on_violation("uq_retired_question_standing", AlreadyRetired, "This question is already retired.")


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


def retire_question(session: Session, person: Person, wording: Wording, *, reason: str) -> RetiredQuestion:
    """From now on no new opening plans it by itself."""
    why = text.kept(reason).strip()
    if not why:
        raise RetiringReasonMissing("Write why nobody should ask this question any more.", "reason")
    if retirement_of(session, wording) is not None:
        raise AlreadyRetired("This question is already retired.")
    retired = RetiredQuestion(
        criterion=wording.criterion,
        question=wording.question,
        words=wording.words,
        reason=why,
        retired_at=clock.now(),
        retired_by=person,
    )
    session.add(retired)
    session.flush()
    event = QuestionRetired(retired.id, criterion=wording.criterion, question=wording.question, words=wording.words)
    journal.record(session, person.id, event)
    return retired


def bring_back(session: Session, person: Person, wording: Wording) -> None:
    retired = retirement_of(session, wording)
    if retired is None:
        raise NotRetired("This question isn't retired.")
    retired.brought_back_at, retired.brought_back_by_id = clock.now(), person.id
    journal.record(session, person.id, QuestionBroughtBack(retired.id))
