"""The core model where both candidates and interviewers count in thousands, and no matrix of either fits.

Components come from Henderson's method 1, effects from conjugate gradients on the mixed-model equations, and their
errors from repeating the fit on data simulated from the model.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from hiring.measurement.components import Components
from hiring.measurement.libraries import np, sparse
from hiring.measurement.model.effects import Effects
from hiring.measurement.model.estimate import Estimate
from hiring.measurement.model.reml import expectations
from hiring.measurement.ratings import FloatArray, IntArray

# Beyond this many of both, a matrix of either costs more than the figures in it are worth.
LARGEST = 2_500
# A standard error from this many simulated fits is itself good to about 9 %.
_DRAWS = 64


def estimate_large(
    candidate: IntArray, interviewer: IntArray, levels: list[tuple[IntArray, int]], score: FloatArray
) -> Estimate:
    """Estimate without a dense matrix, by Henderson's method 1 and conjugate gradients.

    Codes from 0, every one in use, and `score` (less its mean, no NaN) have one entry a mark; `levels` are the fixed
    effects as (codes, number of levels). The variances ignore fixed effects beyond the mean; one below 0 is set to 0.
    Standard errors come from 64 simulated fits and are good to about 9 %; the same data give the same. There is no
    criterion. Source: Henderson 1953 (variances), Henderson 1973 (effects).
    """
    ones = sparse.csr_array(np.ones((len(score), 1)))
    fixed = sparse.hstack([ones, *(_indicator(code)[:, 1:] for code, _ in levels)], format="csr")
    outer, inner, rest = expectations(candidate, interviewer, score)
    components = Components(max(outer, 0.0), max(inner, 0.0), max(rest, 1e-12))
    both = (_indicator(candidate), _indicator(interviewer))
    random = _effects(both, fixed, score, components, shrink=True)
    names = (("candidate", components.candidate), ("interviewer", components.interviewer))
    return Estimate(
        random=random,
        adjust=partial(_effects, both, fixed, score, components, shrink=False),
        components=components,
        criterion=float("nan"),
        mean=float((fixed @ random.fixed).mean()),
        levels=partial(_effects, both, fixed, score, components, shrink=True, whole=True),
        unknown=(),
        at_zero=tuple(name for name, variance in names if variance == 0),
        method="Henderson 1",
        ratios=(components.candidate / components.residual, components.interviewer / components.residual),
    )


def _indicator(code: IntArray) -> Any:
    rows = np.arange(len(code))
    return sparse.csr_array((np.ones(len(code)), (rows, code)), shape=(len(code), int(code.max()) + 1))


def _effects(
    both: tuple[Any, Any],
    fixed: Any,
    score: FloatArray,
    components: Components,
    *,
    shrink: bool,
    whole: bool = False,
) -> Effects:
    """Blups when `shrink` (`whole` with fixed effects added), else candidates as fixed; errors by simulation."""
    people, panel = both
    candidates, interviewers = people.shape[1], panel.shape[1]
    last = candidates + interviewers
    design = sparse.hstack([people, panel, fixed], format="csr")
    ridge, truth, rng = _prior(components, (candidates, last, design.shape[1]), shrink)
    noise = rng.normal(0.0, components.residual**0.5, (len(score), _DRAWS))
    solved = _conjugate(design, ridge, np.column_stack([score, design @ truth + noise]))
    typical = sparse.diags_array(1.0 / people.sum(axis=0)) @ (people.T @ fixed)

    def level(effects: FloatArray) -> FloatArray:
        own = effects[:candidates]
        return own if shrink and not whole else own + typical @ effects[last:]

    error = level(solved[:, 1:] - truth) / _DRAWS**0.5
    lenient = (solved[:, 1:] - truth)[candidates:last] / _DRAWS**0.5
    return Effects(
        candidate=level(solved[:, :1])[:, 0],
        candidate_se=np.sqrt((error**2).sum(axis=1)),
        interviewer=solved[candidates : candidates + interviewers, 0],
        interviewer_se=np.sqrt((lenient**2).sum(axis=1)),
        fixed=solved[last:, 0],
        scale=1.0,
        own=np.zeros(candidates),
        rows=lambda index: error[index],
        inverse=np.eye(_DRAWS),
    )


def _prior(
    components: Components, ends: tuple[int, int, int], shrink: bool
) -> tuple[FloatArray, FloatArray, np.random.Generator]:
    """What is added to the diagonal, and effects drawn from the model; fixed ones have neither."""
    candidates, last, total = ends
    rng = np.random.default_rng(20240229)
    ridge, truth = np.zeros(total), np.zeros((total, _DRAWS))
    if shrink:
        ridge[:candidates] = components.residual / max(components.candidate, 1e-12)
        truth[:candidates] = rng.normal(0.0, components.candidate**0.5, (candidates, _DRAWS))
    ridge[candidates:last] = components.residual / max(components.interviewer, 1e-12)
    truth[candidates:last] = rng.normal(0.0, components.interviewer**0.5, (last - candidates, _DRAWS))
    return ridge, truth, rng


def _conjugate(design: Any, ridge: FloatArray, right: FloatArray) -> FloatArray:
    """Solve (D'D + ridge) b = D'right for every column at once, scaled by the diagonal."""
    transposed = design.T.tocsr()
    diagonal = (np.asarray(design.multiply(design).sum(axis=0)).ravel() + ridge)[:, None]
    rest = transposed @ right
    size = np.sqrt((rest**2 / diagonal).sum(axis=0))
    solution = np.zeros_like(rest)
    scaled = rest / diagonal
    direction = scaled.copy()
    length = (rest * scaled).sum(axis=0)
    for _ in range(2_000):
        image = transposed @ (design @ direction) + ridge[:, None] * direction
        step = length / np.maximum((direction * image).sum(axis=0), 1e-300)
        solution += step * direction
        rest -= step * image
        scaled = rest / diagonal
        now = (rest * scaled).sum(axis=0)
        if (np.sqrt(now) <= 1e-9 * size).all():
            break
        direction = scaled + now / np.maximum(length, 1e-300) * direction
        length = now
    return np.asarray(solution, dtype=np.float64)
