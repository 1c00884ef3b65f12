"""A mean against a minimum, with the chance that the true level meets it."""

from __future__ import annotations

import numpy as np
import pytest

from hiring.measurement import sentences
from hiring.measurement.scoring.minimum import TOLERANCE, against_minimum


def test_a_mean_of_exactly_the_minimum_meets_it_despite_thirds() -> None:
    mean = sum([2.0, 8 / 3, 4 / 3]) / 3
    assert mean < 2.0, "a plain sum of these loses the last bit; if it does not, the test shows nothing"
    found = against_minimum(mean, 2.0, 0.4)
    assert found is not None
    assert found.met
    assert found.chance_below == pytest.approx(0.5)


def test_a_mean_below_the_minimum_by_the_least_that_marks_can_be_does_not_meet_it() -> None:
    """Twenty interviewers with ten questions each can be a two-hundredth apart."""
    found = against_minimum(2.0 - 1 / 200, 2.0, 0.4)
    assert found is not None
    assert not found.met


def test_a_mean_below_by_just_what_rounding_can_do_meets_it_and_by_more_does_not() -> None:
    met = [against_minimum(mean, 3, 0.3).met for mean in (3 - TOLERANCE, np.nextafter(3 - TOLERANCE, 0))]
    assert met == [True, False]


def test_the_chance_is_that_of_the_normal_curve() -> None:
    found = against_minimum(2.5, 3.0, 0.5)
    assert found is not None
    assert (found.met, found.clear) == (False, False)
    assert found.chance_below == pytest.approx(0.841344746)


def test_far_below_is_clear() -> None:
    found = against_minimum(2.0, 3.0, 0.4)
    assert found is not None
    assert found.clear
    assert sentences.minimum(found, 2.0, 3.0) == "Clearly below the minimum of 3."


def test_one_chance_in_eight_is_said_so() -> None:
    found = against_minimum(3.0 - 1.1503 * 0.4, 3.0, 0.4)
    sentence = sentences.minimum(found, 3.0 - 1.1503 * 0.4, 3.0)
    assert sentence == "2.54 is below the minimum of 3; about 1 chance in 8 that the true level meets it."


def test_nobody_rated_is_not_below() -> None:
    assert against_minimum(np.nan, 3.0, np.nan) is None
    assert sentences.minimum(None, np.nan, 3.0) == "The minimum of 3 cannot be judged: nobody rated this."


def test_a_mean_without_its_error_is_refused() -> None:
    for error in (0.0, -1.0, np.nan):
        with pytest.raises(ValueError, match="standard error"):
            against_minimum(3.0, 3.0, error)
