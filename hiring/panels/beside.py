"""What stands beside the marks of a panel without changing one: amendments, and who typed a card in from paper."""

from collections import defaultdict
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.interviews.counted import counted, shown
from hiring.interviews.models import Amendment, Interview, Rating, Scorecard, Seat
from hiring.openings.models import Round
from hiring.panels.summary import Amended

Typist = aliased(Person)


def amended_in(session: Session, which: sa.ColumnElement[bool], *, with_late: bool = False) -> dict[str, list[Amended]]:
    """Application id → its amendments, in the order of the questions, the oldest first; of the cards that count, or
    also of those written after the panel was read."""
    chosen = _joined(
        sa.select(
            Interview.application_id, Seat.id, Rating.criterion, Rating.question, Person.id, Person.name, Rating.level,
            Amendment.level, Amendment.evidence, Amendment.reason, Amendment.at,
        )
        .join_from(Amendment, Rating, Amendment.rating)
        .join(Scorecard, Rating.scorecard_id == Scorecard.id),
        which,
        with_late=with_late,
    )  # fmt: skip
    order = (Round.position, Rating.position, Person.id, Amendment.at, Amendment.id)
    found: dict[str, list[Amended]] = defaultdict(list)
    for application, *told in session.execute(chosen.order_by(*order)):
        found[application].append(Amended(*told))
    return found


def typed_in(session: Session, application: Application) -> list[tuple[str, str]]:
    """(interviewer, typist) of each card of the application that was typed in from paper."""
    chosen = _joined(
        sa.select(Person.id, Scorecard.typed_by_id).select_from(Scorecard).where(Scorecard.typed_by_id.is_not(None)),
        Application.id == application.id,
    )
    return [(who, typist) for who, typist in session.execute(chosen.distinct().order_by(Person.id))]


def _joined(
    chosen: sa.Select[*tuple[Any, ...]], which: sa.ColumnElement[bool], *, with_late: bool = False
) -> sa.Select[*tuple[Any, ...]]:
    return (
        (shown if with_late else counted)(chosen)
        .join(Person, Seat.person_id == Person.id)
        .join(Round, Interview.round_id == Round.id)
        .join(Application, Interview.application_id == Application.id)
        .where(which)
    )
