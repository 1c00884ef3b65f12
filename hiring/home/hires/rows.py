"""Everything HR's start page says of people who were hired, or decided on, read in one statement."""

from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person, Workplace
from hiring.candidates.models import Application, Candidate
from hiring.candidates.policy import unseen_candidates
from hiring.candidates.values import ApplicationState
from hiring.decisions.models import IN_FORCE, Decision
from hiring.foundation import clock
from hiring.insights.changes.models import PlannedChange
from hiring.insights.changes.queries import is_back
from hiring.interviews.queries import applications_owed_by
from hiring.openings.models import Opening
from hiring.probation.models import Outcome, OutcomeTold, Probation
from hiring.probation.promises.models import Promise
from hiring.probation.queries import without_probation
from hiring.probation.suggestions.models import Suggestion, SuggestionAnswer
from hiring.probation.values import OutcomeKind, PromiseBy

WEEK = timedelta(days=7)


class HireRow(StrEnum):
    """What a row is about. `detail` is a verdict, an outcome's kind or a promise, `at` when it was recorded."""

    DECIDED = "decided"
    OUTCOME = "outcome"
    TO_START = "to_start"
    TO_TELL = "to_tell"
    PROMISE = "promise"
    SUGGESTION = "suggestion"
    CHANGE = "change"


def hire_rows(session: Session, reader: Person) -> list[Any]:
    """The newest first, never the reader's own. People who still owe a card on someone aren't told what was decided."""
    parts = (*_decisions(reader), *_outcomes(reader), _promises(reader), _suggestions(), _changes())
    every = sa.union_all(*parts).subquery()
    chosen = sa.select(every).where(every.c.candidate_id.not_in(unseen_candidates(reader)))
    return list(session.execute(chosen.order_by(every.c.at.desc(), every.c.id)))


def _decisions(reader: Person) -> Iterable[sa.Select[Any]]:
    recent = _of(HireRow.DECIDED, Decision.id, Decision.verdict, Decision.decided_at)
    begun = _of(HireRow.TO_START, Decision.id, Decision.verdict, Decision.decided_at)
    recent, begun = (part.join(Decision, Decision.application_id == Application.id) for part in (recent, begun))
    yield recent.where(Decision.decided_at > clock.now() - WEEK, Application.id.not_in(applications_owed_by(reader)))
    yield begun.where(Application.id.in_(without_probation()), IN_FORCE)


def _outcomes(reader: Person) -> Iterable[sa.Select[Any]]:
    recent, untold = (_of(what, Outcome.id, Outcome.kind, Outcome.at) for what in (HireRow.OUTCOME, HireRow.TO_TELL))
    recent, untold = (part.join(Outcome, Outcome.probation_id == Probation.id) for part in (recent, untold))
    kinds = [kind for kind in OutcomeKind if kind.is_told]
    yield recent.where(Outcome.at > clock.now() - WEEK, Application.id.not_in(applications_owed_by(reader)))
    yield untold.where(Outcome.kind.in_(kinds), Outcome.id.not_in(sa.select(OutcomeTold.outcome_id)))


def _promises(reader: Person) -> sa.Select[Any]:
    """Open ones of HR and of the reader. Today's come too, because today is another date elsewhere."""
    mine = sa.or_(Promise.by == PromiseBy.HR, Promise.by_person_id == reader.id)
    running = sa.and_(Probation.closed_on.is_(None), Application.state == ApplicationState.UNDER_WAY)
    due = Promise.due_on <= clock.today("UTC")
    part = _of(HireRow.PROMISE, Promise.id, Promise.what, Promise.made_at, Promise.due_on)
    part = part.join(Promise, Promise.probation_id == Probation.id)
    return part.where(mine, running, due, Promise.closed_at.is_(None))


def _suggestions() -> sa.Select[Any]:
    part = _of(HireRow.SUGGESTION, Suggestion.id, sa.literal(""), Suggestion.at)
    part = part.join(Suggestion, Suggestion.probation_id == Probation.id)
    return part.where(Suggestion.id.not_in(sa.select(SuggestionAnswer.suggestion_id)))


def _changes() -> Any:
    """What HR wrote beside a finding a year ago. It's of nobody, so that its other columns are empty."""
    nobody = sa.literal("")
    nothing = sa.cast(sa.null(), sa.String)
    about = (sa.literal(str(HireRow.CHANGE)), PlannedChange.id, PlannedChange.words, PlannedChange.planned_at)
    place = (nothing, *(sa.literal("") for _ in range(4)))
    chosen = sa.select(
        *about, PlannedChange.comes_back_on, nobody, sa.literal(""), sa.literal(""), PlannedChange.about, *place,
        sa.cast(sa.null(), sa.String), sa.cast(sa.null(), sa.String), sa.cast(sa.null(), sa.Boolean),
    )  # fmt: skip
    return chosen.where(is_back(clock.today("UTC")))


def _of(what: HireRow, key: Any, detail: Any, at: Any, due_on: Any = None) -> sa.Select[Any]:
    """One kind of row. The workplace is where a hire works, before that the opening's."""
    columns = (
        sa.literal(str(what)).label("what"),
        key.label("id"),
        detail.label("detail"),
        at.label("at"),
        (due_on if due_on is not None else sa.cast(sa.null(), sa.Date)).label("due_on"),
        Application.id.label("application"),
        Candidate.id.label("candidate_id"),
        Candidate.name,
        Opening.title,
        Probation.id.label("probation"),
        *(
            Workplace.id.label("workplace_id"),
            Workplace.name.label("workplace"),
            Workplace.zone,
            Workplace.jurisdiction,
        ),
        *(Person.id.label("manager_id"), Person.name.label("manager"), Person.active),
    )
    return (
        sa.select(*columns)
        .select_from(Application)
        .join(Candidate, Application.candidate_id == Candidate.id)
        .join(Opening, Application.opening_id == Opening.id)
        .outerjoin(Probation, Probation.application_id == Application.id)
        .join(Workplace, Workplace.id == sa.func.coalesce(Probation.workplace_id, Opening.workplace_id))
        .outerjoin(Person, Probation.manager_id == Person.id)
    )
