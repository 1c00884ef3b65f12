"""Corrections: a statement of theirs beside a scorecard or a check-in. The original stays, and both print."""

from collections.abc import Mapping, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import Application, Candidate
from hiring.foundation import clock, text
from hiring.foundation.database import db
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused
from hiring.interviews.models import Interview, Scorecard, Seat
from hiring.privacy.models import Statement
from hiring.privacy.values import StatementAttached
from hiring.probation.models import CheckIn, Probation


class StatementRefused(Refused):
    """Something is missing, or what it's about isn't on record about this person."""


def scorecards_of(session: Session, candidate_ids: Sequence[str]) -> list[Scorecard]:
    """Every sealed scorecard about this person, the earliest interview first."""
    sealed = sa.select(Scorecard).join(Seat).join(Interview).join(Application)
    sealed = sealed.where(Application.candidate_id.in_(candidate_ids))
    return list(session.scalars(sealed.order_by(Interview.starts_at, Scorecard.id)))


def check_ins_of(session: Session, candidate_ids: Sequence[str]) -> list[CheckIn]:
    """Every check-in about this person that was filed."""
    filed = sa.select(CheckIn).join(Probation).join(Application)
    filed = filed.where(Application.candidate_id.in_(candidate_ids), CheckIn.filed_at.is_not(None))
    return list(session.scalars(filed.order_by(CheckIn.position, CheckIn.id)))


def attach(
    session: Session,
    person: Person,
    candidate: Candidate,
    about: Scorecard | CheckIn,
    *,
    words: str,
    received_on: date,
    today: date,
) -> Statement:
    """Keep what they say beside the record it's about; final at once."""
    if not text.kept(words).strip():
        raise StatementRefused("Write what they say, in their own words.", "words")
    if received_on > today:
        raise StatementRefused("That day is still to come.", "received_on")
    statement = Statement(
        candidate_id=candidate.id,
        scorecard_id=about.id if isinstance(about, Scorecard) else None,
        check_in_id=about.id if isinstance(about, CheckIn) else None,
        words=text.kept(words).strip(),
        received_on=received_on,
        recorded_by_id=person.id,
        at=clock.now(),
    )
    session.add(statement)
    session.flush()
    journal.record(session, person.id, StatementAttached(candidate.id, about=about.id))
    return statement


def statements_about(session: Session, ids: Sequence[str]) -> Mapping[str, list[Statement]]:
    """Id of a scorecard or check-in → what the person says about it, in the order in which it came."""
    about: dict[str, list[Statement]] = {}
    chosen = sa.select(Statement).where(sa.or_(Statement.scorecard_id.in_(ids), Statement.check_in_id.in_(ids)))
    for statement in session.scalars(chosen.order_by(Statement.received_on, Statement.id)):
        about.setdefault(statement.scorecard_id or statement.check_in_id or "", []).append(statement)
    return about


def shown_about(ids: Sequence[str]) -> Mapping[str, list[Statement]]:
    """What an earlier room's page shows beside these check-ins or scorecards."""
    return statements_about(db.session, ids)


def shown_on_panel(application: Application) -> list[Statement]:
    """What a panel's page shows beside its scorecards, in the order in which it came."""
    sealed = sa.select(Scorecard.id).join(Seat).join(Interview).where(Interview.application_id == application.id)
    chosen = sa.select(Statement).where(Statement.scorecard_id.in_(sealed))
    return list(db.session.scalars(chosen.order_by(Statement.received_on, Statement.id)))
