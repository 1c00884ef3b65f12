"""What an organisation's own people make of the sample answers, and whether that counts in place of ours. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from statistics import median

from hiring.foundation import figures
from hiring.measurement.consistency.alpha import alpha
from hiring.measurement.libraries import np
from hiring.practice.answers import key_of, possible_rounds
from hiring.rubrics.schema import LEVELS, PracticeAnswer

FEWEST_PEOPLE = 5
LEAST_ALPHA = 0.60
# An answer is in dispute once more than a quarter of the people are two levels or more from the median.
MOST_APART = Fraction(1, 4)
APART = 2


@dataclass(frozen=True, slots=True)
class Consensus:
    """The blind marks on one criterion. With too few people nothing more shows: it would be single people's marks."""

    people: int
    """How many marked the answer with the fewest marks."""
    alpha: float | None
    medians: Mapping[str, int]
    """Answer → its median mark; half a level goes to the side of ours."""
    disputed: frozenset[str]
    counts: bool
    """Whether the medians count in place of our marks."""
    reason: str

    def applied(self, answers: Sequence[PracticeAnswer]) -> tuple[PracticeAnswer, ...]:
        """The answers a round is drawn from, with the marks that count."""
        return _applied(answers, self.medians, self.disputed) if self.counts else tuple(answers)


def consensus(answers: Sequence[PracticeAnswer], given: Mapping[str, Sequence[int]]) -> Consensus:
    """What the blind marks `given` to each answer come to."""
    people = min((len(given.get(key_of(answer), ())) for answer in answers), default=0)
    if people < FEWEST_PEOPLE:
        reason = f"Every answer needs marks from {FEWEST_PEOPLE} people; the fewest so far is {people}."
        return Consensus(people, None, {}, frozenset(), counts=False, reason=reason)
    marks = {key_of(answer): given[key_of(answer)] for answer in answers}
    agreement = alpha(np.array([[list(levels).count(level) for level in LEVELS] for levels in marks.values()]), LEVELS)
    medians = {key_of(answer): _median(marks[key_of(answer)], answer.agreed) for answer in answers}
    disputed = frozenset(key for key, levels in marks.items() if _is_disputed(levels))
    reason = _against(answers, agreement.value, medians, disputed)
    return Consensus(people, agreement.value, medians, disputed, counts=not reason, reason=reason)


def _against(
    answers: Sequence[PracticeAnswer], value: float | None, medians: Mapping[str, int], disputed: frozenset[str]
) -> str:
    """Why our marks count still; nothing where the medians do."""
    if value is None or figures.stored(value) < LEAST_ALPHA:
        return "Your people don't agree enough yet."
    if not possible_rounds(_applied(answers, medians, disputed)):
        return "Without the answers in dispute there is no round left to draw."
    return ""


def _applied(
    answers: Sequence[PracticeAnswer], medians: Mapping[str, int], disputed: frozenset[str]
) -> tuple[PracticeAnswer, ...]:
    kept = [answer for answer in answers if key_of(answer) not in disputed]
    return tuple(answer.model_copy(update={"agreed": medians[key_of(answer)]}) for answer in kept)


def _median(levels: Sequence[int], ours: int) -> int:
    middle = median(levels)
    below = floor(middle)
    return below if middle == below or ours <= below else below + 1


def _is_disputed(levels: Sequence[int]) -> bool:
    middle = median(levels)
    return Fraction(sum(abs(level - middle) >= APART for level in levels), len(levels)) > MOST_APART
