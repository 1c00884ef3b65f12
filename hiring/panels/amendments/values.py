"""What is said of amendments in the journal."""

from dataclasses import dataclass

from hiring.foundation.journal import Event


@dataclass(frozen=True, slots=True)
class MarkAmended(Event):
    scorecard: str
    question: str
