"""From the summed-up ratings to components and effects, whatever the data: ordinary, exact, or all alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from hiring.measurement.components import Components
from hiring.measurement.libraries import np
from hiring.measurement.model.effects import (
    Effects,
    adjusted_effects,
    exact_effects,
    known_effects,
    level_effects,
    random_effects,
)
from hiring.measurement.model.equations import Equations, Solved, solve
from hiring.measurement.model.reml import Point, henderson, maximise, told_apart
from hiring.measurement.ratings import FloatArray, NotEnoughData

# Below this share of the variation an additive model is said to leave no error at all.
_EXACT = 3e-9
_SEVERAL_PEAKS = 200
# With no degrees of freedom left the criterion can fall for ever as the residual shrinks; that is no estimate.
_RUNAWAY = 1e5


@dataclass(frozen=True)
class Estimate:
    """Effects and components around the mean of all marks, in points and squared points of the scale.

    `adjust` makes the unshrunken effects and `levels` the shrunken ones with the fixed effects added, when asked.
    `mean` is the fitted mean; `criterion`, `unknown`, `at_zero`, `method`, `ratios` and `curvature` as in
    `crossed.CrossedFit`.
    """

    random: Effects
    adjust: Callable[[], Effects]
    components: Components
    criterion: float
    mean: float
    levels: Callable[[], Effects]
    unknown: tuple[str, ...]
    at_zero: tuple[str, ...]
    method: str
    ratios: tuple[float, float]
    curvature: FloatArray | None = None


def estimate(data: Equations, swapped: bool, start: tuple[float, float] | None, *, rough: bool = False) -> Estimate:
    """Estimate by REML; `swapped` when interviewers are the outer factor; `start` are ratios to begin from; `rough` as
    for `reml.maximise`.

    `data` are scores less their mean, `start` the variances of candidate and interviewer in units of the residual's.
    Where an additive model leaves no error the restricted likelihood has no maximum: effects are then known, their
    variances plain sample variances, and the criterion NaN. Raises `NotEnoughData` when candidates cannot be told from
    the residual. Source: Patterson & Thompson 1971.
    """
    outer_told, inner_told, all_told = told_apart(data)
    if not (inner_told if swapped else outer_told):
        raise NotEnoughData(
            "candidates can't be told from chance", "Several candidates met by two or more interviewers"
        )
    unknown = () if all_told else ("interviewer",)
    if data.square <= 1e-18 * data.n:
        return _without_error(data, swapped, unknown)
    free = (all_told or not swapped, all_told or swapped)
    point = _best(data, _begin(data, swapped, start), free, rough)
    if point.solved.left_over <= 1e-2 * data.square and _leaves_nothing(data, swapped, all_told):
        return _without_error(data, swapped, unknown)
    residual = point.solved.left_over / data.freedom
    order = [1, 0] if swapped else [0, 1]
    report = _report(data, point.solved, swapped, unknown, residual, point.criterion)
    return replace(report, curvature=point.curvature[np.ix_(order, order)])


def estimate_at(data: Equations, swapped: bool, components: Components) -> Estimate:
    """The same effects at components that are given and not estimated; nothing needs to be told apart then.

    `components.residual` is above 0. The criterion is NaN and the method "given"; nothing is reported as unknown.
    """
    ratios = np.array([components.candidate, components.interviewer]) / components.residual
    outer, inner = reversed(ratios) if swapped else ratios
    solved = solve(data, float(outer), float(inner))
    report = _report(data, solved, swapped, (), components.residual, float("nan"))
    return replace(report, components=components, method="given")


def _report(
    data: Equations, solved: Solved, swapped: bool, unknown: tuple[str, ...], residual: float, criterion: float
) -> Estimate:
    outer, inner = solved.outer_ratio, solved.inner_ratio
    ratios = (inner, outer) if swapped else (outer, inner)
    random = random_effects(data, solved, residual, swapped)
    names = (("candidate", ratios[0]), ("interviewer", ratios[1]))
    return Estimate(
        random=random,
        adjust=partial(adjusted_effects, data, ratios[1], residual, swapped),
        levels=partial(level_effects, data, solved, residual, swapped),
        components=Components(ratios[0] * residual, ratios[1] * residual, residual),
        criterion=criterion,
        mean=float(data.fixed_sums @ random.fixed) / data.n,
        unknown=unknown,
        at_zero=tuple(name for name, ratio in names if ratio == 0 and name not in unknown),
        method="REML",
        ratios=ratios,
    )


def _best(data: Equations, begin: FloatArray, free: tuple[bool, bool], rough: bool) -> Point:
    """The best of several climbs where few marks can make several peaks.

    One climb is enough for many marks, and where everybody met everybody once, which leaves one peak.
    """
    point = maximise(data, begin, free, rough=rough)
    complete = data.fixed == 1 and data.n == len(data.outer_count) * len(data.inner_count) == data.squared_meetings
    if data.n > _SEVERAL_PEAKS or complete:
        return point
    for start in ((1.0, 1.0), (0.02, 5.0), (5.0, 0.02)):
        other = maximise(data, np.array(start), free, rough=rough)
        runs_away = max(other.solved.outer_ratio, other.solved.inner_ratio) > _RUNAWAY
        if other.criterion < point.criterion - 1e-9 and not runs_away:
            point = other
    return point


def _begin(data: Equations, swapped: bool, start: tuple[float, float] | None) -> FloatArray:
    if start is not None:
        return np.array(start[::-1] if swapped else start)
    outer, inner, rest = henderson(data)
    return np.clip(np.array([outer, inner]) / max(rest, 1e-3 * data.square / data.n), 1e-2, 1e2)


def _leaves_nothing(data: Equations, swapped: bool, all_told: bool) -> bool:
    if all_told:
        return exact_effects(data).left_over <= _EXACT * data.square
    count, total = _candidates(data, swapped)
    return data.square - float((total**2 / count).sum()) <= _EXACT * data.square


def _candidates(data: Equations, swapped: bool) -> tuple[FloatArray, FloatArray]:
    if swapped:
        return data.inner_count, data.inner_sum[: len(data.inner_count)]
    return data.outer_count, data.outer_sum


def _without_error(data: Equations, swapped: bool, unknown: tuple[str, ...]) -> Estimate:
    """An additive model fits every mark: the effects are known, and their variances are plain sample variances.

    The restricted likelihood has no maximum then, so there is no criterion.
    """
    count, total = _candidates(data, swapped)
    raw = total / count
    if unknown:
        value, lenient = raw, np.zeros(len(data.outer_count if swapped else data.inner_count))
    else:
        exact = exact_effects(data)
        value, lenient = (exact.inner, exact.outer) if swapped else (exact.outer, exact.inner)
    middle, common = float(value.mean()), float(lenient.mean())
    spread = [float(np.var(effect, ddof=1)) if len(effect) > 1 else 0.0 for effect in (value, lenient)]
    spread = [variance if variance > 1e-15 * (1.0 + data.square) else 0.0 for variance in spread]
    mean = middle + common
    error = [(variance / len(effect)) ** 0.5 for variance, effect in zip(spread, (value, lenient), strict=True)]
    names = ("candidate", "interviewer")
    return Estimate(
        random=known_effects(value - middle, error[0], lenient - common, error[1], mean),
        adjust=partial(known_effects, value + common, error[1], lenient - common, error[1], mean),
        components=Components(spread[0], spread[1], 0.0),
        criterion=float("nan"),
        mean=mean,
        levels=partial(known_effects, value + common, error[0], lenient - common, error[1], mean),
        unknown=unknown,
        at_zero=(*(n for n, v in zip(names, spread, strict=True) if v == 0 and n not in unknown), "residual"),
        method="exact",
        ratios=(1.0, 1.0),
    )
