"""How far a panel is and so who may read it, figures as pages show them, and what the journal says of panels."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from hiring.foundation.figures import fixed
from hiring.foundation.records.journal import Event
from hiring.measurement.components import NORMAL_95
from hiring.measurement.number_format import count

# A reason that is a sentence, in characters.
SHORTEST_REASON = 20


class SeatRow(NamedTuple):
    """One seat, as far as it matters to who may read what. `is_on` and `has_begun` are said of its interview."""

    person: str
    round: str
    has_left: bool
    is_sealed: bool
    is_on: bool
    has_begun: bool
    after_reading: bool


@dataclass(frozen=True, slots=True)
class PanelState:
    """How far the scorecards of one application are. The one place that says who may read them.

    A panel is complete once every planned round was held and all its seats have sealed, or is left out of it by a
    closing. A seat at an interview that did not take place may be filled again once the interview is moved, so its
    holder still has to stay blind. Seats given after a reading change nothing of that: nobody waits for their cards.
    """

    sealed_by: tuple[str, ...]
    awaited: int
    owing: frozenset[str]
    done: frozenset[str]
    planned: tuple[str, ...]
    missing: tuple[str, ...]
    is_closed: bool

    @classmethod
    def of(
        cls, seats: Iterable[SeatRow], planned: Sequence[str] = (), left_out: Collection[str] | None = None
    ) -> "PanelState":
        """`planned` are the opening's rounds; `left_out` those that a closing leaves out, None without a closing."""
        standing = [seat for seat in seats if not seat.has_left]
        counted = [seat for seat in standing if seat.is_on and not seat.after_reading]
        held = {seat.round for seat in counted if seat.is_sealed and seat.has_begun}
        return cls(
            sealed_by=tuple(seat.person for seat in counted if seat.is_sealed),
            awaited=sum(not seat.is_sealed for seat in counted),
            owing=frozenset(seat.person for seat in standing if not seat.is_sealed),
            done=frozenset(seat.person for seat in standing if seat.is_sealed and seat.is_on),
            planned=tuple(planned),
            missing=tuple(
                round_title
                for round_title in planned
                if round_title not in held and round_title not in (left_out or ())
            ),
            is_closed=left_out is not None,
        )

    @property
    def cards(self) -> int:
        return len(self.sealed_by) + self.awaited

    @property
    def is_complete(self) -> bool:
        """Every planned round was held and everybody has sealed, or HR closed the panel without the rest."""
        return bool(self.sealed_by) and not self.awaited and not self.missing

    def is_known_to(self, person_id: str) -> bool:
        """Whether this person, being HR, may know how far the panel is: who still owes a card may not."""
        return person_id not in self.owing

    def is_readable_by_hr(self, person_id: str) -> bool:
        return self.is_complete and self.is_known_to(person_id)

    def is_readable_by_panellist(self, person_id: str) -> bool:
        return person_id in self.done and self.is_known_to(person_id)

    @property
    def says(self) -> str:
        if not self.cards:
            return "no interview yet"
        if self.is_complete:
            return f"{count(len(self.sealed_by), 'scorecard')} sealed"
        if self.awaited:
            return f"waiting for {self.awaited} of {count(self.cards, 'scorecard')}"
        return f"waiting for {len(self.missing)} of {count(len(self.planned), 'round')}"


@dataclass(frozen=True, slots=True)
class PanelClosed(Event):
    seats_left: int
    left_out: list[str]


@dataclass(frozen=True, slots=True)
class DebriefRecorded(Event):
    criteria: list[str]


def shown_range(ends: tuple[float, float] | None) -> str:
    return "" if ends is None else f"{fixed(ends[0])} to {fixed(ends[1])}"


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A total as if everybody had met interviewers of ordinary leniency, in points.

    `shift_error` is the standard error of what is added to the raw total; `differs` where that adds anything at all.
    """

    level: float
    error: float
    differs: bool
    shift_error: float

    def is_told(self, composite: float) -> bool:
        """Whether the shift from the raw total is larger than its own error, at 95 %."""
        return self.differs and abs(self.level - composite) > NORMAL_95 * self.shift_error

    @property
    def interval(self) -> tuple[float, float]:
        reach = NORMAL_95 * self.error
        return max(1.0, self.level - reach), min(5.0, self.level + reach)
