"""Retiring a question and bringing it back. No version, no plan and no interview changes by it."""

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock, text
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused, on_violation
from hiring.rubrics.retiring import values
from hiring.rubrics.retiring.models import RetiredQuestion
from hiring.rubrics.retiring.queries import retirement_of
from hiring.rubrics.retiring.values import Wording


class RetiringReasonMissing(Refused):
    """Who meets a retired question in a plan wants to know why."""


class AlreadyRetired(Refused):
    """Somebody retired it meanwhile."""


class NotRetired(Refused):
    """There is nothing to bring back."""


on_violation("uq_retired_question_standing", AlreadyRetired, "This question is retired already.")


def retire_question(session: Session, person: Person, wording: Wording, *, reason: str) -> RetiredQuestion:
    """From now on no new opening plans it by itself."""
    why = text.kept(reason).strip()
    if not why:
        raise RetiringReasonMissing("Write why this question should not be asked any more.", "reason")
    if retirement_of(session, wording) is not None:
        raise AlreadyRetired("This question is retired already.")
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
    event = values.QuestionRetired(
        retired.id, criterion=wording.criterion, question=wording.question, words=wording.words
    )
    journal.record(session, person.id, event)
    return retired


def bring_back(session: Session, person: Person, wording: Wording) -> None:
    retired = retirement_of(session, wording)
    if retired is None:
        raise NotRetired("This question is not retired.")
    retired.brought_back_at, retired.brought_back_by_id = clock.now(), person.id
    journal.record(session, person.id, values.QuestionBroughtBack(retired.id))
