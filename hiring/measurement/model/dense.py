"""The core model of a small table, with a third factor for what all listeners of one round heard.

score = fixed effects + candidate + candidate in one round + leniency of the interviewer + the rest. The equations are
solved at many ratios of the variances at once, so that nothing has to rest on a single guess of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from hiring.measurement.libraries import np
from hiring.measurement.model.crossed import Meetings
from hiring.measurement.model.effects import Effects
from hiring.measurement.ratings import FloatArray, IntArray

# Beyond this many effects the equations are no longer small.
MOST_EFFECTS = 400
# A ratio below this is no different from 0.
LEAST_RATIO = 1e-6


@dataclass(frozen=True)
class DenseSolution:
    """The equations solved at G triples of ratios (candidate, interviewer, round, in units of the residual's variance).

    `effects` (G, q) and their covariance in those units, `inverse` (G, q, q), have the fixed effects first, then
    candidates, then interviewers. `left_over` (G,) is y'Py and `log_det` (G,) is log|H| + log|X'H⁻¹X|, as in
    `equations.Solved`; `freedom` is the number of marks less that of fixed effects.
    """

    effects: FloatArray
    inverse: FloatArray
    left_over: FloatArray
    log_det: FloatArray
    freedom: int

    @property
    def criterion(self) -> FloatArray:
        """-2 × the restricted log-likelihood, the residual variance profiled out, one entry a triple."""
        left = np.maximum(self.left_over, 1e-300)
        return np.asarray(self.log_det + self.freedom * (1.0 + np.log(2.0 * np.pi * left / self.freedom)))


@dataclass(frozen=True)
class DenseDesign:
    """Who met who in a small table. `columns` (marks, q) are fixed effects, candidates, interviewers; `fixed` counts
    the first of these. `unit` numbers the candidate × round of each mark, None where rounds are not known.
    """

    columns: FloatArray
    fixed: int
    candidates: int
    unit: IntArray | None

    @classmethod
    def of(cls, data: Meetings, unit: IntArray | None = None, *, candidates_fixed: bool = False) -> DenseDesign:
        """`candidates_fixed` makes the candidates the first fixed effects, in place of the mean."""
        people = np.eye(len(data.candidates))[data.candidate]
        panel = np.eye(len(data.interviewers))[data.interviewer]
        levels = [np.eye(count)[code][:, 1:] for code, count in data.levels]
        if candidates_fixed:
            fixed = _independent(np.hstack([people, *levels]))
            return cls(np.hstack([fixed, panel]), fixed.shape[1], 0, unit)
        fixed = _independent(np.hstack([np.ones((len(data.score), 1)), *levels]))
        return cls(np.hstack([fixed, people, panel]), fixed.shape[1], people.shape[1], unit)

    def factor(self, ratios: FloatArray) -> DenseFactor:
        """All that does not depend on the scores, at `ratios`, shape (G, 3), each above 0 (the last may be 0).

        Source: Henderson 1973; the candidate × round effects are eliminated, as their block is diagonal.
        """
        lenient = self.columns.shape[1] - self.fixed - self.candidates
        ridge = np.zeros((len(ratios), self.columns.shape[1]))
        ridge[:, self.fixed : self.fixed + self.candidates] = 1.0 / ratios[:, :1]
        ridge[:, self.fixed + self.candidates :] = 1.0 / ratios[:, 1:2]
        left = np.broadcast_to(self.columns.T @ self.columns, (len(ratios), *ridge.shape[1:] * 2))
        log_det = self.candidates * np.log(ratios[:, 0]) + lenient * np.log(ratios[:, 1])
        sums = weight = None
        if self.unit is not None:
            size = np.bincount(self.unit)
            sums = np.zeros((len(size), self.columns.shape[1]))
            np.add.at(sums, self.unit, self.columns)
            away = 1.0 + ratios[:, 2:] * size
            weight = ratios[:, 2:] / away
            left = left - np.einsum("ui,gu,uj->gij", sums, weight, sums, optimize=True)
            log_det = log_det + np.log(away).sum(axis=1)
        left = left + ridge[:, :, None] * np.eye(ridge.shape[1])
        inverse = np.asarray(np.linalg.inv(left), dtype=np.float64)
        return DenseFactor(self, inverse, log_det + np.linalg.slogdet(left)[1], sums, weight)


@dataclass(frozen=True)
class DenseFactor:
    """A design factored at G triples of ratios, for any scores on it: one serves every criterion that all marked.

    `inverse` (G, q, q) and `log_det` (G,) as in `DenseSolution`; `sums` (units, q) and `weight` (G, units) take the
    rounds out, None where there are none.
    """

    design: DenseDesign
    inverse: FloatArray
    log_det: FloatArray
    sums: FloatArray | None
    weight: FloatArray | None

    def solve(self, y: FloatArray) -> DenseSolution:
        """Solve for `y`, one score a mark, best less their mean."""
        right = np.broadcast_to(self.design.columns.T @ y, self.inverse.shape[:2])
        square = np.full(len(self.inverse), float(y @ y))
        if self.sums is not None and self.weight is not None and self.design.unit is not None:
            total = np.bincount(self.design.unit, weights=y)
            right, square = right - (self.weight * total) @ self.sums, square - self.weight @ total**2
        effects = np.einsum("gij,gj->gi", self.inverse, right)
        left_over = square - np.einsum("gi,gi->g", effects, right)
        return DenseSolution(effects, self.inverse, left_over, self.log_det, len(y) - self.design.fixed)


def _independent(columns: FloatArray) -> FloatArray:
    """The columns without those that earlier ones add up to."""
    chosen: list[int] = []
    for at in range(columns.shape[1]):
        if np.linalg.matrix_rank(columns[:, [*chosen, at]]) > len(chosen):
            chosen.append(at)
    return columns[:, chosen]


def placed(columns: FloatArray, candidate: IntArray, width: int) -> FloatArray:
    """The mean of each of `columns` (marks, width) over the marks of each candidate, shape (candidates, width)."""
    sums = np.zeros((int(candidate.max()) + 1, width))
    np.add.at(sums, candidate, columns[:, :width])
    return np.asarray(sums / np.bincount(candidate)[:, None], dtype=np.float64)


def placed_effects(
    effects: FloatArray,
    inverse: FloatArray,
    residual: float,
    lenient: tuple[FloatArray, FloatArray],
    fixed: FloatArray,
    place: FloatArray,
) -> Effects:
    """Candidates as `place` (candidates, effects) makes them of solved `effects`, with their errors.

    `inverse` is the covariance of `effects` in units of `residual`; `lenient` are interviewers with their errors.
    """
    variance = np.einsum("ij,jk,ik->i", place, inverse, place, optimize=True)
    return Effects(
        candidate=place @ effects,
        candidate_se=np.sqrt(residual * np.clip(variance, 0.0, None)),
        interviewer=lenient[0],
        interviewer_se=lenient[1],
        fixed=fixed,
        scale=residual,
        own=np.zeros(len(place)),
        rows=lambda index: place[index],
        inverse=inverse,
    )
