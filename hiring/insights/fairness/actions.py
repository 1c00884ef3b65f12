"""Keeping, changing and taking back answers, and publishing a quarter, which deletes the answers it counted."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.foundation import clock
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused
from hiring.insights.fairness.links import application_key
from hiring.insights.fairness.models import FairnessAnswer, FairnessCount, FairnessPublication
from hiring.insights.fairness.outcomes import OverApplication, over_applications
from hiring.insights.fairness.queries import answers_of, every_choice, every_count, is_published
from hiring.insights.fairness.questions import GroupQuestion
from hiring.insights.fairness.tables import counts_of, published_table
from hiring.insights.fairness.values import (
    FORM,
    NOT_KNOWN,
    NOT_SAID,
    FairnessAnswersForgotten,
    FairnessAnswersKept,
    FairnessPublished,
    last_quarter_end,
)


class AnswersRefused(Refused):
    """They were changed once already."""


class QuarterRefused(Refused):
    """It was published already, and stays as it is."""


def give_answers(session: Session, key: str, choices: Mapping[str, str]) -> None:
    """Keep question → choice under this digest. They can be changed once."""
    known = {answer.question: answer for answer in answers_of(session, key)}
    if any(answer.has_changed for answer in known.values()):
        raise AnswersRefused("You've already changed your answers once. You can still take them back.")
    for question, choice in choices.items():
        answer = known.get(question) or FairnessAnswer(application_key=key, question=question)
        answer.choice, answer.has_changed = choice, bool(known)
        session.add(answer)
    session.flush()
    journal.record(session, None, FairnessAnswersKept(FORM))


def take_back_answers(session: Session, key: str) -> None:
    """From now on they'd rather not say. It can always be done, and it's the last change."""
    for answer in answers_of(session, key):
        answer.choice, answer.has_changed = NOT_SAID, True
    session.flush()
    journal.record(session, None, FairnessAnswersKept(FORM))


def forget_answers(session: Session, actor: str | None, application_ids: Iterable[str]) -> None:
    """Delete what someone who is erased had answered. Quarters that were published name nobody, and stay."""
    keys = [application_key(each) for each in application_ids]
    own = FairnessAnswer.application_key.in_(keys)
    if session.scalar(sa.select(sa.func.count()).select_from(FairnessAnswer).where(own)):
        session.execute(sa.delete(FairnessAnswer).where(own))
        journal.record(session, actor, FairnessAnswersForgotten(FORM))


def publish_quarter(
    session: Session, person: Person, questions: Sequence[GroupQuestion], today: date
) -> FairnessPublication:
    """Publish the newest quarter that's over, once and for good.

    Everyone counts once for each question. Where too little could be shown, people wait for the next quarter, so
    no two publications hold the same person and their difference is about nobody.
    """
    ends_on = last_quarter_end(today)
    if is_published(session, ends_on):
        raise QuarterRefused("This quarter has already been published. It stays as it is.")
    over = {application_key(each.id): each for each in over_applications(session, ends_on)}
    content = [_publish_question(session, question, over) for question in questions]
    publication = FairnessPublication(
        ends_on=ends_on, content=content, published_at=clock.now(), published_by_id=person.id
    )
    session.add(publication)
    _delete_ownerless(session)
    session.flush()
    journal.record(session, person.id, FairnessPublished(publication.id, ends_on=ends_on.isoformat()))
    return publication


def _publish_question(
    session: Session, question: GroupQuestion, over: Mapping[str, OverApplication]
) -> dict[str, object]:
    counted, choices = every_count(session), every_choice(session)
    groups = {choice.key for choice in question.choices}
    waiting = [key for key in over if (key, question.key) not in counted]
    of = {key: choices.get((key, question.key), NOT_KNOWN) for key in waiting}
    people = [(of[key] if of[key] in groups else NOT_KNOWN, over[key].passed) for key in waiting]
    table = published_table(question, counts_of(people))
    if table["steps"]:
        _count(session, question.key, waiting)
    return table


def _count(session: Session, question: str, keys: Collection[str]) -> None:
    session.add_all(FairnessCount(application_key=key, question=question) for key in sorted(keys))
    session.flush()
    counted = sa.select(FairnessCount.application_key).where(FairnessCount.question == question)
    session.execute(
        sa.delete(FairnessAnswer).where(
            FairnessAnswer.question == question, FairnessAnswer.application_key.in_(counted)
        )
    )


def _delete_ownerless(session: Session) -> None:
    """Answers of applications that aren't here any more, or were kept under an earlier secret key."""
    known = {application_key(each) for each in session.scalars(sa.select(Application.id))}
    lost = set(session.scalars(sa.select(FairnessAnswer.application_key))) - known
    for key in sorted(lost):
        session.execute(sa.delete(FairnessAnswer).where(FairnessAnswer.application_key == key))
