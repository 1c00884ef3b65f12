"""Validity and what follows from it: published corrections, intervals that cover, and refusals."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from hiring.measurement import sentences
from hiring.measurement.outcomes.expectancy import by_thirds, expected, taylor_russell, wilson
from hiring.measurement.outcomes.validity import (
    Validity,
    by_question,
    disattenuated,
    discoveries,
    fisher_interval,
    hires_needed,
    shrink,
    unrestricted,
    validity,
)
from hiring.measurement.ratings import NotEnoughData


def seen(r: float, n: int = 100) -> Validity:
    return Validity(r, fisher_interval(r, n), n)


def test_published_corrections_are_met() -> None:
    print("P8: Thorndike case II; attenuation; Fisher z")
    assert unrestricted(seen(0.33), 100.32 / 48.19).r == pytest.approx(0.5884, abs=5e-5)
    assert unrestricted(seen(0.30), 2).r == pytest.approx(0.5324, abs=5e-5)
    assert disattenuated(seen(0.22), 0.52).r == pytest.approx(0.305, abs=5e-4)
    assert fisher_interval(0.30, 100) == pytest.approx((0.110, 0.469), abs=5e-4)


def test_corrections_move_the_ends_the_same_way_and_keep_what_was_observed() -> None:
    found = unrestricted(seen(0.30), 2)
    assert found.observed.r == 0.30
    assert found.interval == (
        unrestricted(seen(seen(0.30).interval[0]), 2).r,
        unrestricted(seen(seen(0.30).interval[1]), 2).r,
    )
    assert disattenuated(seen(0.9), 0.5).r == 1.0
    with pytest.raises(ValueError, match="reliability"):
        disattenuated(seen(0.3), 0.0)
    with pytest.raises(ValueError, match="above 0"):
        unrestricted(seen(0.3), 0.0)


def test_r_is_pearsons_and_its_interval_fishers_from_fifty_on() -> None:
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=(2, 80))
    y = y + 0.5 * x
    y[3] = np.nan
    found, expected_r = validity(x, y), stats.pearsonr(np.delete(x, 3), np.delete(y, 3))
    assert (found.r, found.n) == (pytest.approx(expected_r.statistic), 79)
    assert found.interval == pytest.approx(tuple(expected_r.confidence_interval()), abs=1e-9)


def test_a_small_sample_is_resampled_and_repeats() -> None:
    rng = np.random.default_rng(2)
    x, y = rng.normal(size=(2, 27))
    found = validity(x, y)
    assert found == validity(x, y)
    assert found.interval[0] < found.r < found.interval[1]
    assert found.interval != pytest.approx(fisher_interval(found.r, 27), abs=1e-6)


def test_too_few_or_all_alike_is_refused() -> None:
    for x, y in (([1, 2, 3], [1, 2, 4]), ([1, 2, np.nan, 4], [1, 2, 3, 4]), ([1, 1, 1, 1], [1, 2, 3, 4])):
        with pytest.raises(NotEnoughData, match="Not enough data yet"):
            validity(x, y)


def test_the_number_of_hires_needed_is_that_of_the_tables() -> None:
    print("Cohen-type sample sizes by Fisher z: 47 for .40, 98 for .28, 113 when 85 % are confirmed")
    assert (hires_needed(0.40), hires_needed(0.28)) == (47, 98)
    assert hires_needed(0.40, base_rate=0.85) == 113
    with pytest.raises(ValueError, match="between 0 and 1"):
        hires_needed(0.0)
    for certain in (0.0, 1.0):
        with pytest.raises(ValueError, match="base rate"):
            hires_needed(0.40, base_rate=certain)


def test_questions_are_shrunken_to_their_mean_and_few_are_discoveries() -> None:
    rng = np.random.default_rng(3)
    rows = []
    for question in range(20):
        score = rng.normal(size=60)
        outcome = (0.7 if question == 0 else 0.0) * score + rng.normal(size=60)
        rows.append(pd.DataFrame({"question": f"q{question:02}", "score": score, "outcome": outcome}))
    rows.append(pd.DataFrame({"question": "rare", "score": [1.0, 2.0], "outcome": [1.0, 2.0]}))
    found = by_question(pd.concat(rows)).set_index("question")
    assert found["discovery"].to_dict()["q00"]
    assert found["discovery"].sum() <= 2
    assert np.abs(found["shrunken"]).max() < np.abs(found["r"]).max()
    assert found.loc["rare", "n"] == 2
    assert found.loc["rare", ["r", "low", "shrunken", "p"]].isna().all()


def test_the_false_discovery_rate_is_benjamini_and_hochbergs() -> None:
    p = np.random.default_rng(4).uniform(size=40) ** 3
    assert (discoveries(p, 0.1) == (stats.false_discovery_control(p) <= 0.1)).all()
    assert discoveries(np.array([np.nan, 0.001]), 0.1).tolist() == [False, True]
    assert discoveries(np.array([]), 0.1).tolist() == []


def test_equal_estimates_shrink_to_one_and_two_are_left_alone() -> None:
    error = np.array([0.2, 0.3, 0.4])
    assert shrink(np.array([0.1, 0.1, 0.1]), error) == pytest.approx([0.1] * 3)
    assert shrink(np.array([0.1, 0.5]), error[:2]).tolist() == [0.1, 0.5]


@pytest.mark.parametrize(
    ("r", "selection", "base", "rate"),
    [
        (0.5, 0.5, 0.6, 0.7608728),
        (0.5, 0.1, 0.5, 0.838),
        (0.5, 0.2, 0.5, 0.782),
        (0.5, 0.5, 0.5, 0.667),
        (0.3, 0.2, 0.5, 0.668),
    ],
)
def test_taylor_and_russells_tables_are_met(r: float, selection: float, base: float, rate: float) -> None:
    print("P7: Taylor & Russell (1939)")
    assert taylor_russell(r, selection, base) == pytest.approx(rate, abs=5e-4 if rate < 0.7 or rate > 0.77 else 5e-8)
    joint = stats.multivariate_normal([0, 0], [[1, r], [r, 1]]).cdf(stats.norm.ppf([selection, base]))
    assert taylor_russell(r, selection, base) == pytest.approx(joint / selection, abs=1e-6)


def test_no_correlation_selects_at_the_base_rate_and_a_perfect_one_the_best() -> None:
    assert taylor_russell(0.0, 0.3, 0.6) == pytest.approx(0.6)
    assert taylor_russell(1.0, 0.3, 0.6) == pytest.approx(1.0, abs=1e-6)
    assert taylor_russell(-1.0, 0.3, 0.6) == pytest.approx((0.6 - 0.7 + 0.0) / 0.3 if 0.6 > 0.7 else 0.0, abs=1e-6)
    with pytest.raises(ValueError, match="strictly between"):
        taylor_russell(0.3, 0.0, 0.5)


def test_the_range_of_r_is_carried_through() -> None:
    found = expected(seen(0.5), 0.2, 0.6)
    assert found.interval[0] < found.rate < found.interval[1]
    assert found.interval[0] == taylor_russell(seen(0.5).interval[0], 0.2, 0.6)


def test_wilsons_interval_is_scipys() -> None:
    for good, n in ((0, 5), (3, 9), (9, 9), (40, 80)):
        assert wilson(good, n) == pytest.approx(
            tuple(stats.binomtest(good, n).proportion_ci(method="wilson")), abs=1e-9
        )
    assert wilson(0, 0) == (0.0, 1.0)


def test_thirds_keep_equal_scores_together() -> None:
    score = [1, 2, 2, 2, 3, 3, 4, 5, 5]
    found = by_thirds(score, [value > 2 for value in score])
    assert found["n"].tolist() == [4, 2, 3]
    assert found["rate"].tolist() == [0.0, 1.0, 1.0]
    assert by_thirds([*score, 5, 1], [*(value > 2 for value in score), None, np.nan]).equals(found)
    with pytest.raises(NotEnoughData, match="three groups"):
        by_thirds([1, 1, 1, 2], [True] * 4)
    with pytest.raises(NotEnoughData, match="three groups"):
        by_thirds([], [])


def test_the_sentences_say_what_is_plausible_and_what_would_be_enough() -> None:
    assert sentences.validity(Validity(0.15, (-0.2, 0.5), 27)) == (
        "27 hires: anything from −.2 to .5 is plausible; about 47 would show .40."
    )
    assert sentences.validity(seen(0.5)) == (
        "Higher interview scores went with better outcomes: r = .5 (plausibly .34 to .63, 100 hires)."
    )
    sentence = sentences.expected(expected(seen(0.5), 0.2, 0.6))
    assert sentence.startswith("Of ten people hired like this about 9 work out (plausibly 8 to 9)")
    assert sentence.endswith("without the interview 6.")
