"""The analysis of any table: whatever is drawn is answered, and the same for any order."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.measurement.analysis import analyse
from hiring.measurement.ratings import BadRatings
from hiring.measurement.sentences import scale_taken
from tests.measurement.frames import long, panels, shrout_fleiss


@given(panels())
@settings(max_examples=30, deadline=None)
def test_any_small_panel_is_answered_with_finite_or_missing_figures(ratings: pd.DataFrame) -> None:
    if ratings["score"].isna().all():
        with pytest.raises(BadRatings, match="not one mark"):
            analyse(ratings)
        return
    found = analyse(ratings, draws=4)
    assert found.ratings == ratings["score"].notna().sum()
    known = found.candidates.select_dtypes("number").stack()
    assert not known.map(math.isinf).any()
    assert (found.candidates["se"].dropna() >= 0).all()
    level, group, mean = (found.candidates[name] for name in ("level", "tie_group", "mean"))
    if level.notna().all():
        assert group.min() >= 1
        assert group[level.idxmax()] == 1 or not found.connected
        assert (found.candidates["level_low"] <= mean).all() or not found.whole.fit
        assert (mean <= found.candidates["level_high"]).all() or not found.whole.fit
    if found.whole.fit is not None and found.whole.reliability is None:
        assert found.whole.no_range


@given(panels(), st.integers(0, 99))
@settings(max_examples=10, deadline=None)
def test_the_order_of_rows_changes_nothing(ratings: pd.DataFrame, seed: int) -> None:
    if ratings["score"].isna().all():
        return
    first, second = analyse(ratings, draws=3), analyse(ratings.sample(frac=1, random_state=seed), draws=3)
    pd.testing.assert_frame_equal(first.candidates, second.candidates, check_exact=True)
    pd.testing.assert_frame_equal(first.interviewers, second.interviewers, check_exact=True)
    assert (first.warnings, first.disagreements) == (second.warnings, second.disagreements)


def test_a_scale_is_taken_from_the_marks_unless_given() -> None:
    assert analyse(shrout_fleiss(), draws=3).scale == (1.0, 10.0)
    assert scale_taken(1.0, 10.0) in analyse(shrout_fleiss(), draws=3).warnings
    assert analyse(shrout_fleiss(), (0, 20), draws=3).scale == (0, 20)
    ordinary = long("a m care 2\na k care 4\nb m care 3\nb k care 3")
    assert analyse(ordinary, draws=3).scale == (1.0, 5.0)


def test_who_disagreed_is_named_with_the_marks() -> None:
    ratings = long("a m care 1\na k care 5\nb m care 3\nb k care 3\nc m care 4\nc k care 4")
    found = analyse(ratings, draws=3)
    assert found.disagreements == [("a", "care", [1.0, 5.0])]
    assert found.candidates["flags"].tolist() == [("disagreement",), (), ()]


def drawn(shape: tuple[int, int, int], spread: tuple[float, float, float], places: int) -> pd.DataFrame:
    """`shape` is candidates, interviewers, at most how many for each; `spread` the SDs of level, leniency, chance."""
    rng = np.random.default_rng(5)
    people, panel, most = shape
    true, lenient = rng.normal(3, spread[0], people), rng.normal(0, spread[1], panel)
    rows = [
        (f"c{one:02}", f"i{other:02}", round(true[one] + lenient[other] + rng.normal(0, spread[2]), places))
        for one in range(people)
        for other in sorted(rng.choice(panel, rng.integers(1, most + 1), replace=False))
    ]
    return pd.DataFrame(rows, columns=["candidate", "interviewer", "score"]).assign(criterion="care")


def by_hand(table: pd.DataFrame, parts: dict[str, float]) -> dict[str, Any]:
    """Every figure from the covariance of all marks: no equations, no elimination, no connection with the code."""
    person = pd.get_dummies(table["candidate"]).to_numpy(float)
    judge = pd.get_dummies(table["interviewer"]).to_numpy(float)
    own, lenient, rest = parts["candidate"], parts["interviewer"], parts["residual"]
    y, one, n = table["score"].to_numpy(), np.ones((len(table), 1)), len(table)
    shared = lenient * judge @ judge.T + rest * np.eye(n)
    within, whole = np.linalg.inv(shared), np.linalg.inv(shared + own * person @ person.T)
    project = whole - whole @ one @ one.T @ whole / (one.T @ whole @ one)
    errors = {
        name: np.sqrt(np.clip(np.diag(v * np.eye(z.shape[1]) - v * v * z.T @ project @ z), 0, None))
        for name, z, v in (("candidate", person, own), ("interviewer", judge, lenient))
    }
    return {
        "criterion": -np.linalg.slogdet(whole)[1] + np.log(float((one.T @ whole @ one)[0, 0]))
        + float(y @ project @ y) + (n - 1) * np.log(2 * np.pi),
        "mean": float((one.T @ whole @ y)[0] / (one.T @ whole @ one)[0, 0]),
        "blup": own * person.T @ project @ y, "se": errors["candidate"],
        "leniency": lenient * judge.T @ project @ y, "leniency se": errors["interviewer"],
        "adjusted": np.linalg.solve(person.T @ within @ person, person.T @ within @ y),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("shape", "spread", "places"),
    [
        ((40, 9, 5), (0.6, 0.3, 0.5), 0),
        ((7, 3, 3), (1.0, 0.5, 0.3), 1),
        ((8, 25, 9), (0.6, 0.4, 0.5), 0),
        ((40, 7, 2), (0.0, 0.8, 0.7), 1),
        ((30, 7, 4), (0.6, 0.0, 0.7), 0),
        ((30, 7, 4), (2e6, 1e6, 1e6), -3),
        ((30, 7, 4), (2e-3, 1e-3, 1e-3), 5),
    ],
)
def test_every_figure_is_that_of_the_definitions_and_no_other_components_fit_better(
    shape: tuple[int, int, int], spread: tuple[float, float, float], places: int
) -> None:
    table = drawn(shape, spread, places)
    found = analyse(table, draws=0)
    fit, width = found.whole.fit, table["score"].std()
    assert fit is not None
    parts = {name: getattr(fit.components, name) for name in ("candidate", "interviewer", "residual")}
    hand = by_hand(table, parts)
    assert fit.criterion == pytest.approx(hand["criterion"], abs=1e-6)
    assert found.mean == pytest.approx(hand["mean"], abs=1e-8 * width)
    for name in ("blup", "se", "adjusted"):
        assert found.candidates[name].tolist() == pytest.approx(list(hand[name]), abs=1e-7 * width)
    assert found.interviewers["leniency"].tolist() == pytest.approx(list(hand["leniency"]), abs=1e-7 * width)
    assert found.interviewers["se"].tolist() == pytest.approx(list(hand["leniency se"]), abs=1e-7 * width)
    for name in parts:
        for factor in (0.98, 1.02):
            other = parts | {name: parts[name] * factor or 1e-3 * width**2}
            assert by_hand(table, other)["criterion"] >= hand["criterion"] - 1e-7
