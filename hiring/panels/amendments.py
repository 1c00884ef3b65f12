"""Second thoughts of a panellist once the panel is revealed: kept beside the sealed mark, never instead of it."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.foundation import clock, text
from hiring.foundation.records import journal
from hiring.foundation.records.journal import Event
from hiring.foundation.web.errors import Refused
from hiring.interviews.counted import counted, shown
from hiring.interviews.models import Amendment, Interview, Rating, Scorecard, Seat
from hiring.interviews.policy import can_open_seat
from hiring.openings.models import Round
from hiring.panels.policy import is_revealed_to
from hiring.panels.summary import Amended
from hiring.panels.values import SHORTEST_REASON
from hiring.rubrics.schema import LEVELS


@dataclass(frozen=True, slots=True)
class MarkAmended(Event):
    scorecard: str
    question: str


def can_amend_card(person: Person, seat: Seat) -> bool:
    if seat.scorecard is None or not can_open_seat(person, seat):
        return False
    return is_revealed_to(person, seat.interview.application)


def can_amend(person: Person, rating: Rating) -> bool:
    return can_amend_card(person, rating.scorecard.seat)


def is_own_answer(person: Person, rating: Rating) -> bool:
    return can_open_seat(person, rating.scorecard.seat)


class AmendmentRefused(Refused):
    """Not theirs, not revealed yet, or nothing that could be kept."""


def standing_of(rating: Rating) -> Rating | Amendment:
    """What an answer stands at for its interviewer: the latest amendment, else what was sealed."""
    return rating.amendments[-1] if rating.amendments else rating


def amend(
    session: Session, person: Person, rating: Rating, *, level: int | None, evidence: str, reason: str
) -> Amendment:
    """Keep a second thought beside the sealed mark. No average changes, on any page."""
    if not can_amend(person, rating):
        raise AmendmentRefused("You can amend an answer once you can read the panel.")
    if level is not None and level not in LEVELS:
        raise AmendmentRefused("Choose a mark from 1 to 5, or not observed.", "level")
    heard, why = text.kept(evidence), text.kept(reason)
    if level is not None and not heard.strip():
        raise AmendmentRefused("Write what the candidate said or did.", "evidence")
    if len(why.strip()) < SHORTEST_REASON:
        raise AmendmentRefused(f"Write why in a sentence, at least {SHORTEST_REASON} characters.", "reason")
    stands = standing_of(rating)
    if (stands.level, stands.evidence) == (level, heard):
        raise AmendmentRefused("That changes nothing. It's the same mark and the same words.", "level")
    amendment = Amendment(rating=rating, level=level, evidence=heard, reason=why, by_id=person.id, at=clock.now())
    session.add(amendment)
    session.flush()
    event = MarkAmended(amendment.id, scorecard=rating.scorecard_id, question=rating.question)
    journal.record(session, person.id, event)
    return amendment


# A table: an alias of a class would configure every class of the house while this module loads.
Typist = Person.__table__.alias("typist")


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
    amendments: dict[str, list[Amended]] = defaultdict(list)
    for application, *columns in session.execute(chosen.order_by(*order)):
        amendments[application].append(Amended(*columns))
    return amendments


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
