"""How far someone is with a criterion, and what is said of practice in the journal: never how it went."""

from dataclasses import dataclass
from datetime import date

from hiring.foundation.records.journal import Event
from hiring.practice.agreement import Marked
from hiring.practice.answers import Piece


@dataclass(frozen=True, slots=True)
class Practised:
    """One criterion as it stands for one person. Without a last day there never was a licence."""

    version: str
    key: str
    title: str
    needed_for: tuple[str, ...]
    is_licensed: bool
    expires_on: date | None
    is_under_way: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """One sample answer after a practice: the own mark beside ours."""

    number: int
    question: str
    pieces: tuple[Piece, ...]
    marked: Marked
    authors_mark: int
    evidence: str
    why: str
    usual_mistake: str


@dataclass(frozen=True, slots=True)
class PracticeBegun(Event):
    criterion: str
    structure_hash: str


@dataclass(frozen=True, slots=True)
class PracticeFinished(Event):
    criterion: str


@dataclass(frozen=True, slots=True)
class AnswerMarkedBlind(Event):
    criterion: str


@dataclass(frozen=True, slots=True)
class LicenceEarned(Event):
    criterion: str
    structure_hash: str
    expires_on: str
