"""What check-ins say of a new hire's true level, one manager's leniency kept in the error."""

from __future__ import annotations

from dataclasses import dataclass

from hiring.measurement.components import ASSUMED, NORMAL_95, Components
from hiring.measurement.libraries import np, pd, special
from hiring.measurement.ratings import BadRatings


@dataclass(frozen=True)
class Belief:
    """The true level after the ratings: normal with `mean` and `sd` (points); `below` is P(level < minimum).

    `occasions` are the manager-days that counted. The interval is the central 95 %.
    """

    mean: float
    sd: float
    below: float
    occasions: int

    @property
    def interval(self) -> tuple[float, float]:
        """The central 95 % of the belief, mean ± 1.96 sd, in points; not cut off at the ends of the scale."""
        return self.mean - NORMAL_95 * self.sd, self.mean + NORMAL_95 * self.sd


def update(
    ratings: pd.DataFrame,
    minimum: float,
    prior_mean: float,
    components: Components = ASSUMED,
    prior_sd: float | None = None,
) -> Belief:
    """Bayes' rule for a normal level, normal leniency and normal error.

    `ratings` has `manager`, `on` (the day) and `rating` (points); NaN is not observed. Ratings of one manager on one
    day are averaged and count once; rows without manager or day are left out. rating = level + leniency of the manager
    + error: with t days of one manager the error variance is R + E / t and never falls below R, however often the
    manager looks. The prior is normal with `prior_mean` and `prior_sd`, by default the components' spread of true
    levels; the panel's result with its own error may stand there. Without ratings the prior is returned. Raises
    `BadRatings` for a missing column and `ValueError` for a prior without spread.
    """
    for name in ("manager", "on", "rating"):
        if name not in ratings.columns:
            raise BadRatings(f"The ratings have no column {name}.")
    spread = components.candidate**0.5 if prior_sd is None else prior_sd
    if not spread > 0:
        raise ValueError("The prior must have some spread.")
    days = ratings.dropna(subset="rating").groupby(["manager", "on"])["rating"].mean()
    by_manager = days.groupby("manager").agg(["mean", "size"])
    variance = components.interviewer + components.residual / by_manager["size"].to_numpy(dtype=np.float64)
    weight = 1.0 / variance
    precision = spread**-2 + float(weight.sum())
    mean = (prior_mean * spread**-2 + float(weight @ by_manager["mean"].to_numpy(dtype=np.float64))) / precision
    sd = precision**-0.5
    return Belief(mean, sd, float(special.ndtr((minimum - mean) / sd)), len(days))


@dataclass(frozen=True)
class SignalRates:
    """Over the whole probation: the share of good hires flagged by mistake, and of poor ones missed; 0 to 1."""

    false_alarms: float
    misses: float


def signal_rates(
    check_ins: int,
    minimum: float,
    prior_mean: float,
    good: float,
    poor: float,
    threshold: float = 0.8,
    components: Components = ASSUMED,
    draws: int = 20_000,
    seed: int = 1,
) -> SignalRates:
    """How often "P(level < minimum) > threshold" is reached at any check-in, for a good and for a poor true level.

    One manager rates at each of `check_ins` days, by the model of `update` with the components' spread as prior.
    `minimum`, `prior_mean`, `good` and `poor` are levels in points, `threshold` a chance from 0 to 1. Looking again and
    again raises false alarms, which is why they are counted over the whole probation; both shares come from `draws`
    simulated probations (good to about .005; the same seed gives the same). Raises `ValueError` without a check-in or
    without spread in the prior.
    """
    if check_ins < 1:
        raise ValueError("A probation has at least one check-in.")
    if not components.candidate > 0:
        raise ValueError("The prior must have some spread.")
    rng = np.random.default_rng(seed)
    lenient = rng.normal(0.0, components.interviewer**0.5, (draws, 1))
    noise = lenient + rng.normal(0.0, components.residual**0.5, (draws, check_ins))
    times = np.arange(1, check_ins + 1)
    weight = 1.0 / (components.interviewer + components.residual / times)
    prior = 1.0 / components.candidate
    sd = (prior + weight) ** -0.5
    flagged = []
    for level in (good, poor):
        running = level + np.cumsum(noise, axis=1) / times
        mean = (prior_mean * prior + weight * running) / (prior + weight)
        flagged.append(float((special.ndtr((minimum - mean) / sd) > threshold).any(axis=1).mean()))
    return SignalRates(flagged[0], 1.0 - flagged[1])
