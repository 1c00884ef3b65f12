"""Adverse impact: does one group pass less often than another, and is that more than chance?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import lgamma
from typing import Literal, TypeAlias

from hiring.measurement.components import NORMAL_95
from hiring.measurement.libraries import np
from hiring.measurement.ratings import FloatArray

FOUR_FIFTHS = 0.80
SMALL_GROUP = 30

Verdict: TypeAlias = Literal[
    "too few to tell", "look closer", "look closer (could be chance)", "small but systematic", "no sign"
]


@dataclass(frozen=True)
class Stratum:
    """One opening: how many of a group there were and passed, and the same of the reference group."""

    passed: int
    n: int
    reference_passed: int
    reference_n: int


@dataclass(frozen=True)
class Impact:
    """A group against the reference group.

    `ratio` of the rates (infinite where only the reference has nobody who passed) with its 95 % `interval`; `z` of the
    difference, 0 where everybody passed; `fisher` and `mid_p` two-sided and exact, from 0 to 1; `moves`, how many hires
    would have to move between the groups to flip the four-fifths verdict, and `moved_ratio`, the ratio then (both None
    for several openings, and where no number of moves would do); `smaller`, how many people the smaller group has; and
    the `verdict` in words. `passed` of `n` and `reference_passed` of `reference_n` are the counts over all openings.
    """

    ratio: float
    interval: tuple[float, float]
    z: float
    fisher: float
    mid_p: float
    moves: int | None
    moved_ratio: float | None
    smaller: int
    verdict: Verdict
    passed: int = 0
    n: int = 0
    reference_passed: int = 0
    reference_n: int = 0


def compare(strata: Sequence[Stratum]) -> Impact | None:
    """Compare a group with a reference, in one opening or pooled over several.

    None where no opening has people of both, or nobody of either passed. Several openings are pooled by the
    Mantel-Haenszel rate ratio (interval: Greenland & Robins 1985, Biometrics 41, 55-68), never by adding their tables;
    for one opening it is the plain ratio with Katz's interval. Where a rate is 0 the interval, not the ratio, is
    computed with half a person more. z is the pooled two-proportion statistic summed over openings. Fisher's exact test
    and Lancaster's mid-P (which counts outcomes as likely as the observed one half) condition on all margins and are
    exact over openings too. Strata with one group only tell nothing and are left out.

    With p the mid-P: p of .05 or more and fewer than 30 in the smaller group is "too few to tell"; else a ratio below
    .80 is "look closer", with p of .05 or more "(could be chance)"; else p below .05 is "small but systematic" and the
    rest "no sign". Raises `ValueError` when more passed than there were, or a count is negative.
    """
    for stratum in strata:
        if not (0 <= stratum.passed <= stratum.n and 0 <= stratum.reference_passed <= stratum.reference_n):
            raise ValueError("More passed than there were, or a count is below 0.")
    informative = [stratum for stratum in strata if stratum.n and stratum.reference_n]
    if not informative or not any(stratum.passed + stratum.reference_passed for stratum in informative):
        return None
    ratio, interval = _pooled_ratio(informative)
    fisher, mid_p = _exact(informative)
    moves, moved = _flip(informative[0]) if len(strata) == 1 else (None, None)
    counts = tuple(
        sum(getattr(stratum, name) for stratum in informative)
        for name in ("passed", "n", "reference_passed", "reference_n")
    )
    smaller = min(counts[1], counts[3])
    verdict = _verdict(ratio, mid_p, smaller)
    return Impact(ratio, interval, _z(informative), fisher, mid_p, moves, moved, smaller, verdict, *counts)


def _verdict(ratio: float, p: float, smaller: int) -> Verdict:
    if p >= 0.05 and smaller < SMALL_GROUP:
        return "too few to tell"
    if ratio < FOUR_FIFTHS:
        return "look closer" if p < 0.05 else "look closer (could be chance)"
    return "small but systematic" if p < 0.05 else "no sign"


def _pooled_ratio(strata: Sequence[Stratum]) -> tuple[float, tuple[float, float]]:
    a, n, b, m = _columns(strata)
    top, bottom, error = _mantel_haenszel(a, n, b, m)
    if top > 0 and bottom > 0:
        ratio = top / bottom
        return ratio, (float(ratio * np.exp(-NORMAL_95 * error)), float(ratio * np.exp(NORMAL_95 * error)))
    lifted_top, lifted_bottom, error = _mantel_haenszel(a + 0.5, n + 1, b + 0.5, m + 1)
    near, away = lifted_top / lifted_bottom, np.exp(NORMAL_95 * error)
    if bottom > 0:
        return 0.0, (0.0, float(near * away))
    return float("inf"), (float(near / away), float("inf"))


def _mantel_haenszel(a: FloatArray, n: FloatArray, b: FloatArray, m: FloatArray) -> tuple[float, float, float]:
    total = n + m
    top, bottom = float((a * m / total).sum()), float((b * n / total).sum())
    spread = float(((n * m * (a + b) - a * b * total) / total**2).sum())
    return top, bottom, float(np.sqrt(spread / (top * bottom))) if top * bottom > 0 else float("nan")


def _z(strata: Sequence[Stratum]) -> float:
    a, n, b, m = _columns(strata)
    total = n + m
    rate = (a + b) / total
    variance = float((rate * (1 - rate) * n * m / total).sum())
    difference = float((a - n * rate).sum())
    return difference / variance**0.5 if variance > 0 else 0.0


def _columns(strata: Sequence[Stratum]) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    table = np.array(
        [(stratum.passed, stratum.n, stratum.reference_passed, stratum.reference_n) for stratum in strata],
        dtype=np.float64,
    )
    return table[:, 0], table[:, 1], table[:, 2], table[:, 3]


def _exact(strata: Sequence[Stratum]) -> tuple[float, float]:
    """Two-sided Fisher and mid-P of the number passed in the group, openings added by convolution."""
    chance, offset, seen = np.ones(1), 0, 0
    for stratum in strata:
        low, own = _hypergeometric(stratum)
        chance, offset, seen = np.convolve(chance, own), offset + low, seen + stratum.passed
    observed = chance[seen - offset]
    rarer = float(chance[chance < observed * (1 - 1e-7)].sum())
    alike = float(chance[np.abs(chance - observed) <= observed * 1e-7].sum())
    return min(1.0, rarer + alike), min(1.0, rarer + alike / 2.0)


def _hypergeometric(stratum: Stratum) -> tuple[int, FloatArray]:
    """Lowest possible number passed in the group and the chances from there on, all margins given."""
    total, passed = stratum.n + stratum.reference_n, stratum.passed + stratum.reference_passed
    low, high = max(0, passed - stratum.reference_n), min(passed, stratum.n)
    k = np.arange(low, high + 1, dtype=np.float64)
    logs = _choose(stratum.n, k) + _choose(stratum.reference_n, passed - k) - _choose(total, np.array([float(passed)]))
    return low, np.exp(logs)


def _choose(n: int, k: FloatArray) -> FloatArray:
    return np.array([lgamma(n + 1.0) - lgamma(of + 1.0) - lgamma(n - of + 1.0) for of in k.tolist()])


def _flip(stratum: Stratum) -> tuple[int | None, float | None]:
    """The fewest hires to move towards the other verdict, and the ratio then."""
    below = stratum.passed * stratum.reference_n < FOUR_FIFTHS * stratum.reference_passed * stratum.n - 1e-12
    step = 1 if below else -1
    for moves in range(1, max(stratum.n, stratum.reference_n) + 1):
        a, b = stratum.passed + step * moves, stratum.reference_passed - step * moves
        if not (0 <= a <= stratum.n and 0 <= b <= stratum.reference_n):
            return None, None
        now_below = a * stratum.reference_n < FOUR_FIFTHS * b * stratum.n - 1e-12
        if now_below != below:
            return moves, (a / stratum.n) / (b / stratum.reference_n) if b else float("inf")
    return None, None
