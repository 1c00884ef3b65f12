"""All panels of an opening as one person of HR may see them: noted as read first, then read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.facts import LateCard
from hiring.candidates.models import SHOWN, Application, Candidate
from hiring.candidates.policy import unseen_candidates
from hiring.candidates.status import ApplicationStatus
from hiring.foundation.records import view_log
from hiring.interviews.readings import MARKS
from hiring.measurement.libraries import pd
from hiring.openings.models import Opening
from hiring.panels import reveal_log
from hiring.panels.comparison import Comparison, compared
from hiring.panels.evidence.answers import rating_rows, ratings_from
from hiring.panels.later_facts import STATUSES, Phase
from hiring.panels.models import DebriefMark
from hiring.panels.pooled_model.model import COMPARISON, Model
from hiring.panels.pooled_model.queries import PooledReading, model_and_states
from hiring.panels.queries import judged_by, planned_stories
from hiring.panels.summary import Debriefed, Judged, PanelSummary
from hiring.panels.values import PanelState
from hiring.rubrics.edition import Edition
from hiring.rubrics.queries import edition_of


@dataclass(frozen=True, slots=True)
class NamedApplication:
    """One application without anything of how it went."""

    application: str
    number: int
    name: str
    status: ApplicationStatus
    phase: Phase
    late: Sequence[LateCard] = ()


@dataclass(frozen=True, slots=True)
class OpeningPanels:
    """Every application of an opening by name. `comparison` holds only what this person may read; `stories` says how
    many kinds of story of those the plan asks for were heard from each of them."""

    opening: Opening
    reader: str
    named: Sequence[NamedApplication]
    states: Mapping[str, PanelState]
    comparison: Comparison
    stories: Mapping[str, int]
    planned_stories: int
    pooled: Model

    @property
    def criteria(self) -> tuple[Judged, ...]:
        return self.comparison.criteria

    def summary(self, application: str) -> PanelSummary | None:
        return self.comparison.summaries.get(application)

    def state(self, application: str) -> PanelState | None:
        """How far its panel is; None to people who still owe a card of it, and so mustn't know."""
        state = self.states.get(application, _NOBODY_YET)
        return state if state.is_known_to(self.reader) else None


_NOBODY_YET = PanelState.of([])


def planned_in(opening: Opening) -> dict[str, list[str]]:
    """The opening's id → the ids of its rounds, in order."""
    return {opening.id: [planned_round.id for planned_round in opening.rounds]}


def _named_for(
    session: Session, person: Person, opening: Opening, states: Mapping[str, PanelState]
) -> tuple[list[NamedApplication], set[str]]:
    """Every application of the opening by name, but for this person's own; and those they're noted to have read."""
    here = Application.opening_id == opening.id
    known = STATUSES.get()(session, person, here, states)
    is_noted = view_log.is_noted(person.id, Application.id, MARKS)
    chosen = (
        sa.select(Application.id, Application.number, Candidate.name, is_noted.label("is_noted"))
        .join(Candidate, Application.candidate_id == Candidate.id)
        .where(here, SHOWN)
        .order_by(Candidate.sort_name, Candidate.id)
    )
    # The reader's own application has no status for them.
    rows = [(row, known[row.id]) for row in session.execute(chosen) if row.id in known]
    named = [NamedApplication(row.id, row.number, row.name, of.status, of.phase, of.late) for row, of in rows]
    return named, {row.id for row, _ in rows if row.is_noted}


def panels_for(session: Session, person: Person, opening: Opening) -> OpeningPanels:
    """What this person, being HR, may see. Every panel they may read is noted as read by them, whichever page of the
    comparison they look at: its sentence speaks of all.

    Marks they may not read are left out before anything is computed, so that no number can hint at them.
    """
    here, planned = Application.opening_id == opening.id, planned_in(opening)
    reading = model_and_states(session, here, planned)
    states = reading.states
    named, noted = _named_for(session, person, opening, states)
    readable = {
        candidate.application
        for candidate in named
        if candidate.application in states and states[candidate.application].is_readable_by_hr(person.id)
    }
    unread = [candidate.application for candidate in named if candidate.application in readable - noted]
    shown = (readable & noted) | reveal_log.note_first_reading(person.id, unread, planned)
    comparison, stories = _compared(session, opening, shown, reading)
    return OpeningPanels(
        opening=opening,
        reader=person.id,
        named=named,
        states=states,
        comparison=_with_talk(session, comparison, here),
        stories=stories,
        planned_stories=len(planned_stories(opening)),
        pooled=reading.model,
    )


def readable_comparison(session: Session, person: Person, opening: Opening) -> Comparison:
    """The comparison of what this person may read, for a rule that shows none of it: nothing is noted as read."""
    here = Application.opening_id == opening.id
    reading = model_and_states(session, here, planned_in(opening))
    unseen = sa.select(Application.id).where(here, Application.candidate_id.in_(unseen_candidates(person)))
    kept_out = set(session.scalars(unseen))
    readable = {
        key for key, state in reading.states.items() if key not in kept_out and state.is_readable_by_hr(person.id)
    }
    return _compared(session, opening, readable, reading)[0]


def _compared(
    session: Session, opening: Opening, shown: Collection[str], reading: PooledReading
) -> tuple[Comparison, dict[str, int]]:
    """The comparison of some panels, computed once for as long as the model is the same."""
    criteria, edition = tuple(judged_by(opening)), edition_of(opening.version)

    def compute() -> tuple[Comparison, dict[str, int]]:
        rows = reading.ratings
        rows = rating_rows(session, Application.opening_id == opening.id) if rows is None else rows
        ratings = ratings_from(rows, shown)
        return compared(ratings, criteria, reading.model.of(opening.id)), stories_heard(ratings, edition)

    return reading.model.kept((COMPARISON, opening.id, criteria, frozenset(shown)), compute)


def stories_heard(ratings: pd.DataFrame, edition: Edition) -> dict[str, int]:
    """Application → how many kinds of story something was observed in."""
    family = {question: edition.question(question).family for question in ratings["question"].unique()}
    observed = ratings.dropna(subset="score")
    kinds = pd.DataFrame({"candidate": observed["candidate"], "family": observed["question"].map(family).astype(str)})
    heard = kinds.drop_duplicates()["candidate"].value_counts()
    return {str(candidate): int(number) for candidate, number in heard.items()}


def _with_talk(session: Session, comparison: Comparison, which: sa.ColumnElement[bool]) -> Comparison:
    """With what debriefs settled, which changes while the marks stand still."""
    talk: dict[str, list[Debriefed]] = defaultdict(list)
    chosen = (
        sa.select(DebriefMark.application_id, DebriefMark.criterion, DebriefMark.level, DebriefMark.said)
        .join(Application, DebriefMark.application_id == Application.id)
        .where(which)
        .order_by(DebriefMark.criterion)
    )
    for application, criterion, level, said in session.execute(chosen):
        talk[application].append(Debriefed(criterion, level, said))
    summaries = dict(comparison.summaries)
    for application, debriefed in talk.items():
        if application in summaries:
            summaries[application] = replace(summaries[application], debriefed=tuple(debriefed))
    return replace(comparison, summaries=summaries) if talk else comparison
