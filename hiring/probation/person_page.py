"""Everything the page of one hire shows, read in the same few statements whatever is on record."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, lazyload, selectinload

from hiring.accounts.models import Person
from hiring.candidates.models import AccountLink, Application, Candidate
from hiring.foundation.database import later_side
from hiring.interviews.models import Interview, Seat
from hiring.openings.models import Opening
from hiring.probation import policy, queries
from hiring.probation.actions import today_at
from hiring.probation.check_ins.queries import anchors_of
from hiring.probation.check_ins.track import track_of
from hiring.probation.course import courses_of, headline
from hiring.probation.early.record import so_far
from hiring.probation.early.signs import early_signs
from hiring.probation.first_weeks.queries import expected_of, never_shown
from hiring.probation.measures.models import MeasureValue
from hiring.probation.measures.queries import measured_of
from hiring.probation.models import CheckIn, Observation, Probation
from hiring.probation.notes.models import StoryCheck


def loaded(session: Session, probation_id: str) -> Probation | None:
    """The probation with all that its page shows, in four statements however much is on record.

    Small lists come with their owner in one row set: a check-in has words or marks, never both.
    """
    chosen = sa.select(Probation).where(Probation.id == probation_id)
    return session.scalars(chosen.options(*_with_application(), _check_ins(), _notes())).unique().one_or_none()


def _with_application() -> tuple[Any, ...]:
    interviews, decisions = (getattr(Application, name) for name in ("interviews", "decisions"))
    account = joinedload(Candidate.account_links).joinedload(AccountLink.person)
    return (
        joinedload(Probation.manager).options(*_name_only()),
        joinedload(Probation.outcomes),
        joinedload(Probation.workplace),
        *(joinedload(getattr(Probation, name)) for name in ("hindsights", "expectations", "absences", "promises")),
        joinedload(Probation.application).options(
            joinedload(decisions),
            joinedload(Application.candidate).options(account.options(*_name_only())),
            joinedload(Application.opening).joinedload(Opening.workplace),
            joinedload(Application.opening).selectinload(Opening.criteria),
            selectinload(interviews).joinedload(Interview.seats).joinedload(Seat.scorecard),
        ),
    )


def _check_ins() -> Any:
    measured = getattr(CheckIn, "measured")  # noqa: B009 - a backref
    return selectinload(Probation.check_ins).options(
        joinedload(CheckIn.filed_by).options(*_name_only()),
        joinedload(CheckIn.ratings),
        joinedload(CheckIn.words),
        joinedload(measured).joinedload(MeasureValue.measure),
    )


def _notes() -> Any:
    story_check = getattr(Observation, "story_check")  # noqa: B009 - a backref
    return selectinload(Probation.observations).options(
        joinedload(Observation.recorded_by).options(*_name_only()),
        joinedload(story_check).joinedload(StoryCheck.by).options(*_name_only()),
    )


def _name_only() -> tuple[Any, ...]:
    """Someone who is only named here needs neither roles nor a workplace."""
    return lazyload(Person.held), lazyload(Person.workplace)


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
        "may_look_back": policy.can_look_back(person, probation),
        "sees_candidate": policy.can_open_probation(person, probation.application),
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
        "measured": measured_of(probation),
        "noted": queries.acts_to_collect(probation),
        "today_here": today,
    }


def _by_check_in(probation: Probation) -> dict[str | None, list[Any]]:
    grouped: dict[str | None, list[Any]] = {}
    for word in later_side(probation, "hire_words"):
        grouped.setdefault(word.check_in_id, []).append(word)
    return grouped
