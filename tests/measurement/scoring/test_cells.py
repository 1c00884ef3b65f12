"""Panel cells: counted by hand, counted by loops, and whatever the order of the rows."""

from __future__ import annotations

from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.measurement.components import ASSUMED, interval
from hiring.measurement.ratings import BadRatings
from hiring.measurement.scoring.cells import interviewer_marks, moments, panel_cells
from tests.measurement import slow
from tests.measurement.frames import long, panels

TALKATIVE = long(
    """
    ana mia care  a 5
    ana mia care  b 5
    ana mia care  c 2
    ana leo care  a 2
    ana leo pride a 4
    ana mia pride a .
    bo  leo care  a 3
    bo  leo pride a .
    """,
    "candidate interviewer criterion question score",
)


def test_an_interviewer_who_asks_more_questions_gets_no_more_weight() -> None:
    cells = panel_cells(TALKATIVE).set_index(["candidate", "criterion"])
    assert cells.loc[("ana", "care"), "mean"] == 3.0
    assert cells.loc[("ana", "care"), "raters"] == 2
    assert cells.loc[("ana", "care"), "sd"] == pytest.approx(2**0.5)
    assert (cells.loc[("ana", "care"), "lowest"], cells.loc[("ana", "care"), "highest"]) == (2.0, 4.0)


def test_not_observed_is_no_rater_and_no_zero() -> None:
    cells = panel_cells(TALKATIVE).set_index(["candidate", "criterion"])
    assert cells.loc[("ana", "pride"), "mean"] == 4.0
    assert cells.loc[("ana", "pride"), "raters"] == 1
    assert np.isnan(cells.loc[("ana", "pride"), "sd"])
    assert cells.loc[("bo", "pride"), "raters"] == 0
    assert cells.loc[("bo", "pride"), ["mean", "sd", "lowest", "highest", "sem"]].isna().all()


@given(panels())
@settings(max_examples=60, deadline=None)
def test_cells_are_what_plain_loops_find(ratings: pd.DataFrame) -> None:
    expected = slow.cells(ratings)
    for row in panel_cells(ratings).itertuples():
        marks = expected.pop((row.candidate, row.criterion))
        assert row.raters == len(marks)
        assert row.mean == pytest.approx(slow.mean(marks), nan_ok=True, abs=1e-12)
        assert row.sd == pytest.approx(slow.sd(marks), nan_ok=True, abs=1e-12)
        assert row.lowest == pytest.approx(min(marks, default=np.nan), nan_ok=True, abs=1e-12)
        assert row.highest == pytest.approx(max(marks, default=np.nan), nan_ok=True, abs=1e-12)
    assert expected == {}


@given(panels(), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_the_order_of_the_rows_changes_nothing_at_all(ratings: pd.DataFrame, random: Random) -> None:
    order = list(range(len(ratings)))
    random.shuffle(order)
    pd.testing.assert_frame_equal(panel_cells(ratings), panel_cells(ratings.iloc[order]), check_exact=True)
    pd.testing.assert_frame_equal(interviewer_marks(ratings), interviewer_marks(ratings.iloc[order]), check_exact=True)


@given(st.lists(st.floats(-5, 5), min_size=2, max_size=9), st.sampled_from([0.0, 1e3, 1e6]))
def test_the_spread_survives_a_cell_far_from_the_others(values: list[float], offset: float) -> None:
    far = np.array(values) + offset
    found = moments(np.array([0] * len(far) + [1]), np.append(far, -offset), 2)
    assert found.sd[0] == pytest.approx(far.std(ddof=1), rel=1e-6, abs=1e-9)
    assert found.mean[0] == pytest.approx(far.mean(), rel=1e-12, abs=1e-12)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(-3, 6)), min_size=1, max_size=60), st.integers(0, 1))
def test_whole_marks_are_counted_as_any_marks_are(drawn: list[tuple[int, int]], half: int) -> None:
    cell, score = np.array([at for at, _ in drawn]), np.array([mark + half / 2 for _, mark in drawn])
    levels, numbers = moments(cell, score, 5), moments(cell, np.append(score, 0.25)[:-1] * 1.5, 5)
    assert levels.n.tolist() == numbers.n.tolist()
    for name in ("mean", "sd", "lowest", "highest"):
        assert 1.5 * getattr(levels, name) == pytest.approx(getattr(numbers, name), nan_ok=True, abs=1e-12)


def test_a_cell_with_very_many_marks_is_noticed() -> None:
    score = np.tile([1.0, 5.0, 5.0], 5_000)
    found = moments(np.zeros(len(score), dtype=np.int64), score, 1)
    assert (found.n[0], found.lowest[0], found.highest[0]) == (15_000, 1.0, 5.0)
    assert found.mean[0] == pytest.approx(score.mean())
    assert found.sd[0] == pytest.approx(score.std(ddof=1))


def test_refusals_name_what_is_wrong_and_where() -> None:
    with pytest.raises(BadRatings, match="no column score"):
        panel_cells(TALKATIVE.drop(columns="score"))
    with pytest.raises(BadRatings, match="twice") as twice:
        panel_cells(long("ana mia care 3\nbo mia care 3\nana mia care 4"))
    assert twice.value.rows == (0, 2)
    with pytest.raises(BadRatings, match="isn't a number"):
        panel_cells(TALKATIVE.assign(score="good"))
    with pytest.raises(BadRatings, match="finite") as endless:
        panel_cells(TALKATIVE.assign(score=[1.0] * 7 + [np.inf]))
    assert endless.value.rows == (7,)
    with pytest.raises(BadRatings, match="empty cell"):
        panel_cells(TALKATIVE.assign(candidate=[None, *["x"] * 7]))


def test_no_ratings_give_no_cells() -> None:
    assert len(panel_cells(TALKATIVE.iloc[:0])) == 0


def test_the_assumed_components_are_those_of_separate_interviews() -> None:
    print("Huffcutt, Culbertson & Weyhrauch (2013): one separate interviewer .44")
    assert round(ASSUMED.single, 2) == 0.44
    assert ASSUMED.sem(2) == pytest.approx(((0.36 + 1 / 12) / 2) ** 0.5)
    assert np.isnan(ASSUMED.sem(0))
    assert ASSUMED.on_scale(0, 100).sem(1) == pytest.approx(25 * (0.36 + 1 / 12) ** 0.5)
    low, high = interval(4.8, 0.5, (1, 5))
    assert (low, high) == (pytest.approx(3.82, abs=0.001), 5.0)
