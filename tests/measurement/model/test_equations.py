"""The equations behind the core model: slopes by differences, and one answer from dense and sparse matrices."""

from __future__ import annotations

import numpy as np
import pytest

import hiring.measurement.model.crossing as crossing_module
from hiring.measurement.model.crossing import DenseCrossing, SparseCrossing
from hiring.measurement.model.equations import Equations, equations
from hiring.measurement.model.reml import at, henderson, told_apart
from tests.measurement.frames import drawn


def system(candidates: int = 15, interviewers: int = 5) -> Equations:
    marks = drawn(candidates, interviewers, 3)
    who, met = marks["candidate"].to_numpy(), marks["interviewer"].to_numpy()
    fixed = [(who % 2, 2), (1 - who % 2, 2), (np.arange(len(who)) % 3, 3)]
    return equations((who, candidates), (met, interviewers), fixed, marks["score"].to_numpy() - 3)


@pytest.mark.parametrize("ratios", [(0.7, 1.3), (0.01, 5.0), (0.0, 0.4), (0.6, 0.0), (0.0, 0.0)])
def test_the_slope_is_that_of_the_criterion(ratios: tuple[float, float]) -> None:
    data, here = system(), np.array(ratios)
    slope = at(data, here).slope
    for factor in (0, 1):
        step = np.zeros(2)
        step[factor] = 1e-6
        back = step if here[factor] > 0 else np.zeros(2)
        wide = (step + back)[factor]
        change = at(data, here + step).criterion - at(data, here - back).criterion
        assert slope[factor] == pytest.approx(change / wide, rel=1e-3, abs=1e-3)


def test_fixed_columns_that_add_nothing_are_dropped() -> None:
    assert system().fixed == 4


def test_sparse_and_dense_matrices_give_the_same_answers() -> None:
    rng = np.random.default_rng(5)
    counts = rng.poisson(0.3, (40, 12)).astype(float)
    from scipy import sparse

    dense, thin = DenseCrossing(counts), SparseCrossing(sparse.coo_array(counts))
    weight, inner = rng.random(40), rng.random((12, 12))
    inner += inner.T
    assert thin.gram(weight) == pytest.approx(dense.gram(weight))
    assert thin.quadratic(inner) == pytest.approx(dense.quadratic(inner))
    assert thin.dot(inner[0]) == pytest.approx(dense.dot(inner[0]))
    assert thin.t_dot(weight) == pytest.approx(dense.t_dot(weight))
    assert thin.rows(np.array([3, 1])) == pytest.approx(dense.rows(np.array([3, 1])))


def test_a_thin_system_is_solved_sparsely_and_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    here = np.array([0.7, 1.3])
    dense = at(system(300, 40), here)
    monkeypatch.setattr(crossing_module, "_DENSE_ENTRIES", 0)
    data = system(300, 40)
    thin = at(data, here)
    assert isinstance(data.crossing, SparseCrossing)
    assert thin.criterion == pytest.approx(dense.criterion, rel=1e-12)
    assert thin.slope == pytest.approx(dense.slope, rel=1e-9)
    assert thin.curvature == pytest.approx(dense.curvature, rel=1e-9)


def test_henderson_finds_roughly_what_was_drawn_and_exactly_what_is_balanced() -> None:
    marks = drawn(2000, 50, 4)
    who, met = marks["candidate"].to_numpy(), marks["interviewer"].to_numpy()
    found = henderson(equations((who, 2000), (met, 50), [], marks["score"].to_numpy() - 3))
    assert found == pytest.approx((0.53**2, marks.groupby("interviewer")["lenient"].first().var(), 0.52**2), rel=0.1)


def test_designs_that_cannot_tell_are_known() -> None:
    each = np.arange(12)
    assert told_apart(equations((each, 12), (each % 3, 3), [], each * 1.0)) == (False, True, False)
    assert told_apart(equations((each // 2, 6), (each % 3, 3), [], each * 1.0)) == (True, True, True)
    assert told_apart(equations((each // 2, 6), (each // 4, 3), [], each * 1.0)) == (True, True, True)
    assert told_apart(equations((each // 4, 3), (each // 4, 3), [], each * 1.0)) == (True, True, False)
    assert told_apart(equations((each // 2, 6), (each * 0, 1), [], each * 1.0)) == (True, False, False)
