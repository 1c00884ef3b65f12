"""A composite of criteria that different interviewers saw: each criterion fitted, errors of one interviewer shared."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from hiring.measurement.components import Components
from hiring.measurement.libraries import np, pd
from hiring.measurement.model.crossed import CrossedFit, Meetings, assume_crossed, fit_crossed, meetings
from hiring.measurement.model.inverses import symmetric_inverse
from hiring.measurement.ratings import BadRatings, BoolArray, FloatArray, IntArray, NotEnoughData
from hiring.measurement.scoring.cells import Marks
from hiring.measurement.scoring.composite import shares
from hiring.measurement.splitting.split_errors import combined, correlation


class TooLarge(ValueError):
    """More candidates or interviewers than may be combined in the memory that was allowed."""


@dataclass(frozen=True)
class SplitFit:
    """Composites of adjusted scores, for candidates with every criterion.

    `candidates` has one row each, sorted by name, all values in points of the scale: `candidate`, `adjusted` (the
    composite of the adjusted scores) with `adjusted_se`, `level` (its best prediction, pulled towards the mean) with
    `level_se`, `network` (comparisons hold only within one: who is linked on every criterion) and `differs` (whether on
    any criterion candidates of that network met different interviewers). `shared` is the correlation of the errors that
    one interviewer makes on two criteria of the same candidate, -1 to 1; `true_variance` that of true composites
    between candidates, 0 where there is no more than error; `fits` holds the fit of each criterion; `joint` and
    `level_joint` are the error covariances of adjusted scores and of levels, shape (candidates, candidates).
    """

    candidates: pd.DataFrame
    shared: float
    true_variance: float
    fits: Mapping[str, CrossedFit]
    joint: FloatArray
    level_joint: FloatArray

    def places(self, candidates: Sequence[Any]) -> IntArray:
        """Row numbers of named candidates; `KeyError` for one who is not in."""
        place = self._index.get_indexer(pd.Index(candidates))
        if (place < 0).any():
            raise KeyError(f"Not in this fit: {list(candidates)[int(np.argmin(place))]}")
        return place.astype(np.int64)

    def adjusted_covariance(self, candidates: Sequence[Any]) -> FloatArray:
        """Joint error covariance of the adjusted composites of these candidates, shape (len, len)."""
        place = self.places(candidates)
        return self.joint[np.ix_(place, place)]

    def level_covariance(self, candidates: Sequence[Any]) -> FloatArray:
        """Joint prediction-error covariance of the levels of these candidates, shape (len, len)."""
        place = self.places(candidates)
        return self.level_joint[np.ix_(place, place)]

    @property
    def reliability(self) -> float:
        """G of the adjusted composites, 0 to 1: true variance over that and the error variance of their differences.

        The second is half that of the difference of two, on average, as interviewers that both met cancel. NaN without
        any variance, and for one candidate.
        """
        total = self.true_variance + _error(self.joint) if len(self.joint) > 1 else 0.0
        return self.true_variance / total if total > 0 else float("nan")

    def level_differences(self, place: IntArray) -> FloatArray:
        """Standard errors of the differences in level between the first of these rows of `candidates` and each.

        At least one row; one entry a row, in points, 0 for the first.
        """
        own, shared = self.level_joint.diagonal(), self.level_joint[place[0], place]
        return np.asarray(np.sqrt(np.clip(own[place] + own[place[0]] - 2.0 * shared, 0.0, None)), dtype=np.float64)

    @cached_property
    def _index(self) -> pd.Index[Any]:
        names: pd.Index[Any] = pd.Index(self.candidates["candidate"])
        return names


def fit_split(
    marks: pd.DataFrame,
    weights: Mapping[str, float],
    components: Components | None = None,
    fixed: Sequence[str] = (),
    among: Collection[Any] | None = None,
    entries: int = 20_000_000,
) -> SplitFit:
    """Fit each criterion by itself and combine the adjusted scores with their joint covariance.

    `marks` has one row an interviewer, candidate and criterion: `candidate`, `interviewer`, `criterion`, `mark`
    (points of the scale, NaN for not observed) and the columns named in `fixed`, which candidates carry themselves,
    such as their opening; `weights` as for `composite.composites`. All marks tell how lenient someone is, composites
    are made of `among` only, everybody by default, and of nobody who lacks a weighted criterion. Where the components
    of a criterion cannot be estimated, `components` stand in.

    Raises `NotEnoughData` when nobody was rated on every criterion, or when components can neither be estimated nor
    are given; `BadRatings` for what `crossed.meetings` refuses and for two marks of an interviewer on one candidate
    and criterion; `ValueError` for weights as `composite.shares` does.

    An adjusted score is a weighted sum of marks, so the error of two criteria is correlated through the marks that
    the same interviewer gave the same candidate (and through that interviewer's leniency) with the one correlation
    `shared`, pooled over candidates and pairs of criteria; see `split_errors`. Matrices have the size of candidates or
    of interviewers times criteria, squared; `TooLarge` is raised where one would have more than `entries`.
    """
    share = shares(weights)
    weighed = marks["criterion"].isin(share.index)
    data = meetings(marks if weighed.all() else marks[weighed], ("criterion", *fixed), "mark")
    (criterion, rated), *levels = data.levels
    _refuse_too_large(data, rated, among, entries)
    codes = Marks(data.candidate, data.interviewer, criterion, data.score)
    rated_on = _rated(codes, len(data.candidates), len(data.interviewers), rated)
    complete = _complete(rated_on, data.candidates, among)
    if rated < len(share) or not complete.any():
        raise NotEnoughData("no candidate was rated on every criterion", "One who is")
    parts = [_of_criterion(data, criterion == at, levels) for at in range(rated)]
    fits = {str(name): _fit(part, components) for name, part in zip(share.index, parts, strict=True)}
    # Where those who are combined stand among all that a fit knows.
    each = [(fit, complete[rated_on[:, at]]) for at, fit in enumerate(fits.values())]
    return _joined(codes, complete, data.candidates[complete], np.asarray(share, dtype=np.float64), fits, each)


def _refuse_too_large(data: Meetings, rated: int, among: Collection[Any] | None, entries: int) -> None:
    people, columns = len(data.candidates), len(data.interviewers) * rated
    if max(people * columns, columns**2, (people if among is None else len(among)) ** 2) > entries:
        raise TooLarge(f"{people} candidates and {columns} interviewers times criteria are too many to combine.")


def _complete(rated_on: BoolArray, candidates: pd.Index[Any], among: Collection[Any] | None) -> BoolArray:
    """Whether each candidate was rated on every criterion and is to be combined."""
    complete: BoolArray = np.all(rated_on, axis=1)
    if among is not None:
        complete &= candidates.isin(list(among))
    return complete


def _joined(
    codes: Marks,
    complete: BoolArray,
    names: pd.Index[Any],
    weight: FloatArray,
    fits: Mapping[str, CrossedFit],
    each: Sequence[tuple[CrossedFit, BoolArray]],
) -> SplitFit:
    """The composites of the candidates `names`. `each` has, for every fit, which of its rows are theirs."""
    shared = correlation(codes)
    variances = [(fit.components.interviewer, fit.components.residual) for fit in fits.values()]
    composite, joint = combined(codes, complete, variances, weight, shared)
    true = _true_variance(composite, joint)
    level, covariance = predicted(composite, joint, true)
    frame = pd.DataFrame(
        {
            "candidate": names,
            "adjusted": composite,
            "adjusted_se": np.sqrt(np.clip(np.diag(joint), 0.0, None)),
            "level": level,
            "level_se": np.sqrt(np.clip(np.diag(covariance), 0.0, None)),
            "network": _numbered(np.stack([fit.network[here] for fit, here in each], axis=1)),
            "differs": np.any([fit.differs[here] for fit, here in each], axis=0),
        }
    )
    return SplitFit(frame, shared, true, fits, joint, covariance)


def predicted(value: FloatArray, joint: FloatArray, true: float) -> tuple[FloatArray, FloatArray]:
    """Best predictions of true values from observed ones, and their joint prediction-error covariance.

    `value` has shape (n,), points; `joint` is its error covariance J, shape (n, n), and `true` the variance t of true
    values, squared points. The values are pulled towards their mean as far as they are unsure, all together: with
    V = t I + J and m the mean weighted by V⁻¹, the prediction is m + t V⁻¹ (value - m); the covariance includes the
    error of m. Without any error and variance what was seen is what is true. Source: Henderson 1975, with the mean as
    the one fixed effect.
    """
    across = joint.copy()
    across.flat[:: len(value) + 1] += true
    inverse = symmetric_inverse(across, definite=true > 0)
    weight = inverse.sum(axis=0)
    if not weight.sum() > 0:
        return value, joint
    mean, away = float(weight @ value) / float(weight.sum()), 1.0 - true * weight
    level = mean + true * inverse @ (value - mean)
    # t (I - t V⁻¹) and the error of m, without a third and fourth matrix of this size.
    inverse *= -(true**2)
    inverse.flat[:: len(value) + 1] += true
    inverse += np.outer(away, away / float(weight.sum()))
    return level, inverse


def with_error_of_rounds(fit: CrossedFit, names: Sequence[Any], extra: FloatArray, true: float) -> SplitFit:
    """The adjusted scores of some candidates of a fit with more error of each one's own, and levels to go with them.

    `extra` has one entry a name, in squared points: what the candidate's rounds add. `true` is the variance between
    candidates without it. `KeyError` for a name that is not in the fit.
    """
    place = fit.places(names)
    frame = fit.candidates.iloc[place].reset_index(drop=True)
    value, joint = frame["adjusted"].to_numpy(), fit.adjusted_covariance(names) + np.diag(extra)
    level, covariance = predicted(value, joint, true)
    errors = [np.sqrt(np.clip(np.diag(matrix), 0.0, None)) for matrix in (joint, covariance)]
    table = frame[["candidate", "adjusted", "network", "differs"]]
    table = table.assign(adjusted_se=errors[0], level=level, level_se=errors[1])
    return SplitFit(table, 1.0, true, {}, joint, covariance)


def unsurer(split: SplitFit, extra: FloatArray) -> SplitFit:
    """The same composites with more error of each candidate's own, one entry a candidate, in squared points.

    It is how the round counts: nobody else was in it, so it is in no covariance; and as much less of the differences is
    true.
    """
    value = split.candidates["adjusted"].to_numpy()
    joint = split.joint + np.diag(extra)
    true = _true_variance(value, joint)
    level, covariance = predicted(value, joint, true)
    errors = [np.sqrt(np.clip(np.diag(matrix), 0.0, None)) for matrix in (joint, covariance)]
    frame = split.candidates.assign(adjusted_se=errors[0], level=level, level_se=errors[1])
    return replace(split, candidates=frame, true_variance=true, joint=joint, level_joint=covariance)


def _true_variance(value: FloatArray, joint: FloatArray) -> float:
    """The variance of the values less what their errors give it; 0 for one value."""
    return max(0.0, float(np.var(value, ddof=1)) - _error(joint)) if len(value) > 1 else 0.0


def _error(joint: FloatArray) -> float:
    """Half the error variance of the difference of two, on average."""
    n = len(joint)
    return (float(np.trace(joint)) - float(joint.sum()) / n) / (n - 1)


def _numbered(networks: IntArray) -> IntArray:
    """One number for each different row, from 1 in the order of the rows."""
    _, first, place = np.unique(networks, axis=0, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first))[place] + 1


def _rated(marks: Marks, people: int, panel: int, criteria: int) -> BoolArray:
    """Whether each candidate was rated on each criterion, shape (candidates, criteria)."""
    cell = marks.candidate * criteria + marks.criterion
    if len(np.unique(cell * panel + marks.interviewer)) < len(cell):
        raise BadRatings("An interviewer marked a candidate twice on the same criterion.")
    return (np.bincount(cell, minlength=people * criteria) > 0).reshape(people, criteria)


def _of_criterion(data: Meetings, rows: BoolArray, levels: Sequence[tuple[IntArray, int]]) -> Meetings:
    """The marks of one criterion, coded anew: who was not marked on it is not in its fit."""
    who, candidate = _recoded(data.candidate[rows], len(data.candidates))
    whom, interviewer = _recoded(data.interviewer[rows], len(data.interviewers))
    again = [(code, int(kept.sum())) for kept, code in (_recoded(code[rows], size) for code, size in levels)]
    return Meetings(data.candidates[who], data.interviewers[whom], candidate, interviewer, again, data.score[rows])


def _recoded(code: IntArray, size: int) -> tuple[BoolArray, IntArray]:
    """Which of the codes occur, and the codes counted among those."""
    kept = np.bincount(code, minlength=size) > 0
    return kept, (np.cumsum(kept) - 1)[code]


def _fit(part: Meetings, components: Components | None) -> CrossedFit:
    try:
        fit = fit_crossed(part, rough=True)
    except NotEnoughData:
        if components is None:
            raise
        return assume_crossed(part, components)
    if fit.components.residual > 0 or components is None:
        return fit
    return assume_crossed(part, components)
