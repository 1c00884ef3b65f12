"""When a probation must be decided, and when its check-ins fall. Pure arithmetic of days.

Day 1 is the first day at work. To end a probation on its last day takes, counted back from that day: the notice, the
days to call a meeting, and the days a second person has to read the text. So a term of 90 days with a week for each
of the first two is decided by day 90 - 7 - 7 - 4 = 72, and its check-ins fall on days 18, 36 and 54. They are not
moved off weekends: shops and front desks work then, and a check-in that is due may be held on any day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

# Four days always hold at least two working days, whatever the weekend.
SECOND_PERSON_DAYS = 4
# With less, the first check-in would fall within the first three days.
SHORTEST = 14
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


def last_day_of(starts_on: date, days: int) -> date:
    """The last day of a term of this many days, the first day being day 1."""
    return starts_on + timedelta(days=days - 1)


def day_number(starts_on: date, day: date) -> int:
    return (day - starts_on).days + 1


def decide_by(ends_on: date, notice_days: int, lead_days: int) -> date:
    """The last day on which a decision can still be carried out by the end."""
    return ends_on - timedelta(days=notice_days + lead_days + SECOND_PERSON_DAYS)


def check_in_days(starts_on: date, decide_on: date) -> tuple[date, ...]:
    """At a quarter, a half and three quarters of the days to decide-by, never later than the exact quarter."""
    days = day_number(starts_on, decide_on)
    return tuple(starts_on + timedelta(days=quarter * days // 4 - 1) for quarter in (1, 2, 3))


def extension_days(from_day: date, decide_on: date) -> tuple[date, ...]:
    """Half-way to the new decide-by; at a third and two thirds where the way is long."""
    days = (decide_on - from_day).days
    parts = 2 if days <= ONE_LOOK else 3
    return tuple(from_day + timedelta(days=part * days // parts) for part in range(1, parts))


def term(
    starts_on: date, ends_on: date, notice_days: int, lead_days: int, check_ins: Sequence[date] = ()
) -> Term | TermProblem:
    """The term with its decide-by and check-ins, or what is wrong with it."""
    if ends_on <= starts_on:
        return TermProblem("The end must be after the start.", "ends_on")
    if day_number(starts_on, ends_on) > LONGEST:
        return TermProblem(f"A probation lasts {LONGEST} days at most. Check the year.", "ends_on")
    decide_on = decide_by(ends_on, notice_days, lead_days)
    if day_number(starts_on, decide_on) < SHORTEST:
        return TermProblem(
            f"After {notice_days} days of notice, {lead_days} to call a meeting and {SECOND_PERSON_DAYS} for a second "
            f"person, fewer than {SHORTEST} days are left to see somebody work. Choose a later end.",
            "ends_on",
        )
    days = tuple(sorted(set(check_ins))) or check_in_days(starts_on, decide_on)
    if days[0] < starts_on:
        return TermProblem("A check-in cannot be before the start.", "check_ins")
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
        return TermProblem("A probation is extended before its last day. That day has come.", "extended_to")
    if extended_to <= ends_on:
        return TermProblem("The new end must be after the present one.", "extended_to")
    if day_number(starts_on, extended_to) > LONGEST:
        return TermProblem(f"A probation lasts {LONGEST} days at most. Check the year.", "extended_to")
    decide_on = decide_by(extended_to, notice_days, lead_days)
    if (decide_on - today).days < SHORTEST_EXTENSION:
        return TermProblem(
            f"That would have to be decided by {decide_on.day} {decide_on:%B %Y}: less than a week to see a change. "
            "Choose a later end.",
            "extended_to",
        )
    return Term(starts_on, extended_to, decide_on, extension_days(today, decide_on))


def away(day: date, today: date) -> str:
    """How far a day is, in words: today, tomorrow, in 5 days, 3 days overdue."""
    days = (day - today).days
    if days < 0:
        return f"{-days} {'day' if days == -1 else 'days'} overdue"
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day of the line from the first day to the last: past, done, late, next or ahead."""

    title: str
    on: date
    says: str
    kind: str


def milestones(term: Term, filed: Sequence[bool], today: date, *, is_running: bool) -> list[Milestone]:
    """Start, check-ins, decide-by and end, each with how far it is; `filed` tells which check-ins are done."""
    found = [_milestone("Start", term.starts_on, today, is_running, starts=True)]
    for number, (day, done) in enumerate(zip(term.check_ins, filed, strict=True), start=1):
        said = Milestone(f"Check-in {number}", day, "filed", "good") if done else None
        found.append(said or _milestone(f"Check-in {number}", day, today, is_running))
    found.append(_milestone("Decide by", term.decide_by, today, is_running))
    found.append(_milestone("End", term.ends_on, today, is_running))
    return sorted(found, key=lambda milestone: (milestone.on, milestone.title == "End"))


def _milestone(title: str, on: date, today: date, is_running: bool, *, starts: bool = False) -> Milestone:
    if not is_running or (starts and on < today):
        return Milestone(title, on, "", "plain")
    return Milestone(title, on, away(on, today), "warn" if on < today else "wait")
