"""What a question is known by in every rubric that asks it, and what the journal says of rubrics."""

import hashlib
from dataclasses import dataclass

from hiring.foundation import text
from hiring.foundation.records.journal import Event
from hiring.rubrics.edition import Edition
from hiring.rubrics.reference import Reference


@dataclass(frozen=True, slots=True)
class Wording:
    """A question by its criterion, its key and its words: two versions that ask the same words ask one question.

    The words are those read out. Other probes or other examples of a good answer make no other question of it.
    """

    criterion: str
    question: str
    words: str  # a digest of them

    @classmethod
    def of(cls, edition: Edition, reference: str) -> "Wording":
        asked = Reference.parse(reference)
        words = text.tidy(edition.question(reference).text)
        return cls(asked.criterion, asked.question, hashlib.sha256(words.encode()).hexdigest())


@dataclass(frozen=True, slots=True)
class QuestionRetired(Event):
    criterion: str
    question: str
    words: str


@dataclass(frozen=True, slots=True)
class QuestionBroughtBack(Event):
    pass


@dataclass(frozen=True, slots=True)
class RubricPublished(Event):
    key: str
    number: int
    content_hash: str
