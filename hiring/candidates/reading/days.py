"""Days as trackers write them, and which of two orders a file means by 03/10/2026."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

# 2026-10-02T09:14:00+02:00 is the day it says: the one on the candidate's own clock.
_TIME = r"(?:[T ,]+[0-9].*)?"
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})[-/.]([0-9]{{1,2}})[-/.]([0-9]{{1,2}}){_TIME}")
_DOTS = re.compile(rf"([0-9]{{1,2}})\. ?([0-9]{{1,2}})\. ?([0-9]{{4}}|[0-9]{{2}}){_TIME}")
_EITHER = re.compile(rf"([0-9]{{1,2}})[-/]([0-9]{{1,2}})[-/]([0-9]{{4}}|[0-9]{{2}}){_TIME}")
_DAY_MONTH = re.compile(
    rf"(?:[A-Za-z]+,? )?([0-9]{{1,2}})(?:st|nd|rd|th|\.)?[ -]([A-Za-z]+)\.?,?[ -]([0-9]{{4}}){_TIME}"
)
_MONTH_DAY = re.compile(rf"(?:[A-Za-z]+, )?([A-Za-z]+)\.? ([0-9]{{1,2}})(?:st|nd|rd|th)?,? ([0-9]{{4}}){_TIME}")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
# Applications to one opening arrive close together: this many days around the clear ones still count as close.
CLOSE = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """What was written, read with the day first and with the month first; None where that is no day."""

    day_first: date | None
    month_first: date | None

    @property
    def is_ambiguous(self) -> bool:
        return None not in (self.day_first, self.month_first) and self.day_first != self.month_first

    @property
    def certain(self) -> date | None:
        return None if self.is_ambiguous else self.day_first or self.month_first

    def read(self, day_first: bool) -> date | None:
        return self.certain or (self.day_first if day_first else self.month_first)


@dataclass(frozen=True, slots=True)
class Order:
    """Which number comes first in this file, and how we know; None where only a person can say."""

    day_first: bool | None
    because: str = ""


def read_day(text: str) -> WrittenDay | None:
    """The day a cell says; None where it says none."""
    text = text.strip()
    if parts := _YEAR_FIRST.fullmatch(text):
        return _one(parts[1], parts[2], parts[3])
    if parts := _DOTS.fullmatch(text):
        return _one(parts[3], parts[2], parts[1])
    if parts := _DAY_MONTH.fullmatch(text):
        return _one(parts[3], _month(parts[2]), parts[1])
    if parts := _MONTH_DAY.fullmatch(text):
        return _one(parts[3], _month(parts[1]), parts[2])
    if parts := _EITHER.fullmatch(text):
        written = WrittenDay(_day(parts[3], parts[2], parts[1]), _day(parts[3], parts[1], parts[2]))
        return written if written.day_first or written.month_first else None
    return None


def _one(year: str, month: str, day: str) -> WrittenDay | None:
    calendar_day = _day(year, month, day)
    return WrittenDay(calendar_day, calendar_day) if calendar_day else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        calendar_day = date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None
    return calendar_day if 1990 <= calendar_day.year <= 2100 else None


def _month(word: str) -> str:
    word = word.lower()
    place = next((n for n, month in enumerate(_MONTHS, 1) if len(word) >= 3 and month.startswith(word)), 0)
    return "9" if word == "sept" else str(place)


def order_of(days: Sequence[WrittenDay]) -> Order:
    """Infer the order from days that can be read in one way only, or from the days around the unclear ones."""
    unclear = [written for written in days if written.is_ambiguous]
    if not unclear:
        return Order(True)
    day_first = any(written.month_first is None for written in days)
    month_first = any(written.day_first is None for written in days)
    if day_first != month_first:
        return Order(day_first, "as other days in this file are written")
    if day_first and month_first:
        return Order(None)
    return _by_neighbours(unclear, [written.certain for written in days if written.certain])


def _by_neighbours(unclear: Sequence[WrittenDay], certain: Sequence[date]) -> Order:
    if not certain:
        return Order(None)
    earliest, latest = min(certain) - CLOSE, max(certain) + CLOSE

    def close(day_first: bool) -> list[bool]:
        return [earliest <= day <= latest for written in unclear if (day := written.read(day_first))]

    for day_first in (True, False):
        if all(close(day_first)) and not any(close(not day_first)):
            return Order(day_first, "as it then falls among the other days of this file")
    return Order(None)
