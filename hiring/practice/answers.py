"""Which sample answers make the next round, and which of an answer's words carry its mark. Pure."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations

from hiring.rubrics.kit import WORDS_A_MINUTE
from hiring.rubrics.schema import PracticeAnswer

ANSWERS_A_ROUND = 4
# A 1 and a 5 alone are told apart by anyone; what a licence is for shows between them.
MIDDLE = (3, 4)
LEAST_SPREAD = 2
# A mark that was shown is forgotten by then, or at least no longer copied.
REST = timedelta(days=7)
BETWEEN_PARTS = "…"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sample answer, and whether it carries our mark."""

    text: str
    carries: bool = False


def key_of(answer: PracticeAnswer) -> str:
    """Names an answer by its words, so that it is known again in another version of its rubric."""
    return hashlib.sha256(answer.answer.encode()).hexdigest()[:16]


def possible_rounds(answers: Sequence[PracticeAnswer]) -> list[tuple[PracticeAnswer, ...]]:
    """Every round that these answers can make; where some leave another round among the rest, only those."""
    rounds = [four for four in combinations(answers, ANSWERS_A_ROUND) if _can_be_told_apart(four)]
    followed = [four for four in rounds if _holds_a_round(_left(answers, four))]
    return followed or rounds


def _left(answers: Sequence[PracticeAnswer], four: Sequence[PracticeAnswer]) -> list[PracticeAnswer]:
    """By identity: telling two answers apart by all their words is slow, and there are many rounds to try."""
    taken = {id(answer) for answer in four}
    return [answer for answer in answers if id(answer) not in taken]


def _holds_a_round(answers: Sequence[PracticeAnswer]) -> bool:
    return any(_can_be_told_apart(four) for four in combinations(answers, ANSWERS_A_ROUND))


def _can_be_told_apart(answers: Sequence[PracticeAnswer]) -> bool:
    """Not only the ends of the scale, and not all alike."""
    levels = [answer.agreed for answer in answers]
    return any(level in MIDDLE for level in levels) and max(levels) - min(levels) >= LEAST_SPREAD


def drawn(
    answers: Sequence[PracticeAnswer], shown: Mapping[str, datetime], now: datetime, salt: str
) -> tuple[PracticeAnswer, ...]:
    """The answers of a round, shuffled; none where no round can be made now.

    `shown` says of an answer when this person last saw our mark for it. Such an answer comes back only where the
    others don't make a round, and after a week; the one shown longest ago first. What is left open depends on the
    salt and on nothing else.
    """
    new = [answer for answer in answers if key_of(answer) not in shown]
    rested = [answer for answer in answers if answer not in new and shown[key_of(answer)] + REST <= now]
    rested.sort(key=lambda answer: (shown[key_of(answer)], _chance(salt, key_of(answer))))
    for again in range(len(rested) + 1):
        rounds = possible_rounds(new + rested[:again])
        if rounds:
            four = min(rounds, key=lambda four: _chance(salt, *sorted(map(key_of, four))))
            return tuple(sorted(four, key=lambda answer: _chance(salt, key_of(answer))))
    return ()


def next_draw(answers: Sequence[PracticeAnswer], shown: Mapping[str, datetime], now: datetime) -> datetime | None:
    """When the next round can be drawn: now or once enough answers have rested. None if they never make one."""
    moments = [now, *sorted(at + REST for at in shown.values() if at + REST > now)]
    return next((moment for moment in moments if drawn(answers, shown, moment, "")), None)


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


MINUTES_A_MARK = 0.5


def practice_minutes(answers: Sequence[PracticeAnswer]) -> float:
    """How long practising one criterion takes: reading four of its answers, of the usual length, and marking them."""
    if not answers:
        return 0
    words = sum(len(answer.answer.split()) for answer in answers) / len(answers)
    return ANSWERS_A_ROUND * (words / WORDS_A_MINUTE + MINUTES_A_MARK)
