"""How far someone's marks are from ours, whether that earns a licence, and what to say about it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from hiring.foundation import figures
from hiring.foundation.grammar import listed

# In exact fractions, because three quarters of a level must pass and a hair more must not.
MOST_OFF_ON_AVERAGE = Fraction(3, 4)
FAR_OFF = 2
MOST_FAR_OFF = 1
# From here on a leaning is worth a word: half a level on average, or two levels between the marks.
WORTH_A_WORD = Fraction(1, 2)
WORTH_A_WORD_APART = 2


@dataclass(frozen=True, slots=True)
class Marked:
    """One sample answer: the mark someone gave it, and ours."""

    own: int
    agreed: int

    @property
    def off(self) -> int:
        return self.own - self.agreed

    @property
    def is_far_off(self) -> bool:
        return abs(self.off) >= FAR_OFF

    @property
    def in_words(self) -> str:
        """same, 2 too high, 1 too low"""
        if self.off == 0:
            return "same"
        return f"{abs(self.off)} too {'high' if self.off > 0 else 'low'}"


def mean_off(marks: Sequence[Marked]) -> Fraction:
    """The mean absolute difference from our marks, in levels."""
    return Fraction(sum(abs(mark.off) for mark in marks), len(marks))


def leaning(marks: Sequence[Marked]) -> Fraction:
    """The mean difference: above zero is too high."""
    return Fraction(sum(mark.off for mark in marks), len(marks))


def tells_apart(marks: Sequence[Marked]) -> bool:
    """Whether everything we mark highest is marked above everything we mark lowest. One mark for all never does."""
    own_gap, agreed_gap = _gaps(marks)
    return agreed_gap > 0 and own_gap > 0


def earns_licence(marks: Sequence[Marked]) -> bool:
    """Close to ours on average, at most one answer two levels off or more, and the extremes in order."""
    is_close = mean_off(marks) <= MOST_OFF_ON_AVERAGE
    far_off = sum(mark.is_far_off for mark in marks)
    return is_close and far_off <= MOST_FAR_OFF and tells_apart(marks)


def _gaps(marks: Sequence[Marked]) -> tuple[int, int]:
    """How far the strongest answers were marked above the weakest ones, and how far they should have been."""
    highest, lowest = max(mark.agreed for mark in marks), min(mark.agreed for mark in marks)
    own = min(mark.own for mark in marks if mark.agreed == highest) - max(
        mark.own for mark in marks if mark.agreed == lowest
    )
    return own, highest - lowest


def in_words(marks: Sequence[Marked]) -> list[str]:
    """What one practice showed, in sentences for the person who did it."""
    if all(mark.off == 0 for mark in marks):
        return ["Your marks are the same as ours."]
    if earns_licence(marks):
        return ["Your marks agree with ours."]
    sentences = [*_leaning_in_words(leaning(marks)), *_gap_in_words(*_gaps(marks))]
    return sentences or ["Some marks are too high and others too low."]


def distance_in_words(marks: Sequence[Marked]) -> str:
    """How far the marks of a round are from ours, answer by answer, and what a licence allows."""
    furthest = max(abs(mark.off) for mark in marks)
    if furthest == 0:
        return f"All {len(marks)} marks are the same as ours."
    if earns_licence(marks):
        return f"The widest gap is {levels(furthest)}, on {_answers_off(marks, furthest)}."
    sentences = []
    if furthest >= FAR_OFF:
        far = _answers_off(marks, FAR_OFF)
        sentences.append(f"{far[0].upper()}{far[1:]} {'are' if ' and ' in far else 'is'} 2 levels or more from ours.")
    sentences.append(f"A licence allows .75 on average; yours is {_figure(mean_off(marks))}.")
    return " ".join(sentences)


def _answers_off(marks: Sequence[Marked], least: int) -> str:
    """answer 4, answers 2 and 4"""
    numbers = [str(number) for number, mark in enumerate(marks, 1) if abs(mark.off) >= least]
    return f"{'answer' if len(numbers) == 1 else 'answers'} {listed(numbers)}"


def _leaning_in_words(mean: Fraction) -> list[str]:
    if abs(mean) < WORTH_A_WORD:
        return []
    return [f"You marked too {'high' if mean > 0 else 'low'}, by {levels(abs(mean))} on average."]


def _gap_in_words(own: int, agreed: int) -> list[str]:
    if own < 0:
        return ["You marked a weaker answer above a stronger one."]
    if own == 0:
        return [f"You gave the weakest and the strongest answer the same mark. Ours are {levels(agreed)} apart."]
    if agreed - own >= WORTH_A_WORD_APART:
        return [f"Your marks are too close together: {levels(own)} apart, where ours are {levels(agreed)} apart."]
    return []


def tendency(practices: Mapping[str, Sequence[Marked]]) -> list[str]:
    """What the latest practice on each of several criteria shows together; the keys are titles of criteria."""
    if not practices:
        return []
    marks = [mark for practice in practices.values() for mark in practice]
    sentences = _leaning_in_words(leaning(marks))
    short = [agreed - own for own, agreed in map(_gaps, practices.values())]
    if Fraction(sum(short), len(short)) >= 1:
        sentences.append("Your marks are too close together. Use 1 and 5 where an answer has earned them.")
    reread = [title for title, practice in practices.items() if not earns_licence(practice)]
    if reread:
        sentences.append(f"Read the anchors once more: {listed(reread)}.")
    return sentences or ["Your marks are close to ours, neither too high nor too low."]


def levels(number: Fraction | int) -> str:
    """half a level, 1 level, 1.5 levels, .25 of a level"""
    if number == Fraction(1, 2):
        return "half a level"
    shown = _figure(number)
    if number < 1 and shown != "1":
        return f"{shown} of a level"
    return f"{shown} level" if shown == "1" else f"{shown} levels"


def _figure(number: Fraction | int) -> str:
    """1, 1.25, .75"""
    shown = figures.short(float(number), 2)
    return shown.removeprefix("0") if number > 0 else shown
