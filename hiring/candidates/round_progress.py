"""How far the interviews of applications are, seat by seat. A later room keeps them, and reads them for a page here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation.web.base_app import Provided


class SeatShape(StrEnum):
    """How a seat is drawn: the classes of the drawing."""

    FILED = "filed"
    DRAFT = "draft"
    DUE = "due"
    AHEAD = "ahead"
    VACANT = "vacant"


@dataclass(frozen=True, slots=True)
class SeatProgress:
    """One seat: who sits there, its shape, and in words how far its card is as the reader may know it."""

    name: str
    shape: SeatShape
    says: str = ""
    is_own: bool = False
    id: str = ""

    @property
    def is_late(self) -> bool:
        return self.shape == SeatShape.DUE

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name.strip() else self.name


@dataclass(frozen=True, slots=True)
class InterviewProgress:
    """One interview with its seats. `starts_at` is on the workplace's clock, and `today` is its day there.

    `adjustments` is what helps the candidate, where they agreed that interviewers read it.

    `is_told` says that the reader may know how far each card is; to others a seat is only a seat.
    """

    id: str
    application_id: str
    candidate: str
    opening_id: str
    opening: str
    workplace_id: str
    round_id: str
    round: str
    number: int
    minutes: int
    starts_at: datetime
    now: datetime
    place: str
    state: str
    status: str
    is_told: bool
    seats: tuple[SeatProgress, ...]
    adjustments: str = ""

    @property
    def is_on(self) -> bool:
        return self.state == "on"

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= self.now

    @property
    def shapes(self) -> list[SeatShape]:
        return [seat.shape for seat in self.seats]

    @property
    def drawn(self) -> list[SeatShape]:
        """The shapes of its seats; none where it was held and the reader may not know who has sealed."""
        return self.shapes if self.is_told or not self.has_begun else []

    @property
    def has_gap(self) -> bool:
        return self.is_on and not self.has_begun and SeatShape.VACANT in self.shapes

    @property
    def warning(self) -> str:
        """What is wrong with it, in a few words; nothing where nothing is."""
        if self.has_gap:
            return "a seat is empty" if self.shapes.count(SeatShape.VACANT) == 1 else "seats are empty"
        late = [seat for seat in self.seats if seat.is_late]
        return ", ".join(f"{seat.first_name} {seat.says}" for seat in late)

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def people(self) -> list[SeatProgress]:
        return [seat for seat in self.seats if seat.shape != SeatShape.VACANT]

    @property
    def own_seat(self) -> str:
        """The id of the reader's own seat, where they have one."""
        return next((seat.id for seat in self.seats if seat.is_own), "")

    @property
    def sealed(self) -> str:
        """1 of 2"""
        return f"{self.shapes.count(SeatShape.FILED)} of {len(self.people)}"

    @property
    def says(self) -> str:
        """How far it is, for a cell of a list."""
        when = self.starts_at
        day = f"{when.day} {when:%b}"
        if not self.is_on:
            return f"{self.status}, {day}"
        if self.has_begun:
            return f"sealed {self.sealed}" if self.is_told else f"held {day}"
        days = (when.date() - self.now.date()).days
        if days < 2:
            return f"{'today' if days == 0 else 'tomorrow'}, {when:%H:%M}"
        return f"{when:%a} {day}"


# Interviews that a condition on interviews and applications selects, in order of their start, in one query.
ReadProgress = Callable[[Session, Person, sa.ColumnElement[bool]], Sequence[InterviewProgress]]
PROGRESS = Provided[ReadProgress]("interview_progress")


def interviews_with(session: Session, reader: Person, condition: sa.ColumnElement[bool]) -> Sequence[InterviewProgress]:
    return PROGRESS.get()(session, reader, condition)
