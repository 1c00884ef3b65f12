"""What happens to a walk-in session, as the journal keeps it."""

from dataclasses import dataclass

from hiring.foundation.records.journal import Event


@dataclass(frozen=True, slots=True)
class WalkInsPlanned(Event):
    opening: str
    places: int


@dataclass(frozen=True, slots=True)
class WalkInAdded(Event):
    interview: str


@dataclass(frozen=True, slots=True)
class WalkInsEnded(Event):
    """The places that nobody has taken are gone; interviews stay."""
