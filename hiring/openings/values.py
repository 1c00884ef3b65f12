"""What an opening is made of before it is one, and what is said of it in the journal."""

from dataclasses import dataclass, field

from hiring.foundation.records.journal import Event

MOST_INTERVIEWERS = 4
MOST_ROUNDS = 4
# Four days always hold at least two working days, whatever the weekend.
SECOND_PERSON_DAYS = 4
# With less, the first check-in of a probation would fall within its first three days.
DAYS_TO_SEE_SOMEONE = 14


def shortest_probation(notice_days: int, lead_days: int) -> int:
    """The days a probation takes at least: to see someone at work, and then to end it in time if it must end."""
    return DAYS_TO_SEE_SOMEONE + SECOND_PERSON_DAYS + notice_days + lead_days


@dataclass(frozen=True, slots=True)
class PlannedCriterion:
    key: str
    weight: float = 1.0
    weight_reason: str = ""
    minimum: int | None = None


@dataclass(frozen=True, slots=True)
class PlannedRound:
    title: str
    minutes: int
    interviewers: int
    questions: list[str] = field(default_factory=list)
    # Which of the opening's rounds it is, counted from zero; without it, they follow each other.
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is judged, how much it counts, and who meets the candidate about it."""

    criteria: list[PlannedCriterion]
    rounds: list[PlannedRound]


@dataclass(frozen=True, slots=True)
class BriefWritten(Event):
    pass


@dataclass(frozen=True, slots=True)
class OpeningOpened(Event):
    version: str


@dataclass(frozen=True, slots=True)
class OpeningChanged(Event):
    part: str


@dataclass(frozen=True, slots=True)
class LicencesWaived(Event):
    pass


@dataclass(frozen=True, slots=True)
class LicencesRequired(Event):
    pass


@dataclass(frozen=True, slots=True)
class OpeningFrozen(Event):
    pass


@dataclass(frozen=True, slots=True)
class OpeningClosed(Event):
    on: str


# Of the page for candidates, whose address the journal never has.
@dataclass(frozen=True, slots=True)
class PageMade(Event):
    pass


@dataclass(frozen=True, slots=True)
class PageChanged(Event):
    pass


@dataclass(frozen=True, slots=True)
class PageAddressRenewed(Event):
    pass


@dataclass(frozen=True, slots=True)
class PageClosed(Event):
    pass
