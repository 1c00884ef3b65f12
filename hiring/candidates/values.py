"""What can become of an application by its own course, and what is said of it."""

import re
from dataclasses import dataclass
from enum import StrEnum

from hiring.foundation import text
from hiring.foundation.records.journal import Event

LONGEST_NAME = 200
_WORD = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


def name_key(name: str) -> str:
    """Two spellings with one key are one name. Decomposed letters can be longer than the column that keeps it."""
    return text.sort_key(name)[:LONGEST_NAME]


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name in one order, without accents: Kiss Dóra and dora.kiss have the same."""
    return tuple(sorted(_WORD.findall(text.sort_key(name))))


def plain_address(email: str) -> str:
    return text.tidy(email).lower()


def is_address(email: str) -> bool:
    """Could mail get there? Only mail can tell for sure."""
    return len(email) <= 200 and _ADDRESS.fullmatch(email) is not None


class ApplicationState(StrEnum):
    """None of these is a rejection: a no is a decision, and decisions are kept in their own room."""

    UNDER_WAY = "under_way"
    WITHDRAWN = "withdrawn"
    OFFER_DECLINED = "offer_declined"
    DID_NOT_START = "did_not_start"

    @property
    def label(self) -> str:
        return {
            "under_way": "under way",
            "withdrawn": "withdrew",
            "offer_declined": "declined the offer",
            "did_not_start": "didn't start",
        }[self.value]


class RelationKind(StrEnum):
    """How someone here knows a candidate already."""

    REFERRED = "referred"
    MANAGES = "manages"

    @property
    def label(self) -> str:
        return {"referred": "referred by", "manages": "works for"}[self.value]

    @property
    def verb(self) -> str:
        """What the person did or does; the candidate's name follows."""
        return {"referred": "referred", "manages": "manages"}[self.value]


@dataclass(frozen=True, slots=True)
class CandidateAdded(Event):
    application: str


@dataclass(frozen=True, slots=True)
class CandidateChanged(Event):
    pass


@dataclass(frozen=True, slots=True)
class CandidatesImported(Event):
    upload: str
    taken: int
    merged: int
    refused: int


@dataclass(frozen=True, slots=True)
class ImportUploaded(Event):
    opening: str


@dataclass(frozen=True, slots=True)
class ImportDiscarded(Event):
    opening: str


@dataclass(frozen=True, slots=True)
class ImportUndone(Event):
    opening: str
    removed: int


@dataclass(frozen=True, slots=True)
class ColumnsRemembered(Event):
    """What people chose for the columns of a source is used for its next file."""

    source: str


@dataclass(frozen=True, slots=True)
class RefusedRowsExported(Event):
    rows: int


@dataclass(frozen=True, slots=True)
class ApplicationChanged(Event):
    state: str
    on: str


@dataclass(frozen=True, slots=True)
class PostTaken(Event):
    workplace: str


@dataclass(frozen=True, slots=True)
class AdjustmentsNoted(Event):
    """What helps a candidate was written down; what it is stays out of the journal."""

    shown: bool


@dataclass(frozen=True, slots=True)
class RelationsNoted(Event):
    referred: str
    manages: str


@dataclass(frozen=True, slots=True)
class CandidateLinked(Event):
    person: str
    found_by: str  # address or hand


@dataclass(frozen=True, slots=True)
class UnlinkingProposed(Event):
    person: str


@dataclass(frozen=True, slots=True)
class UnlinkingDeclined(Event):
    person: str


@dataclass(frozen=True, slots=True)
class CandidateUnlinked(Event):
    """Two people from HR have said that candidate and account are two human beings."""

    person: str
    proposed_by: str
