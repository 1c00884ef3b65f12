"""What an interviewer hands back, how an interview can go, and what is said of both in the journal."""

from dataclasses import dataclass
from enum import StrEnum

from hiring.foundation.records.journal import Event

NOT_OBSERVED = "not_observed"


class InterviewState(StrEnum):
    ON = "on"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        return {"on": "planned", "no_show": "no-show", "cancelled": "cancelled"}[self.value]


class CardStatus(StrEnum):
    """How far a seat's scorecard is."""

    SEALED = "sealed"
    DRAFT = "draft"
    NOT_OPENED = "not opened"
    REPLACED = "replaced"


def called(name: str, *, is_guest: bool = False, typed_by: str | None = None) -> str:
    """An interviewer as every page and file that shows a card names them; a card typed in from paper has two names."""
    shown_name = f"{name} (guest)" if is_guest else name
    return f"{shown_name}, typed in from paper by {typed_by}" if typed_by else shown_name


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as it was marked. Without a level it was not observed."""

    question: str
    level: int | None
    evidence: str


@dataclass(frozen=True, slots=True)
class UnfinishedAnswer:
    """What keeps a scorecard from being sealed, and at which question."""

    question: str
    part: str
    sentence: str


@dataclass(frozen=True, slots=True)
class InterviewSet(Event):
    application: str
    round: str


@dataclass(frozen=True, slots=True)
class InterviewMoved(Event):
    on: str


@dataclass(frozen=True, slots=True)
class InterviewDidNotHappen(Event):
    state: str
    on: str


@dataclass(frozen=True, slots=True)
class NoShowTakenBack(Event):
    pass


@dataclass(frozen=True, slots=True)
class SeatGiven(Event):
    interview: str
    person: str


@dataclass(frozen=True, slots=True)
class SeatReturned(Event):
    person: str


@dataclass(frozen=True, slots=True)
class SeatLeft(Event):
    on: str


@dataclass(frozen=True, slots=True)
class ScorecardSealed(Event):
    seat: str
    application: str


@dataclass(frozen=True, slots=True)
class CalendarFeedMade(Event):
    """The subject is whose feed it is. An address they had before opens nothing any more; none is in the journal."""


@dataclass(frozen=True, slots=True)
class CalendarFeedTakenBack(Event):
    """The subject is whose feed it was."""
