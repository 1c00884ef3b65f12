"""Henderson's mixed-model equations of two crossed random factors, with the larger factor eliminated.

Model: y = X b + O u + I v + e, with u (the *outer* factor, which has more levels), v (the *inner* one) and e
independent normal. Ratios are variances in units of the residual variance. The block of the outer factor is diagonal,
so eliminating it leaves a system as small as the inner factor; its determinant, its inverse and the sums of the data
give the exact restricted likelihood (Henderson 1973; Searle, Casella & McCulloch 1992, Variance Components, 7-8).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from hiring.measurement.libraries import np
from hiring.measurement.model.crossing import Crossing, counted, crossing
from hiring.measurement.model.inverses import bordered_inverse
from hiring.measurement.ratings import FloatArray, IntArray

# Memory of the products that spare each step a pass over the outer levels, in entries.
_ALIKE_ENTRIES = 10_000_000
# Below this share of the squares the difference of sums has lost too many digits.
_LITTLE = 1e-3


@dataclass(frozen=True)
class Equations:
    """Everything the equations need to know of the data; the single ratings are hardly needed again.

    `n` counts the ratings, `fixed` the independent fixed columns, the mean among them. `crossing` is O'[I X]; `inner`
    is [I X]'[I X]; `outer_count` and `inner_count` are the ratings of each level; `outer_sum` and `inner_sum` are O'y
    and [I X]'y, `square` is y'y. `squared_meetings` is the sum of squared numbers of ratings over the pairs of levels;
    `per_outer` and `per_inner` the same, each square divided by the number of ratings of its outer or inner level.
    `sizes` are the distinct numbers of ratings of an outer level, ascending. `alike` is crossing'crossing over the
    outer levels of each of them, one matrix a row, which stands in for the crossing wherever a weight depends on that
    number alone; None where the matrices would take too much memory. `unexplained` takes outer effects and the others
    and gives the sum of squares of what they leave of y, from the single ratings: slower than from sums, and exact
    where hardly anything is left.
    """

    n: int
    fixed: int
    crossing: Crossing
    inner: FloatArray
    outer_count: FloatArray
    inner_count: FloatArray
    outer_sum: FloatArray
    inner_sum: FloatArray
    square: float
    squared_meetings: float
    per_outer: float
    per_inner: float
    sizes: FloatArray
    alike: FloatArray | None
    unexplained: Callable[[FloatArray, FloatArray], float] = field(repr=False)

    @property
    def freedom(self) -> int:
        """Degrees of freedom of the residual: ratings less fixed effects."""
        return self.n - self.fixed

    def gram(self, weigh: Callable[[FloatArray], FloatArray]) -> FloatArray:
        """crossing' diag(weight) crossing, the weight of an outer level made from its number of ratings.

        `weigh` takes an array of such numbers and gives one weight each. Shape as `inner`.
        """
        if self.alike is None:
            return self.crossing.gram(weigh(self.outer_count))
        return (weigh(self.sizes) @ self.alike).reshape(self.inner.shape)

    def spread(self, inverse: FloatArray, weigh: Callable[[FloatArray], FloatArray]) -> float:
        """The weighted sum over outer levels of m' inverse m, m being the level's row of the crossing.

        `inverse` is symmetric, shape as `inner`; `weigh` as for `gram`.
        """
        if self.alike is None:
            return float(weigh(self.outer_count) @ self.crossing.quadratic(inverse))
        return float(weigh(self.sizes) @ (self.alike @ inverse.ravel()))

    @property
    def fixed_sums(self) -> FloatArray:
        """How many ratings each fixed column takes part in; the first is the mean's, all of them."""
        return self.inner[len(self.inner_count), len(self.inner_count) :]


@dataclass(frozen=True)
class Solved:
    """The equations at one pair of ratios.

    `outer_effects` has one entry an outer level; `effects` are the inner effects followed by the fixed ones, both in
    the units of y. `inverse` is the latter's block of the inverse of the whole coefficient matrix, so that residual
    variance × inverse is their prediction-error covariance. `outer_left` are the outer sums less what `effects`
    explain, `shrink` is the inverse diagonal of the outer block, ratio / (1 + ratio × count), and their product the
    outer effects. With H the covariance of y in units of the residual variance and P = H⁻¹ - H⁻¹X (X'H⁻¹X)⁻¹
    X'H⁻¹, `log_det` is log|H| + log|X'H⁻¹X|, `left_over` is y'Py and `inner_trace` is tr(I'PI).
    """

    outer_ratio: float
    inner_ratio: float
    shrink: FloatArray
    outer_left: FloatArray
    outer_effects: FloatArray
    effects: FloatArray
    inverse: FloatArray
    inner_trace: float
    log_det: float
    left_over: float


def equations(
    outer: tuple[IntArray, int], inner: tuple[IntArray, int], fixed: Sequence[tuple[IntArray, int]], y: FloatArray
) -> Equations:
    """Sum the data up.

    Factors are (codes, levels), codes from 0 with one entry a rating; the first level of each fixed one is its
    baseline, and fixed columns that earlier ones add up to are dropped. Every outer level has at least one rating. `y`
    has no NaN; the less its mean differs from 0, the fewer digits are lost.
    """
    outer_code, height = outer
    inner_code, width = inner
    intercept = (np.zeros(len(y), dtype=np.int64), 1)
    columns = [inner, intercept, *((code - 1, levels - 1) for code, levels in fixed if levels > 1)]
    columns = _independent(columns, len(y))
    outer_count = np.bincount(outer_code, minlength=height).astype(np.float64)
    inner_count = np.bincount(inner_code, minlength=width).astype(np.float64)
    pair, times = np.unique(outer_code * width + inner_code, return_counts=True)
    times = times.astype(np.float64) ** 2
    made = crossing([(outer_code, code, levels) for code, levels in columns], height)
    sizes, size = np.unique(outer_count, return_inverse=True)
    few = len(sizes) * sum(levels for _, levels in columns) ** 2 <= _ALIKE_ENTRIES
    return Equations(
        n=len(y),
        fixed=sum(levels for _, levels in columns[1:]),
        crossing=made,
        inner=_joint(columns),
        outer_count=outer_count,
        inner_count=inner_count,
        outer_sum=_sums(outer_code, y, height),
        inner_sum=np.concatenate([_sums(code, y, levels) for code, levels in columns]),
        square=float(y @ y),
        squared_meetings=float(times.sum()),
        per_outer=float((times / outer_count[pair // width]).sum()),
        per_inner=float((times / inner_count[pair % width]).sum()),
        sizes=sizes,
        alike=np.stack([made.gram((size == at).astype(np.float64)).ravel() for at in range(len(sizes))])
        if few
        else None,
        unexplained=partial(_unexplained, (outer_code, columns, y)),
    )


def _unexplained(
    data: tuple[IntArray, Sequence[tuple[IntArray, int]], FloatArray], outer: FloatArray, effects: FloatArray
) -> float:
    code, columns, y = data
    left = y - outer[code]
    start = 0
    for column, levels in columns:
        # -1, the baseline, is the last of these.
        left -= np.append(effects[start : start + levels], 0.0)[column]
        start += levels
    return float(left @ left)


def solve(data: Equations, outer_ratio: float, inner_ratio: float) -> Solved:
    """Solve at two variance ratios; a ratio of infinity makes that factor fixed (at most one may be).

    Ratios are variances in units of the residual variance, 0 or above; a factor at 0 has no effects. Raises
    `LinAlgError` when the equations of the inner factor are not positive definite. Source: Henderson 1973.
    """
    fixed = np.isinf(outer_ratio)

    def weigh(count: FloatArray) -> FloatArray:
        return 1.0 / count if fixed else outer_ratio / (1.0 + outer_ratio * count)

    shrink = weigh(data.outer_count)
    left = data.inner - data.gram(weigh)
    right = data.inner_sum - data.crossing.t_dot(shrink * data.outer_sum)
    width = len(data.inner_count)
    ridge, scale = (0.0, 1.0) if np.isinf(inner_ratio) else (1.0, inner_ratio**0.5)
    inverse, log_det = bordered_inverse(left, width, ridge, scale, np.diag(data.inner)[width:])
    effects = inverse @ right
    outer_left = data.outer_sum - data.crossing.dot(effects)
    outer_effects = shrink * outer_left
    if inner_ratio > 0:
        trace = (ridge * width - float(np.trace(inverse[:width, :width])) / scale**2) / scale**2
    else:
        corner, edge = left[:width, :width], left[:width, width:]
        trace = float(np.trace(corner) - np.einsum("ij,ij->", edge @ inverse[width:, width:], edge))
    finite = 0.0 if fixed else float(np.log1p(outer_ratio * data.outer_count).sum())
    left_over = data.square - float(data.outer_sum @ outer_effects) - float(data.inner_sum @ effects)
    if left_over < _LITTLE * data.square:
        penalty = [(outer_effects, outer_ratio), (effects[:width], inner_ratio)]
        left_over = data.unexplained(outer_effects, effects) + sum(
            float(effect @ effect) / ratio for effect, ratio in penalty if ratio > 0
        )
    determinant = finite + log_det
    return Solved(
        outer_ratio, inner_ratio, shrink, outer_left, outer_effects, effects, inverse, trace, determinant, left_over
    )


def _joint(columns: Sequence[tuple[IntArray, int]]) -> FloatArray:
    """How often each pair of columns occurs together, [I X]'[I X], from codes; -1 is no column."""
    ends = np.cumsum([0, *(levels for _, levels in columns)])
    joint = np.zeros((ends[-1], ends[-1]))
    for first, (code, levels) in enumerate(columns):
        here, present = slice(ends[first], ends[first + 1]), code >= 0
        own = np.bincount(code[present], minlength=levels)
        joint[here, here].flat[:: levels + 1] = own
        for second, (other_code, width) in enumerate(columns[:first]):
            there = slice(ends[second], ends[second + 1])
            both = counted(code[present], other_code[present], levels, width)
            joint[here, there], joint[there, here] = both, both.T
    return joint


def _sums(code: IntArray, y: FloatArray, levels: int) -> FloatArray:
    present = code >= 0
    return np.bincount(code[present], weights=y[present], minlength=levels).astype(np.float64)


def _independent(columns: list[tuple[IntArray, int]], n: int) -> list[tuple[IntArray, int]]:
    """Drop fixed columns that earlier ones add up to, by a Cholesky decomposition that skips them."""
    kept = columns[:2]
    if len(columns) == 2:
        return kept
    blocks = _joint(columns[1:])
    chosen: list[int] = []
    for column in range(len(blocks)):
        trial = [*chosen, column]
        part = blocks[np.ix_(trial, trial)]
        rest = part[-1, -1]
        if chosen:
            rest -= float(part[-1, :-1] @ np.linalg.solve(part[:-1, :-1], part[:-1, -1]))
        if rest > 1e-9 * n:
            chosen = trial
    start = 1
    for code, levels in columns[2:]:
        left = [column - start for column in chosen if start <= column < start + levels]
        relabel = np.full(levels + 1, -1)
        relabel[left] = np.arange(len(left))
        if left:
            kept.append((relabel[code], len(left)))
        start += levels
    return kept
