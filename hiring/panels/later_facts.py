"""What the comparison shows of an application and only later rooms know: its status, and the conditions of a hire."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.facts import LateCard
from hiring.candidates.status import ApplicationStatus
from hiring.foundation.web.base_app import Provided
from hiring.openings.models import Opening
from hiring.panels.summary import PanelSummary
from hiring.panels.values import PanelState


class Phase(StrEnum):
    """How far an application is, as a comparison filters by it."""

    READY = "ready"
    WAITING = "waiting"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class ComparedStatus:
    status: ApplicationStatus
    phase: Phase
    late: Sequence[LateCard] = ()


@dataclass(frozen=True, slots=True)
class GateStatus:
    """One condition of a hire as it is now, and the page on which it's dealt with."""

    title: str
    is_met: bool
    says: str
    endpoint: str = ""


States = Mapping[str, PanelState]
# Application id → its status to this reader, given how far the panels are; applications they have no role in are left
# out, as is their own.
StatusReader = Callable[[Session, Person, sa.ColumnElement[bool], States], dict[str, ComparedStatus]]
STATUSES = Provided[StatusReader]("compared_statuses")
# Application id → the conditions of a hire, in a fixed number of queries.
GateReader = Callable[[Session, Opening, Mapping[str, PanelSummary], States], dict[str, list[GateStatus]]]
GATES = Provided[GateReader]("hire_gates")
