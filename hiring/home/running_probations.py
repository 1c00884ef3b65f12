"""Probations that run or are about to start, read in one statement for a start page."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person, Workplace
from hiring.candidates.models import Application, Candidate
from hiring.candidates.policy import unseen_candidates
from hiring.candidates.values import ApplicationState
from hiring.foundation import clock
from hiring.home.models import PersonReminder
from hiring.home.values import DayLine, first_name
from hiring.openings.models import Opening
from hiring.openings.period_words import period_at
from hiring.probation.clock import day_number, next_to_file
from hiring.probation.deadlines import RED_BEFORE_END, ProbationDays, Urgency, urgency_of
from hiring.probation.models import CheckIn, Probation
from hiring.probation.values import ProbationPlan

SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DatedCheckIn:
    id: str
    position: int
    due_on: date
    filed_at: datetime | None
    not_held_on: date | None = None

    @property
    def is_filed(self) -> bool:
        return self.filed_at is not None


@dataclass(slots=True)
class RunningProbation:
    """One probation without an outcome, with its days as the workplace's calendar counts them."""

    id: str
    hire: str
    opening: str
    opening_id: str
    workplace_id: str
    workplace: str
    jurisdiction: str
    zone: str
    manager_id: str
    manager: str
    manager_email: str
    manager_reminded_at: datetime | None
    starts_on: date
    ends_on: date
    decide_by: date
    contract_ends_on: date | None
    plan: str
    has_manager: bool
    today: date
    check_ins: list[DatedCheckIn] = field(default_factory=list)

    @property
    def first_name(self) -> str:
        return first_name(self.hire)

    @property
    def period(self) -> str:
        """What this time is called where they work."""
        return period_at(self.jurisdiction)

    @property
    def has_started(self) -> bool:
        return self.starts_on <= self.today

    @property
    def ends_in_decision(self) -> bool:
        return ProbationPlan(self.plan).ends_in_decision

    @property
    def has_ended(self) -> bool:
        return self.today > min(self.ends_on, self.contract_ends_on or self.ends_on)

    @property
    def urgency(self) -> Urgency:
        """By the one rule of the board and the mails."""
        following: DatedCheckIn | None = next_to_file(self.check_ins)
        days = ProbationDays(
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            decide_by=self.decide_by,
            check_in_on=following.due_on if following is not None else None,
            number=following.position if following is not None else 0,
            has_manager=self.has_manager,
            ends_in_decision=self.ends_in_decision,
            contract_ends_on=self.contract_ends_on,
        )
        return urgency_of(days, self.today)

    @property
    def is_dangerous(self) -> bool:
        """What can't be undone tomorrow: past decide-by, or about to end, and nobody has decided."""
        return self.urgency.is_red

    @property
    def next_check_in(self) -> DatedCheckIn | None:
        """The first to file; none once it's time to decide."""
        following: DatedCheckIn | None = next_to_file(self.check_ins)
        return following if not self.ends_in_decision or self.today <= self.decide_by else None

    @property
    def late_check_in(self) -> DatedCheckIn | None:
        """The one that is to be filed next, where its day has passed."""
        following: DatedCheckIn | None = next_to_file(self.check_ins)
        return following if following is not None and following.due_on < self.today else None

    @property
    def line(self) -> DayLine:
        total = day_number(self.starts_on, self.ends_on)
        today = max(0, day_number(self.starts_on, self.today))
        held = [each for each in self.check_ins if each.not_held_on is None]
        marks = tuple((day_number(self.starts_on, each.due_on), self._state(each)) for each in held)
        return DayLine(total, today, marks, day_number(self.starts_on, self.decide_by), self._in_words(total, today))

    def _state(self, check_in: DatedCheckIn) -> str:
        if check_in.is_filed:
            return "filed"
        return "due" if check_in.due_on < self.today else "ahead"

    def _in_words(self, total: int, today: int) -> str:
        begun = f"Day {today} of {total}." if today else f"Not started. First day {_on(self.starts_on)}."
        held = [each for each in self.check_ins if each.not_held_on is None]
        states = [f"Check-in {each.position} {self._check_in_says(each)}." for each in held]
        was = "was" if self.today > self.decide_by else "is"
        return " ".join([begun, *states, f"Decide-by {was} {_on(self.decide_by)}.", f"The end is {_on(self.ends_on)}."])

    def _check_in_says(self, check_in: DatedCheckIn) -> str:
        if check_in.is_filed:
            return "is filed"
        return f"{'was' if check_in.due_on < self.today else 'is'} due on {_on(check_in.due_on)}"


def _on(day: date) -> str:
    return f"{day.day} {day:%B}"


def needing_someone() -> sa.ColumnElement[bool]:
    """What HR's page speaks of: a check-in is late, or it must be decided within a week, or is about to end.

    One day more than that, because today is another date elsewhere.
    """
    today = clock.today("UTC") + timedelta(days=1)
    waiting = sa.select(CheckIn.probation_id).where(CheckIn.filed_at.is_(None), CheckIn.not_held_on.is_(None))
    late = waiting.where(CheckIn.due_on < today).correlate(None)
    absent = sa.select(Person.id).where(Person.active.is_(False)).correlate(None)
    return sa.or_(
        Probation.decide_by <= today + SOON,
        Probation.ends_on <= today + RED_BEFORE_END,
        Probation.contract_ends_on <= today + RED_BEFORE_END,
        Probation.manager_id.in_(absent),
        Probation.id.in_(late),
    )


def running_probations(session: Session, reader: Person, which: sa.ColumnElement[bool]) -> list[RunningProbation]:
    """Those without an outcome that a condition selects, the first to decide first; never the reader's own."""
    rows: dict[str, RunningProbation] = {}
    for row in session.execute(_rows(reader).where(which)):
        followed = rows.get(row.id)
        if followed is None:
            followed = rows[row.id] = RunningProbation(
                **{name: getattr(row, name) for name in _FIELDS}, today=clock.today(row.zone)
            )
        if row.check_in is not None:
            dated = DatedCheckIn(row.check_in, row.position, row.due_on, row.filed_at, row.not_held_on)
            followed.check_ins.append(dated)
    return list(rows.values())


_FIELDS = (
    *(
        "id",
        "hire",
        "opening",
        "opening_id",
        "workplace_id",
        "workplace",
        "jurisdiction",
        "zone",
        "manager_id",
        "manager",
    ),
    *("manager_email", "manager_reminded_at", "starts_on", "ends_on", "decide_by"),
    *("contract_ends_on", "plan", "has_manager"),
)


def _rows(reader: Person) -> sa.Select[*tuple[Any, ...]]:
    manager = sa.orm.aliased(Person)
    reminded = sa.select(sa.func.max(PersonReminder.at)).where(PersonReminder.person_id == Probation.manager_id)
    return (
        sa.select(
            Probation.id,
            Candidate.name.label("hire"),
            Opening.title.label("opening"),
            Opening.id.label("opening_id"),
            Workplace.id.label("workplace_id"),
            Workplace.name.label("workplace"),
            *(Workplace.zone, Workplace.jurisdiction),
            manager.id.label("manager_id"),
            manager.name.label("manager"),
            manager.email.label("manager_email"),
            reminded.correlate(Probation).scalar_subquery().label("manager_reminded_at"),
            Probation.starts_on,
            Probation.ends_on,
            *(Probation.decide_by, Probation.contract_ends_on, Probation.plan),
            manager.active.label("has_manager"),
            CheckIn.id.label("check_in"),
            *(CheckIn.position, CheckIn.due_on, CheckIn.filed_at, CheckIn.not_held_on),
        )
        .join(Application, Probation.application_id == Application.id)
        .join(Candidate, Application.candidate_id == Candidate.id)
        .join(Opening, Application.opening_id == Opening.id)
        .join(Workplace, Probation.workplace_id == Workplace.id)
        .join(manager, Probation.manager_id == manager.id)
        .outerjoin(CheckIn, CheckIn.probation_id == Probation.id)
        .where(Probation.closed_on.is_(None), Application.state == ApplicationState.UNDER_WAY)
        .where(Candidate.id.not_in(unseen_candidates(reader)))
        .order_by(Probation.decide_by, Candidate.sort_name, Probation.id, CheckIn.position)
    )
