"""Reading every mark of an opening that a person, being HR, may read."""

from collections import defaultdict
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.foundation import clock
from hiring.foundation.spreadsheets import Value
from hiring.foundation.web.template_filters import day
from hiring.interviews.counted import counted
from hiring.interviews.models import Interview, Rating, Scorecard, Seat
from hiring.interviews.values import called
from hiring.openings.models import Opening, Round
from hiring.panels.amendments import Typist, amended_in
from hiring.panels.opening_panels import named_for
from hiring.panels.queries import readable_in
from hiring.panels.reveal_log import note_marks_read
from hiring.panels.summary import Amended
from hiring.rubrics.queries import edition_of

HEADER = (
    *("Number", "Candidate", "Round", "Criterion", "Question", "Interviewer", "Score", "Evidence"),
    *("Licensed", "Sealed on", "Typed in by", "Day of the paper", "Amended after the reveal"),
)


def marks_for(session: Session, person: Person, opening: Opening) -> list[list[Value]]:
    """A row for each mark, by candidate and round; what was not observed has no score. It's noted first that this
    person reads them."""
    in_opening = Application.opening_id == opening.id
    readable = readable_in(session, person, in_opening)
    named = [candidate for candidate in named_for(session, person, opening) if candidate.application in readable]
    shown = note_marks_read(person, [candidate.application for candidate in named])
    rows = _rows(session, opening, in_opening)
    return [
        [candidate.number, candidate.name, *row]
        for candidate in named
        if candidate.application in shown
        for row in rows[candidate.application]
    ]


def _rows(session: Session, opening: Opening, which: sa.ColumnElement[bool]) -> dict[str, list[list[Value]]]:
    """Application id → what is told of each of its marks."""
    edition, zone = edition_of(opening.version), opening.workplace.zone
    beside: dict[tuple[str, str], list[Amended]] = defaultdict(list)
    for amended in amended_in(session, which).values():
        for amendment in amended:
            beside[amendment.seat, amendment.question].append(amendment)
    rows: dict[str, list[list[Value]]] = defaultdict(list)
    for application, planned_round, seat, name, is_guest, typist, sealed_at, paper_on, rating in session.execute(
        _chosen(which)
    ):
        words = [edition.criterion(rating.criterion).title, edition.question(rating.question).text]
        marked = [called(name, is_guest=is_guest), rating.level, rating.evidence, "yes" if rating.is_licensed else "no"]
        kept = [clock.in_zone(sealed_at, zone).date(), typist, paper_on]
        rows[application].append([planned_round, *words, *marked, *kept, _told(beside[seat, rating.question], zone)])
    return rows


def _told(amended: list[Amended], zone: str) -> str:
    return "; ".join(
        f"{amendment.says} on {day(clock.in_zone(amendment.at, zone).date())}: {amendment.reason}"
        for amendment in amended
    )


def _chosen(which: sa.ColumnElement[bool]) -> sa.Select[*tuple[Any, ...]]:
    """Of the cards that count."""
    card = (Scorecard.sealed_at, Scorecard.paper_on, Rating)
    marks = sa.select(Interview.application_id, Round.title, Seat.id, Person.name, Person.is_guest, Typist.name, *card)
    return (
        counted(marks.join_from(Rating, Scorecard, Rating.scorecard_id == Scorecard.id))
        .join(Person, Seat.person_id == Person.id)
        .outerjoin(Typist, Scorecard.typed_by_id == Typist.id)
        .join(Round, Interview.round_id == Round.id)
        .join(Application, Interview.application_id == Application.id)
        .where(which)
        .order_by(Round.position, Rating.position, Person.sort_name, Person.id)
    )
