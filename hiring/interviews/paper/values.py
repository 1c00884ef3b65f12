"""What is said in the journal of cards typed in from paper."""

from dataclasses import dataclass

from hiring.foundation.journal import Event


@dataclass(frozen=True, slots=True)
class PaperCardTyped(Event):
    interviewer: str
    on: str
