"""Reads running probations as plain rows, in a fixed number of statements however many there are."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person, Workplace
from hiring.accounts.policy import area_of, is_hr
from hiring.candidates.models import Application, Candidate
from hiring.candidates.policy import unseen_candidates
from hiring.candidates.values import ApplicationState
from hiring.foundation import clock
from hiring.openings.models import Opening
from hiring.probation.clock import day_number, next_to_file
from hiring.probation.deadlines import Need, ProbationDays, Urgency, urgency_of
from hiring.probation.models import CheckIn, Probation
from hiring.probation.values import ProbationPlan

# A table, because an alias of a class configures every class of the house while this module loads.
_MANAGER = Person.__table__.alias("manager")
_OF_CHECK_IN = ("id", "probation_id", "position", "due_on", "filed_at", "not_held_on")


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One running probation as a list shows it. `marks` are the day numbers of check-ins and their state."""

    id: str
    hire: str
    post: str
    workplace_id: str
    workplace: str
    jurisdiction: str
    manager_id: str
    manager: str
    deputy_id: str
    days: ProbationDays
    today: date
    urgency: Urgency
    is_extended: bool
    marks: tuple[tuple[int, str], ...]
    check_in_id: str

    @property
    def need(self) -> Need:
        return self.urgency.need

    @property
    def total(self) -> int:
        return day_number(self.days.starts_on, self.days.ends_on)

    @property
    def day(self) -> int:
        """The day of the term today; 0 before it begins."""
        return max(day_number(self.days.starts_on, self.today), 0)

    @property
    def decide_day(self) -> int:
        return day_number(self.days.starts_on, self.days.decide_by)


def visible_to(person: Person) -> sa.ColumnElement[bool]:
    """The probations this person may see, never their own: all for HR, those they follow for everyone else."""
    followed = sa.or_(
        Probation.manager_id == person.id,
        sa.and_(Probation.deputy_id == person.id, Probation.deputy_until >= clock.now().date()),
    )
    looked_after = sa.or_(followed, Probation.workplace_id.in_(area_of(person)))
    seen = sa.true() if is_hr(person) else looked_after
    return sa.and_(seen, Application.candidate_id.not_in(unseen_candidates(person)))


def is_running() -> sa.ColumnElement[bool]:
    return sa.and_(Probation.closed_on.is_(None), Application.state == ApplicationState.UNDER_WAY)


def running_rows(session: Session, condition: sa.ColumnElement[bool] | None = None) -> list[BoardRow]:
    """Every running probation the condition selects: the most urgent first, then by day and name. Two statements."""
    chosen = sa.true() if condition is None else condition
    check_ins = _check_ins(session, chosen)
    rows = [_row(row, check_ins[row.id]) for row in session.execute(_running().where(chosen))]
    order = list(Need)
    return sorted(rows, key=lambda row: (order.index(row.need), row.urgency.on))


def _running() -> Any:
    return (
        sa.select(
            Probation.id,
            Candidate.name.label("hire"),
            Opening.title,
            Workplace.id.label("workplace_id"),
            Workplace.name.label("workplace"),
            *(Workplace.zone, Workplace.jurisdiction),
            Probation.manager_id,
            _MANAGER.c.name.label("manager"),
            _MANAGER.c.active,
            Probation.deputy_id,
            Probation.deputy_until,
            Probation.starts_on,
            Probation.ends_on,
            Probation.first_ends_on,
            Probation.decide_by,
            Probation.plan,
            Probation.contract_ends_on,
        )
        .join(Application, Probation.application_id == Application.id)
        .join(Candidate, Application.candidate_id == Candidate.id)
        .join(Opening, Application.opening_id == Opening.id)
        .join(Workplace, Probation.workplace_id == Workplace.id)
        .join(_MANAGER, Probation.manager_id == _MANAGER.c.id)
        .where(is_running())
        .order_by(Candidate.sort_name, Candidate.id, Probation.id)
    )


def _check_ins(session: Session, condition: sa.ColumnElement[bool]) -> dict[str, list[Any]]:
    chosen = (
        sa.select(*(getattr(CheckIn, name) for name in _OF_CHECK_IN))
        .join(Probation, CheckIn.probation_id == Probation.id)
        .join(Application, Probation.application_id == Application.id)
        .join(Candidate, Application.candidate_id == Candidate.id)
        .where(is_running(), condition, CheckIn.not_held_on.is_(None))
        .order_by(CheckIn.probation_id, CheckIn.position)
    )
    by_probation: dict[str, list[Any]] = defaultdict(list)
    for row in session.execute(chosen):
        by_probation[row.probation_id].append(row)
    return by_probation


def _row(row: Any, check_ins: list[Any]) -> BoardRow:
    today = clock.today(row.zone)
    following = next_to_file(check_ins)
    days = ProbationDays(
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        decide_by=row.decide_by,
        check_in_on=following.due_on if following is not None else None,
        number=following.position if following is not None else 0,
        has_manager=row.active,
        ends_in_decision=ProbationPlan(row.plan).ends_in_decision,
        contract_ends_on=row.contract_ends_on,
    )
    return BoardRow(
        id=row.id,
        hire=row.hire,
        post=row.title,
        workplace_id=row.workplace_id,
        workplace=row.workplace,
        jurisdiction=row.jurisdiction,
        manager_id=row.manager_id,
        manager=row.manager,
        deputy_id=row.deputy_id if row.deputy_id and row.deputy_until >= today else "",
        days=days,
        today=today,
        urgency=urgency_of(days, today),
        is_extended=row.ends_on != row.first_ends_on,
        marks=tuple(_marks(row.starts_on, check_ins, today)),
        check_in_id=following.id if following is not None else "",
    )


def _marks(starts_on: date, check_ins: list[Any], today: date) -> Iterator[tuple[int, str]]:
    for check_in in check_ins:
        state = "filed" if check_in.filed_at is not None else "due" if check_in.due_on < today else "ahead"
        yield day_number(starts_on, check_in.due_on), state
