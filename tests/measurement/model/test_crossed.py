"""The core model: published fits, the same model written out densely, and honest answers at the edges."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

import hiring.measurement.model.crossed as crossed_module
from hiring.measurement.components import ASSUMED, Components
from hiring.measurement.model.crossed import CrossedFit, assume_crossed, fit_crossed
from hiring.measurement.ratings import BadRatings, NotEnoughData
from tests.measurement import slow
from tests.measurement.frames import crossed, drawn, penicillin, shrout_fleiss


def variances(fit: CrossedFit) -> tuple[float, float, float]:
    return fit.components.candidate, fit.components.interviewer, fit.components.residual


def test_shrout_and_fleiss_components_are_met() -> None:
    print("P1: Shrout & Fleiss (1979), Psychological Bulletin 86, 420-428")
    fit = fit_crossed(shrout_fleiss())
    assert variances(fit) == pytest.approx((2.5556, 5.2444, 1.0194), abs=5e-5)
    assert variances(fit) == pytest.approx((23 / 9, 5 + 11 / 45, 1 + 7 / 360), rel=1e-9)


def test_penicillin_is_met_to_the_printed_digits() -> None:
    # Balanced data: restricted likelihood and analysis of variance agree exactly, which gives 1.93156 for the
    # samples; lme4 prints 1.93161 where its optimiser stops early.
    print("P3: Penicillin, Davies & Goldsmith (1972) as in lme4; MixedModels.jl prints 1.931556 for sample")
    fit = fit_crossed(penicillin())
    sd = np.sqrt(variances(fit))
    assert sd == pytest.approx([0.84670, 1.93161, 0.54992], abs=6e-5)
    assert sd == pytest.approx([0.846704, 1.931558, 0.549923], abs=1e-6)
    assert fit.criterion == pytest.approx(330.8606, abs=5e-5)
    assert fit.mean == pytest.approx(22.97222, abs=5e-6)
    assert fit.candidates.set_index("candidate").loc["a", "blup"] == pytest.approx(0.80455, abs=5e-6)
    leniency = fit.interviewers.set_index("interviewer")["leniency"]
    assert leniency["A"] == pytest.approx(2.18706, abs=5e-6)


@pytest.mark.parametrize(("people", "panel"), [(14, 5), (6, 11)])
@pytest.mark.parametrize("fixed", [[], ["opening"], ["opening", "round"]])
def test_every_figure_is_that_of_the_dense_model(people: int, panel: int, fixed: list[str]) -> None:
    marks = drawn(people, panel, 3, seed=people)
    marks["opening"] = marks["candidate"] % 2
    marks["round"] = np.where(np.arange(len(marks)) % 3 == 0, "first", "second")
    marks["score"] += 0.7 * marks["opening"] + 0.3 * (marks["round"] == "first")
    fit = fit_crossed(marks, fixed)
    dense = slow.mixed(marks, variances(fit), fixed)
    everybody = fit.candidates["candidate"].tolist()
    assert fit.criterion == pytest.approx(dense.criterion, abs=1e-7)
    assert fit.candidates["blup"].to_numpy() == pytest.approx(dense.candidate, abs=1e-8)
    assert fit.candidates["se"].to_numpy() ** 2 == pytest.approx(np.diag(dense.candidate_cov), abs=1e-8)
    assert fit.covariance(everybody) == pytest.approx(dense.candidate_cov, abs=1e-8)
    assert fit.interviewers["leniency"].to_numpy() == pytest.approx(dense.interviewer, abs=1e-8)
    assert fit.interviewers["se"].to_numpy() ** 2 == pytest.approx(np.diag(dense.interviewer_cov), abs=1e-8)
    assert fit.candidates["level"].to_numpy() == pytest.approx(dense.level, abs=1e-8)
    assert fit.candidates["level_se"].to_numpy() ** 2 == pytest.approx(np.diag(dense.level_cov), abs=1e-8)
    assert fit.level_covariance(everybody) == pytest.approx(dense.level_cov, abs=1e-8)
    assert fit.candidates["adjusted"].to_numpy() == pytest.approx(dense.adjusted, abs=1e-8)
    assert fit.adjusted_covariance(everybody) == pytest.approx(dense.adjusted_cov, abs=1e-8)
    assert fit.candidates["adjusted_se"].to_numpy() ** 2 == pytest.approx(
        np.diag(fit.adjusted_covariance(everybody)), abs=1e-12
    )


@pytest.mark.parametrize("seed", range(6))
def test_no_variances_nearby_have_a_better_criterion(seed: int) -> None:
    marks = drawn(12, 5, 2, seed=seed)
    fit = fit_crossed(marks)
    best = slow.mixed(marks, variances(fit), []).criterion
    rng = np.random.default_rng(seed)
    for _ in range(40):
        near = np.abs(np.array(variances(fit)) + rng.normal(0, 0.05, 3))
        assert slow.mixed(marks, tuple(near), []).criterion >= best - 1e-9


def test_swapping_roles_swaps_the_answers() -> None:
    fit = fit_crossed(penicillin())
    names = {"candidate": "interviewer", "interviewer": "candidate"}
    swapped = fit_crossed(penicillin().rename(columns=names))
    assert variances(swapped) == pytest.approx(
        (fit.components.interviewer, fit.components.candidate, fit.components.residual), rel=1e-7
    )
    assert swapped.criterion == pytest.approx(fit.criterion, abs=1e-9)
    assert swapped.candidates["blup"].to_numpy() == pytest.approx(fit.interviewers["leniency"].to_numpy())


def test_the_order_of_rows_changes_not_one_bit() -> None:
    marks = drawn(40, 9, 3)
    first, second = fit_crossed(marks), fit_crossed(marks.sample(frac=1, random_state=3))
    assert (first.criterion, variances(first)) == (second.criterion, variances(second))
    pd.testing.assert_frame_equal(first.candidates, second.candidates, check_exact=True)
    pd.testing.assert_frame_equal(first.interviewers, second.interviewers, check_exact=True)


def test_names_of_people_do_not_matter() -> None:
    marks = drawn(25, 6, 3)
    other = marks.assign(candidate=-marks["candidate"], interviewer="i" + (9 - marks["interviewer"]).astype(str))
    first, second = fit_crossed(marks), fit_crossed(other)
    assert variances(second) == pytest.approx(variances(first), rel=1e-5)
    assert second.candidates["blup"].to_numpy()[::-1] == pytest.approx(first.candidates["blup"].to_numpy(), abs=1e-5)


def test_a_constant_added_to_one_interviewer_moves_that_leniency_and_leaves_the_residual() -> None:
    before = fit_crossed(shrout_fleiss())
    marks = shrout_fleiss()
    marks.loc[marks["interviewer"] == "judge 1", "score"] += 2
    after = fit_crossed(marks)
    moved = (after.interviewers["leniency"] - before.interviewers["leniency"]).tolist()
    assert moved[0] == pytest.approx(max(moved))
    assert moved[0] > 1
    assert after.components.residual == pytest.approx(before.components.residual, rel=1e-6)
    assert after.components.candidate == pytest.approx(before.components.candidate, rel=1e-6)


def test_leniency_is_taken_out_where_candidates_met_different_people() -> None:
    marks = drawn(200, 12, 3, sd=(0.5, 0.8, 0.3))
    fit = fit_crossed(marks)
    true = marks.groupby("candidate")["true"].first().to_numpy()
    raw, adjusted = (fit.candidates[name].to_numpy() - true for name in ("mean", "adjusted"))
    assert fit.candidates["differs"].all()
    assert adjusted.std() < 0.6 * raw.std()


def test_nothing_is_adjusted_where_everybody_met_the_same_people() -> None:
    fit = fit_crossed(shrout_fleiss())
    assert not fit.candidates["differs"].any()
    assert fit.candidates["adjusted"].to_numpy() == pytest.approx(fit.candidates["mean"].to_numpy())


def test_a_warm_start_ends_at_the_same_place() -> None:
    marks = drawn(60, 12, 3)
    cold = fit_crossed(marks.iloc[:-4])
    assert fit_crossed(marks, start=cold).criterion == pytest.approx(fit_crossed(marks).criterion, abs=1e-8)


def test_a_variance_at_its_boundary_is_reported_as_zero() -> None:
    lenient = fit_crossed(crossed({"a": [1, 2], "b": [3, 2], "c": [5, 6], "d": [4, 4]}))
    assert lenient.components.interviewer == 0.0
    assert lenient.at_zero == ("interviewer",)
    alike = fit_crossed(crossed({"a": [1, 5, 3], "b": [2, 5, 1], "c": [2, 4, 2], "d": [1, 5, 2]}))
    assert alike.components.candidate == 0.0
    assert alike.candidates["blup"].tolist() == [0.0] * 4


def test_all_equal_and_perfect_agreement_and_perfect_order_are_exact() -> None:
    equal = fit_crossed(crossed({"a": [3, 3], "b": [3, 3], "c": [3, 3]}))
    assert variances(equal) == (0.0, 0.0, 0.0)
    agreed = fit_crossed(crossed({"a": [1, 1], "b": [2, 2], "c": [4, 4]}))
    assert variances(agreed) == (pytest.approx(7 / 3), 0.0, 0.0)
    assert agreed.candidates["blup"].tolist() == pytest.approx([-4 / 3, -1 / 3, 5 / 3])
    additive = fit_crossed(crossed({"a": [1, 2], "b": [2, 3], "c": [4, 5]}))
    assert variances(additive) == (pytest.approx(7 / 3), pytest.approx(0.5), 0.0)
    assert additive.interviewers["leniency"].tolist() == pytest.approx([-0.5, 0.5])
    assert np.isnan(additive.criterion)


def test_interviewers_who_met_one_candidate_each_are_said_to_be_unknown() -> None:
    marks = drawn(30, 30, 2).assign(interviewer=range(60))
    fit = fit_crossed(marks)
    assert fit.unknown == ("interviewer",)
    assert fit.interviewers["leniency"].isna().all()
    between, within = marks.groupby("candidate")["score"].mean(), marks.groupby("candidate")["score"].var()
    assert fit.components.residual == pytest.approx(within.mean(), rel=1e-6)
    assert fit.components.candidate == pytest.approx(between.var() - within.mean() / 2, rel=1e-6)


def test_questions_without_an_answer_are_refused() -> None:
    with pytest.raises(NotEnoughData, match="1 candidate"):
        fit_crossed(crossed({"a": [1, 2, 3]}))
    with pytest.raises(NotEnoughData, match="told from chance"):
        fit_crossed(drawn(30, 6, 1))
    with pytest.raises(NotEnoughData, match="told from chance"):
        fit_crossed(crossed({"a": [1], "b": [2], "c": [5]}))
    with pytest.raises(BadRatings, match="no column opening"):
        fit_crossed(drawn(5, 3, 2), ["opening"])
    with pytest.raises(KeyError, match="nobody"):
        fit_crossed(shrout_fleiss()).covariance(["target 1", "nobody"])


def test_an_opening_for_every_candidate_leaves_nothing_to_compare() -> None:
    marks = drawn(10, 4, 3)
    with pytest.raises(NotEnoughData, match="told from chance"):
        fit_crossed(marks.assign(opening=marks["candidate"]), ["opening"])


def test_separate_networks_are_numbered_and_known() -> None:
    one, other = drawn(8, 4, 3), drawn(8, 4, 3, seed=2)
    other = other.assign(candidate=other["candidate"] + 100, interviewer=other["interviewer"] + 100)
    fit = fit_crossed(pd.concat([other, one]))
    assert not fit.connected
    assert fit.candidates["network"].tolist() == [1] * 8 + [2] * 8
    assert fit.interviewers["network"].tolist() == [1] * 4 + [2] * 4


def test_marks_not_observed_are_left_out() -> None:
    marks = drawn(20, 5, 3)
    blank = marks.assign(score=np.nan).head(7)
    blank["candidate"] = 500
    assert fit_crossed(pd.concat([marks, blank])).criterion == fit_crossed(marks).criterion


def test_the_way_for_thousands_of_interviewers_agrees_with_the_exact_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    marks = drawn(900, 120, 5).assign(opening=lambda frame: frame["candidate"] % 3)
    exact = fit_crossed(marks, ["opening"])
    monkeypatch.setattr(crossed_module, "LARGEST", 100)
    large = fit_crossed(marks, ["opening"])
    assert large.method == "Henderson 1"
    assert variances(large) == pytest.approx(variances(exact), abs=0.03)
    for column, off in (("blup", 0.02), ("adjusted", 0.02), ("level", 0.02)):
        assert np.abs(large.candidates[column] - exact.candidates[column]).max() < off
    assert (large.candidates["se"] / exact.candidates["se"]).mean() == pytest.approx(1, abs=0.03)
    assert (large.interviewers["se"] / exact.interviewers["se"]).mean() == pytest.approx(1, abs=0.05)
    covariance = large.adjusted_covariance([1, 2])
    assert covariance.diagonal() == pytest.approx(exact.adjusted_covariance([1, 2]).diagonal(), rel=0.4)


def test_given_components_are_used_as_they_are() -> None:
    marks = drawn(9, 4, 2)
    fit = assume_crossed(marks, ASSUMED)
    dense = slow.mixed(marks, (0.28, 0.09, 0.27), [])
    assert fit.components is ASSUMED
    assert fit.candidates["blup"].to_numpy() == pytest.approx(dense.candidate, abs=1e-9)
    assert fit.candidates["se"].to_numpy() ** 2 == pytest.approx(np.diag(dense.candidate_cov), abs=1e-9)
    assert fit.candidates["adjusted_se"].to_numpy() ** 2 == pytest.approx(np.diag(dense.adjusted_cov), abs=1e-9)


def test_one_candidate_met_by_one_interviewer_has_an_assumed_error() -> None:
    fit = assume_crossed(crossed({"a": [4]}), ASSUMED)
    assert fit.candidates["adjusted"].tolist() == [4.0]
    assert fit.candidates["adjusted_se"].tolist() == pytest.approx([0.6])
    with pytest.raises(NotEnoughData):
        assume_crossed(crossed({"a": [np.nan]}), ASSUMED)
    with pytest.raises(ValueError, match="above 0"):
        assume_crossed(crossed({"a": [4]}), Components(1, 1, 0))


@pytest.mark.parametrize("noise", [1.0, 0.01, 1e-3, 1e-4])
def test_digits_are_kept_where_hardly_any_error_is_left(noise: float) -> None:
    """A complete table has a closed form: components from mean squares, here in exact fractions."""
    rng = np.random.default_rng(1)
    table = rng.normal(0, 1, 10)[:, None] + rng.normal(0, 0.3, 4) + rng.normal(0, noise, (10, 4))
    fit = fit_crossed(crossed({f"c{row}": marks.tolist() for row, marks in enumerate(table)}))
    exact = [[Fraction(mark) for mark in row] for row in table.tolist()]
    rows, columns = [sum(row) / 4 for row in exact], [sum(column) / 10 for column in zip(*exact, strict=True)]
    middle = sum(rows) / 10
    between = 4 * sum((row - middle) ** 2 for row in rows) / 9
    judges = 10 * sum((column - middle) ** 2 for column in columns) / 3
    pairs = itertools.product(range(10), range(4))
    rest = sum((exact[i][j] - rows[i] - columns[j] + middle) ** 2 for i, j in pairs) / 27
    found = fit.components
    assert found.candidate == pytest.approx(float((between - rest) / 4), rel=1e-8)
    assert found.interviewer == pytest.approx(float((judges - rest) / 10), rel=1e-8)
    assert found.residual == pytest.approx(float(rest), rel=1e-8)
    logs = 9 * math.log(between) + 3 * math.log(judges) + 27 * math.log(rest)
    assert fit.criterion == pytest.approx(39 * (1 + math.log(2 * math.pi)) + logs + math.log(40), abs=1e-6)
