"""When each proposed interview can start: one after another, nobody in two places at once. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hiring.accounts.values import MONDAY_TO_FRIDAY
from hiring.foundation import clock

# More starts than anybody plans: someone who is busy in all of them hears so at their row.
MOST_STARTS = 1_000


@dataclass(frozen=True, slots=True)
class Span:
    starts_at: datetime
    minutes: int

    def overlaps(self, other: "Span") -> bool:
        ends, other_ends = (span.starts_at + timedelta(minutes=span.minutes) for span in (self, other))
        return self.starts_at < other_ends and other.starts_at < ends


@dataclass(frozen=True, slots=True)
class Days:
    """The first start, and how interviews follow each other; a full day goes on with the next working day.

    `working_days` are the workplace's, Monday is 1. No interview is proposed on another day, the first included.
    """

    on: date
    at: time
    minutes: int
    pause: int
    in_row: int
    side_by_side: int
    zone: str
    working_days: str = MONDAY_TO_FRIDAY

    def starts(self) -> Iterator[datetime]:
        day = self._working(self.on)
        while True:
            for place in range(self.in_row):
                minute = self.at.hour * 60 + self.at.minute + place * (self.minutes + self.pause)
                with suppress(clock.TimeSkipped):  # nobody can come at a time that the clock skips
                    if minute < 24 * 60:
                        yield clock.typed_at(day, minute // 60, minute % 60, self.zone)
            day = self._working(day + timedelta(days=1))

    def _working(self, day: date) -> date:
        while str(day.isoweekday()) not in self.working_days:
            day += timedelta(days=1)
        return day


def timetable(
    people: Mapping[str, Sequence[str]], days: Days, busy: Mapping[str, Sequence[Span]]
) -> dict[str, datetime]:
    """Application → its start: the first one free of its people, with room beside the others."""
    starts = [start for start, _ in zip(days.starts(), range(MOST_STARTS), strict=False)]
    room = dict.fromkeys(starts, days.side_by_side)
    there: dict[datetime, set[str]] = {start: set() for start in starts}
    found = {}
    for application, seats in people.items():
        for start in starts:
            span = Span(start, days.minutes)
            is_taken = any(seat in there[start] or _is_busy(span, busy.get(seat, ())) for seat in seats)
            if room[start] and not is_taken:
                break
        else:
            start = starts[-1]
        found[application] = start
        room[start] -= 1
        there[start].update(seats)
    return found


def _is_busy(span: Span, others: Sequence[Span]) -> bool:
    return any(span.overlaps(other) for other in others)


def clashes(
    interviews: Mapping[str, tuple[Span, Sequence[str]]], busy: Mapping[str, Sequence[Span]]
) -> Iterator[tuple[str, str, Span]]:
    """(application, person, what they have then) for everybody who would be in two places at once."""
    for application, (span, people) in interviews.items():
        for person in people:
            elsewhere = [taken for key, (taken, them) in interviews.items() if key != application and person in them]
            other = next((taken for taken in [*busy.get(person, ()), *elsewhere] if span.overlaps(taken)), None)
            if other is not None:
                yield application, person, other
