"""What must hold for any data: of order, names, shifted interviewers, full agreement, and panels that tell nothing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hiring.measurement.analysis import Analysis, analyse
from hiring.measurement.consistency.alpha import alpha, count_table
from hiring.measurement.consistency.reliability import design, reliability
from hiring.measurement.model.crossed import fit_crossed
from tests.measurement.frames import crossed, drawn, panels


def whole(ratings: pd.DataFrame) -> Analysis:
    return analyse(ratings, (1.0, 5.0), draws=0)


def figures(found: Analysis) -> pd.DataFrame:
    return found.candidates.drop(columns=["flags"])


@given(panels(), st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_neither_the_order_of_rows_nor_their_index_matters(ratings: pd.DataFrame, seed: int) -> None:
    assume(ratings["score"].notna().any())
    shuffled = ratings.sample(frac=1, random_state=seed).set_axis(range(5, 5 + len(ratings)))
    pd.testing.assert_frame_equal(figures(whole(shuffled)), figures(whole(ratings)), check_exact=True)


@given(panels())
@settings(max_examples=15, deadline=None)
def test_other_names_change_no_figure(ratings: pd.DataFrame) -> None:
    assume(ratings["score"].notna().any())
    named = ratings.assign(candidate="x" + ratings["candidate"], interviewer=ratings["interviewer"] + " q")
    first, second = figures(whole(ratings)), figures(whole(named))
    columns = ["n", "mean", "adjusted", "blup", "se", "tie_group", "network"]
    pd.testing.assert_frame_equal(first[columns], second[columns], atol=1e-7)


@given(st.integers(0, 10_000), st.floats(-3, 3))
@settings(max_examples=30, deadline=None)
def test_a_constant_for_one_interviewer_moves_their_leniency_and_leaves_consistency(seed: int, shift: float) -> None:
    before = drawn(8, 4, 4, sd=(2.0, 1.5, 0.3), seed=seed)
    after = before.assign(score=before["score"] + np.where(before["interviewer"] == 0, shift, 0.0))
    fits = fit_crossed(before), fit_crossed(after)
    # A shift can leave no differences in leniency at all; the others then share what was not estimated.
    assume(not any(fit.at_zero for fit in fits))
    assert fits[1].components.candidate == pytest.approx(fits[0].components.candidate, rel=1e-6)
    assert fits[1].components.residual == pytest.approx(fits[0].components.residual, rel=1e-6)
    consistency = [reliability(fit.components, design(fit.data)).icc_ck for fit in fits]
    assert consistency[0] == pytest.approx(consistency[1], rel=1e-6)
    # In a complete table the blup is the plain difference from the colleagues, pulled by one factor for all.
    pull = [fit.components.interviewer / (fit.components.interviewer + fit.components.residual / 8) for fit in fits]
    plain = [fit.interviewers["leniency"].iloc[0] / one for fit, one in zip(fits, pull, strict=True)]
    assert plain[1] - plain[0] == pytest.approx(shift * 3 / 4, abs=1e-6)


@given(st.lists(st.integers(1, 5), min_size=2, max_size=8), st.integers(2, 5))
@settings(max_examples=30, deadline=None)
def test_full_agreement_is_one(levels: list[int], raters: int) -> None:
    assume(len(set(levels)) > 1)
    ratings = crossed({f"c{at}": [float(level)] * raters for at, level in enumerate(levels)})
    fit = fit_crossed(ratings)
    made = reliability(fit.components, design(fit.data))
    assert (made.g, made.icc_a1, made.icc_ak, made.icc_ck) == (1.0, 1.0, 1.0, 1.0)
    assert alpha(*count_table(ratings, ["candidate"])).value == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("rows", "unknown"),
    [
        ({"a": [3.0]}, {"blup", "se"}),
        ({"a": [3.0, 4.0]}, {"blup", "se"}),
        ({"a": [3.0], "b": [4.0], "c": [1.0]}, {"blup", "se"}),
        ({"a": [3.0, 3.0], "b": [3.0, 3.0]}, set()),
        ({"a": [3.0, np.nan], "b": [np.nan, 2.0]}, {"blup", "se"}),
    ],
)
def test_what_cannot_be_known_is_missing_and_said(rows: dict[str, list[float]], unknown: set[str]) -> None:
    found = analyse(crossed(rows).dropna(), (1.0, 5.0))
    missing = {name for name in ("mean", "adjusted", "blup", "se") if found.candidates[name].isna().any()}
    assert missing == unknown
    assert any("would be enough" in warning for warning in found.warnings)
