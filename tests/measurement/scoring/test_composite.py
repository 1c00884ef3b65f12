"""Composites: what they are made of, and how unsure they are from who marked what."""

from __future__ import annotations

import math
from collections import defaultdict

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.measurement.components import ASSUMED, NORMAL_95, Components
from hiring.measurement.ratings import NotEnoughData
from hiring.measurement.scoring.cells import Marks, panel_cells
from hiring.measurement.scoring.composite import composites, contributions, effective_weights
from hiring.measurement.splitting.split_errors import correlation
from tests.measurement import slow
from tests.measurement.frames import long, panels
from tests.measurement.scoring.test_cells import TALKATIVE


def test_a_composite_with_a_missing_criterion_is_missing_and_says_how_much_was_covered() -> None:
    found = composites(TALKATIVE, {"care": 3.0, "pride": 1.0}).set_index("candidate")
    assert found.loc["ana", "composite"] == 3.25
    assert found.loc["ana", "covered"] == 1.0
    assert np.isnan(found.loc["bo", "composite"])
    assert found.loc["bo", "covered"] == 0.75
    assert found.loc["bo", "missing"] == ("pride",)


def test_a_criterion_nobody_saw_in_the_whole_opening_is_missing_too() -> None:
    found = composites(TALKATIVE, {"care": 1.0, "calm": 1.0}).set_index("candidate")
    assert found["composite"].isna().all()
    assert found.loc["ana", "missing"] == ("calm",)


def test_a_criterion_without_weight_is_not_missed() -> None:
    found = composites(TALKATIVE, {"care": 2.0, "pride": 0.0}).set_index("candidate")
    assert found.loc["bo", "composite"] == 3.0
    assert found.loc["bo", "missing"] == ()


@pytest.mark.parametrize("weights", [{}, {"care": 0.0}, {"care": -1.0}, {"care": np.nan}, {"care": np.inf}])
def test_impossible_weights_are_refused(weights: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="weight"):
        composites(TALKATIVE, weights)


def test_effective_weights_follow_the_spread_and_add_up_to_one() -> None:
    rows = [(f"c{i}", "mia", name, score) for i in range(4) for name, score in (("care", 1.0 + i), ("pride", 3.0))]
    frame = pd.DataFrame(rows, columns=["candidate", "interviewer", "criterion", "score"])
    found = effective_weights(panel_cells(frame), {"care": 1.0, "pride": 1.0})
    assert found["weight"].tolist() == [0.5, 0.5]
    assert found["effective"].tolist() == pytest.approx([1.0, 0.0])


def test_effective_weights_need_three_complete_and_different_candidates() -> None:
    with pytest.raises(NotEnoughData, match="1 complete"):
        effective_weights(panel_cells(TALKATIVE), {"care": 1.0, "pride": 1.0})
    same = long("a mia care 3\nb mia care 3\nc mia care 3")
    with pytest.raises(NotEnoughData, match="equal"):
        effective_weights(panel_cells(same), {"care": 1.0})


def error_written_out(ratings: pd.DataFrame, weights: dict[str, float], candidate: str, shared: float) -> float:
    """Variance of a composite: every mark's weight times every other's times what they share of one interviewer."""
    marks = {(who, name): value for (whom, who, name), value in slow.marks(ratings).items() if whom == candidate}
    raters: dict[str, int] = defaultdict(int)
    for _, name in marks:
        raters[name] += 1
    share = {name: weight / sum(weights.values()) for name, weight in weights.items() if weight > 0}
    found = 0.0
    for who, name in marks:
        for other, second in marks:
            if who == other and name in share and second in share:
                alike = 1.0 if name == second else shared
                found += share[name] / raters[name] * share[second] / raters[second] * alike * ASSUMED.error
    return found


@given(panels(), st.sampled_from([0.0, 0.3, 1.0]))
@settings(max_examples=40, deadline=None)
def test_the_error_of_a_composite_is_that_of_every_mark_written_out(ratings: pd.DataFrame, shared: float) -> None:
    weights = {name: 1.0 + place for place, name in enumerate(sorted(set(ratings["criterion"])))}
    for row in composites(ratings, weights, ASSUMED, shared).itertuples():
        if math.isnan(row.composite):
            assert math.isnan(row.sem)
        else:
            assert row.sem**2 == pytest.approx(error_written_out(ratings, weights, row.candidate, shared))


def test_one_panel_that_saw_everything_is_as_unsure_as_one_criterion_when_errors_are_one() -> None:
    ratings = long("a m x 3\na m y 4\na k x 2\na k y 5")
    sure = composites(ratings, {"x": 1.0, "y": 1.0}, shared=0.0)["sem"].iloc[0]
    assert composites(ratings, {"x": 1.0, "y": 1.0})["sem"].iloc[0] == pytest.approx((ASSUMED.error / 2) ** 0.5)
    assert sure == pytest.approx((ASSUMED.error / 4) ** 0.5)


def test_different_interviewers_make_a_composite_surer_than_the_same_one() -> None:
    weights = {"x": 1.0, "y": 1.0}
    same = composites(long("a m x 3\na m y 4"), weights)["sem"].iloc[0]
    others = composites(long("a m x 3\na k y 4"), weights)["sem"].iloc[0]
    assert (same, others) == (pytest.approx(ASSUMED.error**0.5), pytest.approx((ASSUMED.error / 2) ** 0.5))


def test_contributions_of_a_source_are_the_same_source_for_every_candidate() -> None:
    found = contributions(long("a m x 3\na m y 4\nb m x 2\nb k y 2"), {"x": 1.0, "y": 3.0}, shared=0.64)
    whole = found[found["source"] < 2]
    assert whole["weight"].tolist() == pytest.approx([0.8, 0.8 * 0.75, 0.8 * 0.25])
    assert whole["source"].tolist() == [1, 0, 1]
    apart = found[found["source"] >= 2].groupby("source")["weight"].agg(list).tolist()
    assert sorted(apart) == [pytest.approx([0.15, 0.15]), pytest.approx([0.45]), pytest.approx([0.45])]


def drawn_with_halo(seed: int, halo: float, share_out: bool) -> tuple[pd.DataFrame, pd.Series]:
    """150 candidates by 12 interviewers on four criteria; a share `halo` of every error is the interviewer's own."""
    rng = np.random.default_rng(seed)
    true = rng.normal(3, 0.5, (150, 4))
    rows = []
    lenient = halo**0.5 * rng.normal(0, 0.3, (12, 1)) + (1 - halo) ** 0.5 * rng.normal(0, 0.3, (12, 4))
    for person in range(150):
        met = rng.choice(12, 4, replace=False)
        for place, one in enumerate(met):
            noise = halo**0.5 * rng.normal(0, 0.5) + (1 - halo) ** 0.5 * rng.normal(0, 0.5, 4)
            for criterion in range(4):
                mark = true[person, criterion] + lenient[one, criterion] + noise[criterion]
                rows += [(person, one, criterion, mark)] if not share_out or criterion // 2 == place // 2 else []
    frame = pd.DataFrame(rows, columns=["candidate", "interviewer", "criterion", "score"])
    return frame, pd.Series(true @ [0.1, 0.2, 0.3, 0.4])


@pytest.mark.parametrize("share_out", [False, True])
@pytest.mark.parametrize("halo", [0.0, 0.6])
def test_intervals_of_composites_cover_the_truth_nineteen_times_in_twenty(halo: float, share_out: bool) -> None:
    inside, said, estimates = [], [], []
    for seed in range(20):
        ratings, true = drawn_with_halo(seed, halo, share_out)
        marks = ratings[["candidate", "interviewer", "criterion", "score"]].to_numpy()
        codes = (marks[:, column].astype(np.int64) for column in range(3))
        shared = correlation(Marks(*codes, marks[:, 3]))
        estimates.append(shared)
        error = Components(0.25, 0.09, 0.25)
        weights = {0: 0.1, 1: 0.2, 2: 0.3, 3: 0.4}
        found = composites(ratings, weights, error, shared)
        inside.append((found["composite"] - true).abs() <= NORMAL_95 * found["sem"])
        said.append(composites(ratings, weights, error)["sem"].mean() / found["sem"].mean())
    assert np.mean(estimates) == pytest.approx(halo, abs=0.05)
    # Interviewers are few, so their leniency moves everybody of one set of panels together.
    assert np.mean(inside) == pytest.approx(0.95, abs=0.015)
    assert np.mean(said) > (1.1 if halo else 1.3)


def test_correlation_knows_nothing_where_nobody_can_be_compared() -> None:
    def of(*rows: tuple[int, int, int, float]) -> float:
        columns = list(zip(*rows, strict=True)) or [()] * 4
        codes = (np.array(one, dtype=np.int64) for one in columns[:3])
        return correlation(Marks(*codes, np.array(columns[3], dtype=float)))

    assert of() == 0.0
    assert of((0, 0, 0, 3), (0, 0, 1, 4)) == 0.0  # one interviewer, no mean to be beside
    assert of((0, 0, 0, 3), (0, 1, 0, 3), (0, 0, 1, 4), (0, 1, 1, 4)) == 0.0  # no differences
    assert of((0, 0, 0, 3), (0, 1, 0, 5), (0, 0, 1, 2), (0, 1, 1, 4)) == pytest.approx(1.0)
    assert of((0, 0, 0, 3), (0, 1, 0, 5), (0, 0, 1, 4), (0, 1, 1, 2)) == pytest.approx(-1.0)
