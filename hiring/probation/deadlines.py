"""How urgent a probation is: the one rule behind the board, the mails and Home. Pure.

Red can't be undone tomorrow: past the day to decide by, near the end without an outcome, or past the end. Amber is
late. Who a mail goes to follows from the same days.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hiring.foundation.grammar import in_figures

# An end without an outcome is red from so many days before it.
RED_BEFORE_END = timedelta(days=14)
# From so many days before the day to decide by, HR is mailed too.
HR_BEFORE_DECIDE_BY = timedelta(days=5)
WEEK = timedelta(days=7)


class Need(StrEnum):
    """What a probation needs next, the most urgent first."""

    ACT = "act"
    DECIDE = "decide"
    LATE = "late"
    WEEK = "week"
    COURSE = "course"

    @property
    def heading(self) -> str:
        return {
            "act": "Act today",
            "decide": "Decide this week",
            "late": "Check-in late",
            "week": "Due this week",
            "course": "On course",
        }[self.value]

    @property
    def counted_as(self) -> str:
        """The words after a number in the board's key."""
        return "to act on today" if self is Need.ACT else self.heading.lower()


class Reader(StrEnum):
    """Who is mailed about a day of a probation."""

    MANAGER = "manager"
    HR = "hr"
    HR_LEAD = "hr_lead"


@dataclass(frozen=True, slots=True)
class ProbationDays:
    """The days of a running probation, as plain values.

    `check_in_on` is when the next check-in is due, `number` which one it is; None where none is left.
    """

    starts_on: date
    ends_on: date
    decide_by: date
    check_in_on: date | None = None
    number: int = 0
    has_manager: bool = True
    ends_in_decision: bool = True
    contract_ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Urgency:
    """What is needed next and when, in the words every list shows; `on` is the day it is about."""

    need: Need
    says: str
    on: date
    also: str = ""

    @property
    def is_red(self) -> bool:
        return self.need is Need.ACT

    @property
    def is_amber(self) -> bool:
        return self.need is Need.LATE or (self.need is Need.DECIDE and self.also != "")


def urgency_of(days: ProbationDays, today: date) -> Urgency:
    """The only rule that says how urgent a probation is."""
    return _must_act(days, today) or _is_near(days, today) or _is_ahead(days, today)


def _must_act(days: ProbationDays, today: date) -> Urgency | None:
    ends = _last_day(days)
    if today > ends:
        what = "ran out" if days.ends_in_decision else "contract ended"
        return Urgency(Need.ACT, f"{what} {_ago(ends, today)}", ends, "record what happened")
    passes = f"{'passes' if days.ends_in_decision else 'ends'} on {ends.day} {ends:%B}"
    if days.ends_in_decision and today > days.decide_by:
        late = (today - days.decide_by).days
        return Urgency(Need.ACT, f"{in_figures(late, 'day')} past the day to decide", days.decide_by, passes)
    if ends - today <= RED_BEFORE_END and (days.ends_in_decision or not days.has_manager):
        kind = "contract ends" if ends == days.contract_ends_on else "ends"
        return Urgency(Need.ACT, f"{kind} {_ahead(ends, today)}", ends, f"{ends:%A} {ends.day} {ends:%B}")
    if not days.has_manager and days.ends_in_decision and days.decide_by - today <= RED_BEFORE_END:
        return Urgency(Need.ACT, "no manager to decide", days.decide_by, f"decide by {_named(days.decide_by, today)}")
    return None


def _is_near(days: ProbationDays, today: date) -> Urgency | None:
    late_check_in = days.check_in_on is not None and days.check_in_on < today
    if days.ends_in_decision and days.decide_by - today < WEEK:
        missing = "last check-in not filed" if days.check_in_on is not None else ""
        return Urgency(Need.DECIDE, f"decide by {_named(days.decide_by, today)}", days.decide_by, missing)
    if not days.has_manager:
        return Urgency(Need.LATE, "no manager", today, "their manager can't sign in")
    if late_check_in and days.check_in_on is not None:
        late = (today - days.check_in_on).days
        return Urgency(Need.LATE, f"{in_figures(late, 'day')} late", days.check_in_on, f"check-in {days.number}")
    return None


def _is_ahead(days: ProbationDays, today: date) -> Urgency:
    if days.starts_on > today:
        need = Need.WEEK if days.starts_on - today < WEEK else Need.COURSE
        return Urgency(need, f"starts {_on(days.starts_on, today)}", days.starts_on)
    if days.check_in_on is not None:
        need = Need.WEEK if days.check_in_on - today < WEEK else Need.COURSE
        return Urgency(need, f"check-in {days.number} by {_named(days.check_in_on, today)}", days.check_in_on)
    if days.ends_in_decision:
        return Urgency(Need.COURSE, f"decide by {_named(days.decide_by, today)}", days.decide_by)
    return Urgency(Need.COURSE, f"ends {_on(_last_day(days), today)}", _last_day(days))


def _last_day(days: ProbationDays) -> date:
    """A fixed term that ends first ends the probation with it."""
    return min(days.ends_on, days.contract_ends_on or days.ends_on)


@dataclass(frozen=True, slots=True)
class DeadlineStep:
    """A day that was reached, and who gets mail about it. Its key is the same until the day itself moves."""

    key: str
    readers: frozenset[Reader]


def steps_of(days: ProbationDays, today: date) -> list[DeadlineStep]:
    """What is to be mailed by now: the manager once something is due, HR from five days before decide-by, the HR lead
    from decide-by on. After the end everyone, each day anew, until someone records what happened."""
    ends = _last_day(days)
    decides = days.ends_in_decision
    reached = [
        (days.check_in_on is not None and today >= days.check_in_on, f"check-in {days.check_in_on}", _MANAGER),
        (decides and today >= days.decide_by - HR_BEFORE_DECIDE_BY, f"soon {days.decide_by}", _WITH_HR),
        (decides and today >= days.decide_by, f"decide {days.decide_by}", _EVERYONE),
        (decides and ends - today <= RED_BEFORE_END, f"near {ends}", _WITH_HR),
        (not days.has_manager, "no manager", frozenset({Reader.HR})),
        (today > ends, f"over {today}", _EVERYONE),
    ]
    return [DeadlineStep(key, readers) for is_reached, key, readers in reached if is_reached]


_MANAGER = frozenset({Reader.MANAGER})
_WITH_HR = _MANAGER | {Reader.HR}
_EVERYONE = _WITH_HR | {Reader.HR_LEAD}


def _named(day: date, today: date) -> str:
    """Today, tomorrow, a weekday within the week, else the date."""
    ahead = (day - today).days
    if 0 <= ahead < 2:
        return ("today", "tomorrow")[ahead]
    return f"{day:%A}" if 0 < ahead < 7 else f"{day.day} {day:%B}"


def _on(day: date, today: date) -> str:
    named = _named(day, today)
    return named if named in {"today", "tomorrow"} else f"on {named}"


def _ahead(day: date, today: date) -> str:
    days = (day - today).days
    return ("today", "tomorrow")[days] if days < 2 else f"in {in_figures(days, 'day')}"


def _ago(day: date, today: date) -> str:
    days = (today - day).days
    return "yesterday" if days == 1 else f"{in_figures(days, 'day')} ago"
