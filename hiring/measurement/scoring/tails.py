"""Tails of the normal curve and of chi², because to import `scipy.special` costs more than to compare 500 panels."""

from __future__ import annotations

from functools import cache
from math import erfc, exp, lgamma, log, sqrt


def below_normal(at: float) -> float:
    """Phi(at), the share of a standard normal below `at`, from 0 to 1; NaN for NaN."""
    return erfc(-at / sqrt(2.0)) / 2.0


@cache
def upper_chi2(freedom: int, share: float) -> float:
    """What chi² with `freedom` degrees of freedom exceeds with a chance of `share`.

    `freedom` is 1 or more, `share` at most .3, so that the answer is right of the mean: there the tail is convex, and
    Newton's steps from the mean only go up. For whole degrees of freedom the tail is a sum (Abramowitz & Stegun 26.4.4
    and 26.4.5).
    """
    at, step = float(freedom), 1.0
    while step > 1e-15 * at:
        step = _newton(at / 2.0, freedom, share)
        at += step
    return at


def _newton(half: float, freedom: int, share: float) -> float:
    most = freedom / 2.0 - 1.0
    terms = [exp(k * log(half) - half - lgamma(k + 1.0)) for k in (most - place for place in range(freedom // 2))]
    tail = sum(terms) + (erfc(sqrt(half)) if freedom % 2 else 0.0)
    return (tail - share) / (exp(most * log(half) - half - lgamma(most + 1.0)) / 2.0)
