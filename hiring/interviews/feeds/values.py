"""What is said in the journal of a person's calendar feed; never its address."""

from dataclasses import dataclass

from hiring.foundation.records.journal import Event


@dataclass(frozen=True, slots=True)
class CalendarFeedMade(Event):
    """The subject is whose feed it is. An address they had before opens nothing any more."""


@dataclass(frozen=True, slots=True)
class CalendarFeedTakenBack(Event):
    """The subject is whose feed it was."""
