"""The fast fit against a second one that shares no idea with it, on data nobody chose."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from hiring.measurement.model.crossed import fit_crossed
from tests.measurement import slow


def unbalanced(seed: int) -> pd.DataFrame:
    """A handful of marks from panels of one to four, some variances 0, some interviewers meeting nobody twice."""
    rng = np.random.default_rng(seed)
    people, panel = int(rng.integers(6, 14)), int(rng.integers(3, 7))
    sd = rng.choice([0.0, 0.3, 0.8], 3) + np.array([0.0, 0.0, 0.3])
    true, lenient = rng.normal(0, sd[0], people), rng.normal(0, sd[1], panel)
    rows = [
        (f"c{one:02}", f"i{met}", 3 + true[one] + lenient[met] + rng.normal(0, sd[2]))
        for one in range(people)
        for met in rng.choice(panel, int(rng.integers(1, min(panel, 4) + 1)), replace=False)
    ]
    return pd.DataFrame(rows, columns=["candidate", "interviewer", "score"])


@pytest.mark.parametrize("seed", range(20))
def test_every_figure_is_that_of_the_dense_likelihood(seed: int) -> None:
    marks = unbalanced(seed)
    fit = fit_crossed(marks)
    criterion, variances = slow.reml(marks)
    assert fit.criterion == pytest.approx(criterion, abs=1e-8)
    ours = (fit.components.candidate, fit.components.interviewer, fit.components.residual)
    assert ours == pytest.approx(variances, abs=2e-4)
    dense = slow.mixed(marks, ours, [])
    people, panel = fit.candidates, fit.interviewers
    assert people["blup"].to_numpy() == pytest.approx(dense.candidate, abs=1e-8)
    assert people["se"].to_numpy() ** 2 == pytest.approx(np.diag(dense.candidate_cov), abs=1e-8)
    assert people["adjusted"].to_numpy() == pytest.approx(dense.adjusted, abs=1e-7)
    assert panel["leniency"].to_numpy() == pytest.approx(dense.interviewer, abs=1e-8)
    assert panel["se"].to_numpy() ** 2 == pytest.approx(np.diag(dense.interviewer_cov), abs=1e-8)
    assert fit.mean == pytest.approx(float(dense.beta[0]), abs=1e-8)


def test_these_data_sets_include_boundaries() -> None:
    zero = [fit_crossed(unbalanced(seed)).at_zero for seed in range(20)]
    assert {name for names in zero for name in names} == {"candidate", "interviewer"}
    assert () in zero
