"""When a probation must be decided, and when its check-ins fall. Pure arithmetic of days.

Day 1 is the first day at work. To end a probation on its last day takes, counted back from that day: the notice, the
days to call a meeting (and to hear a works council), and the days a second person has to read the text. So a term of
90 days with a week for each of the first two is decided by day 90 - 7 - 7 - 4 = 72, and its check-ins fall on days 18,
36 and 54. They are not moved off weekends: shops and front desks work then, and a check-in that is due may be held on
any day.

An absence takes its days out of the count. Whatever fell on the 40th day that counts still does, and moves with it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hiring.openings.values import DAYS_TO_SEE_SOMEONE, SECOND_PERSON_DAYS

LONGEST = 730
SHORTEST_EXTENSION = 7
# An extension longer than this is looked at twice.
ONE_LOOK = 45


@dataclass(frozen=True, slots=True)
class Term:
    """The days of one probation."""

    starts_on: date
    ends_on: date
    decide_by: date
    check_ins: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class TermProblem:
    """Why a term cannot stand, and which of its days is wrong."""

    sentence: str
    field: str


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The days of a term that count: from the first day at work, without the days of an absence.

    `pauses` are the first and last day of each absence, neither overlapping nor before the start.
    """

    starts_on: date
    pauses: tuple[tuple[date, date], ...] = ()

    def number_of(self, day: date) -> int:
        """How many days count up to this one, itself included."""
        away = sum(max((min(last, day) - first).days + 1, 0) for first, last in self.pauses)
        return day_number(self.starts_on, day) - away

    def day_of(self, number: int) -> date:
        """The day with this number: never one of an absence."""
        day = self.starts_on + timedelta(days=number - 1)
        for first, last in sorted(self.pauses):
            if first > day:
                break
            day += timedelta(days=(last - first).days + 1)
        return day

    def is_pause(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.pauses)


def rescheduled(days: Term, was: WorkCalendar, now: WorkCalendar, back: int) -> Term:
    """The same term on another calendar. `back` are the days that a decision comes before the end."""
    ends_on = now.day_of(was.number_of(days.ends_on))
    decide_on = ends_on - timedelta(days=back)
    moved = tuple(min(now.day_of(was.number_of(day)), decide_on) for day in days.check_ins)
    return Term(now.starts_on, ends_on, decide_on, moved)


def last_day_of(starts_on: date, days: int) -> date:
    """The last day of a term of this many days, the first day being day 1."""
    return starts_on + timedelta(days=days - 1)


def day_number(starts_on: date, day: date) -> int:
    return (day - starts_on).days + 1


def days_back(notice_days: int, lead_days: int) -> int:
    """How many days before the end a decision has to come."""
    return notice_days + lead_days + SECOND_PERSON_DAYS


def decide_by(ends_on: date, notice_days: int, lead_days: int) -> date:
    """The last day on which a decision can still be carried out by the end."""
    return ends_on - timedelta(days=days_back(notice_days, lead_days))


def check_in_days(starts_on: date, decide_on: date, times: int = 3) -> tuple[date, ...]:
    """At equal parts of the days to decide-by, three at its quarters; never later than the exact part."""
    days = day_number(starts_on, decide_on)
    return tuple(starts_on + timedelta(days=part * days // (times + 1) - 1) for part in range(1, times + 1))


def extension_days(from_day: date, decide_on: date) -> tuple[date, ...]:
    """Half-way to the new decide-by; at a third and two thirds where the way is long."""
    days = (decide_on - from_day).days
    parts = 2 if days <= ONE_LOOK else 3
    return tuple(from_day + timedelta(days=part * days // parts) for part in range(1, parts))


def term(
    starts_on: date, ends_on: date, notice_days: int, lead_days: int, check_ins: Sequence[date] = (), times: int = 3
) -> Term | TermProblem:
    """The term with its decide-by and check-ins, or what is wrong with it."""
    if ends_on <= starts_on:
        return TermProblem("The end must be after the start.", "ends_on")
    if day_number(starts_on, ends_on) > LONGEST:
        return TermProblem(f"That is more than {LONGEST} days. Check the year.", "ends_on")
    decide_on = decide_by(ends_on, notice_days, lead_days)
    if day_number(starts_on, decide_on) < DAYS_TO_SEE_SOMEONE:
        return TermProblem(
            f"After {notice_days} days of notice, {lead_days} to call a meeting and {SECOND_PERSON_DAYS} for a second "
            f"person, fewer than {DAYS_TO_SEE_SOMEONE} days are left to see someone work. Choose a later end.",
            "ends_on",
        )
    days = tuple(sorted(set(check_ins))) or check_in_days(starts_on, decide_on, times)
    if days[0] < starts_on:
        return TermProblem("A check-in can't be before the start.", "check_ins")
    if days[-1] > decide_on:
        return TermProblem(
            f"A check-in after {decide_on.day} {decide_on:%B %Y} comes too late: that is the day to decide by.",
            "check_ins",
        )
    return Term(starts_on, ends_on, decide_on, days)


def extension(
    starts_on: date, ends_on: date, today: date, extended_to: date, notice_days: int, lead_days: int
) -> Term | TermProblem:
    """The same term with a later end, its new decide-by, and the check-ins that are added."""
    if today >= ends_on:
        return TermProblem("You can only extend before the last day, and that day has come.", "extended_to")
    if extended_to <= ends_on:
        return TermProblem("The new end must be after the current one.", "extended_to")
    if day_number(starts_on, extended_to) > LONGEST:
        return TermProblem(f"That is more than {LONGEST} days. Check the year.", "extended_to")
    decide_on = decide_by(extended_to, notice_days, lead_days)
    if (decide_on - today).days < SHORTEST_EXTENSION:
        return TermProblem(
            f"That would have to be decided by {decide_on.day} {decide_on:%B %Y}: less than a week to see a change. "
            "Choose a later end.",
            "extended_to",
        )
    return Term(starts_on, extended_to, decide_on, extension_days(today, decide_on))


def next_to_file(check_ins: Iterable[Any]) -> Any:
    """The first that is still to be filed, of check-ins in their order; None where none is left.

    One that was recorded as not held, or passed over for the marks of the last, isn't asked for.
    """
    planned = list(check_ins)
    filed = max((check_in.position for check_in in planned if check_in.filed_at is not None), default=0)
    waiting = (each for each in planned if each.filed_at is None and each.not_held_on is None and each.position > filed)
    return next(waiting, None)


def away(day: date, today: date) -> str:
    """How far a day is, in words: today, tomorrow, in 5 days, 3 days overdue."""
    days = (day - today).days
    if days < 0:
        return f"{-days} {'day' if days == -1 else 'days'} overdue"
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
