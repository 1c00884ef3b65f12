"""How a seat stands with its interviewer's fairness, and what is said of it in the journal; never the reason."""

from dataclasses import dataclass

from hiring.foundation.records.journal import Event


@dataclass(frozen=True, slots=True)
class SeatConflict:
    """What HR reads beside one seat. Sentences are left out for who is still blind: they may praise or blame."""

    relations: tuple[str, ...]
    is_asked: bool
    has_declined: bool
    said: str
    typed_by: str


@dataclass(frozen=True, slots=True)
class FairnessStated(Event):
    pass


@dataclass(frozen=True, slots=True)
class FairnessTyped(Event):
    interviewer: str


@dataclass(frozen=True, slots=True)
class SeatDeclined(Event):
    pass
