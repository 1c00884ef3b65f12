"""Probation signals: published constants, exact error rates, and leniency that does not average out."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.measurement import sentences
from hiring.measurement.components import ASSUMED, Components
from hiring.measurement.outcomes.belief import Belief, signal_rates, update
from hiring.measurement.outcomes.sequential import (
    chance_of_signal,
    cumulative_sum,
    run_length,
    sequence,
    sequential_test,
)
from hiring.measurement.ratings import BadRatings, NotEnoughData


def days(*ratings: float, manager: str = "kim") -> pd.DataFrame:
    return pd.DataFrame({"manager": manager, "on": range(len(ratings)), "rating": ratings}, dtype=object)


def test_run_lengths_are_those_of_the_tables() -> None:
    print("P9: two-sided CUSUM, k .5, h 4 and 5 (Montgomery, Introduction to Statistical Quality Control)")
    for h, in_control, shifted in ((4.0, 167.68, 8.38), (5.0, 465.44, 10.38)):
        assert run_length(0.5, h, two_sided=True) == pytest.approx(in_control, abs=5e-3)
        assert run_length(0.5, h, 1.0, two_sided=True) == pytest.approx(shifted, abs=5e-3)


def test_walds_constants_are_met() -> None:
    print("P9: Wald (1945), alpha .05 beta .10, shares .05 and .20")
    test = sequential_test(0.05, 0.20, 40)
    assert (test.upper, test.lower) == pytest.approx((2.8904, -2.2513), abs=5e-5)
    assert (test.up, test.down) == pytest.approx((1.3863, -0.1719), abs=5e-5)


def test_exact_error_rates_are_those_of_simulated_runs() -> None:
    test = sequential_test(0.05, 0.20, 30)
    rng = np.random.default_rng(1)
    for share, flagged in ((0.05, test.false_alarms), (0.20, 1 - test.misses)):
        runs = rng.random((4000, 30)) < share
        simulated = np.mean([sequence(run, test)[0] == "flag" for run in runs.tolist()])
        assert simulated == pytest.approx(flagged, abs=0.025)


def test_ending_early_misses_more_than_wald_promises() -> None:
    assert sequential_test(0.05, 0.20, 12).misses > 0.4
    assert sequential_test(0.05, 0.20, 400).misses == pytest.approx(0.10, abs=0.03)
    with pytest.raises(NotEnoughData, match="12 or more"):
        sequential_test(0.05, 0.20, 11)
    with pytest.raises(ValueError, match="lies above"):
        sequential_test(0.2, 0.05, 20)


def test_a_run_stops_at_its_decision() -> None:
    test = sequential_test(0.05, 0.20, 40)
    assert sequence([True, True, True, False], test)[0] == "flag"
    assert sequence([False] * 14, test)[0] == "content"
    assert sequence([False] * 5, test)[0] == "open"
    assert sequence([], test) == ("open", 0.0)


def test_the_sum_rises_with_low_ratings_and_signals_once() -> None:
    values, at = cumulative_sum([0.0, -2.0, -3.0, -1.0, 4.0], h=4.0)
    assert values.tolist() == [0.0, 1.5, 4.0, 4.5, 0.0]
    assert at == 3
    assert cumulative_sum([])[1] is None
    assert cumulative_sum([-3.0, np.nan, -3.0])[0].tolist() == [2.5, 2.5, 5.0]


def test_the_chance_within_a_probation_is_that_of_simulated_ones() -> None:
    rng = np.random.default_rng(2)
    for shift in (0.0, 1.0):
        runs = [cumulative_sum(run, h=4.0)[1] is not None for run in rng.normal(-shift, 1, (4000, 12))]
        assert np.mean(runs) == pytest.approx(chance_of_signal(0.5, 4.0, 12, shift), abs=0.025)


@given(st.lists(st.floats(1, 5), min_size=1, max_size=6))
def test_the_belief_is_bayes_rule_written_with_matrices(ratings: list[float]) -> None:
    found = update(days(*ratings), minimum=2.5, prior_mean=3.0)
    n = len(ratings)
    covariance = ASSUMED.interviewer * np.ones((n, n)) + ASSUMED.residual * np.eye(n)
    total = covariance + ASSUMED.candidate * np.ones((n, n))
    gain = ASSUMED.candidate * np.ones(n) @ np.linalg.inv(total)
    assert found.mean == pytest.approx(3.0 + gain @ (np.array(ratings) - 3.0))
    assert found.sd**2 == pytest.approx(ASSUMED.candidate - ASSUMED.candidate * gain @ np.ones(n))


def test_repeats_of_one_manager_do_not_average_leniency_away() -> None:
    many = update(days(*[2.0] * 200), minimum=2.5, prior_mean=3.0)
    limit = (1 / ASSUMED.candidate + 1 / ASSUMED.interviewer) ** -0.5
    assert many.sd == pytest.approx(limit, rel=0.01)
    other = days(*[2.0] * 100, manager="lee")
    assert update(pd.concat([days(*[2.0] * 100), other]), 2.5, 3.0).sd < many.sd


def test_two_ratings_of_one_day_count_once() -> None:
    twice = pd.DataFrame({"manager": "kim", "on": [1, 1], "rating": [2.0, 4.0]})
    assert update(twice, 2.5, 3.0) == update(days(3.0), 2.5, 3.0)


def test_without_ratings_the_prior_stands() -> None:
    found = update(days(), 2.5, 3.2)
    assert (found.mean, found.occasions) == (pytest.approx(3.2), 0)
    assert found.sd == pytest.approx(ASSUMED.candidate**0.5)
    with pytest.raises(BadRatings, match="no column on"):
        update(days(3.0).drop(columns="on"), 2.5, 3.0)
    with pytest.raises(ValueError, match="spread"):
        update(days(3.0), 2.5, 3.0, prior_sd=0.0)


def test_ninety_five_percent_intervals_cover_though_one_manager_looks_four_times() -> None:
    rng = np.random.default_rng(5)
    inside = 0
    for _ in range(400):
        level = rng.normal(3, ASSUMED.candidate**0.5)
        ratings = level + rng.normal(0, 0.3) + rng.normal(0, ASSUMED.residual**0.5, 4)
        low, high = update(days(*ratings), 2.5, 3.0).interval
        inside += low <= level <= high
    assert inside / 400 == pytest.approx(0.95, abs=0.03)


def test_looking_more_often_raises_false_alarms_and_lowers_misses() -> None:
    once = signal_rates(1, 2.5, 3.2, good=2.8, poor=1.8, threshold=0.6)
    often = signal_rates(6, 2.5, 3.2, good=2.8, poor=1.8, threshold=0.6)
    assert often.false_alarms > once.false_alarms
    assert often.misses < once.misses
    assert signal_rates(6, 2.5, 3.2, good=2.8, poor=1.8, threshold=0.6) == often
    certain = Components(0.28, 1e-9, 1e-9)
    assert signal_rates(3, 2.5, 3.2, 3.2, 1.8, components=certain).misses == 0.0
    with pytest.raises(ValueError, match="spread"):
        signal_rates(3, 2.5, 3.2, 3.2, 1.8, components=Components(0.0, 0.1, 0.2))


def test_the_sentences_print_misses_beside_false_alarms() -> None:
    assert sentences.belief(Belief(2.1, 0.3, 0.91, 4), 2.5) == (
        "After 4 check-ins the level is about 2.1, plausibly 1.5 to 2.7; about 9 chances in 10 that it is below 2.5. "
        "Talk about it; this decides nothing."
    )
    assert sentences.error_rates(0.03, 0.42) == (
        "Over the whole probation: of 100 good hires about 3 are flagged; of 10 poor ones about 4 are missed."
    )
