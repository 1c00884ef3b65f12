"""How far interview marks go with what came later: a relation for each criterion and outcome, or how many it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil
from typing import Literal, TypeAlias

from hiring.measurement.libraries import np, pd, special
from hiring.measurement.number_format import count
from hiring.measurement.outcomes.validity import Validity, shrink, validity
from hiring.measurement.ratings import NotEnoughData

# Below this many people a relation is not shown at all: its interval would reach over most of the scale.
LEAST_HIRES = 25
# The relation that is asked for, and how many people show one of that size: `validity.hires_needed` of it.
USUAL_RELATION = 0.40
NEEDED = 47
# How alike two managers rate the same person's work (Viswesvaran, Ones & Schmidt 1996). Taken from there, not measured.
MANAGERS_AGREE = 0.52
_DAYS_A_MONTH = 30.44

Direction: TypeAlias = Literal["with", "against", "unclear"]


@dataclass(frozen=True)
class InterviewRelation:
    """One interview mark beside one outcome, among the `n` hires who have both.

    `observed` is None with fewer than `LEAST_HIRES`, and where `is_alike`: all marks or all outcomes are the same.
    `shrunken` is the correlation, -1 to 1, pulled to what the relations beside it have in common; None where it is not.
    """

    name: str
    n: int
    observed: Validity | None
    is_alike: bool = False
    shrunken: float | None = None

    @property
    def direction(self) -> Direction:
        """Which side of none the whole interval lies on; unclear where it holds none, or there is none."""
        if self.observed is None or self.observed.interval[0] <= 0 <= self.observed.interval[1]:
            return "unclear"
        return "with" if self.observed.r > 0 else "against"

    @property
    def missing(self) -> int:
        """How many people more it takes to show anything; 0 or more."""
        return max(LEAST_HIRES - self.n, 0)


def relation(name: str, score: Sequence[float], outcome: Sequence[float]) -> InterviewRelation:
    """Pearson's r of a mark and an outcome, one entry a hire in each; pairs with a NaN are left out."""
    x, y = np.asarray(score, dtype=np.float64), np.asarray(outcome, dtype=np.float64)
    known = ~(np.isnan(x) | np.isnan(y))
    n = int(known.sum())
    if n < LEAST_HIRES:
        return InterviewRelation(name, n, None)
    try:
        return InterviewRelation(name, n, validity(x[known].tolist(), y[known].tolist()))
    except NotEnoughData:
        return InterviewRelation(name, n, None, is_alike=True)


def relations(pairs: pd.DataFrame) -> list[InterviewRelation]:
    """One `relation` for each `name` of a long frame with `name`, `score` and `outcome`, sorted by name.

    Those with an interval are pulled to their common mean on the scale of Fisher's z, as `validity.shrink` does; fewer
    than three are left as they are.
    """
    shown = [
        relation(str(name), rows["score"].tolist(), rows["outcome"].tolist())
        for name, rows in pairs.groupby("name", sort=True)
    ]
    z = np.array([np.arctanh(np.clip(each.observed.r, -0.999999, 0.999999)) if each.observed else np.nan
                  for each in shown])  # fmt: skip
    error = 1.0 / np.sqrt(np.maximum(np.array([each.n for each in shown], dtype=np.float64) - 3.0, 1.0))
    pulled = np.tanh(shrink(z, error))
    return [
        replace(each, shrunken=None if np.isnan(value) else float(value))
        for each, value in zip(shown, pulled, strict=True)
    ]


def mean_gap(score: Sequence[float], outcome: Sequence[float]) -> tuple[float, tuple[float, float]]:
    """How much higher the first are than the second on average, in points, and the 95 % interval by Student's t.

    One entry a hire in each, none of them NaN. Raises `NotEnoughData` below two.
    """
    apart = np.asarray(score, dtype=np.float64) - np.asarray(outcome, dtype=np.float64)
    if len(apart) < 2:
        raise NotEnoughData(count(len(apart), "hire"), "Two hires")
    reach = float(special.stdtrit(len(apart) - 1, 0.975) * np.std(apart, ddof=1) / len(apart) ** 0.5)
    mean = float(apart.mean())
    return mean, (mean - reach, mean + reach)


def months_to(enough: int, days: Sequence[date], today: date) -> int | None:
    """Months until there are `enough` people, going on as before: 0 once there are, None where no pace is known.

    `days` has one entry a person, the day on which they came to count; the pace is that since the first of them.
    """
    if len(days) >= enough:
        return 0
    since = (today - min(days)).days if days else 0
    if since < _DAYS_A_MONTH:
        return None
    return ceil((enough - len(days)) / len(days) * since / _DAYS_A_MONTH)


def spread_lost(everyone: Sequence[float], hired: Sequence[float]) -> float | None:
    """The SD of scores among everyone interviewed over that among the hired; NaN is left out.

    None with fewer than `LEAST_HIRES` of either, where the hired are all alike, and where hiring lost no spread.
    """
    wide, narrow = (np.asarray(scores, dtype=np.float64) for scores in (everyone, hired))
    wide, narrow = wide[~np.isnan(wide)], narrow[~np.isnan(narrow)]
    if min(len(wide), len(narrow)) < LEAST_HIRES or not np.ptp(narrow) > 0:
        return None
    ratio = float(np.std(wide, ddof=1) / np.std(narrow, ddof=1))
    return ratio if ratio > 1 else None
