"""Reading panels: every mark of an opening in a constant number of queries, and what of them a person may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from hiring.accounts.models import Person
from hiring.candidates.models import Application, Candidate, Relation
from hiring.candidates.values import RelationKind
from hiring.foundation.database import db
from hiring.interviews.conflicts.models import SeatAnswer
from hiring.interviews.counted import counted, is_on, shown
from hiring.interviews.models import Interview, Rating, Scorecard, Seat, interviews_of
from hiring.interviews.values import called
from hiring.measurement import sentences
from hiring.measurement.libraries import pd
from hiring.measurement.sentences import panel_patterns, told_apart
from hiring.openings.models import Opening, Round
from hiring.panels.amendments import Typist, amended_in, typed_in
from hiring.panels.comparison import compared
from hiring.panels.models import DebriefMark, PanelClosing
from hiring.panels.policy import closing_of
from hiring.panels.pooled_model.queries import model, panel_states
from hiring.panels.summary import Amended, Cell, Debriefed, Judged, PanelSummary
from hiring.rubrics.edition import Edition
from hiring.rubrics.queries import edition_of
from hiring.rubrics.schema import Family

_RATED = (Rating.criterion, Rating.question, Rating.position, Rating.level, Rating.evidence, Rating.is_licensed)
_COLUMNS = ["candidate", "interviewer", "criterion", "question", "score", "round"]


@dataclass(frozen=True, slots=True)
class PanelAnswer:
    """One interviewer's answer to one question, as it was sealed, and what was amended after the reveal. A late one was
    written after the panel was read, and is in no average."""

    application: str
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


@dataclass(frozen=True, slots=True)
class QuestionAnswers:
    """One question of a round and what each interviewer heard, side by side."""

    text: str
    round: str
    answers: tuple[PanelAnswer, ...]


@dataclass(frozen=True, slots=True)
class CriterionSection:
    """One criterion of a panel. The floor of skill has answers but no cell: it is never averaged.

    `flag` is its word in the grid; `is_open` says that its evidence is shown at once.
    """

    key: str
    title: str
    cell: Cell | None
    flag: str
    asked: tuple[QuestionAnswers, ...]
    talk: DebriefMark | None
    is_open: bool

    @property
    def answers(self) -> list[PanelAnswer]:
        return [answer for asked in self.asked for answer in asked.answers]

    @property
    def agreement_says(self) -> str:
        """How far its interviewers are apart, and whether it was talked about."""
        if self.cell is None or not self.cell.raters:
            return ""
        if self.cell.is_apart and self.talk is not None:
            return panel_patterns.talked_about(self.cell.given)
        return self.cell.agreement_says

    @property
    def spread_says(self) -> str:
        """For the fold: the usual indices of agreement, r_wg among them from five interviewers on."""
        return sentences.spread(self.cell.spread, self.cell.deviation, self.cell.r_wg) if self.cell else ""


@dataclass(frozen=True, slots=True)
class RoundProgress:
    """How far one planned round of an application is: its interview, and who of its seats has sealed."""

    title: str
    starts_at: datetime | None
    seats: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A sealed scorecard, with what was noted outside the plan."""

    name: str
    round: str
    free_probe: str
    is_late: bool


def compared_in_url(opening_id: str) -> Opening | None:
    """The opening that an address names, with its rounds and criteria in the same statement."""
    whole = (joinedload(Opening.rounds), joinedload(Opening.criteria))
    return db.session.get(Opening, opening_id, options=whole)


def panel_in_url(application_id: str) -> Application | None:
    """The application that an address names, with everything that says who may read its panel, in one statement."""
    interviews = joinedload(_backref(Application, "interviews"))
    closing = joinedload(_backref(Application, "panel_closing")).joinedload(PanelClosing.closed_by)
    opening = joinedload(Application.opening)
    whole = (
        interviews.joinedload(Interview.seats).joinedload(Seat.scorecard),
        closing,
        opening.joinedload(Opening.rounds),
        opening.joinedload(Opening.criteria),
        joinedload(Application.candidate).joinedload(Candidate.account_links),
    )
    return db.session.get(Application, application_id, options=whole)


def _backref(table: type[Any], name: str) -> Any:
    """The side of a relationship that a later room declared."""
    return getattr(table, name)


def judged_by(opening: Opening) -> list[Judged]:
    """The opening's criteria in its order, with its weights and minimums."""
    edition = edition_of(opening.version)
    return [
        Judged(criterion.key, edition.criterion(criterion.key).title, criterion.weight, criterion.minimum)
        for criterion in opening.criteria
    ]


def readable_in(session: Session, person: Person, which: sa.ColumnElement[bool]) -> set[str]:
    """Ids of the applications whose panel this person, being HR, may read now; not asked whether one is their own."""
    states = panel_states(session, which)
    return {application for application, state in states.items() if state.is_readable_by_hr(person.id)}


def summary_of(session: Session, application: Application) -> PanelSummary:
    """The panel of one application in numbers, with its debrief. Ask `can_read_panel` first."""
    ratings = ratings_of(session, Application.id == application.id)
    judged = judged_by(application.opening)
    opening_model = model(session).of(application.opening_id)
    summary = compared(ratings, judged, opening_model).summaries.get(application.id)
    if summary is None:
        raise LookupError("an application without a sealed scorecard has no summary")
    talk = [Debriefed(mark.criterion, mark.level, mark.said) for mark in debrief_of(session, application)]
    amended = amended_in(session, Application.id == application.id)[application.id]
    beside = summary.with_beside(amended, typed_in(session, application))
    return beside.with_talk(talk, is_closed=closing_of(application) is not None)


def adjusted_says(application: Application, summary: PanelSummary) -> str:
    """Why the total is read with care where the interviewers mark lower or higher than colleagues; never who."""
    if summary.adjusted is None or summary.composite is None:
        return ""
    shift, adjusted = summary.adjusted.level - summary.composite, summary.adjusted
    return told_apart.met_others(application.candidate.name, shift, adjusted.level, adjusted.interval)


def planned_stories(opening: Opening) -> set[Family]:
    """The kinds of story that the plan's questions bring up."""
    edition = edition_of(opening.version)
    return {edition.question(asked).family for planned_round in opening.rounds for asked in planned_round.questions}


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


def progress_of(application: Application) -> list[RoundProgress]:
    """The plan round by round. Ask `can_know_state` first."""
    interviews = {interview.round_id: interview for interview in interviews_of(application) if is_on(interview)}
    return [
        RoundProgress(planned_round.title, interview.starts_at, _seats_that_count(interview))
        if (interview := interviews.get(planned_round.id)) is not None
        else RoundProgress(planned_round.title, None, ())
        for planned_round in application.opening.rounds
    ]


def _seats_that_count(interview: Interview) -> tuple[tuple[str, bool], ...]:
    standing = [seat for seat in interview.seats if seat.left_on is None and not seat.after_reading]
    return tuple((seat.called, seat.scorecard is not None) for seat in standing)


def left_out_of(application: Application) -> list[str]:
    """The titles of the rounds that a closing left out."""
    closing = closing_of(application)
    return [
        planned_round.title
        for planned_round in application.opening.rounds
        if closing is not None and planned_round.id in closing.left_out
    ]


def debrief_of(session: Session, application: Application) -> Sequence[DebriefMark]:
    chosen = sa.select(DebriefMark).where(DebriefMark.application_id == application.id)
    return session.scalars(chosen.order_by(DebriefMark.criterion)).all()


def answers_in(session: Session, applications: Sequence[str]) -> list[PanelAnswer]:
    """Every sealed answer, question by question; who has been here longest first, and last what was written after the
    panel was read."""
    about = (Interview.application_id, Round.title, Seat.id, Person.id, Person.name, Person.is_guest, Person.added_at)
    columns = (*about, Typist.name, Seat.after_reading, *_RATED)
    cards = sa.select(*columns).join_from(Rating, Scorecard, Rating.scorecard_id == Scorecard.id)
    chosen = (
        shown(cards)
        .join(Round, Interview.round_id == Round.id)
        .join(Person, Seat.person_id == Person.id)
        .outerjoin(Typist, Scorecard.typed_by_id == Typist.id)
        .where(Interview.application_id.in_(applications))
        .order_by(Round.position, Rating.position, Seat.after_reading, Person.added_at, Person.id)
    )
    amended: dict[tuple[str, str], list[Amended]] = defaultdict(list)
    for amendments in amended_in(session, Application.id.in_(applications), with_late=True).values():
        for amendment in amendments:
            amended[amendment.seat, amendment.question].append(amendment)
    answers = []
    for row in session.execute(chosen):
        application, title, seat, person, name, is_guest, added_at, typist, is_late, criterion, question, *marked = row
        who = (seat, person, called(name, is_guest=is_guest, typed_by=typist), added_at)
        beside = (is_late, tuple(amended[seat, question]))
        answers.append(PanelAnswer(application, title, *who, criterion, question, *beside, *marked))
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


def sections_of(session: Session, application: Application, summary: PanelSummary) -> list[CriterionSection]:
    """The panel criterion by criterion, widest disagreement first, then what was heard on the floor of skill. Open are
    those to discuss, or the widest where there are none."""
    edition = edition_of(application.opening.version)
    asked = asked_in(edition, answers_in(session, [application.id]))
    talk = {mark.criterion: mark for mark in debrief_of(session, application)}
    cells = {cell.criterion.key: cell for cell in summary.widest_first}
    to_discuss = {cell.criterion.key for cell in summary.to_discuss}
    opened = to_discuss or set(list(cells)[:1])
    return [
        CriterionSection(
            key,
            edition.criterion(key).title,
            cells.get(key),
            summary.flag(cells[key]) if key in cells else "",
            asked.get(key, ()),
            talk.get(key),
            key in opened,
        )
        for key in [*cells, *(key for key in asked if key not in cells)]
    ]


def cards_of(session: Session, application: Application) -> list[Card]:
    """The sealed scorecards, the newest interviewer first, and last what was written after the panel was read."""
    columns = (Person.name, Person.is_guest, Typist.name, Round.title, Scorecard.free_probe, Seat.after_reading)
    chosen = (
        shown(sa.select(*columns).select_from(Scorecard))
        .join(Round, Interview.round_id == Round.id)
        .join(Person, Seat.person_id == Person.id)
        .outerjoin(Typist, Scorecard.typed_by_id == Typist.id)
        .where(Interview.application_id == application.id)
        .order_by(Seat.after_reading, Person.added_at.desc(), Person.id, Round.position)
    )
    return [
        Card(called(name, is_guest=is_guest, typed_by=typist), *rest)
        for name, is_guest, typist, *rest in session.execute(chosen)
    ]


def ratings_in(answers: Sequence[PanelAnswer]) -> pd.DataFrame:
    """The same frame as `ratings_of`, from answers that were read already."""
    rows = [
        (answer.application, answer.interviewer, answer.criterion, answer.question, answer.level)
        for answer in answers
        if not answer.is_late
    ]
    return pd.DataFrame(rows, columns=_COLUMNS).astype({"score": "float64"})


def ratings_of(session: Session, which: sa.ColumnElement[bool]) -> pd.DataFrame:
    """The long frame of every mark that counts."""
    marks = sa.select(
        Interview.application_id, Seat.person_id, Rating.criterion, Rating.question, Rating.level, Interview.round_id
    )
    cards = counted(marks.join_from(Rating, Scorecard, Rating.scorecard_id == Scorecard.id))
    chosen = cards.join(Application, Interview.application_id == Application.id).where(which)
    rows = [tuple(row) for row in session.execute(chosen)]
    return pd.DataFrame(rows, columns=_COLUMNS).astype({"score": "float64"})
