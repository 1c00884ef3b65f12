"""Words and days of the voluntary form, and what the journal says of it."""

from dataclasses import dataclass
from datetime import date, timedelta

from hiring.foundation.records.journal import Event

# What is chosen before anyone chooses.
NOT_SAID = "not_said"
# In counts: nobody knows, because they'd rather not say or never opened the form.
NOT_KNOWN = "not_known"
LINK_DAYS = 180
# The journal never says whose answers: this is the subject of every entry about them.
FORM = "fairness"


@dataclass(frozen=True, slots=True)
class FairnessAnswersKept(Event):
    """Someone answered or changed the voluntary form. It doesn't say who, or what."""


@dataclass(frozen=True, slots=True)
class FairnessAnswersForgotten(Event):
    """The answers of someone who was erased are gone."""


@dataclass(frozen=True, slots=True)
class FairnessPublished(Event):
    """A quarter's figures were published and stay as they are. The answers behind them were deleted."""

    ends_on: str


def last_quarter_end(today: date) -> date:
    """The last day of the newest quarter that's over."""
    return today.replace(month=today.month - (today.month - 1) % 3, day=1) - timedelta(days=1)


def quarter_name(ends_on: date) -> str:
    """For example: July to September 2026."""
    first = ends_on.replace(month=ends_on.month - 2, day=1)
    return f"{first:%B} to {ends_on:%B %Y}"
