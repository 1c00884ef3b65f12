"""What is said of rubrics in the journal."""

from dataclasses import dataclass

from hiring.foundation.records.journal import Event


@dataclass(frozen=True, slots=True)
class RubricPublished(Event):
    key: str
    number: int
    content_hash: str
