"""The conditions of a hire for a whole comparison: what `gates_of` says of one application, in one statement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.candidates.models import Application
from hiring.candidates.values import ApplicationState
from hiring.decisions.gates import CriterionEvidence, GateInputs, RoundHeld, gates, mended_on
from hiring.decisions.models import IN_FORCE, Decision, ReferenceCheck, SkillFloor
from hiring.decisions.values import Skill, Verdict
from hiring.foundation import clock
from hiring.interviews.counted import counted
from hiring.interviews.models import Interview, Rating, Scorecard
from hiring.openings.models import Opening
from hiring.panels.later_facts import GateStatus
from hiring.panels.summary import Cell, PanelSummary
from hiring.panels.values import PanelState

# Up to so many applications are named one by one in a query.
FEW = 200


@dataclass(frozen=True, slots=True)
class _Opening:
    """What every application of an opening is held against."""

    opening: Opening
    # (id, title) of each round, in order.
    rounds: tuple[tuple[str, str], ...]
    hired: int


class _Card(NamedTuple):
    round: str
    starts_at: datetime
    lacks_licence: bool


@dataclass(frozen=True, slots=True)
class _Grounds:
    """What was judged of an application's skill, whether references were waived (None where nothing was recorded),
    whether it takes a post, as `hires_of` counts them, and its cards that count."""

    skill: str | None
    waived: bool | None
    is_hired: bool
    cards: list[_Card] = field(default_factory=list)


def hire_gates(
    session: Session, opening: Opening, summaries: Mapping[str, PanelSummary], states: Mapping[str, PanelState]
) -> dict[str, list[GateStatus]]:
    """Application id → its conditions, of those that have a summary."""
    if not summaries:
        return {}
    which = Application.opening_id == opening.id
    rounds = tuple((planned_round.id, planned_round.title) for planned_round in opening.rounds)
    few = Interview.application_id.in_(list(summaries)) if len(summaries) <= FEW else sa.true()
    grounds = _grounds(session, which, few)
    common = _Opening(opening, rounds, sum(ground.is_hired for ground in grounds.values()))
    return {
        application: [
            GateStatus(gate.title, gate.met, gate.sentence, mended_on(gate.key))
            for gate in gates(_inputs(common, states[application], summary, grounds[application]))
        ]
        for application, summary in summaries.items()
    }


def _grounds(
    session: Session, which: sa.ColumnElement[bool], with_cards: sa.ColumnElement[bool]
) -> dict[str, _Grounds]:
    cards = _cards(with_cards)
    takes_post = sa.and_(Application.state == ApplicationState.UNDER_WAY, Decision.verdict == Verdict.HIRE)
    chosen = (
        sa.select(Application.id, SkillFloor.verdict, ReferenceCheck.waived, takes_post, *list(cards.c)[1:])
        .select_from(Application)
        .outerjoin(Decision, sa.and_(Decision.application_id == Application.id, IN_FORCE))
        .outerjoin(SkillFloor, SkillFloor.application_id == Application.id)
        .outerjoin(ReferenceCheck, ReferenceCheck.application_id == Application.id)
        .outerjoin(cards, cards.c.application_id == Application.id)
        .where(which)
    )
    grounds: dict[str, _Grounds] = {}
    for application, verdict, waived, is_hired, *card in session.execute(chosen):
        ground = grounds.setdefault(application, _Grounds(verdict, waived, bool(is_hired)))
        if card[0] is not None:
            ground.cards.append(_Card(*card))
    return grounds


def _cards(which: sa.ColumnElement[bool]) -> sa.Subquery:
    """Round, start of its interview, and whether a mark lacks a licence, of each card that counts."""
    unlicensed = sa.exists().where(
        Rating.scorecard_id == Scorecard.id, Rating.level.is_not(None), Rating.is_licensed.is_(False)
    )
    card = (Interview.application_id, Interview.round_id, Interview.starts_at, unlicensed)
    return counted(sa.select(*card).select_from(Scorecard)).where(which).subquery()


def _inputs(
    common: _Opening,
    state: PanelState,
    summary: PanelSummary,
    grounds: _Grounds,
) -> GateInputs:
    opening = common.opening
    settled = {debrief.criterion for debrief in summary.debriefed}
    held = _held_on(grounds.cards, opening.workplace.zone)
    return GateInputs(
        sealed=len(state.sealed_by),
        awaited=state.awaited,
        is_closed=state.is_closed,
        rounds=tuple(RoundHeld(title, held.get(key)) for key, title in common.rounds),
        days_between=opening.days_between,
        criteria=tuple(_evidence(cell, settled) for cell in summary.cells),
        raters_needed=opening.raters_needed,
        unlicensed=sum(bool(card.lacks_licence) for card in grounds.cards),
        needs_licence=opening.needs_licence,
        skill=Skill(grounds.skill) if grounds.skill else None,
        references=None if grounds.waived is None else not grounds.waived,
        posts=opening.posts,
        hired=common.hired,
    )


def _held_on(cards: list[_Card], zone: str) -> dict[str, date]:
    """Round id → the first day it was held with a card that counts."""
    first: dict[str, datetime] = {}
    for card in cards:
        first[card.round] = min(first.get(card.round, card.starts_at), card.starts_at)
    return {held_round: clock.in_zone(starts_at, zone).date() for held_round, starts_at in first.items()}


def _evidence(cell: Cell, settled: set[str]) -> CriterionEvidence:
    below = "" if cell.meets_minimum else cell.minimum_says
    key = cell.criterion.key
    return CriterionEvidence(cell.criterion.title, cell.raters, below, cell.is_apart, key in settled)
