"""Krippendorff's alpha: do interviewers give the same unit the same mark more often than chance would?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from hiring.measurement.libraries import np, pd
from hiring.measurement.ratings import FloatArray, IntArray, scores

Metric: TypeAlias = Literal["nominal", "ordinal", "interval", "ratio"]
# An interval from fewer units than this would promise too much.
INTERVAL_UNITS = 20


@dataclass(frozen=True)
class Alpha:
    """Krippendorff's alpha: `value` is 1 at full agreement, 0 at chance, below it negative.

    `value` is None when nothing can be compared or only one mark was ever given. `interval` is the 95 % interval, None
    where there is none. `units` counts the units that carried information.
    """

    value: float | None
    interval: tuple[float, float] | None
    units: int


def alpha(
    counts: IntArray | FloatArray,
    values: Sequence[float],
    metric: Metric = "ordinal",
    draws: int = 1000,
    seed: int = 1,
) -> Alpha:
    """Alpha from a table of counts, one row a unit and one column a value, with a 95 % interval.

    `counts` has shape (units, values) and says how often each value was given to each unit; `values` are ascending.
    `metric` is how far apart two values are: equal or not, by rank, by difference, or by difference over sum. Units
    with fewer than two marks carry no information and are left out; one unit alone cannot show agreement beyond chance,
    so below two the value is None. alpha = 1 -
    observed / expected disagreement (Krippendorff 2011, Computing Krippendorff's alpha-reliability). The interval
    resamples units, which keeps the dependence of marks within one; there is none below 20 units or with `draws` 0, and
    the same `seed` gives the same one.
    """
    table = np.asarray(counts, dtype=np.float64)
    table = table[table.sum(axis=1) >= 2]
    units = len(table)
    if units < 2:
        return Alpha(None, None, units)
    value = _alpha(_coincidences(table), np.asarray(values, dtype=np.float64), metric)
    if value is None or units < INTERVAL_UNITS or draws == 0:
        return Alpha(value, None, units)
    resampled = _resampled(table, np.asarray(values, dtype=np.float64), metric, draws, seed)
    low, high = np.quantile(resampled, [0.025, 0.975])
    return Alpha(value, (float(low), float(high)), units)


def count_table(ratings: pd.DataFrame, unit: Sequence[str]) -> tuple[IntArray, list[float]]:
    """Counts of each distinct score within each unit, and the scores in ascending order.

    `ratings` has the columns named in `unit`, none of whose names may be missing, and `score`. NaN scores are left out,
    and units without any other. The counts have shape (units, scores), units sorted, (0, 0) without any score. Raises
    `BadRatings` for a score that is not a finite number.
    """
    score = scores(ratings["score"])
    seen = ~np.isnan(score)
    place = ratings.loc[seen].groupby(list(unit), sort=True).ngroup().to_numpy()
    value, column = np.unique(score[seen], return_inverse=True)
    rows = int(place.max()) + 1 if len(place) else 0
    cell = np.bincount(place * len(value) + column, minlength=rows * len(value))
    return cell.reshape(rows, len(value)).astype(np.int64), value.tolist()


def _coincidences(table: FloatArray) -> FloatArray:
    """How often two marks of the same unit were c and k."""
    weight = 1.0 / (table.sum(axis=1) - 1.0)
    weighted = table * weight[:, None]
    return np.asarray(table.T @ weighted - np.diag(weighted.sum(axis=0)), dtype=np.float64)


def _alpha(coincidences: FloatArray, values: FloatArray, metric: Metric) -> float | None:
    total = coincidences.sum(axis=1)
    distance = _distance(total, values, metric)
    expected = float(total @ distance @ total) / (total.sum() - 1.0)
    if expected <= 0:
        return None
    return float(1.0 - (coincidences * distance).sum() / expected)


def _distance(total: FloatArray, values: FloatArray, metric: Metric) -> FloatArray:
    """Squared differences of every two values."""
    if metric == "nominal":
        return 1.0 - np.eye(len(values))
    if metric == "ordinal":
        middle = np.cumsum(total) - total / 2.0
        return np.asarray(np.subtract.outer(middle, middle) ** 2, dtype=np.float64)
    difference = np.subtract.outer(values, values)
    if metric == "interval":
        return np.asarray(difference**2, dtype=np.float64)
    both = np.add.outer(values, values)
    ratio = np.divide(difference, both, out=np.zeros_like(difference), where=both != 0)
    return np.asarray(ratio**2, dtype=np.float64)


def _resampled(table: FloatArray, values: FloatArray, metric: Metric, draws: int, seed: int) -> FloatArray:
    """Alpha of resampled units. Equal rows are drawn together; a sample with one value only agrees perfectly."""
    pattern, times = np.unique(table, axis=0, return_counts=True)
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(len(table), times / len(table), size=draws).astype(np.float64)
    # One product for all draws: the coincidences within each pattern, times how often it was drawn.
    weight = 1.0 / (pattern.sum(axis=1) - 1.0)
    within = pattern[:, :, None] * pattern[:, None, :] * weight[:, None, None]
    each = np.arange(len(values))
    within[:, each, each] -= pattern * weight[:, None]
    coincidences = (drawn @ within.reshape(len(pattern), -1)).reshape(draws, len(values), len(values))
    values_drawn = [_alpha(sample, values, metric) for sample in coincidences]
    return np.array([1.0 if value is None else value for value in values_drawn])
