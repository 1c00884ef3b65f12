"""Criteria that different interviewers saw, combined with the errors they share."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from hiring.measurement.components import ASSUMED
from hiring.measurement.model.crossed import fit_crossed
from hiring.measurement.ratings import BadRatings, NotEnoughData
from hiring.measurement.scoring.bands import NotComparable, chance_better, tie_groups
from hiring.measurement.splitting.split import TooLarge, fit_split
from tests.measurement import slow
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


def shared_out(seed: int) -> pd.DataFrame:
    """Ten candidates by six interviewers: two rounds of one or two people with one criterion in common, some lost."""
    rng = np.random.default_rng(seed)
    rows = []
    for person in range(10):
        met = rng.permutation(6)
        for panel, criteria in ((met[: rng.integers(1, 3)], "ab"), (met[2 : rng.integers(3, 5)], "bc")):
            rows += [(f"p{person}", f"i{one}", name, float(rng.integers(1, 6))) for one in panel for name in criteria]
    frame = pd.DataFrame(rows, columns=["candidate", "interviewer", "criterion", "mark"])
    return frame[rng.random(len(frame)) > 0.1]


@pytest.mark.parametrize("seed", range(12))
def test_composites_and_their_errors_are_those_of_every_mark_written_out(seed: int) -> None:
    marks, weights = shared_out(seed), {"a": 1.0, "b": 2.0, "c": 3.0}
    found = fit_split(marks, weights, ASSUMED)
    variances = {name: (fit.components.interviewer, fit.components.residual) for name, fit in found.fits.items()}
    names, composite, covariance = slow.split(marks, weights, variances, found.shared)
    assert found.candidates["candidate"].tolist() == names
    assert found.candidates["adjusted"].to_numpy() == pytest.approx(composite, abs=1e-9)
    assert found.joint == pytest.approx(covariance, abs=1e-9)
    assert found.candidates["adjusted_se"].to_numpy() ** 2 == pytest.approx(np.diag(covariance), abs=1e-9)


def test_those_sets_hold_what_makes_it_hard() -> None:
    every = [fit_split(shared_out(seed), {"a": 1.0, "b": 2.0, "c": 3.0}, ASSUMED) for seed in range(12)]
    assert any(len(found.candidates) < 10 for found in every)
    assert any(found.shared > 0.05 for found in every)
    assert any(found.shared < -0.05 for found in every)
    assert any(fit.components.interviewer == 0 for found in every for fit in found.fits.values())


def test_one_criterion_alone_is_its_own_fit() -> None:
    marks = drawn(40, 8, 3).assign(criterion="care").rename(columns={"score": "mark"})
    found, alone = fit_split(marks, {"care": 1.0}), fit_crossed(marks, score="mark")
    assert found.candidates["adjusted"].to_numpy() == pytest.approx(alone.candidates["adjusted"].to_numpy(), abs=1e-5)
    everybody = alone.candidates["candidate"].tolist()
    assert found.adjusted_covariance(everybody) == pytest.approx(alone.adjusted_covariance(everybody), abs=1e-5)


@pytest.mark.parametrize("shared", [0.0, 0.7])
def test_the_error_of_the_composite_is_the_error_it_makes(shared: float) -> None:
    off, said = [], []
    for seed in range(12):
        marks, true = two_criteria(seed, shared)
        found = fit_split(marks, {"d0": 1.0, "d1": 1.0})
        away = found.candidates["adjusted"].to_numpy() - true
        off.append(np.var(away - away.mean()))
        centred = np.eye(120) - 1 / 120
        said.append(np.trace(centred @ found.joint @ centred) / 120)
        assert found.shared == pytest.approx(shared, abs=0.2)
    assert np.mean(said) == pytest.approx(np.mean(off), rel=0.12)


def test_sharing_interviewers_makes_composites_less_sure() -> None:
    together = fit_split(two_criteria(1, 0.8)[0], {"d0": 1.0, "d1": 1.0})
    apart = fit_split(two_criteria(1, 0.8, overlap=False)[0], {"d0": 1.0, "d1": 1.0})
    assert apart.candidates["adjusted_se"].mean() < together.candidates["adjusted_se"].mean()


def test_only_candidates_with_every_criterion_have_a_composite() -> None:
    marks = long("a m x 3\na m y 4\nb m x 2\nb k y 5\nc k x 1").rename(columns={"score": "mark"})
    found = fit_split(marks, {"x": 1.0, "y": 1.0}, ASSUMED)
    assert found.candidates["candidate"].tolist() == ["a", "b"]
    with pytest.raises(KeyError, match="c"):
        found.adjusted_covariance(["c"])
    with pytest.raises(NotEnoughData):
        fit_split(marks, {"x": 1.0, "y": 1.0})
    with pytest.raises(NotEnoughData, match="every criterion"):
        fit_split(marks[marks["candidate"] == "c"], {"x": 1.0, "y": 0.5}, ASSUMED)


def test_predictions_of_the_composites_are_those_of_the_conditional_normal_law() -> None:
    found = fit_split(two_criteria(3, 0.5)[0], {"d0": 1.0, "d1": 1.0})
    value = found.candidates["adjusted"].to_numpy()
    level, covariance = found.candidates["level"].to_numpy(), found.level_joint
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
        found = fit_split(marks, {"d0": 1.0, "d1": 1.0})
        for one in range(0, 120, 2):
            said.append(chance_better(found, one, one + 1))
            came.append(true[one] > true[one + 1])
    sure = np.array([max(p, 1 - p) for p in said])
    right = np.array([(p > 0.5) == won for p, won in zip(said, came, strict=True)])
    assert right.mean() == pytest.approx(sure.mean(), abs=0.05)


def test_tie_groups_of_split_criteria_are_bands_of_their_differences() -> None:
    found = fit_split(two_criteria(4, 0.5)[0], {"d0": 1.0, "d1": 1.0})
    groups = tie_groups(found).set_index("candidate")
    leader = groups["level"].idxmax()
    first = set(groups.index[groups["tie_group"] == 1])
    variance = np.diag(found.level_joint)
    sed = np.sqrt(variance + variance[leader] - 2 * found.level_joint[leader])
    assert first == set(np.flatnonzero(groups["level"].max() - groups["level"].to_numpy() <= 1.96 * sed))
    assert 1 < len(first) < 120


def test_only_those_asked_for_are_combined_but_everybodys_marks_tell_how_lenient_somebody_is() -> None:
    marks = two_criteria(5, 0.5)[0].assign(opening=lambda frame: frame["candidate"] % 2)
    whole = fit_split(marks, {"d0": 1.0, "d1": 1.0}, fixed=["opening"])
    part = fit_split(marks, {"d0": 1.0, "d1": 1.0}, fixed=["opening"], among=[7, 3, 500])
    assert part.candidates["candidate"].tolist() == [3, 7]
    both = whole.candidates.set_index("candidate").loc[[3, 7]]
    assert part.candidates["adjusted"].to_numpy() == pytest.approx(both["adjusted"].to_numpy(), abs=1e-12)
    assert part.joint == pytest.approx(whole.adjusted_covariance([3, 7]), abs=1e-12)


def test_candidates_whom_nobody_links_are_not_compared() -> None:
    marks = long("a m x 3\na k x 4\na m y 4\nb m x 2\nb k x 5\nb m y 5\nc n x 1\nc n y 2").rename(
        columns={"score": "mark"}
    )
    found = fit_split(marks, {"x": 1.0, "y": 1.0}, ASSUMED)
    assert found.candidates["network"].tolist() == [1, 1, 2]
    assert found.candidates["differs"].tolist() == [False, False, False]
    with pytest.raises(NotComparable):
        chance_better(found, "a", "c")
    assert set(tie_groups(found)["tie_group"].tolist()) >= {1, 2}


def test_what_cannot_be_combined_is_refused() -> None:
    marks = two_criteria(1, 0.5)[0]
    with pytest.raises(TooLarge):
        fit_split(marks, {"d0": 1.0, "d1": 1.0}, entries=10_000)
    with pytest.raises(BadRatings, match="twice"):
        fit_split(pd.concat([marks, marks.tail(1)]), {"d0": 1.0, "d1": 1.0})


def test_marks_without_error_are_taken_as_they_are() -> None:
    marks = long("a m x 3\na k x 3\na m y 4\na k y 4\nb m x 3\nb k x 3\nb m y 4\nb k y 4").rename(
        columns={"score": "mark"}
    )
    found = fit_split(marks, {"x": 1.0, "y": 1.0})
    assert found.candidates["level"].tolist() == [3.5, 3.5]
    assert found.level_joint.tolist() == [[0, 0], [0, 0]]


@pytest.mark.parametrize("overlap", [True, False])
def test_the_reliability_of_combined_totals_is_how_well_they_follow_the_truth(overlap: bool) -> None:
    """Squared correlation with what was drawn, within which leniency counts as error."""
    said, came = [], []
    for seed in range(20):
        marks, true = two_criteria(seed, 0.6, overlap)
        found = fit_split(marks, {"d0": 1.0, "d1": 1.0})
        said.append(found.reliability)
        came.append(np.corrcoef(found.candidates["adjusted"], true)[0, 1] ** 2)
    assert np.mean(said) == pytest.approx(np.mean(came), abs=0.03)


def test_the_reliability_of_one_candidate_and_of_marks_all_alike_is_unknown() -> None:
    marks = long("a m x 3\na k x 3\na m y 4\na k y 4\nb m x 3\nb k x 3\nb m y 4\nb k y 4").rename(
        columns={"score": "mark"}
    )
    assert np.isnan(fit_split(marks, {"x": 1.0, "y": 1.0}).reliability)
    assert np.isnan(fit_split(marks, {"x": 1.0, "y": 1.0}, among=["a"]).reliability)
