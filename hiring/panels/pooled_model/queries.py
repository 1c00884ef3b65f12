"""Reading the organisation's finished panels, once for as long as none is added to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
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
from hiring.panels.models import PanelClosing
from hiring.panels.pooled_model.model import Model, model_of
from hiring.panels.values import PanelState, SeatRow

_COLUMNS = ["application", "opening", "interviewer", "criterion", "round", "mark"]
_ANSWER = ["candidate", "interviewer", "criterion", "question", "score"]
# Database → (what its panels were when they were read, the model of them).
_known: WeakKeyDictionary[Any, tuple[tuple[Any, ...], Model]] = WeakKeyDictionary()


def model(session: Session) -> Model:
    """What all finished panels say. It is the same for every reader: a panel that still waits for a card is not in it,
    so that nothing shown to someone who owes that card can hint at the others' marks.
    """
    bind, stands = session.get_bind(), finished_so_far(session)
    known = _known.get(bind)
    if known is None or known[0] != stands:
        known = (stands, model_of(_marks(session), opening_weights(session)))
        _known[bind] = known
    return known[1]


def answers(session: Session) -> pd.DataFrame:
    """Every observed answer of the finished panels."""
    finished = _finished(session)
    marks = sa.select(Interview.application_id, Seat.person_id, Rating.criterion, Rating.question, Rating.level)
    chosen = counted(marks.join_from(Rating, Scorecard, Rating.scorecard_id == Scorecard.id))
    chosen = chosen.where(Rating.level.is_not(None))
    rows = [tuple(row) for row in session.execute(chosen) if row.application_id in finished]
    return pd.DataFrame(rows, columns=_ANSWER).astype({"score": "float64"})


def _finished(session: Session) -> set[str]:
    """Ids of the applications whose panel is complete and waits for nobody."""
    states = panel_states(session, sa.true()).items()
    return {application for application, state in states if state.is_complete and not state.owing}


def panel_states(
    session: Session, which: sa.ColumnElement[bool], planned: Mapping[str, Sequence[str]] | None = None
) -> dict[str, PanelState]:
    """Application id → how far its panel is; those without a seat are left out. `planned` has the ids of the rounds of
    each opening, where they are known already."""
    seats: dict[str, list[SeatRow]] = defaultdict(list)
    opening_of: dict[str, str] = {}
    left_out: dict[str, list[str] | None] = {}
    seat = (
        Seat.person_id,
        Interview.round_id,
        Seat.left_on.is_not(None),
        Scorecard.id.is_not(None),
        IS_ON,
        Interview.starts_at <= clock.now(),
        Seat.after_reading,
    )
    chosen = (
        sa.select(Interview.application_id, Application.opening_id, PanelClosing.left_out, *seat)
        .join(Seat, Seat.interview_id == Interview.id)
        .outerjoin(Scorecard, Scorecard.seat_id == Seat.id)
        .join(Application, Interview.application_id == Application.id)
        .outerjoin(PanelClosing, PanelClosing.application_id == Application.id)
        .where(which)
    )
    for application, opening_id, closed_without, *row in session.execute(chosen):
        opening_of[application], left_out[application] = opening_id, closed_without
        seats[application].append(SeatRow._make(row))
    if planned is None:
        planned = _planned(session)
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


def _planned(session: Session) -> dict[str, list[str]]:
    """Opening id → the ids of its rounds, in order."""
    planned: dict[str, list[str]] = defaultdict(list)
    for opening, planned_round in session.execute(sa.select(Round.opening_id, Round.id).order_by(Round.position)):
        planned[opening].append(planned_round)
    return planned


def finished_so_far(session: Session) -> tuple[Any, ...]:
    """Changes whenever a finished panel could: a card, a seat, an interview, its start going by, a closing."""
    parts = [
        sa.select(sa.func.count(Scorecard.id)),
        sa.select(sa.func.min(Scorecard.id)),
        sa.select(sa.func.max(Scorecard.id)),
        sa.select(sa.func.count(Seat.id)),
        sa.select(sa.func.count(Seat.left_on)),
        sa.select(sa.func.sum(Interview.revision)),
        sa.select(sa.func.count(Interview.id)).where(Interview.starts_at <= clock.now()),
        sa.select(sa.func.count(PanelClosing.application_id)),
    ]
    return tuple(session.execute(sa.select(*(part.scalar_subquery() for part in parts))).one())


def _marks(session: Session) -> pd.DataFrame:
    """One mark an application, interviewer and criterion: the mean over what was asked and observed."""
    finished = _finished(session)
    marks = sa.select(
        Interview.application_id,
        Application.opening_id,
        Seat.person_id,
        Rating.criterion,
        sa.func.min(Interview.round_id),
        sa.func.sum(Rating.level),
        sa.func.count(Rating.level),
    ).join_from(Rating, Scorecard, Rating.scorecard_id == Scorecard.id)
    chosen = (
        counted(marks)
        .join(Application, Interview.application_id == Application.id)
        .where(Rating.level.is_not(None))
        .group_by(Interview.application_id, Application.opening_id, Seat.person_id, Rating.criterion)
    )
    rows = [
        (application, opening, person, criterion, first_round, int(total or 0) / int(n))
        for application, opening, person, criterion, first_round, total, n in session.execute(chosen)
        if application in finished
    ]
    return pd.DataFrame(rows, columns=_COLUMNS).astype({"mark": "float64"})


def opening_weights(session: Session) -> dict[str, dict[str, float]]:
    """Opening id → criterion → its weight there."""
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for opening, key, weight in session.execute(
        sa.select(OpeningCriterion.opening_id, OpeningCriterion.key, OpeningCriterion.weight)
    ):
        weights[opening][key] = float(weight)
    return weights
