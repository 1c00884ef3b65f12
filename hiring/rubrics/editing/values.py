"""How editing a copy ends, and what is said of it in the journal."""

from dataclasses import dataclass
from enum import StrEnum

from hiring.foundation.records.journal import Event


class CopyEnd(StrEnum):
    PUBLISHED = "published"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class RubricCopyStarted(Event):
    key: str
    version: str | None


@dataclass(frozen=True, slots=True)
class RubricCopyDiscarded(Event):
    key: str


@dataclass(frozen=True, slots=True)
class RubricCopyPublished(Event):
    key: str
    version: str
