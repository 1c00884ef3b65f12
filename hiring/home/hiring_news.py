"""What was decided in the last seven days, and which hires still have no first day."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import Application, Candidate
from hiring.candidates.policy import own_candidates
from hiring.decisions.models import IN_FORCE, Decision
from hiring.foundation import clock
from hiring.home.others_turn import Address
from hiring.home.values import HomeLink, TodoLine, WeekOutcome
from hiring.interviews.queries import applications_owed_by
from hiring.openings.models import Opening
from hiring.probation.models import Outcome, Probation
from hiring.probation.queries import without_probation

WEEK = timedelta(days=7)
MOST = 50
_TO_START = "to start"
_SAYS = {
    "hire": "offer made",
    "reject": "rejected",
    "confirmed": "probation confirmed",
    "extended": "probation extended",
    "ended": "probation ended",
    "resigned": "left during probation",
    "contract_ended": "contract ended",
    "ran_out": "probation ran out (nobody decided)",
}


@dataclass(frozen=True, slots=True)
class HiringNews:
    """What was decided in the last week, the latest first; and hires whose first day HR has still to set."""

    outcomes: list[WeekOutcome]
    to_start: list[TodoLine]


def hiring_news(session: Session, reader: Person, address: Address) -> HiringNews:
    """In one statement. People who still owe a card on someone aren't told what was decided."""
    rows = list(session.execute(_rows(reader)))
    return HiringNews(
        [_outcome(row, address) for row in rows if row.kind != _TO_START][:MOST],
        [_first_day(row, address) for row in sorted(rows, key=lambda row: row.name) if row.kind == _TO_START],
    )


def _rows(reader: Person) -> sa.Select[Any]:
    since = clock.now() - WEEK
    about = (Candidate.name, Opening.title, Opening.workplace_id, Application.id.label("application"))
    nothing = sa.literal("").label("probation")
    owed = Application.id.in_(applications_owed_by(reader))
    decided = sa.select(Decision.verdict.label("kind"), Decision.decided_at.label("at"), nothing, *about)
    decided = decided.join(Application, Decision.application_id == Application.id)
    ended = sa.select(Outcome.kind.label("kind"), Outcome.at.label("at"), Probation.id.label("probation"), *about)
    ended = ended.join(Probation, Outcome.probation_id == Probation.id)
    ended = ended.join(Application, Probation.application_id == Application.id)
    to_start = sa.select(sa.literal(_TO_START).label("kind"), Decision.decided_at.label("at"), nothing, *about)
    to_start = to_start.join(Application, Decision.application_id == Application.id)
    parts = [
        part.join(Candidate, Application.candidate_id == Candidate.id)
        .join(Opening, Application.opening_id == Opening.id)
        .where(Candidate.id.not_in(own_candidates(reader)))
        for part in (
            decided.where(Decision.decided_at > since, sa.not_(owed)),
            ended.where(Outcome.at > since, sa.not_(owed)),
            to_start.where(Application.id.in_(without_probation()), IN_FORCE),
        )
    ]
    both = sa.union_all(*parts).subquery()
    return sa.select(both).order_by(both.c.at.desc(), both.c.application)


def _outcome(row: Any, address: Address) -> WeekOutcome:
    to_probation = address("probation.show", probation_id=row.probation) if row.probation else ""
    return WeekOutcome(
        name=row.name,
        url=to_probation or address("candidates.show", application_id=row.application),
        says=f"{row.title}, {_SAYS.get(row.kind, row.kind)}",
        workplace_id=row.workplace_id,
    )


def _first_day(row: Any, address: Address) -> TodoLine:
    return TodoLine(
        f"Set {row.name}’s first day",
        f"{row.title}. Hired, and no probation is open yet.",
        HomeLink("Open the probation", address("probation.open_probation", application_id=row.application), row.name),
        row.workplace_id,
    )
