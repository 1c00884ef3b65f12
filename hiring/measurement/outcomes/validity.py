"""Do interview scores relate to how the probation ended, and how many hires would it take to know?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hiring.measurement.components import NORMAL_95
from hiring.measurement.libraries import np, pd, special
from hiring.measurement.number_format import count
from hiring.measurement.ratings import FloatArray, NotEnoughData

# Below this many hires the interval resamples them, because the normal curve of Fisher's z is not yet to be trusted.
BOOTSTRAP_BELOW = 50
LEAST = 4


@dataclass(frozen=True)
class Validity:
    """A correlation `r` of scores and outcomes as observed among the `n` hired, with its 95 % `interval`; -1 to 1."""

    r: float
    interval: tuple[float, float]
    n: int


@dataclass(frozen=True)
class Corrected:
    """What was observed, and what it would be without one artefact; ends of the interval corrected the same way."""

    observed: Validity
    r: float
    interval: tuple[float, float]


def validity(score: Sequence[float], outcome: Sequence[float], draws: int = 2000, seed: int = 1) -> Validity:
    """Pearson's r of two sequences of one entry a hire; pairs with a NaN are left out.

    From 50 hires on the interval is `fisher_interval`, below that the percentiles of `draws` paired resamples (the same
    seed gives the same interval). Raises `NotEnoughData` with fewer than four hires, or when scores or outcomes are all
    alike.
    """
    x, y = np.asarray(score, dtype=np.float64), np.asarray(outcome, dtype=np.float64)
    seen = ~(np.isnan(x) | np.isnan(y))
    x, y = x[seen], y[seen]
    if len(x) < LEAST:
        raise NotEnoughData(f"{count(len(x), 'hire')} with a score and an outcome", f"{LEAST} hires")
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        raise NotEnoughData("all scores or all outcomes are alike", "Hires who differ in both")
    r = _pearson(x[None], y[None])[0]
    if len(x) >= BOOTSTRAP_BELOW:
        return Validity(float(r), fisher_interval(float(r), len(x)), len(x))
    pick = np.random.default_rng(seed).integers(0, len(x), (draws, len(x)))
    low, high = np.nanquantile(_pearson(x[pick], y[pick]), [0.025, 0.975])
    return Validity(float(r), (float(low), float(high)), len(x))


def fisher_interval(r: float, n: int) -> tuple[float, float]:
    """The 95 % interval of a correlation, tanh(atanh r ± 1.96 / sqrt(n - 3)) (Fisher 1921, Metron 1, 3-32).

    `r` from -1 to 1, of `n` pairs. Raises `NotEnoughData` for fewer than four.
    """
    if n <= 3:
        raise NotEnoughData(count(n, "hire"), f"{LEAST} hires")
    centre, reach = np.arctanh(np.clip(r, -1 + 1e-15, 1 - 1e-15)), NORMAL_95 / np.sqrt(n - 3)
    return float(np.tanh(centre - reach)), float(np.tanh(centre + reach))


def _pearson(x: FloatArray, y: FloatArray) -> FloatArray:
    """Row by row; NaN where a row does not vary."""
    x, y = x - x.mean(axis=1, keepdims=True), y - y.mean(axis=1, keepdims=True)
    size = np.sqrt((x**2).sum(axis=1) * (y**2).sum(axis=1))
    r = np.divide((x * y).sum(axis=1), size, out=np.full(len(x), np.nan), where=size > 1e-12)
    return np.asarray(np.clip(r, -1.0, 1.0), dtype=np.float64)


def unrestricted(observed: Validity, u: float) -> Corrected:
    """Thorndike's case II: r u / sqrt(1 + r² (u² - 1)), for selection on the score itself.

    `u` is the SD of scores among all candidates over that among the hired. Raises `ValueError` unless it is above 0.
    Source: Thorndike 1949.
    """
    if not u > 0:
        raise ValueError("The ratio of standard deviations must be above 0.")

    def lift(r: float) -> float:
        return r * u / float(np.sqrt(1.0 + r**2 * (u**2 - 1.0)))

    return Corrected(observed, lift(observed.r), (lift(observed.interval[0]), lift(observed.interval[1])))


def disattenuated(observed: Validity, reliability: float) -> Corrected:
    """r / sqrt(reliability of the outcome), not beyond ±1: without the error in the outcome.

    Raises `ValueError` unless the reliability is above 0 and at most 1, which is taken as known. Source: Spearman 1904,
    American Journal of Psychology 15, 72-101.
    """
    if not 0 < reliability <= 1:
        raise ValueError("A reliability is above 0 and at most 1.")
    ends = np.clip(np.array([observed.r, *observed.interval]) / reliability**0.5, -1.0, 1.0)
    return Corrected(observed, float(ends[0]), (float(ends[1]), float(ends[2])))


def hires_needed(r: float, base_rate: float | None = None, power: float = 0.8) -> int:
    """How many hires show a correlation of `r` with this power at two-sided 5 %, by Fisher's z.

    n = ((1.96 + z_power) / atanh r)² + 3, rounded up. With `base_rate` p the outcome is only yes or no with that share
    of yes, which lowers the correlation by density(z_p) / sqrt(p (1 - p)): 47 hires for .40, 113 when 85 % are
    confirmed. Raises `ValueError` unless r is strictly between 0 and 1 in size, and the base rate between 0 and 1.
    """
    if base_rate is not None:
        if not 0 < base_rate < 1:
            raise ValueError("A base rate lies strictly between 0 and 1.")
        cut = special.ndtri(base_rate)
        r *= float(np.exp(-(cut**2) / 2) / np.sqrt(2 * np.pi) / np.sqrt(base_rate * (1 - base_rate)))
    if not 0 < abs(r) < 1:
        raise ValueError("A correlation strictly between 0 and 1 in size is needed.")
    return int(np.ceil(((NORMAL_95 + special.ndtri(power)) / np.arctanh(abs(r))) ** 2 + 3))


def by_question(scores: pd.DataFrame) -> pd.DataFrame:
    """Validity of every question, shrunken to what questions have in common, and guarded against many tries.

    `scores` is long: `question`, `score`, `outcome`, one row a hire and question; rows with a NaN are left out.
    Returns, sorted by question: `n`, `r`, `low`, `high` (`fisher_interval`), `shrunken` (see `shrink`), `p` (two-sided,
    by Fisher's z), and `discovery` (see `discoveries`, at 10 %). Questions with fewer than four hires, or without
    variation, have an n and NaN, and are no discovery.
    """
    rows = []
    for question, group in scores.dropna(subset=["score", "outcome"]).groupby("question", sort=True):
        x, y = group["score"].to_numpy(dtype=np.float64), group["outcome"].to_numpy(dtype=np.float64)
        usable = len(x) >= LEAST
        rows.append((question, len(x), float(_pearson(x[None], y[None])[0]) if usable else np.nan))
    table = pd.DataFrame(rows, columns=["question", "n", "r"])
    error = 1.0 / np.sqrt(np.maximum(table["n"].to_numpy(dtype=np.float64) - 3.0, 1.0))
    z = np.arctanh(np.clip(table["r"].to_numpy(dtype=np.float64), -1 + 1e-12, 1 - 1e-12))
    p = 2.0 * special.ndtr(-np.abs(z) / error)
    return table.assign(
        low=np.tanh(z - NORMAL_95 * error),
        high=np.tanh(z + NORMAL_95 * error),
        shrunken=np.tanh(shrink(z, error)),
        p=p,
        discovery=discoveries(p, 0.10),
    )


def shrink(estimate: FloatArray, error: FloatArray) -> FloatArray:
    """Pull estimates with standard errors to their common mean; NaN stays, fewer than three are left as they are.

    One entry each in `estimate` and `error`, which is above 0. Empirical Bayes: mean + (estimate - mean) t / (t +
    error²), with t the variance between true values by DerSimonian & Laird 1986 (0 at least) and the mean weighted by 1
    / (t + error²).
    """
    real = ~np.isnan(estimate)
    if real.sum() < 3:
        return estimate
    value, weight = estimate[real], error[real] ** -2.0
    mean = float(value @ weight / weight.sum())
    excess = float(weight @ (value - mean) ** 2) - (len(value) - 1)
    between = max(0.0, excess / float(weight.sum() - (weight @ weight) / weight.sum()))
    total = 1.0 / (between + 1.0 / weight)
    mean = float(value @ total / total.sum())
    shrunken = estimate.copy()
    shrunken[real] = mean + (value - mean) * between / (between + 1.0 / weight)
    return shrunken


def discoveries(p: FloatArray, rate: float) -> np.ndarray:
    """Which of many p-values hold at a false-discovery rate (Benjamini & Hochberg 1995); NaN never does.

    True for each p up to the largest p_(i) of m that is at most rate × i / m; shape as `p`. A NaN is not counted in m.
    """
    real = np.flatnonzero(~np.isnan(p))
    order = real[np.argsort(p[real], kind="stable")]
    passing = np.flatnonzero(p[order] <= rate * np.arange(1, len(order) + 1) / max(len(order), 1))
    discovered = np.zeros(len(p), dtype=bool)
    if len(passing):
        discovered[order[: passing[-1] + 1]] = True
    return discovered
