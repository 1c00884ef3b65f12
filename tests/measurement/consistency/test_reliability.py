"""Reliability: the six published coefficients, the overlap of panels by loops, and an interval that covers."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from hiring.measurement import sentences
from hiring.measurement.components import ASSUMED, Components
from hiring.measurement.consistency.reliability import (
    d_study,
    design,
    g_coefficient,
    history,
    mean_squares,
    reliability,
    separate_rounds,
)
from hiring.measurement.consistency.resampling import g_and_d_study, g_interval, g_intervals
from hiring.measurement.model.crossed import fit_crossed
from hiring.measurement.ratings import NotEnoughData
from tests.measurement.frames import crossed, drawn, panels, shrout_fleiss

P1 = Components(2.5556, 5.2444, 1.0194)


def test_the_six_coefficients_of_shrout_and_fleiss_are_met() -> None:
    print("P1: Shrout & Fleiss (1979), table 4")
    found = mean_squares(shrout_fleiss())
    assert (found.bms, found.wms, found.jms, found.ems) == pytest.approx((11.24, 6.26, 32.49, 1.02), abs=0.005)
    coefficients = [found.icc(model, raters) for raters in (1, 4) for model in (1, 2, 3)]
    assert coefficients == pytest.approx([0.1657, 0.2898, 0.7148, 0.4428, 0.6201, 0.9093], abs=5e-5)
    with pytest.raises(ValueError, match="six forms"):
        found.icc(2, 3)


def test_the_model_gives_the_same_coefficients() -> None:
    found = reliability(fit_crossed(shrout_fleiss()).components, design(shrout_fleiss()))
    assert (found.icc_a1, found.icc_ak, found.icc_ck) == pytest.approx((0.2898, 0.6201, 0.9093), abs=5e-5)


def test_overlap_runs_from_none_when_crossed_to_one_over_k_when_nobody_is_shared() -> None:
    print("P4: identities of Putka, Le, McCloy & Diaz (2008)")
    same = design(shrout_fleiss())
    assert (same.k, same.q) == (4.0, 0.0)
    assert g_coefficient(P1, same.q, same.k) == pytest.approx(0.9093, abs=5e-5)
    apart = design(shrout_fleiss().assign(interviewer=range(24)))
    assert (apart.k, apart.q) == (4.0, 0.25)


@given(panels())
@settings(max_examples=40, deadline=None)
def test_overlap_is_what_pairs_of_candidates_show(ratings: pd.DataFrame) -> None:
    seen = ratings.dropna(subset="score")
    met = {person: set(rows["interviewer"]) for person, rows in seen.groupby("candidate")}
    if len(met) < 2:
        with pytest.raises(NotEnoughData):
            design(ratings)
        return
    shared = sum(len(met[a] & met[b]) / (len(met[a]) * len(met[b])) for a, b in itertools.permutations(met, 2))
    average = np.mean([1 / len(people) for people in met.values()])
    found = design(ratings)
    assert found.k == pytest.approx(1 / average)
    assert found.q == pytest.approx(average - shared / (len(met) * (len(met) - 1)), abs=1e-12)


def test_the_assumed_components_give_the_spearman_brown_ladder_of_separate_interviews() -> None:
    print("Huffcutt, Culbertson & Weyhrauch (2013) .44, stepped up by Spearman-Brown")
    ladder = d_study(ASSUMED, [1, 2, 3, 4])["reliability"].round(2).tolist()
    assert ladder == [0.44, 0.61, 0.7, 0.76]


def test_perfect_agreement_is_fully_reliable_and_no_variance_is_unknown() -> None:
    assert g_coefficient(Components(1.2, 0.0, 0.0), 0.3, 3.0) == 1.0
    assert np.isnan(g_coefficient(Components(0.0, 0.0, 0.0), 0.3, 3.0))
    assert g_coefficient(Components(0.0, 0.1, 0.2), 0.3, 3.0) == 0.0


def test_leniency_counts_only_as_far_as_panels_differ() -> None:
    crossed_design = g_coefficient(P1, 0.0, 4.0)
    assert crossed_design > g_coefficient(P1, 0.1, 4.0) > g_coefficient(P1, 0.25, 4.0)


def test_an_incomplete_table_has_no_mean_squares() -> None:
    with pytest.raises(NotEnoughData, match="complete"):
        mean_squares(shrout_fleiss().iloc[1:])
    with pytest.raises(NotEnoughData, match="complete"):
        mean_squares(crossed({"a": [1, 2]}))


def test_a_table_whose_candidates_do_not_differ_has_no_coefficients() -> None:
    alike = mean_squares(crossed({"a": [3.1, 3.1, 3.1], "b": [3.1, 3.1, 3.1]}))
    assert (alike.bms, alike.wms, alike.jms, alike.ems) == (0.0, 0.0, 0.0, 0.0)
    swapped = mean_squares(crossed({"a": [1, 2], "b": [2, 1]}))
    assert np.isnan([alike.icc(1, 1), alike.icc(2, 3), alike.icc(3, 3), swapped.icc(2, 2), swapped.icc(3, 2)]).all()
    assert np.isnan(Components(0.0, 0.0, 0.0).single)


def test_the_interval_holds_the_estimate_repeats_and_narrows_with_more_candidates() -> None:
    few, many = fit_crossed(drawn(30, 8, 3)), fit_crossed(drawn(300, 8, 3))
    small, large = g_interval(few, draws=60), g_interval(many, draws=60)
    assert small == g_interval(few, draws=60)
    assert small is not None
    assert large is not None
    estimate = reliability(few.components, design(few.data)).g
    assert small[0] < estimate < small[1]
    assert large[1] - large[0] < 0.6 * (small[1] - small[0])


def test_drawing_and_the_normal_curve_agree_where_there_is_much_data(monkeypatch: pytest.MonkeyPatch) -> None:
    fit = fit_crossed(drawn(250, 30, 3))
    found = g_interval(fit, draws=80)
    monkeypatch.setattr("hiring.measurement.consistency.resampling._LARGE_FACTOR", 10)
    assert g_interval(fit) == pytest.approx(found, abs=0.03)


def test_there_is_no_interval_without_error() -> None:
    assert g_interval(fit_crossed(crossed({"a": [1, 1], "b": [2, 2], "c": [4, 4]}))) is None


def test_a_d_study_says_how_sure_it_is_and_covers_the_truth() -> None:
    """60 times 40 by 10; nor is its range much wider than what the estimates really do."""
    true = [g_coefficient(Components(0.53**2, 0.3**2, 0.52**2), 1.0 / k, float(k)) for k in (1, 4)]
    covered, off, wide = [], [], []
    for seed in range(60):
        _, found = g_and_d_study(fit_crossed(drawn(40, 10, 3, seed=seed)), [1, 4], draws=100)
        assert all(low < value < high for _, value, (low, high) in found)
        covered += [low <= one <= high for one, (_, _, (low, high)) in zip(true, found, strict=True)]
        off.append([value for _, value, _ in found])
        wide.append([high - low for _, _, (low, high) in found])
    assert np.mean(covered) > 0.9
    assert (np.mean(wide, axis=0) < 1.35 * 2 * 1.96 * np.std(off, axis=0)).all()


def test_ranges_of_a_d_study_are_those_of_its_designs() -> None:
    fit = fit_crossed(drawn(60, 12, 3))
    interval, study = g_and_d_study(fit, [3], draws=60)
    assert interval == g_interval(fit, draws=60)
    assert study[0][2] == g_intervals(fit, [separate_rounds(3)], draws=60)[0]
    assert study[0][1] == d_study(fit.components, [3])["reliability"][0]
    assert g_and_d_study(fit_crossed(crossed({"a": [1, 1], "b": [2, 2], "c": [4, 4]})), [1]) == (
        None,
        ((1, 1.0, None),),
    )
    _, large = g_and_d_study(fit_crossed(drawn(4_000, 40, 3)), [1, 4])
    assert all(high - low < 0.1 for _, _, (low, high) in large)


def test_pages_wait_for_thirty_candidates_and_eight_interviewers() -> None:
    early = history(drawn(29, 8, 3))
    assert early.fit is None
    assert early.components.assumed
    assert history(drawn(29, 8, 3), scale=(0, 10)).components.candidate == pytest.approx(0.28 * 6.25)
    assert history(drawn(60, 7, 3)).fit is None
    ready = history(drawn(60, 8, 3))
    assert ready.fit is not None
    assert not ready.components.assumed
    alone = history(drawn(60, 8, 3).assign(opening=lambda marks: marks["candidate"]), fixed=["opening"])
    assert (alone.candidates, alone.fit, alone.components.assumed) == (60, None, True)
    nobody = history(drawn(5, 3, 2).iloc[:0])
    assert (nobody.candidates, nobody.interviewers, nobody.fit) == (0, 0, None)


def test_the_sentences_name_what_was_counted() -> None:
    found = reliability(P1, design(shrout_fleiss()))
    assert sentences.reliability(found.g, (0.58, 0.98)).startswith(
        "Reliability of these panels: .91 (plausibly .58 to .98)."
    )
    assert sentences.reliability(float("nan"), None).startswith("Not enough data yet")
    assert sentences.d_study([(2, 0.61, None), (4, 0.76, (0.6, 0.88))]) == (
        "2 separate rounds give .61, 4 give .76 (.6 to .88). "
        "Listeners in the same round add less: they hear the same answers."
    )
    assert sentences.d_study([(1, float("nan"), None)]).startswith("Not enough data yet")
    assert "assumed" in sentences.assumed(12, 3)
