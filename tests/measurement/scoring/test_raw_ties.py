"""Tie groups of raw panel means, held against a slow obvious second version."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.measurement.components import ASSUMED
from hiring.measurement.scoring.bands import raw_tie_groups


def _slow(levels, panels):
    """From the top: who is within 1.96 errors of the difference from the leader joins the leader's group."""
    waiting = sorted((name for name in levels if levels[name] is not None), key=lambda name: (-levels[name], name))
    groups, number = {}, 0
    while waiting:
        number += 1
        leader = waiting[0]
        for name in list(waiting):
            a, b = panels[leader], panels[name]
            single = 1 / len(a) + 1 / len(b)
            variance = (ASSUMED.residual + ASSUMED.interviewer) * single
            variance -= 2 * ASSUMED.interviewer * len(a & b) / (len(a) * len(b))
            if name == leader or levels[leader] - levels[name] <= 1.959963984540054 * math.sqrt(variance) + 1e-9:
                groups[name] = number
                waiting.remove(name)
    return groups


def _frames(levels, panels):
    table = pd.DataFrame({"candidate": list(levels), "level": [np.nan if v is None else v for v in levels.values()]})
    parts = [(name, who, 1 / len(people)) for name, people in panels.items() for who in people]
    return table, pd.DataFrame(parts, columns=["candidate", "source", "weight"])


@given(st.lists(st.tuples(st.none() | st.integers(10, 50), st.sets(st.integers(0, 5), min_size=1)), max_size=12))
def test_the_fast_version_agrees_with_the_slow_one(drawn):
    levels = {f"c{n}": None if level is None else level / 10 for n, (level, _) in enumerate(drawn)}
    panels = {f"c{n}": people for n, (_, people) in enumerate(drawn)}
    found = raw_tie_groups(*_frames(levels, panels), ASSUMED)
    expected = _slow(levels, panels)
    assert found.tolist() == [expected.get(name, 0) for name in levels]


def test_interviewers_whom_both_met_cancel_in_a_difference():
    shared = raw_tie_groups(*_frames({"a": 4.5, "b": 3.3}, {"a": {1, 2}, "b": {1, 2}}), ASSUMED)
    apart = raw_tie_groups(*_frames({"a": 4.5, "b": 3.3}, {"a": {1, 2}, "b": {3, 4}}), ASSUMED)
    assert (shared.tolist(), apart.tolist()) == ([1, 2], [1, 2])
    near = {"a": 4.5, "b": 3.4}
    assert raw_tie_groups(*_frames(near, {"a": {1, 2}, "b": {1, 2}}), ASSUMED).tolist() == [1, 2]
    assert raw_tie_groups(*_frames(near, {"a": {1, 2}, "b": {3, 4}}), ASSUMED).tolist() == [1, 1]


def test_a_level_without_a_panel_is_refused():
    with pytest.raises(KeyError, match="Nobody marked a"):
        raw_tie_groups(*_frames({"a": 4.0}, {}), ASSUMED)
