"""The words an interview note is held against, as their file lists them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

Phrase = tuple[frozenset[str], ...]
"""One word after the other; each can be one of several, and any word at all where the set is empty."""


class PhraseRole(Enum):
    """What it means that a phrase stands in a sentence."""

    WORD = auto()  # worth a hint
    WEAK = auto()  # worth one in a sentence that tells no act
    QUIET = auto()  # makes the words in it innocent
    ONE = auto()  # someone in a story
    MANY = auto()
    ACT = auto()  # something said or done


@dataclass(frozen=True, slots=True)
class PhraseEntry:
    """A phrase with its role; `topic` is its place among the topics, -1 where it belongs to none."""

    phrase: Phrase
    role: PhraseRole
    topic: int = -1

    @property
    def rarest(self) -> int:
        """The place of the word least likely to stand in a note by chance: the longest one. It is looked up first."""
        return max(range(len(self.phrase)), key=lambda at: min(map(len, self.phrase[at]), default=0))


@dataclass(frozen=True, slots=True)
class HintTopic:
    """How a hint speaks of the one phrase that it found, or of several."""

    says: str
    says_of_several: str


@dataclass(frozen=True, slots=True)
class WordList:
    """Every phrase by its rarest word, with that word's place in it, so that a text is read once."""

    topics: Sequence[HintTopic]
    by_word: Mapping[str, Sequence[tuple[int, PhraseEntry]]]
    seems: frozenset[str]
