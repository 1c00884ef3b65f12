"""Signals over time with exact error rates: the truncated sequential test and the cumulative sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hiring.measurement.libraries import np, special
from hiring.measurement.number_format import count
from hiring.measurement.ratings import FloatArray, NotEnoughData

# Three or four counts catch almost nobody.
LEAST_OBSERVATIONS = 12


@dataclass(frozen=True)
class SequentialTest:
    """Wald's test of a share of failed behaviours, ended at `longest` observations.

    Each failure adds `up` to a sum and each success `down`; at `upper` or above it flags, at `lower` or below it is
    content. The last four are exact: `false_alarms` is P(flag | good) and `misses` P(no flag | poor) over the whole
    run, `mean_good` and `mean_poor` the mean number of observations.
    """

    upper: float
    lower: float
    up: float
    down: float
    longest: int
    false_alarms: float
    misses: float
    mean_good: float
    mean_poor: float


def sequential_test(good: float, poor: float, longest: int, alpha: float = 0.05, beta: float = 0.10) -> SequentialTest:
    """A truncated sequential probability ratio test of a good against a poor share of failures.

    Bounds log((1 - beta) / alpha) and log(beta / (1 - alpha)), steps log(poor / good) and log((1 - poor) / (1 - good))
    (Wald 1945); without a decision after `longest` observations nobody is flagged. Its real error rates come from
    dynamic programming over every path, because Wald's `alpha` and `beta`, which lie above 0 and together below 1, hold
    only without an end. Raises `ValueError` unless 0 < good < poor < 1, and `NotEnoughData` below 12 observations,
    which must be independent (one manager on one day is one).
    """
    if not 0 < good < poor < 1:
        raise ValueError("The poor share of failures lies above the good one, both between 0 and 1.")
    if longest < LEAST_OBSERVATIONS:
        raise NotEnoughData(count(longest, "observation"), f"{LEAST_OBSERVATIONS} or more")
    upper, lower = float(np.log((1 - beta) / alpha)), float(np.log(beta / (1 - alpha)))
    up, down = float(np.log(poor / good)), float(np.log((1 - poor) / (1 - good)))
    flagged_good, mean_good = _run(good, up, down, (lower, upper), longest)
    flagged_poor, mean_poor = _run(poor, up, down, (lower, upper), longest)
    return SequentialTest(upper, lower, up, down, longest, flagged_good, 1.0 - flagged_poor, mean_good, mean_poor)


def _run(share: float, up: float, down: float, bounds: tuple[float, float], longest: int) -> tuple[float, float]:
    """P(flag) and the mean length, by the distribution of the number of failures among undecided runs."""
    open_runs, flagged, mean = np.array([1.0]), 0.0, 0.0
    for n in range(1, longest + 1):
        mean += float(open_runs.sum())
        open_runs = np.append(open_runs, 0.0) * (1 - share) + np.append(0.0, open_runs) * share
        failures = np.arange(n + 1)
        total = failures * up + (n - failures) * down
        flagged += float(open_runs[total >= bounds[1]].sum())
        open_runs = np.where((total >= bounds[1]) | (total <= bounds[0]), 0.0, open_runs)
    return flagged, mean


def sequence(failed: Sequence[bool], test: SequentialTest) -> tuple[str, float]:
    """Where a run stands: "flag", "content" or "open", with its sum.

    `failed` says of each observation in turn whether it failed, none missing. What comes after a decision, or after the
    longest run of `test`, is not counted; an empty run is open at 0.
    """
    total = 0.0
    for has_failed in failed[: test.longest]:
        total += test.up if has_failed else test.down
        if total >= test.upper:
            return "flag", total
        if total <= test.lower:
            return "content", total
    return "open", total


def cumulative_sum(residuals: Sequence[float], k: float = 0.5, h: float = 4.0) -> tuple[FloatArray, int | None]:
    """The one-sided sum S_t = max(0, S_{t-1} - z_t - k) of standardised residuals, and where it first exceeds h.

    A low rating has a negative residual and raises the sum; a NaN leaves it as it was. `k` and `h` are in standard
    deviations (Page 1954). Returns one sum a residual, and the place of the first above h counted from 0, None where
    there is none.
    """
    sums, now = [], 0.0
    for residual in residuals:
        if not np.isnan(residual):
            now = max(0.0, now - residual - k)
        sums.append(now)
    above = [at for at, value in enumerate(sums) if value > h]
    return np.array(sums), above[0] if above else None


def run_length(k: float, h: float, shift: float = 0.0, *, two_sided: bool = False) -> float:
    """Mean number of observations until a CUSUM of independent standard normal residuals signals.

    `k`, `h` and `shift`, how far the level has moved towards the signal, are in standard deviations. One-sided lengths
    solve Page's integral equation by Gauss-Legendre quadrature (Goel & Wu 1971); two sides combine by 1/L = 1/L+ +
    1/L-. Raises `ValueError` unless h is above 0 and k not below it.
    """
    if not (h > 0 and k >= 0):
        raise ValueError("h must be above 0 and k not below it.")
    toward = _one_sided(k, h, shift)
    if not two_sided:
        return toward
    return 1.0 / (1.0 / toward + 1.0 / _one_sided(k, h, -shift))


def _one_sided(k: float, h: float, shift: float) -> float:
    point, weight, to_zero, step = _kernel(k, h, shift)
    size = len(point) + 1
    matrix = np.zeros((size, size))
    matrix[:, 0] = to_zero
    matrix[:, 1:] = step * weight
    return float(np.linalg.solve(np.eye(size) - matrix, np.ones(size))[0])


def chance_of_signal(k: float, h: float, observations: int, shift: float = 0.0) -> float:
    """P(the one-sided sum exceeds h within so many observations), from 0 to 1.

    With `shift` 0 it is the chance of a false alarm over a whole probation, with a shift towards the signal one less
    the chance of a miss. `k`, `h` and `shift` as for `run_length`, which see for the method; 0 for no observations.
    """
    point, weight, to_zero, step = _kernel(k, h, shift)
    stays = np.ones(len(point) + 1)
    for _ in range(observations):
        stays = to_zero * stays[0] + step @ (weight * stays[1:])
    return float(1.0 - stays[0])


def _kernel(k: float, h: float, shift: float) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Quadrature points on (0, h), and from 0 and each of them the chance to fall to 0 and the density to move."""
    node, weight = np.polynomial.legendre.leggauss(80)
    point, weight = h * (node + 1.0) / 2.0, h * weight / 2.0
    start = np.append(0.0, point)
    to_zero = np.asarray(special.ndtr(k - shift - start), dtype=np.float64)
    away = point[None, :] - start[:, None] + k - shift
    return point, weight, to_zero, np.exp(-(away**2) / 2.0) / np.sqrt(2.0 * np.pi)
