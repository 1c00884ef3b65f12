"""Kinds of requests, the clock they're answered by, and what the journal says of them."""

import calendar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hiring.foundation.records.journal import Event

# Answered within a month, which can be extended once by two more.
MONTHS_TO_ANSWER, MONTHS_EXTENDED = 1, 3


class RequestKind(StrEnum):
    """What someone can ask about what's kept on them."""

    ACCESS = "access"
    CORRECTION = "correction"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    CONSENT = "consent"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    RequestKind.ACCESS: "See what we keep",
    RequestKind.CORRECTION: "Have something corrected",
    RequestKind.ERASURE: "Have it erased",
    RequestKind.RESTRICTION: "Have it no longer used",
    RequestKind.CONSENT: "Agrees that we keep it for longer",
}


class ErasureReason(StrEnum):
    """Why someone is erased."""

    REQUEST = "request"
    DUE = "due"

    @property
    def label(self) -> str:
        return "They asked for it" if self is ErasureReason.REQUEST else "We may no longer keep it"


def months_after(day: date, months: int) -> date:
    """The same day of a later month; its last day where that month is shorter."""
    place = day.month - 1 + months
    year, month = day.year + place // 12, place % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class PrivacyRequestRecorded(Event):
    kind: str
    about: str


@dataclass(frozen=True, slots=True)
class PrivacyRequestExtended(Event):
    about: str


@dataclass(frozen=True, slots=True)
class PrivacyRequestAnswered(Event):
    about: str


@dataclass(frozen=True, slots=True)
class PersonExported(Event):
    names_shown: bool


@dataclass(frozen=True, slots=True)
class StatementAttached(Event):
    about: str


@dataclass(frozen=True, slots=True)
class LegalHoldPlaced(Event):
    about: str


@dataclass(frozen=True, slots=True)
class LegalHoldReleaseProposed(Event):
    about: str


@dataclass(frozen=True, slots=True)
class LegalHoldReleased(Event):
    about: str
    proposed_by: str


@dataclass(frozen=True, slots=True)
class LegalHoldKept(Event):
    about: str


@dataclass(frozen=True, slots=True)
class CandidateRestricted(Event):
    """No list shows them any more. `by_rule`: the time to use it was over."""

    by_rule: bool


@dataclass(frozen=True, slots=True)
class RestrictionLifted(Event):
    pass


@dataclass(frozen=True, slots=True)
class ErasureProposed(Event):
    reason: str


@dataclass(frozen=True, slots=True)
class ErasureDeclined(Event):
    proposed_by: str


@dataclass(frozen=True, slots=True)
class PersonErased(Event):
    """All that was kept on a candidate is gone. From the ledger, where a backup had brought it back."""

    reason: str
    proposed_by: str | None
    from_ledger: bool
