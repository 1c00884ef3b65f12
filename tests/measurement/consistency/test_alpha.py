"""Krippendorff's alpha: the published table, the definition in loops, and what cannot be known."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.measurement import sentences
from hiring.measurement.consistency.alpha import Alpha, Metric, alpha, count_table

KRIPPENDORFF = {
    "A": "1 2 3 3 2 1 4 1 2 . . .",
    "B": "1 2 3 3 2 2 4 1 2 5 . 3",
    "C": ". 3 3 3 2 3 4 2 2 5 1 .",
    "D": "1 2 3 3 2 4 4 1 2 5 1 .",
}


def reliability_data() -> pd.DataFrame:
    rows = [
        (observer, unit, float("nan") if mark == "." else float(mark))
        for observer, marks in KRIPPENDORFF.items()
        for unit, mark in enumerate(marks.split())
    ]
    return pd.DataFrame(rows, columns=["interviewer", "candidate", "score"])


@pytest.mark.parametrize(
    ("metric", "expected"), [("nominal", 0.7434), ("ordinal", 0.8154), ("interval", 0.8491), ("ratio", 0.7974)]
)
def test_krippendorffs_own_example_is_met(metric: Metric, expected: float) -> None:
    print("P2: Krippendorff (2011), Computing Krippendorff's alpha-reliability")
    counts, values = count_table(reliability_data(), ["candidate"])
    found = alpha(counts, values, metric)
    assert found.value == pytest.approx(expected, abs=5e-5)
    assert found.units == 11
    assert found.interval is None


def slow_alpha(units: list[list[int]]) -> float | None:
    """Ordinal alpha by walking every pair of marks."""
    units = [unit for unit in units if len(unit) > 1]
    every = [mark for unit in units for mark in unit]

    def apart(one: int, other: int) -> float:
        low, high = min(one, other), max(one, other)
        between = sum(every.count(mark) for mark in set(every) if low <= mark <= high)
        return (between - (every.count(low) + every.count(high)) / 2) ** 2

    observed = sum(apart(*pair) / (len(unit) - 1) for unit in units for pair in itertools.permutations(unit, 2))
    expected = sum(apart(*pair) for pair in itertools.permutations(every, 2)) / max(len(every) - 1, 1)
    return 1 - observed / expected if expected else None


@given(st.lists(st.lists(st.integers(1, 5), max_size=4), max_size=9))
@settings(max_examples=60, deadline=None)
def test_alpha_is_what_plain_loops_find(units: list[list[int]]) -> None:
    counts = np.array([[unit.count(mark) for mark in range(1, 6)] for unit in units]).reshape(-1, 5)
    found, expected = alpha(counts, range(1, 6)).value, slow_alpha(units)
    assert (found is None) == (expected is None)
    if expected is not None:
        assert found == pytest.approx(expected, abs=1e-12)


def test_perfect_agreement_is_one_and_one_mark_for_all_is_unknown() -> None:
    assert alpha([[2, 0], [0, 3]], [1, 2]) == Alpha(1.0, None, 2)
    assert alpha([[2, 0], [3, 0]], [1, 2]) == Alpha(None, None, 2)
    assert alpha([[1, 0], [0, 1]], [1, 2]) == Alpha(None, None, 0)
    assert alpha(np.zeros((0, 3), dtype=np.int64), [1, 2, 3]) == Alpha(None, None, 0)


def test_the_interval_appears_at_twenty_units_holds_the_value_and_repeats() -> None:
    rng = np.random.default_rng(2)
    level = rng.integers(1, 4, 40)
    counts = np.array([np.bincount(np.clip(one + rng.integers(0, 2, 3), 1, 5) - 1, minlength=5) for one in level])
    found = alpha(counts, range(1, 6))
    assert found.interval is not None
    assert found.interval[0] < found.value < found.interval[1]
    assert alpha(counts, range(1, 6)) == found
    assert alpha(counts[:19], range(1, 6)).interval is None


def test_the_sentence_says_how_many_units_carried_information() -> None:
    assert sentences.alpha(Alpha(0.61, (0.4, 0.76), 31)) == (
        "Agreement beyond chance is .61 (Krippendorff's alpha, plausibly .4 to .76, from 31 answers marked by two or "
        "more)."
    )
    assert "20 would be enough" in sentences.alpha(Alpha(0.61, None, 11))
    assert sentences.alpha(Alpha(None, None, 0)).startswith("Not enough data yet")
