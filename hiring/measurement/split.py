"""A composite of criteria that different interviewers saw: each criterion fitted, errors of one interviewer shared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from hiring.measurement.cells import shares
from hiring.measurement.components import Components
from hiring.measurement.crossed import CrossedFit, assume_crossed, fit_crossed
from hiring.measurement.ratings import FloatArray, IntArray, NotEnoughData


@dataclass(frozen=True)
class SplitFit:
    """Composites of adjusted scores, for candidates with every criterion.

    `candidates` has `candidate`, `composite` and `se`, sorted; `shared` is the correlation of the errors that one
    interviewer makes on two criteria of the same candidate; `fits` holds the fit of each criterion.
    """

    candidates: pd.DataFrame
    shared: float
    fits: Mapping[str, CrossedFit]
    joint: FloatArray

    def covariance(self, candidates: Sequence[Any]) -> FloatArray:
        """Joint error covariance of these composites, shape (len, len); `KeyError` for one who is not in."""
        place = pd.Index(self.candidates["candidate"]).get_indexer(pd.Index(candidates))
        if (place < 0).any():
            raise KeyError(f"Not in this fit: {list(candidates)[int(np.argmin(place))]}")
        return self.joint[np.ix_(place, place)]

    def levels(self, candidates: Sequence[Any]) -> tuple[FloatArray, FloatArray]:
        """Best predictions of the true composites of these candidates, and their joint error covariance.

        The composites are pulled towards their mean as far as they are unsure, all together: with x the composites, J
        their error covariance and t the variance of true ones (that of x less what J gives it), V = t I + J and m the
        mean weighted by V⁻¹, the prediction is m + t V⁻¹ (x - m). Chances rest on these and not on the composites.
        """
        place = pd.Index(self.candidates["candidate"]).get_indexer(pd.Index(candidates))
        level, covariance = self._predicted
        return level[place], covariance[np.ix_(place, place)]

    @cached_property
    def true_variance(self) -> float:
        """Variance of true composites between candidates; 0 where there is no more than error."""
        value, n = self.candidates["composite"].to_numpy(), len(self.candidates)
        if n < 2:
            return 0.0
        error = (float(np.trace(self.joint)) - float(self.joint.sum()) / n) / (n - 1)
        return max(0.0, float(np.var(value, ddof=1)) - error)

    @cached_property
    def _predicted(self) -> tuple[FloatArray, FloatArray]:
        value, true = self.candidates["composite"].to_numpy(), self.true_variance
        unit = np.eye(len(value))
        inverse = np.linalg.pinv(true * unit + self.joint, hermitian=True)
        weight = inverse.sum(axis=0)
        if not weight.sum() > 0:  # marks without any error: what was seen is what is true
            return value, self.joint
        mean, away = float(weight @ value) / float(weight.sum()), 1.0 - true * weight
        covariance = true * (unit - true * inverse) + np.outer(away, away) / float(weight.sum())
        return mean + true * inverse @ (value - mean), np.asarray(covariance, dtype=np.float64)


def fit_split(marks: pd.DataFrame, weights: Mapping[str, float], components: Components | None = None) -> SplitFit:
    """Fit each criterion by itself and combine the adjusted scores with their joint covariance.

    `marks` has one row an interviewer, candidate and criterion: `candidate`, `interviewer`, `criterion`, `mark`, NaN
    for not observed; `weights` as for `cells.composites`. A candidate lacking a weighted criterion has no composite.
    Where the components of a criterion cannot be estimated, `components` stand in, and `NotEnoughData` is raised
    when there are none.

    An adjusted score is a weighted sum of marks, so the error of two criteria is correlated through the marks that
    the same interviewer gave the same candidate (and through that interviewer's leniency) with the one correlation
    `shared`, pooled over candidates and pairs of criteria. Fixed effects are those that candidates carry themselves.
    Time and memory grow with candidates times marks: meant for one organisation, not for hundreds of thousands.
    """
    share = shares(weights)
    seen = marks.dropna(subset="mark").rename(columns={"mark": "score"})
    parts = {str(name): seen[seen["criterion"] == name] for name in share.index}
    complete = sorted(set.intersection(*(set(part["candidate"]) for part in parts.values())))
    if not complete:
        raise NotEnoughData("Not enough data yet: no candidate was rated on every criterion.")
    fits = {name: _fit(part, components) for name, part in parts.items()}
    wide = seen.pivot_table(index=["candidate", "interviewer"], columns="criterion", values="score")
    shared = _shared(wide[list(parts)])
    made = {name: _weights_of_marks(fits[name], complete) for name in parts}
    joint = _joint(fits, made, share, shared, len(complete))
    composite = np.zeros(len(complete))
    for name, fit in fits.items():
        composite += share[name] * fit.candidates["adjusted"].to_numpy()[fit.places(complete)]
    frame = pd.DataFrame({"candidate": complete, "composite": composite, "se": np.sqrt(np.diag(joint))})
    return SplitFit(frame, shared, fits, joint)


def _fit(part: pd.DataFrame, components: Components | None) -> CrossedFit:
    try:
        fit = fit_crossed(part)
    except NotEnoughData:
        if components is None:
            raise
        return assume_crossed(part, components)
    if fit.components.residual > 0 or components is None:
        return fit
    return assume_crossed(part, components)


def _shared(wide: pd.DataFrame) -> float:
    """Pooled correlation of what one interviewer added to two criteria beyond the candidate's mean; 0 if unknown."""
    deviation = (wide - wide.groupby(level="candidate").transform("mean")).to_numpy(dtype=np.float64)
    spread = np.nanmean(deviation**2, axis=0) ** 0.5 if len(deviation) else np.ones(wide.shape[1])
    scaled = np.divide(deviation, spread, out=np.full_like(deviation, np.nan), where=spread > 0)
    products, squares = 0.0, 0.0
    for one in range(scaled.shape[1]):
        for other in range(one):
            both = scaled[:, [one, other]]
            both = both[~np.isnan(both).any(axis=1)]
            products += float(both[:, 0] @ both[:, 1])
            squares += float((both**2).sum()) / 2.0
    return float(np.clip(products / squares, -1.0, 1.0)) if squares > 0 else 0.0


def _weights_of_marks(fit: CrossedFit, candidates: Sequence[Any]) -> FloatArray:
    """The matrix that makes adjusted scores of these candidates from all marks of the fit, shape (len, marks).

    Candidates fixed, leniency random: generalised least squares, written out.
    """
    data, place = fit.data, fit.places(candidates)
    n, people, panel = len(data.score), len(data.candidates), len(data.interviewers)
    who, met = np.zeros((n, people)), np.zeros((n, panel))
    who[np.arange(n), data.candidate] = 1.0
    met[np.arange(n), data.interviewer] = 1.0
    count = who.sum(axis=0)
    centred = met - (who / count) @ (who.T @ met)
    parts = fit.components
    ratio = parts.interviewer / max(parts.residual, 1e-9 * parts.interviewer) if parts.error > 0 else 0.0
    lenient = ratio * np.linalg.solve(np.eye(panel) + ratio * met.T @ centred, centred.T)
    average = (who / count).T[place]
    return np.asarray(average - average @ met @ lenient, dtype=np.float64)


def _joint(
    fits: Mapping[str, CrossedFit], made: Mapping[str, FloatArray], share: pd.Series[float], shared: float, size: int
) -> FloatArray:
    """Covariance of the composites: errors of an interviewer, and of an interviewer with a candidate, over criteria.

    Of two criteria a share `shared` of both is the same error, so that the sum over all pairs of criteria is `shared`
    times the square of the sum, and the rest the sum of squares.
    """
    total = np.zeros((size, size))
    for by_candidate in (False, True):
        code = _codes(fits, by_candidate=by_candidate)
        whole = np.zeros((size, 1 + max(int(one.max()) for one in code.values())))
        for name, fit in fits.items():
            variance = fit.components.residual if by_candidate else fit.components.interviewer
            column, place = np.unique(code[name], return_inverse=True)
            order = np.argsort(place, kind="stable")
            first = np.flatnonzero(np.diff(place[order], prepend=-1))
            own = share[name] * variance**0.5 * np.add.reduceat(made[name][:, order], first, axis=1)
            total += (1.0 - shared) * own @ own.T
            whole[:, column] += own
        total += shared * whole @ whole.T
    return np.asarray((total + total.T) / 2.0, dtype=np.float64)


def _codes(fits: Mapping[str, CrossedFit], *, by_candidate: bool) -> dict[str, IntArray]:
    """For every mark of every criterion the number of its interviewer, or of its interviewer and candidate."""
    names = [fit.data.interviewers.take(fit.data.interviewer) for fit in fits.values()]
    code = pd.factorize(np.concatenate(names))[0].astype(np.int64)
    if by_candidate:
        whom = [fit.data.candidates.take(fit.data.candidate) for fit in fits.values()]
        candidate = pd.factorize(np.concatenate(whom))[0].astype(np.int64)
        code = pd.factorize(candidate * (int(code.max()) + 1) + code)[0].astype(np.int64)
    ends = np.cumsum([len(one) for one in names])
    return dict(zip(fits, np.split(code, ends[:-1]), strict=True))
