"""What interviewers marked and wrote down: every sealed answer, as frames and question by question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import Application, Relation
from hiring.candidates.values import RelationKind
from hiring.interviews.conflicts.models import SeatAnswer
from hiring.interviews.counted import counted, shown
from hiring.interviews.models import Interview, Rating, Scorecard, Seat
from hiring.interviews.values import called
from hiring.measurement.libraries import pd
from hiring.openings.models import Round
from hiring.panels.amendments import Typist, amended_in
from hiring.panels.summary import Amended
from hiring.rubrics.edition import Edition

_RATED = (Rating.criterion, Rating.question, Rating.position, Rating.level, Rating.evidence, Rating.is_licensed)
_COLUMNS = ["candidate", "interviewer", "criterion", "question", "score", "round"]


@dataclass(frozen=True, slots=True)
class PanelAnswer:
    """One interviewer's answer to one question, as it was sealed, and what was amended after the reveal. A late one was
    written after the panel was read, and is in no average."""

    application: str
    round_id: str
    round: str
    seat: str
    interviewer: str
    name: str
    added_at: datetime
    criterion: str
    question: str
    is_late: bool
    amended: tuple[Amended, ...]
    place: int
    level: int | None
    evidence: str
    is_licensed: bool
    typed_by: str | None
    free_probe: str


@dataclass(frozen=True, slots=True)
class QuestionAnswers:
    """One question of a round and what each interviewer heard, side by side."""

    text: str
    round: str
    answers: tuple[PanelAnswer, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A sealed scorecard, with what was noted outside the plan."""

    name: str
    round: str
    free_probe: str
    is_late: bool


def answers_in(session: Session, applications: Sequence[str]) -> list[PanelAnswer]:
    """Every sealed answer, question by question; who has been here longest first, and last what was written after the
    panel was read."""
    about = (
        Interview.application_id,
        Round.id,
        Round.title,
        Seat.id,
        Person.id,
        Person.name,
        Person.is_guest,
        Person.added_at,
    )
    columns = (*about, Typist.c.name, Seat.after_reading, *_RATED, Scorecard.typed_by_id, Scorecard.free_probe)
    cards = sa.select(*columns).join_from(Rating, Scorecard, Rating.scorecard_id == Scorecard.id)
    chosen = (
        shown(cards)
        .join(Round, Interview.round_id == Round.id)
        .join(Person, Seat.person_id == Person.id)
        .outerjoin(Typist, Scorecard.typed_by_id == Typist.c.id)
        .where(Interview.application_id.in_(applications))
        .order_by(Round.position, Rating.position, Seat.after_reading, Person.added_at, Person.id)
    )
    amended: dict[tuple[str, str], list[Amended]] = defaultdict(list)
    for amendments in amended_in(session, Application.id.in_(applications), with_late=True).values():
        for amendment in amendments:
            amended[amendment.seat, amendment.question].append(amendment)
    answers = []
    for row in session.execute(chosen):
        application, round_id, title, seat, person, name, is_guest, added_at, typist, is_late, *rated = row
        criterion, question, *marked = rated
        who = (seat, person, called(name, is_guest=is_guest, typed_by=typist), added_at)
        beside = (is_late, tuple(amended[seat, question]))
        answers.append(PanelAnswer(application, round_id, title, *who, criterion, question, *beside, *marked))
    return answers


def asked_in(edition: Edition, answers: Sequence[PanelAnswer]) -> dict[str, tuple[QuestionAnswers, ...]]:
    """Criterion → its questions in the order they were asked, with every answer to each."""
    asked: dict[str, dict[tuple[str, str], list[PanelAnswer]]] = defaultdict(lambda: defaultdict(list))
    for answer in answers:
        asked[answer.criterion][answer.question, answer.round].append(answer)
    return {
        criterion: tuple(
            QuestionAnswers(edition.question(question).text, title, tuple(given))
            for (question, title), given in questions.items()
        )
        for criterion, questions in asked.items()
    }


def cards_in(answers: Sequence[PanelAnswer]) -> list[Card]:
    """The sealed scorecards that these answers are of."""
    cards = {answer.seat: Card(answer.name, answer.round, answer.free_probe, answer.is_late) for answer in answers}
    return list(cards.values())


def ratings_in(answers: Sequence[PanelAnswer]) -> pd.DataFrame:
    """The same frame as `ratings_from`, from answers that were read already."""
    rows = [
        (answer.application, answer.interviewer, answer.criterion, answer.question, answer.level, answer.round_id)
        for answer in answers
        if not answer.is_late
    ]
    return pd.DataFrame(rows, columns=_COLUMNS).astype({"score": "float64"})


def rating_rows(session: Session, which: sa.ColumnElement[bool]) -> Sequence[sa.Row[Any]]:
    """Every mark that counts, with its opening last."""
    rated = (Rating.criterion, Rating.question, Rating.level)
    marks = sa.select(
        Interview.application_id, Seat.person_id, *rated, Interview.round_id, Application.opening_id
    ).join_from(Rating, Scorecard, Rating.scorecard_id == Scorecard.id)
    chosen = counted(marks).join(Application, Interview.application_id == Application.id).where(which)
    return session.execute(chosen).all()


def ratings_from(rows: Sequence[sa.Row[Any]], applications: Collection[str]) -> pd.DataFrame:
    """The long frame of these applications' rows."""
    chosen: list[tuple[Any, ...]] = [tuple(row[:-1]) for row in rows if row.application_id in applications]
    return pd.DataFrame(chosen, columns=_COLUMNS).astype({"score": "float64"})


def conflicts_in(session: Session, application: Application) -> list[str]:
    """Who of the interviewers knew the candidate, and what they said about judging fairly."""
    chosen = (
        sa.select(Person.name, Relation.kind, SeatAnswer.said)
        .select_from(Seat)
        .join(Interview, Seat.interview_id == Interview.id)
        .join(Person, Seat.person_id == Person.id)
        .outerjoin(
            Relation,
            sa.and_(Relation.person_id == Seat.person_id, Relation.candidate_id == application.candidate_id),
        )
        .outerjoin(SeatAnswer, SeatAnswer.seat_id == Seat.id)
        .where(Interview.application_id == application.id, Seat.left_on.is_(None))
        .where(sa.or_(Relation.kind.is_not(None), SeatAnswer.said.is_not(None)))
        .order_by(Person.sort_name, Person.id, SeatAnswer.at)
    )
    said = []
    for name, kind, words in session.execute(chosen):
        knows = f"{name} {RelationKind(kind).verb} {application.candidate.name}" if kind else name
        said.append(f"{knows}: “{words}”" if words else knows)
    return list(dict.fromkeys(said))
