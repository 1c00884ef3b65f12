"""Everything the page of one hire shows, read in the same few statements whatever is on record."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.foundation.database import later_side
from hiring.openings.models import Opening
from hiring.probation import policy, queries
from hiring.probation.actions import today_at
from hiring.probation.check_ins.queries import anchors_of
from hiring.probation.check_ins.track import track_of
from hiring.probation.course import courses_of, headline
from hiring.probation.early_signs import EarlySign, FollowedSoFar, early_signs
from hiring.probation.first_weeks.queries import expected_of, never_shown
from hiring.probation.measures.models import MeasureValue
from hiring.probation.models import CheckIn, Observation, Probation
from hiring.probation.values import Going

WITH_APPLICATION = (
    joinedload(Probation.manager),
    joinedload(Probation.application).options(
        joinedload(Application.candidate), joinedload(Application.opening).joinedload(Opening.workplace)
    ),
)


def loaded(session: Session, probation_id: str) -> Probation | None:
    """The probation with all that its page shows."""
    check_ins = selectinload(Probation.check_ins).options(
        joinedload(CheckIn.filed_by),
        selectinload(CheckIn.ratings),
        selectinload(CheckIn.words),
        selectinload(getattr(CheckIn, "measured")).joinedload(MeasureValue.measure),  # noqa: B009 - a backref
    )
    notes = selectinload(Probation.observations).joinedload(Observation.recorded_by)
    chosen = sa.select(Probation).where(Probation.id == probation_id).options(*WITH_APPLICATION, check_ins, notes)
    return session.scalar(chosen)


def person_page(session: Session, person: Person, probation: Probation) -> dict[str, Any]:
    """What the page needs. The interview is left out for people who mustn't know its marks yet."""
    today = today_at(probation)
    sees_marks = policy.can_see_interview_marks(person, probation)
    criteria = queries.criteria_of(probation)
    courses = courses_of(probation, criteria, with_interview=sees_marks)
    first_name = probation.hire.split()[0]
    return {
        "first_name": first_name,
        "sees_marks": sees_marks,
        "criteria": criteria,
        "titles": {criterion.key: criterion.title for criterion in criteria},
        "anchors": anchors_of(criteria),
        "track": track_of(probation, today),
        "courses": courses,
        "headline": headline(probation, courses, first_name),
        "signs": early_signs(so_far(probation), today) if probation.is_running else [],
        "promises": later_side(probation, "promises"),
        "expected": expected_of(probation),
        "never_shown": never_shown(probation),
        "hire_words": _by_check_in(probation),
        "noted": queries.acts_to_collect(probation),
        "today_here": today,
    }


def so_far(probation: Probation) -> FollowedSoFar:
    """What the rules for seeing early look at."""
    filed = [check_in for check_in in probation.check_ins if check_in.filed_at is not None]
    words = [{word.criterion: Going(word.going) for word in check_in.words} for check_in in filed]
    concerns = [(note.on, note.criterion) for note in probation.observations if note.is_concern and note.counts]
    talks = [check_in.held_on for check_in in filed if check_in.held_on is not None]
    return FollowedSoFar(words, concerns, [*talks, *_promised_on(probation)])


def _promised_on(probation: Probation) -> list[date]:
    return [promise.made_at.date() for promise in later_side(probation, "promises")]


def signs_of(probation: Probation) -> list[EarlySign]:
    """What asks for a conversation today."""
    return early_signs(so_far(probation), today_at(probation))


def _by_check_in(probation: Probation) -> dict[str | None, list[Any]]:
    grouped: dict[str | None, list[Any]] = {}
    for word in later_side(probation, "hire_words"):
        grouped.setdefault(word.check_in_id, []).append(word)
    return grouped
