"""The analysis of any table: whatever is drawn is answered, and the same for any order."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.measurement.analysis import analyse
from hiring.measurement.ratings import BadRatings
from hiring.measurement.words import scale_taken
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
    if found.whole.fit is not None:
        assert found.candidates["tie_group"].min() >= 1
        level, group = found.candidates["level"], found.candidates["tie_group"]
        assert group[level.idxmax()] == 1 or not found.connected


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
