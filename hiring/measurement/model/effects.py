"""Candidates and interviewers as the solved equations see them, with their errors and joint covariance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from hiring.measurement.libraries import np
from hiring.measurement.model.equations import Equations, Solved, solve
from hiring.measurement.ratings import FloatArray, IntArray


@dataclass(frozen=True)
class Effects:
    """Effects of candidates and interviewers with their standard errors, in points of the scale.

    `candidate`, `interviewer` and their `_se` have one entry a level, in the order of the codes; `fixed` are the mean
    and the other fixed effects. The error covariance of candidates i, j is scale × (own_i [i = j] + row_i inverse
    row_j'), so that a whole covariance is made only for those who are compared; `own` and `rows` are a candidate's part
    of it.
    """

    candidate: FloatArray
    candidate_se: FloatArray
    interviewer: FloatArray
    interviewer_se: FloatArray
    fixed: FloatArray
    scale: float
    own: FloatArray = field(repr=False)
    rows: Callable[[IntArray], FloatArray] = field(repr=False)
    inverse: FloatArray = field(repr=False)

    def covariance(self, index: IntArray) -> FloatArray:
        """Joint error covariance of the candidates at `index`, shape (len, len), in squared points."""
        rows = self.rows(index)
        return self.scale * (np.diag(self.own[index]) + rows @ self.inverse @ rows.T)

    def differences(self, first: int, index: IntArray) -> FloatArray:
        """Standard errors of the differences between the candidate at `first` and those at `index`, one each.

        In points, by the formula of `bands.pair_sed`; `index` has at least one entry.
        """
        here = self.inverse @ self.rows(np.array([first]))[0]
        shared = np.concatenate([self.rows(index[start : start + 1000]) @ here for start in range(0, len(index), 1000)])
        shared = self.scale * (shared + np.where(index == first, self.own[first], 0.0))
        variance = self.candidate_se[index] ** 2 + self.candidate_se[first] ** 2 - 2.0 * shared
        return np.asarray(np.sqrt(np.clip(variance, 0.0, None)), dtype=np.float64)


def random_effects(data: Equations, solved: Solved, residual: float, swapped: bool) -> Effects:
    """Best linear unbiased predictions of both factors, with their prediction errors.

    `solved` is `data` solved at the ratios of the components, `residual` their residual variance in squared points;
    `swapped` when the interviewers are the outer factor. Candidates' effects are deviations from the fixed ones. The
    error covariance is residual × the inverse of the coefficient matrix (Henderson 1973), the components taken as
    known.
    """
    width = len(data.inner_count)
    inner, fixed = solved.effects[:width], solved.effects[width:]
    inner_se = np.sqrt(residual * np.clip(np.diag(solved.inverse)[:width], 0.0, None))
    spread = solved.shrink + solved.shrink**2 * data.crossing.quadratic(solved.inverse)
    outer_se = np.sqrt(residual * np.clip(spread, 0.0, None))
    if swapped:
        blank = np.zeros(width)
        pick = _picker(len(solved.effects))
        return Effects(inner, inner_se, solved.outer_effects, outer_se, fixed, residual, blank, pick, solved.inverse)

    def rows(index: IntArray) -> FloatArray:
        return solved.shrink[index, None] * data.crossing.rows(index)

    own = solved.shrink
    return Effects(solved.outer_effects, outer_se, inner, inner_se, fixed, residual, own, rows, solved.inverse)


def level_effects(data: Equations, solved: Solved, residual: float, swapped: bool) -> Effects:
    """The predictions of `random_effects` with the candidate's fixed effects added, and the errors of that sum.

    A candidate's fixed effects are the mean over the candidate's own marks; everybody has at least one. Arguments as
    for `random_effects`.
    """
    width = len(data.inner_count)
    random = random_effects(data, solved, residual, swapped)
    edge, corner = solved.inverse[:, width:], solved.inverse[width:, width:]
    if swapped:
        typical = data.inner[:width, width:] / data.inner_count[:, None]
        across = edge[:width]
    else:
        unit = np.eye(len(data.inner))[:, width:]
        typical = data.crossing.dot(unit) / data.outer_count[:, None]
        across = -solved.shrink[:, None] * data.crossing.dot(edge)

    def rows(index: IntArray) -> FloatArray:
        whole = random.rows(index) * (1.0 if swapped else -1.0)
        whole[:, width:] += typical[index]
        return whole

    more = np.einsum("ij,ij->i", typical, 2.0 * across + typical @ corner)
    error = np.sqrt(np.clip(random.candidate_se**2 + residual * more, 0.0, None))
    return replace(random, candidate=typical @ random.fixed + random.candidate, candidate_se=error, rows=rows)


def adjusted_effects(data: Equations, interviewer_ratio: float, residual: float, swapped: bool) -> Effects:
    """Candidates as fixed, interviewers as random: nobody is pulled to the mean for having met fewer people.

    `interviewer_ratio` is the variance of leniency in units of the residual's, `residual` that in squared points;
    `swapped` as for `random_effects`. `candidate` is the candidate's mean less the leniency of those who were met;
    fixed effects stay in. Everybody has at least one mark; the errors of the interviewers are not worked out and are
    NaN.
    """
    width = len(data.inner_count)
    if swapped:
        solved = solve(data, interviewer_ratio, np.inf)
        typical = data.inner[:width, width:] / data.inner_count[:, None]
        level = solved.effects[:width] + typical @ solved.effects[width:]
        place = np.hstack([np.eye(width), typical])
        variance = np.einsum("ij,ij->i", place @ solved.inverse, place)
        own, inverse = np.zeros(width), solved.inverse
        leniency, rows = solved.outer_effects, _rows_of(place)
    else:
        solved = solve(data, np.inf, interviewer_ratio)
        inverse = solved.inverse.copy()
        inverse[width:, :] = inverse[:, width:] = 0.0
        leniency = solved.effects[:width]
        met = data.crossing.dot(np.concatenate([leniency, np.zeros(len(inverse) - width)]))
        level = (data.outer_sum - met) / data.outer_count
        own = 1.0 / data.outer_count
        variance = own + own**2 * data.crossing.quadratic(inverse)

        def rows(index: IntArray) -> FloatArray:
            return own[index, None] * data.crossing.rows(index)

    error = np.sqrt(residual * np.clip(variance, 0.0, None))
    nothing = np.full(len(leniency), np.nan)
    return Effects(level, error, leniency, nothing, solved.effects[width:], residual, own, rows, inverse)


@dataclass(frozen=True)
class Exact:
    """Both factors fixed: effects by least squares (smallest norm) and the sum of squares left over.

    `outer` and `inner` in points, one entry a level; `left_over` in squared points, 0 where an additive model fits.
    """

    outer: FloatArray
    inner: FloatArray
    left_over: float


def exact_effects(data: Equations) -> Exact:
    """Least squares with every level fixed, to see whether an additive model fits without any error.

    Of the many solutions the one of smallest norm in the inner and the fixed effects. Every outer level has at least
    one mark.
    """
    share = 1.0 / data.outer_count
    left = data.inner - data.gram(lambda count: 1.0 / count)
    right = data.inner_sum - data.crossing.t_dot(share * data.outer_sum)
    effects = np.asarray(np.linalg.lstsq(left, right, rcond=1e-10)[0], dtype=np.float64)
    outer = share * (data.outer_sum - data.crossing.dot(effects))
    left_over = data.square - float(data.outer_sum @ outer) - float(data.inner_sum @ effects)
    return Exact(outer, effects[: len(data.inner_count)], left_over)


def known_effects(value: FloatArray, se: float, interviewer: FloatArray, interviewer_se: float, mean: float) -> Effects:
    """Effects without error but for that of their own mean, which all share.

    `value` and `interviewer` in points, one entry a level; `se` and `interviewer_se` are the standard errors of their
    means, so that every candidate has the error `se` and every difference the error 0.
    """

    def rows(index: IntArray) -> FloatArray:
        return np.ones((len(index), 1))

    return Effects(
        candidate=value,
        candidate_se=np.full(len(value), se),
        interviewer=interviewer,
        interviewer_se=np.full(len(interviewer), interviewer_se),
        fixed=np.array([mean]),
        scale=1.0,
        own=np.zeros(len(value)),
        rows=rows,
        inverse=np.array([[se**2]]),
    )


def _picker(total: int) -> Callable[[IntArray], FloatArray]:
    def rows(index: IntArray) -> FloatArray:
        picked = np.zeros((len(index), total))
        picked[np.arange(len(index)), index] = 1.0
        return picked

    return rows


def _rows_of(matrix: FloatArray) -> Callable[[IntArray], FloatArray]:
    def rows(index: IntArray) -> FloatArray:
        return np.asarray(matrix[index], dtype=np.float64)

    return rows
