"""How far a panel is and so who may read it, figures as pages show them, and what the journal says of panels."""

from dataclasses import dataclass

from hiring.foundation.figures import fixed
from hiring.foundation.journal import Event
from hiring.measurement.components import NORMAL_95
from hiring.measurement.wording import count


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One seat, as far as it matters to who may read what."""

    person: str
    has_left: bool
    is_sealed: bool
    is_planned: bool


@dataclass(frozen=True, slots=True)
class PanelState:
    """How far the scorecards of one application are. The one place that says who may read them.

    A card counts when its meeting took place. A seat at a meeting that did not may be filled again once the meeting
    is moved, so whoever holds one still has to stay blind.
    """

    sealed_by: tuple[str, ...]
    awaited: int
    owing: frozenset[str]
    is_closed: bool

    @classmethod
    def of(cls, seats: list[SeatRow], *, is_closed: bool) -> "PanelState":
        standing = [seat for seat in seats if not seat.has_left]
        return cls(
            sealed_by=tuple(seat.person for seat in standing if seat.is_sealed and seat.is_planned),
            awaited=sum(seat.is_planned and not seat.is_sealed for seat in standing),
            owing=frozenset(seat.person for seat in standing if not seat.is_sealed),
            is_closed=is_closed,
        )

    @property
    def cards(self) -> int:
        return len(self.sealed_by) + self.awaited

    @property
    def is_complete(self) -> bool:
        """Everybody has sealed, or HR closed the panel without the rest, with a reason."""
        return bool(self.sealed_by) and (self.awaited == 0 or self.is_closed)

    def is_known_to(self, person_id: str) -> bool:
        """Whether this person, being HR, may know how far the panel is: who still owes a card may not."""
        return person_id not in self.owing

    def is_readable_by_hr(self, person_id: str) -> bool:
        return self.is_complete and self.is_known_to(person_id)

    def is_readable_by_panellist(self, person_id: str) -> bool:
        return person_id in self.sealed_by and self.is_known_to(person_id)

    @property
    def says(self) -> str:
        if not self.cards:
            return "no meeting yet"
        if self.is_complete:
            return f"{count(len(self.sealed_by), 'scorecard')} sealed"
        return f"waiting for {self.awaited} of {count(self.cards, 'scorecard')}"


@dataclass(frozen=True, slots=True)
class PanelClosed(Event):
    seats_left: int


@dataclass(frozen=True, slots=True)
class DebriefRecorded(Event):
    criteria: list[str]


def shown_range(ends: tuple[float, float] | None) -> str:
    return "" if ends is None else f"{fixed(ends[0])}–{fixed(ends[1])}"


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A total as if everybody had met interviewers of ordinary leniency; `differs` where that adds to the raw one."""

    level: float
    error: float
    differs: bool

    @property
    def interval(self) -> tuple[float, float]:
        reach = NORMAL_95 * self.error
        return max(1.0, self.level - reach), min(5.0, self.level + reach)

    @property
    def shown(self) -> str:
        return fixed(self.level)

    @property
    def range_shown(self) -> str:
        return shown_range(self.interval)
