"""Simulated organisations: bands cover, adjusted is nearer to the truth than raw, assumed errors are honest."""

from __future__ import annotations

import numpy as np
import pytest

from hiring.measurement.components import ASSUMED, NORMAL_95
from hiring.measurement.model.crossed import assume_crossed, fit_crossed
from tests.measurement.frames import drawn

SD = tuple(np.sqrt([ASSUMED.candidate, ASSUMED.interviewer, ASSUMED.residual]))


@pytest.fixture(scope="module")
def organisations() -> list[tuple[object, object]]:
    """40 organisations of 120 candidates and 15 interviewers, three a panel."""
    return [(marks, fit_crossed(marks)) for marks in (drawn(120, 15, 3, SD, seed) for seed in range(40))]


def covered(organisations: list, value: str, error: str) -> float:
    inside = []
    for marks, fit in organisations:
        true = 3 + marks.groupby("candidate")["true"].first().to_numpy()
        away = np.abs(fit.candidates[value].to_numpy() - true)
        inside.append((away <= NORMAL_95 * fit.candidates[error].to_numpy()).mean())
    return float(np.mean(inside))


def test_ninety_five_percent_bands_cover_ninety_five_times_in_a_hundred(organisations: list) -> None:
    assert covered(organisations, "level", "level_se") == pytest.approx(0.95, abs=0.02)
    assert covered(organisations, "adjusted", "adjusted_se") == pytest.approx(0.95, abs=0.02)


def test_bands_of_leniency_cover_too(organisations: list) -> None:
    inside = []
    for marks, fit in organisations:
        true = marks.groupby("interviewer")["lenient"].first().to_numpy()
        away = np.abs(fit.interviewers["leniency"].to_numpy() - true)
        inside.append((away <= NORMAL_95 * fit.interviewers["se"].to_numpy()).mean())
    assert np.mean(inside) == pytest.approx(0.95, abs=0.03)


def test_adjusted_is_nearer_to_the_truth_than_raw_but_only_modestly(organisations: list) -> None:
    gain = []
    for marks, fit in organisations:
        true = 3 + marks.groupby("candidate")["true"].first().to_numpy()
        raw, adjusted = (fit.candidates[name].to_numpy() - true for name in ("mean", "adjusted"))
        gain.append(adjusted.std() / raw.std())
    assert 0.80 < np.mean(gain) < 0.97
    assert np.mean(np.array(gain) < 1) > 0.9


def test_differences_of_pairs_cover(organisations: list) -> None:
    inside = []
    for marks, fit in organisations[:15]:
        true = marks.groupby("candidate")["true"].first().to_numpy()
        error = fit.level_differences(np.arange(120))
        level = fit.candidates["level"].to_numpy()
        inside.append((np.abs((level[0] - level) - (true[0] - true)) <= NORMAL_95 * error)[1:].mean())
    assert np.mean(inside) == pytest.approx(0.95, abs=0.05)


def test_components_come_out_right_on_average(organisations: list) -> None:
    found = np.mean(
        [(fit.components.candidate, fit.components.interviewer, fit.components.residual) for _, fit in organisations],
        axis=0,
    )
    assert found == pytest.approx([ASSUMED.candidate, ASSUMED.interviewer, ASSUMED.residual], rel=0.1)


def test_assumed_errors_are_honest_for_small_openings() -> None:
    inside = []
    for seed in range(150):
        marks = drawn(6, 4, 2, SD, seed)
        fit = assume_crossed(marks, ASSUMED)
        true = 3 + marks.groupby("candidate")["true"].first().to_numpy()
        inside.append((np.abs(fit.candidates["level"] - true) <= NORMAL_95 * fit.candidates["level_se"]).mean())
    assert np.mean(inside) == pytest.approx(0.95, abs=0.03)
