"""Ties, chances to be better, and chances to be the best."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from hiring.measurement import sentences
from hiring.measurement.components import ASSUMED, Components
from hiring.measurement.model.crossed import CrossedFit, assume_crossed, fit_crossed
from hiring.measurement.number_format import fraction
from hiring.measurement.scoring.bands import (
    NotComparable,
    banded,
    best_of,
    chance_better,
    chance_higher_again,
    pair_sed,
    tie_groups,
)
from hiring.measurement.sentences import own
from tests.measurement.frames import crossed, drawn


def six() -> CrossedFit:
    table = {"ana": [5, 5, 4], "bo": [4, 5, 4], "cy": [4, 4, 4], "di": [3, 3, 4], "ed": [2, 3, 2], "flo": [1, 2, 1]}
    return assume_crossed(crossed(table), ASSUMED)


def two_networks() -> CrossedFit:
    other = crossed({"x": [3, 4], "y": [2, 4]}).replace({"interviewer": {"judge 1": "j8", "judge 2": "j9"}})
    return assume_crossed(pd.concat([crossed({"a": [3, 4], "b": [5, 5]}), other]), ASSUMED)


def test_shared_interviewers_cancel_in_a_difference() -> None:
    fit = six()
    covariance = fit.adjusted_covariance(["ana", "bo"])
    added = np.sqrt(covariance[0, 0] + covariance[1, 1])
    assert pair_sed(covariance)[0, 1] < added
    assert pair_sed(covariance)[0, 1] == pytest.approx(np.sqrt(2 * ASSUMED.residual / 3))


def test_a_group_holds_all_who_cannot_be_told_from_its_highest() -> None:
    fit = six()
    groups = tie_groups(fit).set_index("candidate")
    names = fit.candidates["candidate"].tolist()
    sed = pd.DataFrame(pair_sed(fit.level_covariance(names)), index=names, columns=names)
    level = groups["level"]
    left, number = list(level.sort_values(ascending=False).index), 0
    while left:
        number += 1
        tied = [name for name in left if level[left[0]] - level[name] <= 2.5758 * sed.loc[left[0], name]]
        assert groups.loc[tied, "tie_group"].eq(number).all()
        left = [name for name in left if name not in tied]
    assert groups["tie_group"].max() == number >= 2


def test_candidates_with_equal_marks_are_always_tied() -> None:
    fit = assume_crossed(crossed({"a": [5, 4], "b": [5, 4], "c": [1, 1]}), Components(0.5, 0.0, 1e-6))
    assert tie_groups(fit)["tie_group"].tolist() == [1, 1, 2]
    assert chance_better(fit, "a", "b") == pytest.approx(0.5)


def test_no_differences_at_all_are_one_group() -> None:
    fit = fit_crossed(crossed({"a": [3, 3], "b": [3, 3], "c": [3, 3]}))
    assert tie_groups(fit)["tie_group"].tolist() == [1, 1, 1]
    assert chance_better(fit, "a", "c") == 0.5


def test_who_has_no_level_has_no_group_and_without_an_error_nobody_is_told_apart() -> None:
    level = np.array([2.0, np.nan, 4.0])
    one = np.zeros(3, dtype=np.int64)
    assert banded(level, one, lambda some: np.full(len(some), 0.1)).tolist() == [2, 0, 1]
    assert banded(level, one, lambda some: np.full(len(some), np.nan)).tolist() == [1, 0, 1]


def test_two_chances_add_up_and_follow_the_normal_curve() -> None:
    fit = six()
    ahead = chance_better(fit, "ana", "di")
    assert ahead + chance_better(fit, "di", "ana") == pytest.approx(1)
    level = fit.candidates.set_index("candidate")["level"]
    sed = pair_sed(fit.covariance(["ana", "di"]))[0, 1]
    from scipy.stats import norm

    assert ahead == pytest.approx(norm.cdf((level["ana"] - level["di"]) / sed))


def test_being_the_best_of_two_is_being_better() -> None:
    fit = six()
    found = best_of(fit, ["cy", "bo"])
    assert found["candidate"].tolist() == ["cy", "bo"]
    assert found["chance"].sum() == pytest.approx(1)
    assert found["chance"].iloc[0] == pytest.approx(chance_better(fit, "cy", "bo"), abs=0.015)


def test_chances_to_be_among_the_best_add_up_to_the_posts() -> None:
    found = best_of(six(), ["ana", "bo", "cy", "flo"], posts=2)
    assert found["chance"].sum() == pytest.approx(2)
    assert found["chance"].iloc[3] < 0.01
    pd.testing.assert_frame_equal(found, best_of(six(), ["ana", "bo", "cy", "flo"], posts=2))
    with pytest.raises(ValueError, match="more candidates than posts"):
        best_of(six(), ["ana", "bo"], posts=2)


def test_nobody_is_compared_across_networks() -> None:
    fit = two_networks()
    with pytest.raises(NotComparable):
        chance_better(fit, "a", "x")
    with pytest.raises(NotComparable):
        best_of(fit, ["a", "b", "y"])
    groups = tie_groups(fit).set_index("candidate")["tie_group"]
    assert set(groups[["a", "b"]]).isdisjoint(set(groups[["x", "y"]]))


def test_only_the_asked_are_grouped() -> None:
    found = tie_groups(six(), ["flo", "ana"])
    assert found["candidate"].tolist() == ["ana", "flo"]
    assert found["tie_group"].tolist() == [1, 2]


def test_chances_come_true_as_often_as_they_say() -> None:
    said, true = [], []
    for seed in range(12):
        marks = drawn(60, 12, 3, seed=seed)
        fit = fit_crossed(marks)
        truth = marks.groupby("candidate")["true"].first()
        for one, other in zip(range(0, 60, 2), range(1, 60, 2), strict=True):
            said.append(chance_better(fit, one, other))
            true.append(truth[one] > truth[other])
    favoured = np.where(np.array(said) > 0.5, said, 1 - np.array(said))
    right = np.where(np.array(said) > 0.5, true, ~np.array(true))
    assert right.mean() == pytest.approx(favoured.mean(), abs=0.06)


def test_another_panel_agrees_as_often_as_the_chance_says() -> None:
    """Another three, who meet both, put the favoured one higher as often as said; true levels would promise more."""
    said, sure, again = [], [], []
    for seed in range(24):
        marks = drawn(60, 12, 3, seed=seed)
        fit, rng = fit_crossed(marks), np.random.default_rng(1_000 + seed)
        shown = marks.groupby("candidate")["true"].first() + rng.normal(0, 0.52 / 3**0.5, 60)
        for one, other in zip(range(0, 60, 2), range(1, 60, 2), strict=True):
            chance = chance_higher_again(fit, one, other)
            favoured, against = (one, other) if chance > 0.5 else (other, one)
            said.append(max(chance, 1 - chance))
            sure.append(chance_better(fit, favoured, against))
            again.append(shown[favoured] > shown[against])
    assert np.mean(again) == pytest.approx(np.mean(said), abs=0.02)
    assert np.mean(sure) > np.mean(again) + 0.03


def test_the_sentences_do_not_rank_inside_a_tie() -> None:
    assert sentences.tie_group(["Ana", "Bo"]).startswith("Ana and Bo can't be told apart")
    assert "job-related reason" in sentences.tie_group(["Ana", "Bo"])
    assert sentences.shortlist([("Ana", 0.62), ("Bo", 0.38)]) == (
        "Chances to come out the best of these if other interviewers met them all: "
        "Ana, 6 chances in 10; Bo, 4 chances in 10."
    )


def test_an_interviewer_hears_nothing_from_little_data() -> None:
    assert own.leniency(-0.6, 0.1, 7) is None
    assert own.leniency(-0.4, 0.1, 30) is None
    assert own.leniency(-0.6, 0.1, 30) == (
        "You score .6 below colleagues who met the same people (± .2, 30 candidates)."
    )


def test_a_coefficient_loses_its_leading_nought_and_no_other() -> None:
    found = [fraction(value) for value in (0.614, -0.2, 1.0, -0.001, 10.5, -20.25)]
    assert found == [".61", "−.2", "1", "0", "10.5", "−20.25"]
