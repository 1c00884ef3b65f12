"""The statuses a comparison shows, from the facts that every list's statuses come from."""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.facts import ApplicationFacts
from hiring.candidates.state_table import Position, position_of
from hiring.candidates.status import status_of
from hiring.home.applications.facts import read_facts
from hiring.panels.later_facts import ComparedStatus, Phase
from hiring.panels.values import PanelState

# What readers who still owe a scorecard can't know, so that to them it's still going on.
_HIDDEN = {Position.READY, Position.REJECTED, Position.OFFER_MADE}


def compared_statuses(
    session: Session, reader: Person, condition: sa.ColumnElement[bool], states: Mapping[str, PanelState]
) -> dict[str, ComparedStatus]:
    facts = read_facts(session, reader, condition, states)
    return {
        application: ComparedStatus(status_of(known), _phase(known), known.late) for application, known in facts.items()
    }


def _phase(facts: ApplicationFacts) -> Phase:
    position = position_of(facts)
    if position == Position.UNDECIDED or (facts.is_blind and position in _HIDDEN):
        return Phase.WAITING
    return Phase.READY if position == Position.READY else Phase.DECIDED
