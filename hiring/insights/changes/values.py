"""What the journal says of changes that HR planned."""

from dataclasses import dataclass
from datetime import timedelta

from hiring.foundation.records.journal import Event

# A year has every season in it.
COMES_BACK_AFTER = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class ChangePlanned(Event):
    """Someone wrote what will change. The subject is the planned change."""

    comes_back_on: str


@dataclass(frozen=True, slots=True)
class ChangeReviewed(Event):
    """Someone wrote what came of it."""
