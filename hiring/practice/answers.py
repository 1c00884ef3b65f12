"""Which two sample answers come next, and which of an answer's words carry its mark. Pure."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from hiring.rubrics.kit import WORDS_A_MINUTE
from hiring.rubrics.schema import PracticeAnswer

CLEARLY_HIGH, CLEARLY_LOW = 4, 2
BETWEEN_PARTS = "…"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sample answer, and whether it carries the agreed mark."""

    text: str
    carries: bool = False


def key_of(answer: PracticeAnswer) -> str:
    """Names an answer by its words, so that it is known again in another version of its rubric."""
    return hashlib.sha256(answer.answer.encode()).hexdigest()[:16]


def drawn(answers: Sequence[PracticeAnswer], seen: Mapping[str, int], salt: str) -> tuple[PracticeAnswer, ...]:
    """The two answers of a practice, in the order they are shown; none where no two have different agreed marks.

    Those seen least come first, so that a repeat brings others; among these a clearly good and a clearly poor one.
    What is left open, and which of the two is shown first, hangs on the salt and on nothing else.
    """
    pairs = [pair for pair in combinations(answers, 2) if pair[0].agreed != pair[1].agreed]
    if not pairs:
        return ()

    def rank(pair: Iterable[PracticeAnswer]) -> tuple[int, bool, str]:
        ends = sorted(pair, key=lambda answer: answer.agreed)
        is_wide = ends[-1].agreed >= CLEARLY_HIGH and ends[0].agreed <= CLEARLY_LOW
        keys = sorted(map(key_of, ends))
        return sum(seen.get(key, 0) for key in keys), not is_wide, _chance(salt, *keys)

    return tuple(sorted(min(pairs, key=rank), key=lambda answer: _chance(salt, key_of(answer))))


def _chance(*parts: str) -> str:
    return hashlib.sha256("/".join(parts).encode()).hexdigest()


def pieces(answer: PracticeAnswer) -> tuple[Piece, ...]:
    """The answer cut at the words that carry its mark; joined together it is the answer again."""
    whole, parts = answer.answer, [part.strip() for part in answer.carried_by.split(BETWEEN_PARTS)]
    # An author may name the weightier words first; in the answer they stand where they stand.
    searched = (re.search(re.escape(part), whole, re.IGNORECASE) for part in parts if part)
    spans = sorted(match.span() for match in searched if match)
    cut, reached = [], 0
    for start, end in spans:
        cut += [Piece(whole[reached:start]), Piece(whole[max(start, reached) : end], carries=True)]
        reached = max(reached, end)
    return tuple(piece for piece in (*cut, Piece(whole[reached:])) if piece.text)


ANSWERS_A_ROUND, MINUTES_A_MARK = 2, 0.5


def practice_minutes(answers: Sequence[PracticeAnswer]) -> float:
    """How long practising one criterion takes: reading two of its answers, of the usual length, and marking them."""
    if not answers:
        return 0
    words = sum(len(answer.answer.split()) for answer in answers) / len(answers)
    return ANSWERS_A_ROUND * (words / WORDS_A_MINUTE + MINUTES_A_MARK)
