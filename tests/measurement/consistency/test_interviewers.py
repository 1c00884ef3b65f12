"""What interviewers privately learn, and how little of it is said."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from hiring.measurement.consistency.interviewers import halos, leniencies, spreads
from hiring.measurement.model.crossed import fit_crossed
from tests.measurement.frames import drawn


def test_only_clear_leniency_on_many_candidates_is_told() -> None:
    marks = drawn(300, 10, 3, sd=(0.5, 0.05, 0.4))
    marks.loc[marks["interviewer"] == 3, "score"] -= 1.2
    found = leniencies(fit_crossed(marks)).set_index("interviewer")
    assert found.index[found["tell"]].tolist() == [3]
    assert found.loc[3, "high"] < -0.25


def test_honest_interviewers_are_left_alone() -> None:
    told = [
        leniencies(fit_crossed(drawn(150, 12, 3, sd=(0.5, 0.05, 0.5), seed=seed)))["tell"].sum() for seed in range(8)
    ]
    assert sum(told) == 0


def test_few_candidates_and_unknown_leniency_are_never_told() -> None:
    few = drawn(7, 4, 3, sd=(0.1, 3.0, 0.1))
    assert not leniencies(fit_crossed(few))["tell"].any()
    nested = drawn(20, 20, 2).assign(interviewer=range(40))
    assert not leniencies(fit_crossed(nested))["tell"].any()


def test_a_narrow_spread_is_seen_beside_colleagues() -> None:
    marks = drawn(300, 8, 3)
    marks.loc[marks["interviewer"] == 2, "score"] = 3 + 0.3 * (marks["score"] - 3)
    found = spreads(marks).set_index("interviewer")
    assert found.loc[2, "ratio"] == pytest.approx(0.3, abs=0.06)
    assert found.loc[2, "high"] < 1
    others = found.drop(index=2)
    assert ((others["low"] < 1.15) & (others["high"] > 0.87)).all()
    assert spreads(marks.head(6))["ratio"].isna().all()


def test_halo_is_shown_beside_the_usual() -> None:
    rng = np.random.default_rng(4)
    rows = []
    for interviewer in range(5):
        for candidate in range(40):
            general = rng.normal()
            for criterion in ("care", "calm", "pride"):
                own = general if interviewer == 0 else 0.3 * general + rng.normal()
                rows.append((candidate, f"i{interviewer}", criterion, own + 0.1 * rng.normal()))
    found = halos(pd.DataFrame(rows, columns=["candidate", "interviewer", "criterion", "mark"])).set_index(
        "interviewer"
    )
    assert found.loc["i0", "halo"] > 0.9
    assert found.loc["i0", "usual"] < 0.4
    one = pd.DataFrame({"candidate": range(9), "interviewer": "i", "criterion": "care", "mark": 1.0})
    assert halos(one)["halo"].isna().all()
