"""How a figure is written in a sentence: rounded, without false precision, never certain."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hiring.foundation import figures


def number(value: float, digits: int = 1) -> str:
    """A figure for a sentence: half rounded away from zero, no trailing .0, no minus zero.

    `value` is a number, not NaN, in whatever unit the sentence names; `digits` after the point, at most.
    """
    return figures.short(value, digits)


def fixed(value: float, digits: int = 1) -> str:
    """A figure beside others, all with `digits` after the point: 3.0, 4.5. Not for NaN."""
    return figures.fixed(value, digits)


def listed(parts: Sequence[str]) -> str:
    """Parts as a sentence lists them: "a", "a and b", "a, b and c". Nothing for none."""
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)


def count(n: int, singular: str, plural: str | None = None) -> str:
    """A number with its noun: "1 interviewer", "2 interviewers". `plural` where an s is not enough."""
    return f"{n} {singular if n == 1 else plural or singular + 's'}"


def not_enough(have: str, enough: str) -> str:
    """The refusal where data do not answer: `have`, what is there, and `enough`, what would be enough.

    `have` continues a sentence, `enough` begins one.
    """
    return f"Not enough data yet: {have}. {enough} would be enough."


def chance(probability: float) -> str:
    """A probability, 0 to 1, for a person: to one figure, half up, never certain, never impossible.

    Above .95 it is "more than 19 chances in 20", below .05 "less than 1 chance in 20".
    """
    if probability > 0.95:
        return "more than 19 chances in 20"
    if probability < 0.05:
        return "less than 1 chance in 20"
    if probability < 0.075:
        return "about 1 chance in 20"
    if probability < 0.25:
        return f"about 1 chance in {number(min(1 / probability, 10.0), 0)}"
    return f"about {number(min(10 * probability, 9.0), 0)} chances in 10"


def fraction(value: float) -> str:
    """A coefficient to two digits without its leading zero: .61, −.2, 1, 10.5. Not for NaN."""
    return re.sub(r"^(−?)0\.", r"\1.", number(value, 2))


def coefficient(value: float) -> str:
    """A coefficient beside others, all with two digits: .60, −.05, 1.00. Not for NaN."""
    return figures.coefficient(value)
