"""How good people are, and what interviewers and managers make of it: numbers only, the same every time."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# Applicants in the middle, as interviewers see them; and as managers do, who ask for more.
MIDDLE, AT_WORK = 3.4, 3.0
# How much of what someone is on a criterion shows at work as interviewers see it; nothing of listening.
SHOWS_AT_WORK = {"ownership": 1.1, "composure": 0.8, "empathy": 0.6, "listening": 0.0}
# A question that nearly everyone answers well: it tells nobody apart.
EASY = "listening/everything-fine"
_LENIENT, _PEOPLE, _CRITERIA, _MARK, _WORK = 0.25, 0.55, 0.35, 0.45, 0.45


@dataclass(frozen=True)
class TrueLevels:
    """One applicant on each criterion, as nobody ever sees it."""

    levels: Mapping[str, float]

    def marked(self, question: str, lenient: float, chance: random.Random) -> int:
        """What one interviewer makes of one answer."""
        if question == EASY:
            return 4 if chance.random() < 0.93 else 3
        return _whole(chance.gauss(self.levels[question.split("/")[0]] + lenient, _MARK))

    def at_work(self, strict: float, chance: random.Random) -> dict[str, int]:
        """What a manager makes of the work, on each criterion."""
        day = chance.gauss(0, _WORK)
        return {
            key: _whole(
                AT_WORK - strict + SHOWS_AT_WORK.get(key, 0.8) * (level - MIDDLE) + day + chance.gauss(0, _WORK)
            )
            for key, level in self.levels.items()
        }


def applicant(criteria: Iterable[str], chance: random.Random) -> TrueLevels:
    """Someone new: good or less good all round, and better at some things."""
    overall = chance.gauss(MIDDLE, _PEOPLE)
    return TrueLevels({key: chance.gauss(overall, _CRITERIA) for key in criteria})


def visited(work: Mapping[str, int], chance: random.Random) -> int:
    """What a mystery visitor makes of the work, of 10: in thousandths, to a tenth."""
    seen = 5.6 + 0.8 * (sum(work.values()) / len(work) - 3) + chance.gauss(0, 1)
    return round(10 * min(10, max(1, seen))) * 100


def leniencies(names: Iterable[str], chance: random.Random) -> dict[str, float]:
    """How much higher each of them marks than colleagues."""
    return {name: chance.gauss(0, _LENIENT) for name in names}


def _whole(value: float) -> int:
    return min(5, max(1, round(value)))
