"""Variance components of the crossed model by exact restricted maximum likelihood."""

from __future__ import annotations

import math
from dataclasses import dataclass

from hiring.measurement.libraries import np
from hiring.measurement.model.equations import Equations, Solved, solve
from hiring.measurement.ratings import BoolArray, FloatArray, IntArray

# Of a ratio; with less error than that an additive model leaves none (`estimate`), and digits would be lost.
_LARGEST_LOG = math.log(1e9)
_SMALLEST = 1e-7
_STEP = 2.5
# A step that promises less than this of the criterion is left to the polishing, or not taken.
_GAIN = 1e-9
_ROUGH_GAIN = 1e-6


@dataclass(frozen=True)
class Point:
    """The criterion at one pair of ratios, with its slope and its curvature in the ratios (outer, inner).

    `solved` are the equations there; `slope` has shape (2,), `curvature` shape (2, 2).
    """

    solved: Solved
    criterion: float
    slope: FloatArray
    curvature: FloatArray


def at(data: Equations, ratios: FloatArray) -> Point:
    """The REML criterion, -2 × the restricted log-likelihood, the residual variance profiled out.

    With the names of `Solved`: log_det + f (1 + log(2 pi left_over / f)), f the degrees of freedom (Patterson &
    Thompson 1971). `ratios`, shape (2,), are the variances of the outer and the inner factor in units of the residual
    variance, 0 or above. The slope is exact; the curvature is the average information, which needs no trace (Gilmour,
    Thompson & Cullis 1995).
    """
    solved = solve(data, float(ratios[0]), float(ratios[1]))
    freedom = data.freedom
    left_over = max(solved.left_over, 1e-13 * data.square, 1e-300)
    width = len(data.inner_count)
    away = 1.0 + solved.outer_ratio * data.outer_count
    outer_rest = solved.outer_left / away
    met = data.crossing.t_dot(outer_rest)
    inner_rest = solved.effects[:width] / max(solved.inner_ratio, 1e-300)
    if solved.inner_ratio == 0:
        inner_rest = (data.inner_sum - data.inner @ solved.effects - solved.outer_ratio * met)[:width]
    spread = data.spread(solved.inverse, lambda count: 1.0 / (1.0 + solved.outer_ratio * count) ** 2)
    trace = np.array([float((data.outer_count / away).sum()) - spread, solved.inner_trace])
    squares = np.array([outer_rest @ outer_rest, inner_rest @ inner_rest])
    working = _working(data, solved, outer_rest, inner_rest, met)
    curvature = freedom * (working / left_over - np.outer(squares / left_over, squares / left_over))
    criterion = solved.log_det + freedom * (1.0 + np.log(2.0 * np.pi * left_over / freedom))
    return Point(solved, criterion, trace - freedom * squares / left_over, curvature)


def _working(
    data: Equations, solved: Solved, outer_rest: FloatArray, inner_rest: FloatArray, met: FloatArray
) -> FloatArray:
    """q' P q for the working vectors q = O O'Py and I I'Py, from sums alone; `met` is crossing'outer_rest."""
    width = len(data.inner_count)
    padded = np.concatenate([inner_rest, np.zeros(len(data.inner) - width)])
    outer_right = np.stack([data.outer_count * outer_rest, data.crossing.dot(padded)], axis=1)
    inner_right = np.stack([met, data.inner @ padded], axis=1)
    shrink = solved.shrink[:, None]
    effects = solved.inverse @ (inner_right - data.crossing.t_dot(shrink * outer_right))
    outer_effects = shrink * (outer_right - data.crossing.dot(effects))
    own = np.array(
        [
            [outer_rest @ (data.outer_count * outer_rest), outer_rest @ outer_right[:, 1]],
            [outer_rest @ outer_right[:, 1], inner_rest @ (data.inner_count * inner_rest)],
        ]
    )
    found_part = outer_right.T @ outer_effects + inner_right.T @ effects
    return np.asarray(own - (found_part + found_part.T) / 2.0, dtype=np.float64)


def maximise(
    data: Equations,
    start: FloatArray,
    free: tuple[bool, bool] = (True, True),
    restarts: int = 2,
    *,
    rough: bool = False,
) -> Point:
    """Climb from `start` to the best pair of ratios by Newton steps on their logarithms.

    `start` has shape (2,), outer before inner. A factor that is not `free` keeps the ratio 0. A ratio that falls to the
    boundary is set to exactly 0 when the criterion is no worse there, and taken up again, at most `restarts` times, if
    it slopes away from there. `rough` stops at the fourth digit or so of the ratios, which is enough for one of many
    refits. Where several peaks are possible it finds the one it climbs to.
    """
    active = np.array(free)
    ratios = np.where(active, np.clip(start, 1e-4, 1e6), 0.0)
    here = at(data, ratios)
    for _ in range(60):
        here, ratios, active = _leave(data, here, ratios, active)
        if not active.any():
            break
        step, gain = _newton(here, ratios, active)
        if gain < (_ROUGH_GAIN if rough else _GAIN):
            break
        moved = _descend(data, here, ratios, step, active)
        if moved is None:
            break
        here, ratios = moved
    if active.any() and not rough:
        here, ratios = _polished(data, here, ratios, active)
    return _take_up(data, here, ratios, free, restarts) if restarts else here


def _polished(data: Equations, here: Point, ratios: FloatArray, active: BoolArray) -> tuple[Point, FloatArray]:
    """Secant steps that take the slope itself to nothing, so that no printed digit shows where a climb began.

    The criterion cannot do that: its own rounding hides steps below about the seventh digit of a ratio.
    """
    bent = (here.curvature * np.outer(ratios, ratios))[np.ix_(active, active)]
    for _ in range(12):
        slope = (here.slope * ratios)[active]
        step = -np.linalg.lstsq(bent, slope, rcond=None)[0]
        if not 1e-13 < float(np.abs(step).max()) < 0.1:
            break
        moved = ratios.copy()
        moved[active] *= np.exp(step)
        there = at(data, moved)
        onward = (there.slope * moved)[active]
        if np.abs(onward).max() >= np.abs(slope).max():
            break
        missed = onward - slope - bent @ step
        if abs(float(missed @ step)) > 1e-8 * float(np.linalg.norm(missed) * np.linalg.norm(step)):
            bent = bent + np.outer(missed, missed) / float(missed @ step)
        here, ratios = there, moved
    return here, ratios


def _newton(here: Point, ratios: FloatArray, active: BoolArray) -> tuple[FloatArray, float]:
    slope = (here.slope * ratios)[active]
    bent = (here.curvature * np.outer(ratios, ratios))[active][:, active]
    bent.flat[:: len(bent) + 1] += np.maximum(slope, 0.0) + 1e-10 * (1.0 + bent.diagonal())
    move = -np.linalg.solve(bent, slope)
    gain = float(-move @ slope)
    step = np.zeros(2)
    step[active] = move * min(1.0, _STEP / max(float(np.abs(move).max()), 1e-300))
    return step, gain


def _descend(
    data: Equations, here: Point, ratios: FloatArray, step: FloatArray, active: BoolArray
) -> tuple[Point, FloatArray] | None:
    for _ in range(6):
        logs = np.log(np.where(active, ratios, 1.0)) + step
        moved = np.where(active, np.exp(np.minimum(logs, _LARGEST_LOG)), 0.0)
        there = at(data, moved)
        if there.criterion <= here.criterion:
            return there, moved
        step = step / 4.0
    return None


def _leave(data: Equations, here: Point, ratios: FloatArray, active: BoolArray) -> tuple[Point, FloatArray, BoolArray]:
    """Set a ratio to 0 when Newton's step in the ratio itself would go below 0 and the criterion agrees."""
    for factor in (0, 1):
        bend = max(here.curvature[factor, factor], 1e-300)
        if active[factor] and here.slope[factor] > 0 and ratios[factor] - here.slope[factor] / bend < _SMALLEST:
            without = np.where(np.arange(2) == factor, 0.0, ratios)
            there = at(data, without)
            if there.criterion <= here.criterion + 1e-9 and there.slope[factor] >= 0:
                return there, without, active & (np.arange(2) != factor)
    return here, ratios, active


def _take_up(data: Equations, here: Point, ratios: FloatArray, free: tuple[bool, bool], restarts: int) -> Point:
    for factor in (0, 1):
        if free[factor] and ratios[factor] == 0.0 and here.slope[factor] < -1e-9:
            again = np.where(np.arange(2) == factor, 1e-2, np.maximum(ratios, 1e-3))
            other = maximise(data, again, free, restarts - 1)
            return other if other.criterion < here.criterion else here
    return here


def henderson(data: Equations) -> tuple[float, float, float]:
    """Variances of the outer factor, the inner factor and the residual by Henderson's method 1, to start from.

    As `expectations`, from the sums alone; fixed effects beyond the mean are ignored, and an estimate can be negative.
    """
    width = len(data.inner_count)
    mean = float(data.inner_sum[width]) ** 2 / data.n
    sums = (
        data.square - mean,
        float((data.outer_sum**2 / data.outer_count).sum()) - mean,
        float((data.inner_sum[:width] ** 2 / data.inner_count).sum()) - mean,
    )
    return _method_one(data.outer_count, data.inner_count, (data.per_outer, data.per_inner), sums)


def expectations(outer: IntArray, inner: IntArray, score: FloatArray) -> tuple[float, float, float]:
    """Variances of the outer factor, the inner factor and the residual by Henderson's method 1.

    Codes from 0, every one in use, and scores, one entry a rating and at least one; no NaN. Uncorrected sums of squares
    are set equal to their expectations, which needs no iteration and no matrix (Henderson 1953, Biometrics 9, 226-252).
    In the squared units of the scores; an estimate can be negative.
    """
    y = score - score.mean()
    outer_count, inner_count = np.bincount(outer).astype(np.float64), np.bincount(inner).astype(np.float64)
    width = len(inner_count)
    pair, times = np.unique(outer * width + inner, return_counts=True)
    squared = times.astype(np.float64) ** 2
    meetings = (
        float((squared / outer_count[pair // width]).sum()),
        float((squared / inner_count[pair % width]).sum()),
    )
    sums = (
        float(y @ y),
        float((np.bincount(outer, weights=y) ** 2 / outer_count).sum()),
        float((np.bincount(inner, weights=y) ** 2 / inner_count).sum()),
    )
    return _method_one(outer_count, inner_count, meetings, sums)


def _method_one(
    outer: FloatArray, inner: FloatArray, meetings: tuple[float, float], sums: tuple[float, float, float]
) -> tuple[float, float, float]:
    n = float(outer.sum())
    own = np.array([float(outer @ outer) / n, float(inner @ inner) / n, 1.0])
    expected = np.array([[n, n, n], [n, meetings[0], len(outer)], [meetings[1], n, len(inner)]])
    estimates = np.linalg.lstsq(expected - own, np.array(sums), rcond=None)[0]
    return float(estimates[0]), float(estimates[1]), float(estimates[2])


def told_apart(data: Equations) -> tuple[bool, bool, bool]:
    """Whether the design tells the outer factor from the residual, the inner one from it, and all three apart.

    The covariance that each component gives to the ratings, with the fixed effects projected out, must not be a
    combination of the others': the determinant of their inner products, scaled to a correlation, is compared with 0.
    """
    width = len(data.inner_count)
    unit = np.eye(len(data.inner))[:, width:]
    outer_fixed, inner_fixed = data.crossing.dot(unit), data.inner[:width, width:]
    within = np.linalg.inv(data.inner[width:, width:])
    outer_hat, inner_hat = outer_fixed.T @ outer_fixed @ within, inner_fixed.T @ inner_fixed @ within
    outer_self = outer_fixed.T @ (data.outer_count[:, None] * outer_fixed) @ within
    inner_self = inner_fixed.T @ (data.inner_count[:, None] * inner_fixed) @ within
    across = inner_fixed.T @ data.crossing.t_dot(outer_fixed)[:width] @ within
    outer = float(data.outer_count @ data.outer_count - 2 * np.trace(outer_self) + np.sum(outer_hat * outer_hat.T))
    inner = float(data.inner_count @ data.inner_count - 2 * np.trace(inner_self) + np.sum(inner_hat * inner_hat.T))
    both = float(data.squared_meetings - 2 * np.trace(across) + np.sum(outer_hat * inner_hat.T))
    outer_rest, inner_rest = data.n - float(np.trace(outer_hat)), data.n - float(np.trace(inner_hat))
    products = np.array([[outer, both, outer_rest], [both, inner, inner_rest], [outer_rest, inner_rest, data.freedom]])
    return _regular(products[::2, ::2]), _regular(products[1:, 1:]), _regular(products)


def _regular(products: FloatArray) -> bool:
    own = products.diagonal()
    if not (own > 1e-9 * products.max()).all():
        return False
    size = np.sqrt(own)
    return bool(np.linalg.det(products / np.outer(size, size)) > 1e-7)
