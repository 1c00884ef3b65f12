"""Which criteria seats ask for, and whether their interviewers are licensed to score them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from hiring.accounts.models import Person
from hiring.foundation import clock
from hiring.interviews.models import Seat
from hiring.interviews.queries import open_seats_of
from hiring.openings.models import Opening
from hiring.practice.queries import licensed_at, on_offer, practised
from hiring.practice.values import Practised
from hiring.rubrics.models import CriterionEdition, RubricVersion
from hiring.rubrics.reference import criterion_in


def asked_in(seat: Seat) -> list[CriterionEdition]:
    """The criteria that the questions of a seat's round are marked on."""
    return _asked(seat.interview.application.opening, seat.interview.round.questions)


def _asked(opening: Opening, questions: Sequence[str]) -> list[CriterionEdition]:
    keys = {criterion_in(reference) for reference in questions}
    return [criterion for criterion in opening.version.criteria if criterion.key in keys]


def licensed_criteria(session: Session, person: Person, seat: Seat, at: datetime) -> set[str]:
    """Keys of the criteria of this seat that the person had the right to score at that moment."""
    licensed = licensed_at(session, person, at)
    return {edition.key for edition in asked_in(seat) if edition.structure_hash in licensed}


def licensed_seats(session: Session, seats: Sequence[Seat]) -> set[str]:
    """Ids of the seats licensed for all they ask; of a sealed card, as it was when it was sealed."""
    return {seat.id for seat in seats if _is_licensed(session, seat)}


def _is_licensed(session: Session, seat: Seat) -> bool:
    if seat.scorecard is not None:
        return all(rating.is_licensed for rating in seat.scorecard.ratings)
    return licensed_criteria(session, seat.person, seat, clock.now()) >= {edition.key for edition in asked_in(seat)}


def unpractised(session: Session, seat: Seat) -> list[Practised]:
    """What its interviewer should practise before marking; nothing where the opening asks for no licence."""
    opening = seat.interview.application.opening
    if not opening.needs_licence:
        return []
    return [criterion for criterion in practised(session, seat.person, asked_in(seat), {}) if not criterion.is_licensed]


def to_practise(session: Session, person: Person) -> list[Practised]:
    """Every criterion on offer and every one a seat or an opening of this person asks for, with what asks."""
    editions = {edition.structure_hash: edition for edition in on_offer(session)}
    needed: dict[str, list[str]] = defaultdict(list)
    for opening, edition in _needed(session, person):
        editions[edition.structure_hash] = edition
        if opening.title not in needed[edition.structure_hash]:
            needed[edition.structure_hash].append(opening.title)
    return practised(session, person, editions.values(), needed)


def _needed(session: Session, person: Person) -> Iterator[tuple[Opening, CriterionEdition]]:
    for seat in open_seats_of(session, person):
        if seat.interview.application.opening.needs_licence:
            yield from ((seat.interview.application.opening, edition) for edition in asked_in(seat))
    naming = sa.select(Opening).where(Opening.interviewers.any(Person.id == person.id), Opening.closed_on.is_(None))
    naming = naming.options(
        selectinload(Opening.rounds), joinedload(Opening.version).selectinload(RubricVersion.criteria)
    )
    for opening in session.scalars(naming.where(Opening.needs_licence).order_by(Opening.title, Opening.id)).unique():
        questions = [reference for planned_round in opening.rounds for reference in planned_round.questions]
        yield from ((opening, edition) for edition in _asked(opening, questions))
