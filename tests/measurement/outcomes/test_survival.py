"""Time to an ending, with open cases: the published curve, and two kinds of ending that add up."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.measurement import sentences
from hiring.measurement.outcomes.survival import aalen_johansen, kaplan_meier

FREIREICH = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"

cases = st.lists(st.tuples(st.integers(0, 9), st.sampled_from([None, "ended", "left"])), min_size=1, max_size=25)


def test_freireichs_remission_times_are_met() -> None:
    print("P10: Freireich et al. (1963), 6-mercaptopurine, as in Kalbfleisch & Prentice")
    time = [float(one.rstrip("+")) for one in FREIREICH.split()]
    found = kaplan_meier(time, [not one.endswith("+") for one in FREIREICH.split()])
    assert found["time"].tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert found["survival"].tolist() == pytest.approx([0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448], abs=5e-4)
    assert found["at_risk"].tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert found.loc[0, ["low", "high"]].tolist() == pytest.approx([0.620, 0.952], abs=5e-4)


@given(cases)
@settings(max_examples=60, deadline=None)
def test_kinds_of_ending_and_those_still_running_add_up(drawn: list[tuple[int, str | None]]) -> None:
    time, ending = [float(at) for at, _ in drawn], [kind for _, kind in drawn]
    running = kaplan_meier(time, [kind is not None for kind in ending]).set_index("time")["survival"]
    incidence = aalen_johansen(time, ending).groupby("time")["incidence"].sum()
    assert incidence.to_numpy() == pytest.approx(1 - running.to_numpy())


@given(cases)
@settings(max_examples=40, deadline=None)
def test_one_kind_of_ending_is_kaplan_meier_with_the_same_interval(drawn: list[tuple[int, str | None]]) -> None:
    time, ending = [float(at) for at, _ in drawn], [None if kind is None else "ended" for _, kind in drawn]
    single = kaplan_meier(time, [kind is not None for kind in ending])
    found = aalen_johansen(time, ending)
    assert found["incidence"].to_numpy() == pytest.approx(1 - single["survival"].to_numpy())
    assert found["low"].to_numpy() == pytest.approx(1 - single["high"].to_numpy(), nan_ok=True)
    assert found["high"].to_numpy() == pytest.approx(1 - single["low"].to_numpy(), nan_ok=True)


@given(cases, st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_the_order_of_cases_does_not_matter(drawn: list[tuple[int, str | None]], random: Random) -> None:
    shuffled = list(drawn)
    random.shuffle(shuffled)
    first, second = (aalen_johansen([float(at) for at, _ in one], [k for _, k in one]) for one in (drawn, shuffled))
    assert first.equals(second)


def test_nothing_ended_is_an_empty_curve_and_bad_times_are_refused() -> None:
    assert kaplan_meier([3.0, 4.0], [False, False]).empty
    assert aalen_johansen([3.0], [None]).empty
    assert kaplan_meier([], []).empty
    for time in ([-1.0], [np.nan]):
        with pytest.raises(ValueError, match="missing or below"):
            kaplan_meier(time, [True])
    with pytest.raises(ValueError, match="one time"):
        kaplan_meier([1.0, 2.0], [True])


def test_all_ended_at_once_leaves_nobody() -> None:
    found = kaplan_meier([5.0, 5.0], [True, True])
    assert found["survival"].tolist() == [0.0]
    assert found["low"].isna().all()


def test_the_sentence_counts_those_still_running() -> None:
    assert sentences.still_running(90, 0.81, (0.6, 0.92), 21) == (
        "After 90 days about 81 % were still there (plausibly 60 to 92 %, 21 people; open cases counted up to now)."
    )
    assert sentences.still_running(90, 0.0, (np.nan, np.nan), 2) == (
        "After 90 days about 0 % were still there (2 people; open cases counted up to now)."
    )
    assert (
        sentences.ended("left", 30, 1.0, (np.nan, np.nan), 1)
        == "After 30 days about 100 % had come to “left” (1 person)."
    )
