"""Reading the organisation's finished panels, once for as long as none is added to them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.candidates.models import Application
from hiring.interviews.models import Meeting, Rating, Scorecard, Seat
from hiring.interviews.values import MeetingState
from hiring.measurement.libraries import pd
from hiring.openings.models import OpeningCriterion
from hiring.panels.history.model import Model, model_of
from hiring.panels.models import PanelClosing
from hiring.panels.values import PanelState, SeatRow

_COLUMNS = ["application", "opening", "interviewer", "criterion", "mark"]
_ANSWER = ["candidate", "interviewer", "criterion", "question", "score"]
# Database → (what its panels were when they were read, the model of them).
_known: WeakKeyDictionary[Any, tuple[tuple[Any, ...], Model]] = WeakKeyDictionary()


def model(session: Session) -> Model:
    """What all finished panels say. It is the same whoever asks: a panel that still waits for a card is not in it,
    so that nothing shown to somebody who owes that card can hint at the others' marks.
    """
    bind, stands = session.get_bind(), _stands(session)
    known = _known.get(bind)
    if known is None or known[0] != stands:
        known = (stands, model_of(_marks(session), _weights(session)))
        _known[bind] = known
    return known[1]


def answers(session: Session) -> pd.DataFrame:
    """Every observed answer of the finished panels."""
    finished = _finished(session)
    chosen = (
        sa.select(Meeting.application_id, Seat.person_id, Rating.criterion, Rating.question, Rating.level)
        .join_from(Rating, Scorecard, Rating.scorecard_id == Scorecard.id)
        .join(Seat, Scorecard.seat_id == Seat.id)
        .join(Meeting, Seat.meeting_id == Meeting.id)
        .where(Meeting.state == MeetingState.PLANNED, Rating.level.is_not(None))
    )
    rows = [tuple(row) for row in session.execute(chosen) if row.application_id in finished]
    return pd.DataFrame(rows, columns=_ANSWER).astype({"score": "float64"})


def _finished(session: Session) -> set[str]:
    """Ids of the applications whose panel is complete and waits for nobody."""
    states = panel_states(session, sa.true()).items()
    return {one for one, state in states if state.is_complete and not state.owing}


def panel_states(session: Session, which: sa.ColumnElement[bool]) -> dict[str, PanelState]:
    """Application id → how far its panel is; those without a seat are left out."""
    seats: dict[str, list[SeatRow]] = defaultdict(list)
    chosen = (
        sa.select(
            Meeting.application_id,
            Seat.person_id,
            Seat.left_on.is_not(None),
            Scorecard.id.is_not(None),
            Meeting.state == MeetingState.PLANNED,
            PanelClosing.application_id.is_not(None),
        )
        .join(Seat, Seat.meeting_id == Meeting.id)
        .outerjoin(Scorecard, Scorecard.seat_id == Seat.id)
        .join(Application, Meeting.application_id == Application.id)
        .outerjoin(PanelClosing, PanelClosing.application_id == Application.id)
        .where(which)
    )
    closed = set()
    for application, interviewer, has_left, is_sealed, is_planned, is_closed in session.execute(chosen):
        closed |= {application} if is_closed else set()
        seats[application].append(SeatRow(interviewer, has_left, is_sealed, is_planned))
    return {application: PanelState.of(rows, is_closed=application in closed) for application, rows in seats.items()}


def _stands(session: Session) -> tuple[Any, ...]:
    """Changes whenever a finished panel could: a card, a seat, a meeting, a closing."""
    parts = [
        sa.select(sa.func.count(Scorecard.id)),
        sa.select(sa.func.min(Scorecard.id)),
        sa.select(sa.func.max(Scorecard.id)),
        sa.select(sa.func.count(Seat.id)),
        sa.select(sa.func.count(Seat.left_on)),
        sa.select(sa.func.sum(Meeting.revision)),
        sa.select(sa.func.count(PanelClosing.application_id)),
    ]
    return tuple(session.execute(sa.select(*(part.scalar_subquery() for part in parts))).one())


def _marks(session: Session) -> pd.DataFrame:
    """One mark an application, interviewer and criterion: the mean over what was asked and observed."""
    finished = _finished(session)
    chosen = (
        sa.select(
            Meeting.application_id,
            Application.opening_id,
            Seat.person_id,
            Rating.criterion,
            sa.func.sum(Rating.level),
            sa.func.count(Rating.level),
        )
        .join_from(Rating, Scorecard, Rating.scorecard_id == Scorecard.id)
        .join(Seat, Scorecard.seat_id == Seat.id)
        .join(Meeting, Seat.meeting_id == Meeting.id)
        .join(Application, Meeting.application_id == Application.id)
        .where(Meeting.state == MeetingState.PLANNED, Rating.level.is_not(None))
        .group_by(Meeting.application_id, Application.opening_id, Seat.person_id, Rating.criterion)
    )
    rows = [
        (application, opening, person, criterion, int(total or 0) / int(n))
        for application, opening, person, criterion, total, n in session.execute(chosen)
        if application in finished
    ]
    return pd.DataFrame(rows, columns=_COLUMNS).astype({"mark": "float64"})


def _weights(session: Session) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for opening, key, weight in session.execute(
        sa.select(OpeningCriterion.opening_id, OpeningCriterion.key, OpeningCriterion.weight)
    ):
        found[opening][key] = float(weight)
    return found
