"""How sure a reliability is: the core model fitted again to marks drawn from itself."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from hiring.measurement.components import NORMAL_95
from hiring.measurement.crossed import CrossedFit, summed
from hiring.measurement.reliability import Design, design
from hiring.measurement.reml import Point, at, maximise

# Beyond these sizes of the smaller factor and of the marks the information matrix is as good and far cheaper.
_LARGE_FACTOR = 150
_LARGE_MARKS = 10_000


def g_interval(fit: CrossedFit, draws: int = 400, seed: int = 1) -> tuple[float, float] | None:
    """A 95 % interval for G(q, k) of the fitted design by a studentised parametric bootstrap.

    Marks are drawn from the fitted model on the same design and the model is fitted to them again, `draws` times; the
    same seed gives the same interval. What is studentised is log(1 + signal / noise) = -log(1 - G), with its standard
    error from the average information of each fit (Efron & Tibshirani 1993, chapter 12). With more than 150
    interviewers and candidates, or 10,000 marks, the normal curve replaces the drawing. None where the fit has no
    error variance, or cannot tell interviewers from chance.
    """
    if fit.method != "REML" or fit.unknown:
        return None
    made = design(fit.data)
    system, swapped = summed(fit.data, fit.data.score - fit.data.score.mean())
    ratios = np.array(fit.ratios)
    point = at(system, ratios[::-1] if swapped else ratios)
    centre, error = _log_signal(point, swapped, made)
    smaller = min(len(fit.data.candidates), len(fit.data.interviewers))
    if smaller > _LARGE_FACTOR or fit.n > _LARGE_MARKS:
        away = np.array([NORMAL_95, -NORMAL_95])
    else:
        away = np.quantile(
            [(one - centre) / max(se, 1e-9) for one, se in _refits(fit, made, draws, seed)], [0.975, 0.025]
        )
    low, high = centre - away * error
    return float(-np.expm1(-max(low, 0.0))), float(-np.expm1(-max(high, 0.0)))


def _refits(fit: CrossedFit, made: Design, draws: int, seed: int) -> Iterator[tuple[float, float]]:
    data, rng = fit.data, np.random.default_rng(seed)
    people, panel = len(data.candidates), len(data.interviewers)
    spread = np.sqrt([fit.components.candidate, fit.components.interviewer, fit.components.residual])
    start = np.clip(fit.ratios, 1e-2, 1e3)
    for _ in range(draws):
        true, lenient = rng.normal(0.0, spread[0], people), rng.normal(0.0, spread[1], panel)
        score = true[data.candidate] + lenient[data.interviewer] + rng.normal(0.0, spread[2], fit.n)
        system, swapped = summed(data, score)
        yield _log_signal(maximise(system, start[::-1] if swapped else start), swapped, made)


def _log_signal(point: Point, swapped: bool, made: Design) -> tuple[float, float]:
    """log(1 + signal / noise) and its standard error, from the ratios and their curvature."""
    order = [1, 0] if swapped else [0, 1]
    signal, lenient = np.array([point.solved.outer_ratio, point.solved.inner_ratio])[order]
    noise = made.q * lenient + 1.0 / made.k
    slope = np.array([1.0, -made.q * signal / noise]) / (noise + signal)
    inside = np.array([True, lenient > 0])
    curvature = point.curvature[np.ix_(order, order)][np.ix_(inside, inside)]
    variance = 2.0 * slope[inside] @ np.linalg.lstsq(curvature, slope[inside], rcond=None)[0]
    return float(np.log1p(signal / noise)), float(np.sqrt(max(variance, 0.0)))
