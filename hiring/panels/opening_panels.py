"""All panels of an opening as one person of HR may see them: noted as read first, then read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import SHOWN, Application, Candidate
from hiring.candidates.policy import unseen_candidates
from hiring.candidates.status import ApplicationStatus
from hiring.foundation import clock
from hiring.interviews.counted import IS_ON
from hiring.interviews.models import Interview, Scorecard, Seat
from hiring.interviews.values import called
from hiring.measurement.libraries import pd
from hiring.openings.models import Opening
from hiring.panels import reveal_log
from hiring.panels.comparison import Comparison, compared
from hiring.panels.evidence.answers import ratings_of
from hiring.panels.later_facts import STATUSES, Phase
from hiring.panels.models import DebriefMark
from hiring.panels.pooled_model.model import COMPARISON, Model
from hiring.panels.pooled_model.queries import model, panel_states
from hiring.panels.queries import judged_by, planned_stories
from hiring.panels.summary import Debriefed, Judged, PanelSummary
from hiring.panels.values import PanelState
from hiring.rubrics.edition import Edition
from hiring.rubrics.queries import edition_of

# A card is asked for on the day of its interview; a day later it's late, as in every list.
LATE_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NamedApplication:
    """One application without anything of how it went."""

    application: str
    number: int
    name: str
    status: ApplicationStatus
    phase: Phase


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


def named_for(
    session: Session, person: Person, opening: Opening, states: Mapping[str, PanelState] | None = None
) -> list[NamedApplication]:
    """Every application of the opening by name, but for this person's own."""
    here = Application.opening_id == opening.id
    if states is None:
        states = panel_states(session, here, planned_in(opening))
    known = STATUSES.get()(session, person, here, states)
    chosen = (
        sa.select(Application.id, Application.number, Candidate.name)
        .join(Candidate, Application.candidate_id == Candidate.id)
        .where(here, SHOWN)
        .order_by(Candidate.sort_name, Candidate.id)
    )
    # The reader's own application has no status for them.
    return [
        NamedApplication(*row, known[row.id].status, known[row.id].phase)
        for row in session.execute(chosen)
        if row.id in known
    ]


def panels_for(session: Session, person: Person, opening: Opening) -> OpeningPanels:
    """What this person, being HR, may see. Every panel they may read is noted as read by them, whichever page of the
    comparison they look at: its sentence speaks of all.

    Marks they may not read are left out before anything is computed, so that no number can hint at them.
    """
    here = Application.opening_id == opening.id
    planned = planned_in(opening)
    states = panel_states(session, here, planned)
    named = named_for(session, person, opening, states)
    readable = [
        candidate.application
        for candidate in named
        if candidate.application in states and states[candidate.application].is_readable_by_hr(person.id)
    ]
    shown = reveal_log.note_marks_read(person, readable, planned)
    pooled, criteria, edition = model(session), tuple(judged_by(opening)), edition_of(opening.version)
    key = (COMPARISON, opening.id, criteria, frozenset(shown))
    comparison, stories = pooled.kept(key, lambda: _compared(session, opening, criteria, shown, pooled, edition))
    return OpeningPanels(
        opening=opening,
        reader=person.id,
        named=named,
        states=states,
        comparison=_with_talk(session, comparison, here),
        stories=stories,
        planned_stories=len(planned_stories(opening)),
        pooled=pooled,
    )


def readable_comparison(session: Session, person: Person, opening: Opening) -> Comparison:
    """The comparison of what this person may read, for a rule that shows none of it: nothing is noted as read."""
    here = Application.opening_id == opening.id
    states = panel_states(session, here, planned_in(opening))
    unseen = sa.select(Application.id).where(here, Application.candidate_id.in_(unseen_candidates(person)))
    kept_out = set(session.scalars(unseen))
    readable = {key for key, state in states.items() if key not in kept_out and state.is_readable_by_hr(person.id)}
    pooled, criteria, edition = model(session), tuple(judged_by(opening)), edition_of(opening.version)
    key = (COMPARISON, opening.id, criteria, frozenset(readable))
    comparison, _ = pooled.kept(key, lambda: _compared(session, opening, criteria, readable, pooled, edition))
    return comparison


def _compared(
    session: Session, opening: Opening, criteria: Sequence[Judged], shown: set[str], pooled: Model, edition: Edition
) -> tuple[Comparison, dict[str, int]]:
    ratings = ratings_of(session, Application.opening_id == opening.id)
    ratings = ratings[ratings["candidate"].isin(shown)]
    return compared(ratings, criteria, pooled.of(opening.id)), stories_heard(ratings, edition)


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


def late_cards(session: Session, applications: Sequence[str]) -> dict[str, list[tuple[str, int]]]:
    """Application id → (interviewer, days late) of each card that is late. Ask first whether they may know it."""
    now = clock.now()
    chosen = (
        sa.select(Interview.application_id, Person.name, Person.is_guest, Interview.starts_at)
        .join(Seat, Seat.interview_id == Interview.id)
        .join(Person, Seat.person_id == Person.id)
        .where(IS_ON, Interview.starts_at <= now - LATE_AFTER, Interview.application_id.in_(applications))
        .where(Seat.left_on.is_(None), Seat.after_reading.is_(False))
        .where(Seat.id.not_in(sa.select(Scorecard.seat_id)))
        .order_by(Interview.starts_at, Person.sort_name, Person.id)
    )
    late: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for application, name, is_guest, starts_at in session.execute(chosen):
        late[application].append((called(name, is_guest=is_guest), _days(now, starts_at)))
    return late


def _days(now: datetime, then: datetime) -> int:
    return (now - then) // LATE_AFTER
