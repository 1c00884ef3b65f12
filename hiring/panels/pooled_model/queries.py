"""Reading the organisation's finished panels, once for as long as none is added to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.candidates.models import Application
from hiring.foundation import clock
from hiring.interviews.counted import IS_ON, counted
from hiring.interviews.models import Interview, Rating, Scorecard, Seat
from hiring.measurement.libraries import pd
from hiring.openings.models import OpeningCriterion, Round
from hiring.panels.evidence.answers import rating_rows
from hiring.panels.models import PanelClosing
from hiring.panels.pooled_model.model import Model, model_of
from hiring.panels.values import PanelState, SeatRow

_COLUMNS = ["application", "opening", "interviewer", "criterion", "round", "mark"]
_ANSWER = ["candidate", "interviewer", "criterion", "question", "score"]
# Database → (what its panels were when they were read, the model of them).
_known: WeakKeyDictionary[Any, tuple[tuple[Any, ...], Model]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class PooledReading:
    """The model, and what else was read for it. `states` holds at least those that were asked for; `ratings` are rows
    of `rating_rows`, None where the model was known already."""

    model: Model
    states: Mapping[str, PanelState]
    ratings: Sequence[sa.Row[Any]] | None = None


def model(session: Session) -> Model:
    """What all finished panels say. It is the same for every reader: a panel that still waits for a card is not in it,
    so that nothing shown to someone who owes that card can hint at the others' marks.
    """
    so_far = finished_so_far(session)
    return _kept(session, so_far) or _read(session, so_far).model


def model_and_states(
    session: Session, which: sa.ColumnElement[bool], planned: Mapping[str, Sequence[str]]
) -> PooledReading:
    """The model and how far some panels are, each row read once. `planned` as in `panel_states`."""
    so_far = finished_so_far(session)
    kept = _kept(session, so_far)
    return PooledReading(kept, panel_states(session, which, planned)) if kept else _read(session, so_far)


def forget() -> None:
    """As in a process that has read no panel yet."""
    _known.clear()


def _kept(session: Session, so_far: tuple[Any, ...]) -> Model | None:
    known = _known.get(session.get_bind())
    return known[1] if known is not None and known[0] == so_far else None


def _read(session: Session, so_far: tuple[Any, ...]) -> PooledReading:
    planned, weights = opening_plans(session)
    states = panel_states(session, sa.true(), planned)
    ratings = rating_rows(session, sa.true())
    model = model_of(_marks(ratings, states), weights)
    _known[session.get_bind()] = (so_far, model)
    return PooledReading(model, states, ratings)


def answers(session: Session) -> pd.DataFrame:
    """Every observed answer of the finished panels."""
    states = panel_states(session, sa.true())
    marks = sa.select(Interview.application_id, Seat.person_id, Rating.criterion, Rating.question, Rating.level)
    chosen = counted(marks.join_from(Rating, Scorecard, Rating.scorecard_id == Scorecard.id))
    chosen = chosen.where(Rating.level.is_not(None))
    rows = [tuple(row) for row in session.execute(chosen) if _is_finished(states.get(row.application_id))]
    return pd.DataFrame(rows, columns=_ANSWER).astype({"score": "float64"})


def panel_states(
    session: Session, which: sa.ColumnElement[bool], planned: Mapping[str, Sequence[str]] | None = None
) -> dict[str, PanelState]:
    """Application id → how far its panel is; those without a seat are left out. `planned` has the ids of the rounds of
    each opening, where they are known already."""
    seats: dict[str, list[SeatRow]] = defaultdict(list)
    opening_of: dict[str, str] = {}
    left_out: dict[str, list[str] | None] = {}
    for application, opening_id, closed_without, *row in session.execute(_seats().where(which), {"now": clock.now()}):
        opening_of[application], left_out[application] = opening_id, closed_without
        seats[application].append(SeatRow._make(row))
    if planned is None:
        planned = round_ids(session)
    # Most panels of an opening have the same people and stand alike, so each state is worked out once.
    known: dict[Any, PanelState] = {}
    states: dict[str, PanelState] = {}
    for application, rows in seats.items():
        opening_id, without = opening_of[application], left_out[application]
        alike = (opening_id, tuple(rows), None if without is None else tuple(without))
        if alike not in known:
            known[alike] = PanelState.of(rows, planned[opening_id], without)
        states[application] = known[alike]
    return states


@cache
def _seats() -> sa.Select[*tuple[Any, ...]]:
    seat = (
        Seat.person_id,
        Interview.round_id,
        Seat.left_on.is_not(None),
        Scorecard.id.is_not(None),
        IS_ON,
        Interview.starts_at <= sa.bindparam("now"),
        Seat.after_reading,
    )
    return (
        sa.select(Interview.application_id, Application.opening_id, PanelClosing.left_out, *seat)
        .join(Seat, Seat.interview_id == Interview.id)
        .outerjoin(Scorecard, Scorecard.seat_id == Seat.id)
        .join(Application, Interview.application_id == Application.id)
        .outerjoin(PanelClosing, PanelClosing.application_id == Application.id)
    )


def _is_finished(state: PanelState | None) -> bool:
    """Whether a panel is complete and waits for nobody."""
    return state is not None and state.is_complete and not state.owing


def round_ids(session: Session) -> dict[str, list[str]]:
    """Opening id → the ids of its rounds, in order."""
    planned: dict[str, list[str]] = defaultdict(list)
    for opening, planned_round in session.execute(sa.select(Round.opening_id, Round.id).order_by(Round.position)):
        planned[opening].append(planned_round)
    return planned


def finished_so_far(session: Session) -> tuple[Any, ...]:
    """Changes whenever a finished panel could: a card, a seat, an interview, its start going by, a closing."""
    return tuple(session.execute(_so_far(), {"now": clock.now()}).one())


@cache
def _so_far() -> sa.Select[*tuple[Any, ...]]:
    parts: list[sa.Select[Any]] = [
        sa.select(sa.func.count(Scorecard.id)),
        sa.select(sa.func.min(Scorecard.id)),
        sa.select(sa.func.max(Scorecard.id)),
        sa.select(sa.func.count(Seat.id)),
        sa.select(sa.func.count(Seat.left_on)),
        sa.select(sa.func.sum(Interview.revision)),
        sa.select(sa.func.count(Interview.id)).where(Interview.starts_at <= sa.bindparam("now")),
        sa.select(sa.func.count(PanelClosing.application_id)),
    ]
    return sa.select(*(part.scalar_subquery() for part in parts))


def _marks(ratings: Sequence[sa.Row[Any]], states: Mapping[str, PanelState]) -> pd.DataFrame:
    """One mark an application, interviewer and criterion: the mean over what was asked and observed."""
    finished = {application for application, state in states.items() if _is_finished(state)}
    levels: dict[tuple[str, ...], list[int]] = defaultdict(list)
    first_round: dict[tuple[str, ...], str] = {}
    for rating in ratings:
        if rating.level is not None and rating.application_id in finished:
            marked = (rating.application_id, rating.opening_id, rating.person_id, rating.criterion)
            levels[marked].append(rating.level)
            first_round[marked] = min(first_round.get(marked, rating.round_id), rating.round_id)
    rows = [(*marked, first_round[marked], sum(given) / len(given)) for marked, given in levels.items()]
    return pd.DataFrame(rows, columns=_COLUMNS).astype({"mark": "float64"})


def opening_plans(session: Session) -> tuple[dict[str, list[str]], dict[str, dict[str, float]]]:
    """Opening id → the ids of its rounds, in order; and opening id → criterion → its weight there."""
    planned: dict[str, list[str]] = defaultdict(list)
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    no_weight = sa.null().cast(sa.Float)
    rounds = sa.select(Round.opening_id, Round.id, Round.position, no_weight)
    criteria = sa.select(
        OpeningCriterion.opening_id, OpeningCriterion.key, OpeningCriterion.position, OpeningCriterion.weight
    )
    for opening, key, _, weight in session.execute(rounds.union_all(criteria).order_by("position")):
        if weight is None:
            planned[opening].append(key)
        else:
            weights[opening][key] = float(weight)
    return planned, weights
