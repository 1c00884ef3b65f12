"""How far own marks are from the agreed ones, whether that earns a licence, and what to say about it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from hiring.foundation import figures
from hiring.foundation.grammar import listed

# In exact fractions, because three quarters of a step must pass and a hair more must not.
MOST_OFF_ON_AVERAGE = Fraction(3, 4)
TOO_FAR_OFF = 3
# From here on a leaning is worth a word: half a step on average, or two steps between the marks.
WORTH_A_WORD = Fraction(1, 2)
WORTH_A_WORD_APART = 2


@dataclass(frozen=True, slots=True)
class Marked:
    """One sample answer: the mark somebody gave it, and the one that people who know the work agreed on."""

    own: int
    agreed: int

    @property
    def off(self) -> int:
        return self.own - self.agreed


def mean_off(marks: Sequence[Marked]) -> Fraction:
    """The mean absolute difference from the agreed marks, in steps of the scale."""
    return Fraction(sum(abs(mark.off) for mark in marks), len(marks))


def leaning(marks: Sequence[Marked]) -> Fraction:
    """The mean difference: above nought is too high."""
    return Fraction(sum(mark.off for mark in marks), len(marks))


def tells_apart(marks: Sequence[Marked]) -> bool:
    """Whether everything agreed highest is marked above everything agreed lowest. One mark for all never does."""
    own_gap, agreed_gap = _gaps(marks)
    return agreed_gap > 0 and own_gap > 0


def earns_licence(marks: Sequence[Marked]) -> bool:
    close = mean_off(marks) <= MOST_OFF_ON_AVERAGE
    return close and all(abs(mark.off) < TOO_FAR_OFF for mark in marks) and tells_apart(marks)


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
        return ["Your marks are the agreed ones."]
    sentences = [*_leaning_in_words(leaning(marks)), *_gap_in_words(*_gaps(marks))]
    furthest = max(abs(mark.off) for mark in marks)
    if furthest >= TOO_FAR_OFF:
        sentences.append(f"One mark is {steps(furthest)} off.")
    return sentences or [f"Your marks are {steps(mean_off(marks))} off on average."]


def _leaning_in_words(mean: Fraction) -> list[str]:
    if abs(mean) < WORTH_A_WORD:
        return []
    return [f"You marked too {'high' if mean > 0 else 'low'}, by {steps(abs(mean))} on average."]


def _gap_in_words(own: int, agreed: int) -> list[str]:
    if own < 0:
        return ["You marked the weaker answer above the stronger one."]
    if own == 0:
        return [f"You gave both answers the same mark. The agreed marks are {steps(agreed)} apart."]
    if agreed - own >= WORTH_A_WORD_APART:
        return [f"Your marks are too close together: {steps(own)} apart, where the agreed marks are {steps(agreed)}."]
    return []


def tendency(practices: Mapping[str, Sequence[Marked]]) -> list[str]:
    """What the latest practice on each of several criteria shows together; the keys are titles of criteria."""
    if not practices:
        return []
    marks = [mark for practice in practices.values() for mark in practice]
    sentences = _leaning_in_words(leaning(marks))
    short = [agreed - own for own, agreed in map(_gaps, practices.values())]
    if Fraction(sum(short), len(short)) >= 1:
        sentences.append(
            "Your marks lie too close together. Use the ends of the scale where an answer has earned them."
        )
    reread = [title for title, practice in practices.items() if not earns_licence(practice)]
    if reread:
        sentences.append(f"Read the anchors once more: {listed(reread)}.")
    return sentences or ["Your marks are close to the agreed ones, neither too high nor too low."]


def steps(number: Fraction | int) -> str:
    """half a step, 1 step, 1.5 steps, 0.3 of a step"""
    if number == Fraction(1, 2):
        return "half a step"
    shown = figures.short(float(number))
    if number < 1 and shown != "1":
        return f"{shown} of a step"
    return f"{shown} step" if shown == "1" else f"{shown} steps"
