"""An interviewer's own interviews by day: what is late, what to read and what to practise before each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from hiring.accounts.models import Person
from hiring.foundation import clock
from hiring.foundation.grammar import listed
from hiring.interviews import licences, queries
from hiring.interviews.models import Seat
from hiring.practice.answers import practice_minutes
from hiring.practice.queries import criterion_of, licensed_at
from hiring.practice.values import Practised
from hiring.rubrics.kit import kit_of, reading_minutes
from hiring.rubrics.models import CriterionEdition, RubricVersion
from hiring.rubrics.queries import edition_of

Companions = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class OwnInterview:
    """One seat of the reader. `minutes` is how long its kit takes to read; 0 where they know it."""

    seat: Seat
    at: str
    until: str
    about: str
    is_begun: bool
    is_over: bool
    late: str
    minutes: int

    @property
    def candidate(self) -> str:
        return self.seat.interview.application.candidate.name

    @property
    def adjustments(self) -> str:
        return self.seat.interview.application.adjustments_told


@dataclass(frozen=True, slots=True)
class OwnDay:
    """The interviews of a day, and the criteria to practise before it, each named on the first day that needs it."""

    name: str
    on: date
    interviews: tuple[OwnInterview, ...]
    to_practise: tuple[str, ...]
    practise_minutes: int


@dataclass(frozen=True, slots=True)
class OwnInterviews:
    """Everything the page of an interviewer shows."""

    late: list[OwnInterview]
    days: list[OwnDay]
    sealed: Sequence[Seat]
    off: Sequence[Seat]
    needed: list[Practised]

    @property
    def unlicensed(self) -> list[str]:
        """What to practise, by title, where no day of the page says so."""
        if any(day.to_practise for day in self.days):
            return []
        return [criterion.title for criterion in self.needed if not criterion.is_licensed]

    @property
    def licensed(self) -> list[Practised]:
        return [criterion for criterion in self.needed if criterion.is_licensed]


def own_interviews(session: Session, person: Person) -> OwnInterviews:
    """What this person owes, has ahead and has sealed."""
    seats = queries.open_seats_of(session, person)
    _load_criteria(session, seats)
    sealed = queries.sealed_seats_of(session, person)
    known = {seat.interview.round_id for seat in sealed}
    begun, companions = queries.drafted_seats(session, person, seats), _companions(session, person, seats)
    lines = []
    for seat in seats:
        lines.append(_line(seat, begun, companions.get(seat.interview_id, []), known))
        known.add(seat.interview.round_id)
    return OwnInterviews(
        late=[line for line in lines if line.is_over],
        days=_days(session, person, [line for line in lines if not line.is_over]),
        sealed=sealed,
        off=queries.drafts_of_interviews_off(session, person),
        needed=[practice for practice in licences.to_practise(session, person) if practice.needed_for],
    )


def _load_criteria(session: Session, seats: Sequence[Seat]) -> None:
    """The criteria of all versions at once."""
    versions = {seat.interview.application.opening.version_id for seat in seats}
    session.scalars(
        sa.select(RubricVersion).where(RubricVersion.id.in_(versions)).options(selectinload(RubricVersion.criteria))
    ).all()


def _companions(session: Session, person: Person, seats: Sequence[Seat]) -> Companions:
    """Interview id → the names of the others who sit in it."""
    others = (
        sa.select(Seat.interview_id, Person.name)
        .join(Person, Seat.person_id == Person.id)
        .where(Seat.interview_id.in_([seat.interview_id for seat in seats]), Seat.left_on.is_(None))
        .where(Seat.person_id != person.id)
        .order_by(Person.sort_name, Person.id)
    )
    names: Companions = {}
    for interview, name in session.execute(others):
        names.setdefault(interview, []).append(name)
    return names


def _line(seat: Seat, begun: Collection[str], others: list[str], known: Collection[str]) -> OwnInterview:
    interview, planned_round = seat.interview, seat.interview.round
    opening = interview.application.opening
    zone = opening.workplace.zone
    starts, ends = interview.starts_at, interview.starts_at + timedelta(minutes=planned_round.minutes)
    days = (clock.today(zone) - clock.in_zone(starts, zone).date()).days
    is_over = ends <= clock.now()
    company = f"With {listed(others)}." if others else ""
    where = f"{interview.place}." if interview.place else ""
    kit = kit_of(edition_of(opening.version), planned_round.title, planned_round.minutes, planned_round.questions)
    return OwnInterview(
        seat=seat,
        at=f"{clock.in_zone(starts, zone):%H:%M}",
        until=f"{clock.in_zone(ends, zone):%H:%M}",
        about=" ".join(filter(None, [f"{opening.title}, {planned_round.title.lower()}.", where, company])),
        is_begun=seat.id in begun,
        is_over=is_over,
        late=("due today" if days < 1 else f"{days} day{'' if days == 1 else 's'} late") if is_over else "",
        minutes=0 if planned_round.id in known else reading_minutes(kit),
    )


def _days(session: Session, person: Person, lines: Sequence[OwnInterview]) -> list[OwnDay]:
    licensed = licensed_at(session, person, clock.now())
    named: set[str] = set()
    by_day: dict[date, list[OwnInterview]] = {}
    for line in lines:
        by_day.setdefault(_day_of(line), []).append(line)
    days = []
    for on, of_day in by_day.items():
        missing = [edition for edition in _needed(of_day) if edition.structure_hash not in licensed | named]
        named |= {edition.structure_hash for edition in missing}
        criteria = [criterion_of(session, edition.version_id, edition.key) for edition in missing]
        minutes = sum(practice_minutes(criterion.practice) for criterion in criteria)
        titles = tuple(criterion.title for criterion in criteria)
        days.append(OwnDay(_name(on, of_day[0]), on, tuple(of_day), titles, max(1, round(minutes)) if titles else 0))
    return days


def _day_of(line: OwnInterview) -> date:
    interview = line.seat.interview
    return clock.in_zone(interview.starts_at, interview.application.opening.workplace.zone).date()


def _needed(lines: Sequence[OwnInterview]) -> list[CriterionEdition]:
    """The criteria that a day's interviews ask for where the opening wants a licence, each meaning once."""
    asking = [line.seat for line in lines if line.seat.interview.application.opening.needs_licence]
    return list({edition.structure_hash: edition for seat in asking for edition in licences.asked_in(seat)}.values())


def _name(on: date, line: OwnInterview) -> str:
    away = (on - clock.today(line.seat.interview.application.opening.workplace.zone)).days
    return {0: "Today", 1: "Tomorrow"}.get(away, f"{on:%A}")
