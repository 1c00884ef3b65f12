"""The only place that knows what time it is; always aware, always UTC."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


def _system() -> datetime:
    return datetime.now(UTC)


# A context variable, so that a told story or a test moves its own time and nobody else's.
_source: ContextVar[Callable[[], datetime]] = ContextVar("clock", default=_system)


def now() -> datetime:
    return _source.get()()


def today(zone: str) -> date:
    """The calendar day it is in that zone, because a due day is a day at someone's workplace."""
    return now().astimezone(ZoneInfo(zone)).date()


def at(day: date, hour: int, minute: int, zone: str) -> datetime:
    """The moment a wall clock in that zone shows this time."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone)).astimezone(UTC)


class TimeSkipped(ValueError):
    """No clock in that zone ever shows this time: that night it is put forward over it."""


def typed_at(day: date, hour: int, minute: int, zone: str) -> datetime:
    """As `at`, for a time that a person typed: one that the clock skips is refused, `TimeSkipped`.

    Of an hour that comes twice it is the first; `comes_twice` says so.
    """
    moment = at(day, hour, minute, zone)
    there = moment.astimezone(ZoneInfo(zone))
    if (there.date(), there.hour, there.minute) != (day, hour, minute):
        raise TimeSkipped(f"The clocks go forward that night, and there is no {hour:02}:{minute:02} in {zone}.")
    return moment


def comes_twice(moment: datetime, zone: str) -> bool:
    """Whether the clock in that zone shows this time once more later: that night it is put back."""
    there = moment.astimezone(ZoneInfo(zone))
    return there.fold == 0 and there.utcoffset() != there.replace(fold=1).utcoffset()


def in_zone(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone))


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Inside the block it is `moment`, and every reading of the clock is a microsecond later than the last."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its zone")
    ticks = iter(range(10**9))
    token = _source.set(lambda: moment + timedelta(microseconds=next(ticks)))
    try:
        yield
    finally:
        _source.reset(token)


def current_source() -> Callable[[], datetime]:
    """What tells the time here, for `use_source` in another context, such as a thread."""
    return _source.get()


def use_source(source: Callable[[], datetime]) -> None:
    _source.set(source)
