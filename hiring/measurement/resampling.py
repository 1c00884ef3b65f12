"""How sure a reliability is: the core model fitted again to marks drawn from itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from hiring.measurement.components import NORMAL_95
from hiring.measurement.crossed import CrossedFit, summed
from hiring.measurement.reliability import Design, design
from hiring.measurement.reml import at, maximise

# Beyond these sizes of the smaller factor and of the marks the information matrix is as good and far cheaper.
_LARGE_FACTOR = 150
_LARGE_MARKS = 10_000


def g_interval(fit: CrossedFit, draws: int = 400, seed: int = 1) -> tuple[float, float] | None:
    """A 95 % interval for G(q, k) of the fitted design by parametric bootstrap, both ends from 0 to 1.

    Marks are drawn from the fitted model on the same design and the model is fitted to them again, `draws` times; the
    same seed gives the same interval. It is reflected on the scale of log(1 + signal / noise) = -log(1 - G), where the
    distance of estimate and truth does not depend on the truth (exactly so for a complete table, where it is the
    logarithm of an F). In simulations it covered the truth 90 to 93 times in 100 with 30 candidates and 8 interviewers,
    95 times with 60 and 12; plain percentiles 89 to 93 and 95. With more than 150 interviewers and candidates, or
    10,000 marks, the information matrix replaces the drawing. None where the fit was not estimated by REML, as when it
    has no error variance, where it cannot tell interviewers from chance, and where drawing is needed and `draws` is 0.
    """
    if fit.method != "REML" or fit.unknown:
        return None
    made = design(fit.data)
    smaller = min(len(fit.data.candidates), len(fit.data.interviewers))
    if smaller > _LARGE_FACTOR or fit.n > _LARGE_MARKS:
        return _by_information(fit, made)
    if draws == 0:
        return None
    centre = float(np.log1p(_signal(fit.ratios, made)))
    least, most = np.quantile(np.log1p(list(_refits(fit, made, draws, seed))), [0.025, 0.975])
    # Draws stop at 0, so reflection alone would say "0 to 0" of an estimate of 0.
    low, high = 2.0 * centre - most, max(2.0 * centre - least, most)
    return float(-np.expm1(-max(low, 0.0))), float(-np.expm1(-max(high, 0.0)))


def _signal(ratios: Sequence[float], made: Design) -> float:
    """G / (1 - G) from the ratios of candidate and interviewer to the residual."""
    return ratios[0] / (made.q * ratios[1] + 1.0 / made.k)


def _refits(fit: CrossedFit, made: Design, draws: int, seed: int) -> Iterator[float]:
    data, rng = fit.data, np.random.default_rng(seed)
    people, panel = len(data.candidates), len(data.interviewers)
    spread = np.sqrt([fit.components.candidate, fit.components.interviewer, fit.components.residual])
    start = np.clip(fit.ratios, 1e-2, 1e3)
    for _ in range(draws):
        true, lenient = rng.normal(0.0, spread[0], people), rng.normal(0.0, spread[1], panel)
        score = true[data.candidate] + lenient[data.interviewer] + rng.normal(0.0, spread[2], fit.n)
        system, swapped = summed(data, score)
        found = maximise(system, start[::-1] if swapped else start, rough=True).solved
        ratios = (found.outer_ratio, found.inner_ratio)
        yield _signal(ratios[::-1] if swapped else ratios, made)


def _by_information(fit: CrossedFit, made: Design) -> tuple[float, float]:
    """The same on the scale of log(G / (1 - G)), from the curvature of the criterion in the two ratios."""
    system, swapped = summed(fit.data, fit.data.score - fit.data.score.mean())
    ratios = np.maximum(fit.ratios, [1e-9, 0.0])
    order = [1, 0] if swapped else [0, 1]
    curvature = at(system, ratios[order]).curvature[np.ix_(order, order)]
    slope = np.array([1.0 / ratios[0], -made.q / (made.q * ratios[1] + 1.0 / made.k)])
    inside = np.array([True, ratios[1] > 0])
    variance = 2.0 * slope[inside] @ np.linalg.solve(curvature[np.ix_(inside, inside)], slope[inside])
    away = NORMAL_95 * float(variance) ** 0.5
    centre = np.log(_signal(ratios.tolist(), made))
    return float(1.0 / (1.0 + np.exp(away - centre))), float(1.0 / (1.0 + np.exp(-away - centre)))
