"""Reading panels: every mark of an opening in a constant number of queries, and what of them a person may see."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
import sqlalchemy.orm
from sqlalchemy.orm import Session, joinedload

from hiring.accounts.models import Person
from hiring.candidates.models import Application, Candidate
from hiring.foundation.database import db
from hiring.interviews.counted import is_on
from hiring.interviews.models import Interview, Rating, Seat, interviews_of
from hiring.measurement import sentences
from hiring.measurement.sentences import panel_patterns, told_apart
from hiring.openings.models import Opening
from hiring.panels.comparison import summarised
from hiring.panels.evidence.answers import PanelAnswer, QuestionAnswers, answers_in, asked_in, ratings_in
from hiring.panels.models import DebriefMark
from hiring.panels.policy import closing_of
from hiring.panels.pooled_model.queries import model, panel_states
from hiring.panels.summary import Cell, Debriefed, Judged, PanelSummary
from hiring.rubrics.queries import edition_of
from hiring.rubrics.schema import Family

_RATED = (Rating.criterion, Rating.question, Rating.position, Rating.level, Rating.evidence, Rating.is_licensed)
_COLUMNS = ["candidate", "interviewer", "criterion", "question", "score", "round"]


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


def compared_in_url(opening_id: str) -> Opening | None:
    """The opening that an address names, with its rounds and criteria in the same statement."""
    whole = (joinedload(Opening.rounds), joinedload(Opening.criteria))
    return db.session.get(Opening, opening_id, options=whole)


def panel_in_url(application_id: str) -> Application | None:
    """The application that an address names, with everything that says who may read its panel, in one statement."""
    sides = sa.inspect(Application).relationships
    # What later rooms keep of an application, one row each: its page asks all of them.
    is_wanted = {side: not side.uselist or "with_panel" in side.info for side in sides}
    alone = [side for side in sides if side.direction is sa.orm.ONETOMANY and is_wanted[side]]
    interviews = joinedload(sides["interviews"].class_attribute)
    opening = joinedload(Application.opening)
    whole = (
        interviews.joinedload(Interview.seats).joinedload(Seat.scorecard),
        *(joinedload(side.class_attribute) for side in alone),
        opening.joinedload(Opening.rounds),
        opening.joinedload(Opening.criteria),
        joinedload(Application.candidate).joinedload(Candidate.account_links),
    )
    return db.session.get(Application, application_id, options=whole)


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


@dataclass(frozen=True, slots=True)
class PanelReading:
    """One panel as it was read at once: its summary, its answers, and what debriefs settled."""

    summary: PanelSummary
    answers: Sequence[PanelAnswer]
    marks: Sequence[DebriefMark]


def summary_of(session: Session, application: Application) -> PanelSummary:
    """The panel of one application in numbers, with its debrief. Ask `can_read_panel` first."""
    return reading_of(session, application).summary


def reading_of(session: Session, application: Application) -> PanelReading:
    """One panel with its evidence. Ask `can_read_panel` first."""
    return readings_of(session, [application])[application.id]


def readings_of(session: Session, applications: Sequence[Application]) -> dict[str, PanelReading]:
    """Panels of one opening with their evidence, read at once. Ask `can_read_panel` of each first.

    An application without a sealed scorecard has none."""
    if not applications:
        return {}
    opening, ids = applications[0].opening, [application.id for application in applications]
    answers = answers_in(session, ids)
    summaries = summarised(ratings_in(answers), judged_by(opening), model(session).of(opening.id))
    chosen = sa.select(DebriefMark).options(joinedload(DebriefMark.recorded_by))
    talk = session.scalars(chosen.where(DebriefMark.application_id.in_(ids)).order_by(DebriefMark.criterion)).all()
    return {
        application.id: _reading(
            application,
            summaries[application.id],
            [answer for answer in answers if answer.application == application.id],
            [mark for mark in talk if mark.application_id == application.id],
        )
        for application in applications
        if application.id in summaries
    }


def _reading(
    application: Application,
    summary: PanelSummary,
    answers: Sequence[PanelAnswer],
    marks: Sequence[DebriefMark],
) -> PanelReading:
    talk = [Debriefed(mark.criterion, mark.level, mark.said) for mark in marks]
    counted = [answer for answer in answers if not answer.is_late]
    typed = sorted({(answer.interviewer, answer.typed_by) for answer in counted if answer.typed_by})
    beside = summary.with_beside([amended for answer in counted for amended in answer.amended], typed)
    return PanelReading(beside.with_talk(talk, is_closed=closing_of(application) is not None), answers, marks)


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
    chosen = (
        sa.select(DebriefMark)
        .options(joinedload(DebriefMark.recorded_by))
        .where(DebriefMark.application_id == application.id)
    )
    return session.scalars(chosen.order_by(DebriefMark.criterion)).all()


def debrief_standing(marks: Sequence[DebriefMark], criteria: Collection[str]) -> str:
    """When these criteria were last recorded, so that a page opened before a change can be told from one opened
    after."""
    return max((mark.at.isoformat() for mark in marks if mark.criterion in criteria), default="")


def sections_of(application: Application, reading: PanelReading) -> list[CriterionSection]:
    """The panel criterion by criterion, widest disagreement first, then what was heard on the floor of skill. Open are
    those to discuss, or the widest where there are none."""
    summary = reading.summary
    edition = edition_of(application.opening.version)
    asked = asked_in(edition, reading.answers)
    talk = {mark.criterion: mark for mark in reading.marks}
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
