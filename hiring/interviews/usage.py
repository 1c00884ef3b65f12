"""Counting of how many candidates each question was asked. Asked means: a sealed scorecard has an answer to it.

An answer counts whatever its mark, so that no count says anything of the marks; two interviewers who hear one answer
have asked once. And a count must not tell that someone has sealed: an application is left out for as long as its
reader owes a scorecard on it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, undefer

from hiring.accounts.models import Person, Workplace
from hiring.candidates.models import Application
from hiring.candidates.policy import own_candidates
from hiring.foundation import clock
from hiring.interviews.counted import shown
from hiring.interviews.models import Interview, Rating, Scorecard, Seat
from hiring.openings.models import Opening
from hiring.openings.question_exposure import TOO_OFTEN, QuestionExposure
from hiring.rubrics.edition import Edition
from hiring.rubrics.models import CriterionEdition, RetiredQuestion, RubricVersion
from hiring.rubrics.queries import edition_of
from hiring.rubrics.reference import Reference
from hiring.rubrics.retiring import retired_in
from hiring.rubrics.schema import Criterion, Question
from hiring.rubrics.values import Wording


@dataclass(frozen=True, slots=True)
class QuestionUsage:
    """One question of an edition, how often it was asked, and its retirement where it is retired."""

    question: Question
    asked: QuestionExposure
    retired: RetiredQuestion | None


def listed(session: Session, edition: Edition, reader: Person) -> list[tuple[Criterion, list[QuestionUsage]]]:
    """Every question, under its criterion."""
    asked, retired = asked_before(session, edition, reader), retired_in(session, edition)
    by_criterion = []
    for criterion in edition.criteria:
        questions = {
            str(Reference(criterion.key, question.key)): question for question in edition.questions_of(criterion.key)
        }
        by_criterion.append(
            (criterion, [QuestionUsage(question, asked[ref], retired.get(ref)) for ref, question in questions.items()])
        )
    return by_criterion


def asked_before(session: Session, edition: Edition, reader: Person | None) -> Mapping[str, QuestionExposure]:
    """Reference → how often it was asked, in whatever rubric asks it in the same words.

    Left out are the reader's own applications, and those on which they owe a scorecard. Without a reader, for what
    everybody will see, it is those on which anybody owes one.
    """
    keys = [criterion.key for criterion in edition.criteria]
    published = _published(session, keys)
    rows = defaultdict(list)
    for row in session.execute(_chosen(keys, reader)):
        rows[Wording.of(edition_of(published[row.version_id]), row.question)].append(row)
    reworded = _reworded(list(published.values()), keys)
    zone = reader.workplace.zone if reader is not None and reader.workplace else "UTC"
    return {
        reference: _asked(rows[wording], _day(reworded.get(wording), zone))
        for reference in edition.references()
        for wording in [Wording.of(edition, reference)]
    }


def _asked(rows: Sequence[Any], reworded_on: date | None) -> QuestionExposure:
    return QuestionExposure(
        candidates=sum(row.candidates for row in rows),
        lately=sum(row.lately for row in rows),
        last_on=max((clock.in_zone(row.last_at, row.zone).date() for row in rows), default=None),
        reworded_on=reworded_on,
    )


def _day(at: datetime | None, zone: str) -> date | None:
    return clock.in_zone(at, zone).date() if at is not None else None


def _published(session: Session, keys: Sequence[str]) -> dict[str, RubricVersion]:
    """Id → every version with any of these criteria, the oldest first, their texts read in the same statement."""
    with_them = RubricVersion.criteria.any(CriterionEdition.key.in_(keys))
    oldest_first = sa.select(RubricVersion).where(with_them).order_by(RubricVersion.published_at, RubricVersion.id)
    return {version.id: version for version in session.scalars(oldest_first.options(undefer(RubricVersion.content)))}


def _reworded(versions: Sequence[RubricVersion], keys: Sequence[str]) -> dict[Wording, datetime]:
    """When each question was first asked in these words, of those that were asked in others before."""
    known: set[tuple[str, str]] = set()
    first: set[Wording] = set()
    reworded_at: dict[Wording, datetime] = {}
    for version in versions:
        edition = edition_of(version)
        for reference in edition.references():
            wording = Wording.of(edition, reference)
            if wording.criterion not in keys or wording in first or wording in reworded_at:
                continue
            if (wording.criterion, wording.question) in known:
                reworded_at[wording] = version.published_at
            else:
                first.add(wording)
                known.add((wording.criterion, wording.question))
    return reworded_at


def _chosen(keys: Sequence[str], reader: Person | None) -> sa.Select[*tuple[Any, ...]]:
    """A row for each question of a version and zone: a question's words depend on the version, its days on the zone."""
    recent = sa.case((Interview.starts_at >= clock.now() - timedelta(days=TOO_OFTEN.days), Application.id))
    answered = sa.select(
        Rating.question,
        Opening.version_id,
        Workplace.zone,
        sa.func.count(sa.distinct(Application.id)).label("candidates"),
        sa.func.count(sa.distinct(recent)).label("lately"),
        sa.func.max(Interview.starts_at).label("last_at"),
    ).join_from(Rating, Scorecard, Rating.scorecard_id == Scorecard.id)
    chosen = (
        shown(answered)
        .join(Application, Interview.application_id == Application.id)
        .join(Opening, Application.opening_id == Opening.id)
        .join(Workplace, Opening.workplace_id == Workplace.id)
        .where(Rating.criterion.in_(keys))
        .where(Application.id.not_in(_owed(reader)))
        .group_by(Rating.question, Opening.version_id, Workplace.zone)
    )
    return chosen if reader is None else chosen.where(Application.candidate_id.not_in(own_candidates(reader)))


def _owed(reader: Person | None) -> sa.Select[str]:
    """Applications with a seat that has neither been left nor sealed. Whether its interview took place is all one: it
    may be moved, and until then the person in the seat stays blind."""
    owing = (
        sa.select(Interview.application_id)
        .join(Seat, Seat.interview_id == Interview.id)
        .outerjoin(Scorecard, Scorecard.seat_id == Seat.id)
        .where(Scorecard.id.is_(None), Seat.left_on.is_(None))
    )
    return owing if reader is None else owing.where(Seat.person_id == reader.id)
