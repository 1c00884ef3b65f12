"""Small tables: levels and differences averaged over all variances that the marks leave plausible.

Below 30 candidates the variances are hardly known, and a range that takes them as known is too narrow. So each figure
is computed at a grid of ratios, and the grid is weighted by how well the marks fit there, times how usual such ratios
are in interviews.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from hiring.measurement.components import TOGETHER, Components
from hiring.measurement.libraries import np, special
from hiring.measurement.model.crossed import Meetings
from hiring.measurement.model.dense import DenseDesign, DenseFactor, DenseSolution, placed
from hiring.measurement.ratings import FloatArray, IntArray

# From this many candidates on the variances are taken as known.
AVERAGED_BELOW = 30
# One SD of the logarithm of a ratio between interviews of different houses.
_USUAL_SPREAD = 1.2
_REACH = 3.0
_TAIL = 0.025
_TAILS = (_TAIL, 1.0 - _TAIL)
# The last step of a search, as a share of how far it may lead.
_SETTLED = 1e-9
_MANY_EFFECTS = 120
# Triples with less weight move no printed digit of a range.
_NEGLIGIBLE = 1e-6


@dataclass(frozen=True)
class AveragedLevels:
    """Levels and adjusted scores with 95 % ranges, in points; one entry a candidate, in the order of the codes."""

    level: FloatArray
    low: FloatArray
    high: FloatArray
    adjusted_low: FloatArray
    adjusted_high: FloatArray


@dataclass(frozen=True)
class Averaged:
    """A small table fitted at every triple of a grid. Made by `averaged`.

    `ratios` (G, 3) are the variances of candidate, interviewer and round in units of the residual's, `weight` (G,) how
    plausible each triple is, adding up to 1.
    """

    data: Meetings
    unit: IntArray | None
    ratios: FloatArray
    weight: FloatArray
    solution: DenseSolution = field(repr=False)
    design: DenseDesign = field(repr=False)

    @cached_property
    def _at(self) -> tuple[FloatArray, FloatArray]:
        """Level of each candidate, (G, n), and their joint error covariance, (G, n, n), at every triple."""
        people, fixed = len(self.data.candidates), self.design.fixed
        place = np.zeros((people, self.design.columns.shape[1]))
        place[:, :fixed] = placed(self.design.columns, self.data.candidate, fixed)
        place[:, fixed : fixed + people] = np.eye(people)
        level = self.solution.effects @ place.T + float(self.data.score.mean())
        return level, self._variance[:, None, None] * (place @ self.solution.inverse @ place.T)

    @property
    def _variance(self) -> FloatArray:
        return np.maximum(self.solution.left_over, 0.0) / self.solution.freedom

    def levels(self, adjusted: FloatArray) -> AveragedLevels:
        """Levels and ranges. `adjusted`, one entry a candidate, are the scores that theirs must hold."""
        level, covariance = self._at
        spread = np.sqrt(np.clip(np.diagonal(covariance, axis1=1, axis2=2), 0.0, None))
        low, high = self._ends(level, spread)
        fixed = self._adjusted()
        least, most = self._ends(*fixed)
        return AveragedLevels(self.weight @ level, low, high, np.minimum(least, adjusted), np.maximum(most, adjusted))

    def _adjusted(self) -> tuple[FloatArray, FloatArray]:
        """Candidates as fixed at every triple, and their errors; the error variance is that of the whole model."""
        design = DenseDesign.of(self.data, self.unit, candidates_fixed=True)
        centre = float(self.data.score.mean())
        solved = design.factor(self.ratios).solve(self.data.score - centre)
        place = np.zeros((len(self.data.candidates), design.columns.shape[1]))
        place[:, : design.fixed] = placed(design.columns, self.data.candidate, design.fixed)
        variance = np.einsum("ni,gij,nj->gn", place, solved.inverse, place, optimize=True)
        error = np.sqrt(self._variance[:, None] * np.clip(variance, 0.0, None))
        return solved.effects @ place.T + centre, error

    def chance_above(self, first: int, others: IntArray) -> FloatArray:
        """P(level of the first > that of each other), from 0 to 1; .5 for the candidate itself."""
        level, covariance = self._at
        own = np.diagonal(covariance, axis1=1, axis2=2)
        variance = own[:, others] + own[:, [first]] - 2.0 * covariance[:, first, others]
        error = np.sqrt(np.clip(variance, 1e-300, None))
        away = (level[:, [first]] - level[:, others]) / error
        away = np.where(others == first, 0.0, away)
        return np.asarray(self.weight @ special.stdtr(self.solution.freedom, away))

    def quantiles(self, value: FloatArray) -> tuple[float, float]:
        """The 95 % range of something that follows from the ratios alone; `value` has one entry a triple."""
        order = np.argsort(value)
        share = np.cumsum(self.weight[order]) - self.weight[order] / 2.0
        low, high = np.interp(_TAILS, share, value[order])
        return float(low), float(high)

    def _ends(self, centre: FloatArray, spread: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Where a mixture of t distributions, (G, n) each, leaves 2.5 % on each side."""
        counts = self.weight > _NEGLIGIBLE
        weight, centre, spread = self.weight[counts] / self.weight[counts].sum(), centre[counts], spread[counts]
        low, high = (_end(self.solution.freedom, weight, centre, np.maximum(spread, 1e-300), tail) for tail in _TAILS)
        return low, high


def _end(freedom: int, weight: FloatArray, centre: FloatArray, spread: FloatArray, tail: float) -> FloatArray:
    """Where the mixture reaches `tail`: Newton steps inside a bracket, halved where a step would leave it."""
    reach = 25.0 * spread.max(axis=0) + np.ptp(centre, axis=0) + 1e-12
    low, high = centre.min(axis=0) - reach, centre.max(axis=0) + reach
    mean = weight @ centre
    here: FloatArray = mean + special.ndtri(tail) * np.sqrt(weight @ (spread**2 + (centre - mean) ** 2))
    density = np.exp(special.gammaln((freedom + 1) / 2) - special.gammaln(freedom / 2)) / (np.pi * freedom) ** 0.5
    for _ in range(60):
        away = (here - centre) / spread
        beyond = weight @ special.stdtr(freedom, away) - tail
        low, high = np.where(beyond < 0, here, low), np.where(beyond < 0, high, here)
        slope = weight @ (density * (1.0 + away**2 / freedom) ** (-(freedom + 1) / 2) / spread)
        step = here - beyond / np.maximum(slope, 1e-300)
        step = np.where((low < step) & (step < high), step, (low + high) / 2.0)
        moved, here = float(np.max(np.abs(step - here) / reach)), step
        if moved < _SETTLED:
            break
    return here


@dataclass(frozen=True)
class Grid:
    """A design factored at a grid of ratios (G, 3) with the logarithm of how `usual` each is; made by `grid`."""

    ratios: FloatArray
    usual: FloatArray
    factor: DenseFactor = field(repr=False)


def grid(data: Meetings, unit: IntArray | None = None, usual: Components = TOGETHER) -> Grid:
    """The grid of a design around the ratios of `usual` interviews; it serves all scores of the same marks.

    The logarithm of a ratio is taken to vary between interviews with an SD of 1.2. Below two candidates, or without
    more marks than fixed effects, there is nothing to average: `ValueError`.
    """
    design = DenseDesign.of(data, unit)
    if len(data.candidates) < 2 or len(data.score) <= design.fixed:
        raise ValueError("Too few marks to average over.")
    rounds = unit is not None
    residual = usual.residual if rounds else usual.residual + usual.round
    centres = [usual.candidate / residual, usual.interviewer / residual, usual.round / residual]
    counts = (13, 7, 7) if rounds else (17, 9, 1)
    if design.columns.shape[1] > _MANY_EFFECTS:
        counts = (7, 5, 5) if rounds else (9, 5, 1)
    axes = [np.linspace(-_REACH, _REACH, count) if count > 1 else np.zeros(1) for count in counts]
    away = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, 3)
    ratios = np.array(centres) * np.exp(_USUAL_SPREAD * away)
    if not rounds:
        ratios[:, 2] = 0.0
    return Grid(ratios, -(away**2).sum(axis=1) / 2.0, design.factor(ratios))


def averaged(data: Meetings, unit: IntArray | None = None, made: Grid | None = None) -> Averaged:
    """Fit a small table at a grid of ratios and weight each by how well the marks fit there.

    `unit` numbers the candidate × round of each mark, in the order of `data`; `made` is the grid of this very design
    where there is one already. The variance of the residual may be anything (Jeffreys' prior), so that given the ratios
    each figure has a t distribution. Raises what `grid` raises.
    """
    made = made or grid(data, unit)
    solution = made.factor.solve(data.score - data.score.mean())
    floor = 1e-12 * max(float(np.var(data.score)), 1e-300) * len(data.score)
    log = made.usual - solution.log_det / 2.0
    log = log - solution.freedom / 2.0 * np.log(np.maximum(solution.left_over, floor))
    weight = np.exp(log - log.max())
    return Averaged(data, unit, made.ratios, weight / weight.sum(), solution, made.factor.design)
