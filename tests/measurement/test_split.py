"""Criteria that different interviewers saw, combined with the errors they share."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from hiring.measurement.bands import chance_above, pair_sed
from hiring.measurement.components import ASSUMED
from hiring.measurement.crossed import fit_crossed
from hiring.measurement.ratings import NotEnoughData
from hiring.measurement.split import fit_split
from tests.measurement.frames import drawn, long


def two_criteria(seed: int, shared: float, overlap: bool = True) -> tuple[pd.DataFrame, np.ndarray]:
    """120 candidates by 10 interviewers, three a panel; error of one interviewer correlated over the criteria."""
    rng = np.random.default_rng(seed)
    root = np.linalg.cholesky([[1, shared], [shared, 1]])
    true = rng.normal(3, 0.5, (120, 2))
    lenient = rng.normal(0, 0.3, (10, 2)) @ root.T
    rows = []
    for person in range(120):
        panel = rng.choice(10, 3, replace=False)
        other = panel if overlap else rng.choice(10, 3, replace=False)
        noise = rng.normal(0, 0.5, (10, 2)) @ root.T
        for criterion, met in enumerate((panel, other)):
            for one in met:
                mark = true[person, criterion] + lenient[one, criterion] + noise[one, criterion]
                rows.append((person, one, f"d{criterion}", mark))
    return pd.DataFrame(rows, columns=["candidate", "interviewer", "criterion", "mark"]), true.mean(axis=1)


def test_one_criterion_alone_is_its_own_fit() -> None:
    marks = drawn(40, 8, 3).assign(criterion="care").rename(columns={"score": "mark"})
    found, alone = fit_split(marks, {"care": 1.0}), fit_crossed(marks, score="mark")
    assert found.candidates["composite"].to_numpy() == pytest.approx(alone.candidates["adjusted"].to_numpy())
    everybody = alone.candidates["candidate"].tolist()
    assert found.covariance(everybody) == pytest.approx(alone.adjusted_covariance(everybody), abs=1e-9)


@pytest.mark.parametrize("shared", [0.0, 0.7])
def test_the_error_of_the_composite_is_the_error_it_makes(shared: float) -> None:
    off, said = [], []
    for seed in range(12):
        marks, true = two_criteria(seed, shared)
        found = fit_split(marks, {"d0": 1.0, "d1": 1.0})
        away = found.candidates["composite"].to_numpy() - true
        off.append(np.var(away - away.mean()))
        centred = np.eye(120) - 1 / 120
        said.append(np.trace(centred @ found.joint @ centred) / 120)
        assert found.shared == pytest.approx(shared, abs=0.2)
    assert np.mean(said) == pytest.approx(np.mean(off), rel=0.12)


def test_sharing_interviewers_makes_composites_less_sure() -> None:
    together = fit_split(two_criteria(1, 0.8)[0], {"d0": 1.0, "d1": 1.0})
    apart = fit_split(two_criteria(1, 0.8, overlap=False)[0], {"d0": 1.0, "d1": 1.0})
    assert apart.candidates["se"].mean() < together.candidates["se"].mean()


def test_only_candidates_with_every_criterion_have_a_composite() -> None:
    marks = long("a m x 3\na m y 4\nb m x 2\nb k y 5\nc k x 1").rename(columns={"score": "mark"})
    found = fit_split(marks, {"x": 1.0, "y": 1.0}, ASSUMED)
    assert found.candidates["candidate"].tolist() == ["a", "b"]
    with pytest.raises(KeyError, match="c"):
        found.covariance(["c"])
    with pytest.raises(NotEnoughData):
        fit_split(marks, {"x": 1.0, "y": 1.0})
    with pytest.raises(NotEnoughData, match="every criterion"):
        fit_split(marks[marks["candidate"] == "c"], {"x": 1.0, "y": 0.5}, ASSUMED)


def test_predictions_of_the_composites_are_those_of_the_conditional_normal_law() -> None:
    found = fit_split(two_criteria(3, 0.5)[0], {"d0": 1.0, "d1": 1.0})
    value = found.candidates["composite"].to_numpy()
    everybody = found.candidates["candidate"].tolist()
    level, covariance = found.levels(everybody)
    # The same by a flat prior on the mean, written as a very wide one.
    prior = found.true_variance * np.eye(120) + 1e2
    gain = prior @ np.linalg.inv(prior + found.joint)
    assert level == pytest.approx(value.mean() + gain @ (value - value.mean()), abs=1e-5)
    assert covariance == pytest.approx(prior - gain @ prior, abs=1e-5)
    assert found.true_variance == pytest.approx(0.5**2 / 2, rel=0.5)


def test_chances_from_split_criteria_come_true_as_often_as_they_say() -> None:
    said, came = [], []
    for seed in range(8):
        marks, true = two_criteria(seed, 0.6, overlap=seed % 2 == 0)
        level, covariance = fit_split(marks, {"d0": 1.0, "d1": 1.0}).levels(list(range(120)))
        sed = pair_sed(covariance)
        for one in range(0, 120, 2):
            said.append(chance_above(level[one] - level[one + 1], sed[one, one + 1]))
            came.append(true[one] > true[one + 1])
    sure = np.array([max(p, 1 - p) for p in said])
    right = np.array([(p > 0.5) == won for p, won in zip(said, came, strict=True)])
    assert right.mean() == pytest.approx(sure.mean(), abs=0.05)


def test_marks_without_error_are_taken_as_they_are() -> None:
    marks = long("a m x 3\na k x 3\na m y 4\na k y 4\nb m x 3\nb k x 3\nb m y 4\nb k y 4").rename(
        columns={"score": "mark"}
    )
    level, covariance = fit_split(marks, {"x": 1.0, "y": 1.0}).levels(["a", "b"])
    assert level.tolist() == [3.5, 3.5]
    assert covariance.tolist() == [[0, 0], [0, 0]]
