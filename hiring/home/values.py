"""The lines of a start page as they're shown, and what the journal says of reminders sent from there."""

from dataclasses import dataclass, field
from datetime import datetime

from hiring.foundation.records.journal import Event

# What the mail table calls a reminder that lists all a person is late with.
LATE_MAIL = "late"


@dataclass(frozen=True, slots=True)
class HomeLink:
    """A button or a link of a line; `about` is read out after a label that the page has more than once."""

    label: str
    url: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class DayLine:
    """A term as a track draws it: all days, today's number, the check-ins with their state, and in words."""

    days: int
    today: int
    check_ins: tuple[tuple[int, str], ...]
    decide: int
    says: str


@dataclass(frozen=True, slots=True)
class TodoLine:
    """One thing to do. `late` says by how much, `why` what happens if nobody acts; `remind` is a colleague's id."""

    title: str
    about: str
    act: HomeLink
    workplace_id: str
    late: str = ""
    why: str = ""
    line: DayLine | None = None
    remind: str = ""
    remind_name: str = ""
    reminded: str = ""
    is_warning: bool = False


@dataclass(slots=True)
class LateColleague:
    """Someone others are waiting for: what for, since how many days, and when they were last reminded."""

    person_id: str
    name: str
    zone: str
    things: list["LateThing"] = field(default_factory=list)
    reminded_at: datetime | None = None
    has_mail: bool = True

    @property
    def days(self) -> int:
        return max(thing.days for thing in self.things)

    @property
    def first_name(self) -> str:
        return first_name(self.name)

    @property
    def late(self) -> str:
        return days_late(self.days)


@dataclass(frozen=True, slots=True)
class LateThing:
    """A scorecard, check-in or decision that is late. `in_mail` names it without naming the candidate or hire.

    What `is_urgent` has a line of its own under "Act today".
    """

    label: str
    url: str
    days: int
    workplace_id: str
    opening: str
    in_mail: str
    seat: str = ""
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class OpeningStrip:
    """A running opening: how far its candidates have come, and who is waited for."""

    title: str
    url: str
    about: str
    workplace_id: str
    stages: tuple[tuple[str, int], ...]
    waits: tuple[HomeLink, ...]


@dataclass(frozen=True, slots=True)
class UntoldOutcome:
    """A decision of which nobody has recorded that the hire was told, and the manager who tells them."""

    link: HomeLink
    manager: str
    workplace_id: str


@dataclass(frozen=True, slots=True)
class WeekOutcome:
    """What was decided in the last seven days about one person."""

    name: str
    url: str
    says: str
    workplace_id: str


def first_name(name: str) -> str:
    return name.split()[0] if name.split() else name


def days_late(days: int) -> str:
    """2 days late; due today."""
    return "due today" if days < 1 else f"{days} day{'' if days == 1 else 's'} late"


@dataclass(frozen=True, slots=True)
class PersonReminded(Event):
    """The subject is the reminder."""

    person: str
    mail: str
