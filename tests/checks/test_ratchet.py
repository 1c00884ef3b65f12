"""The ratchet: a new or worse figure is a finding, and so is an entry that is out of date."""

import pytest

from tests.checks.ratchet import Measured, findings

LONG = {"a.py": 310, "b.py": 120}


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"a.py": 310}, []),
        ({}, ["a.py:301: Lines, a.py: 310 (bar 300)."]),
        ({"a.py": 305}, ["a.py:301: Lines, a.py: 310 (305 today, bar 300)."]),
        ({"a.py": 400}, ["tests/checks/today.json:1: Lines, a.py: 400 is out of date, it is 310."]),
        (
            {"a.py": 310, "b.py": 320},
            ["tests/checks/today.json:1: Lines, b.py: 320 is out of date, it is at the bar."],
        ),
        ({"a.py": 310, "gone.py": 320}, ["tests/checks/today.json:1: Lines, gone.py: 320 is out of date"]),
    ],
)
def test_a_figure_may_only_fall(known, said):
    measured = Measured("Lines", 300, LONG, {name: (name, 301) for name in LONG})
    found = [str(finding) for finding in findings(measured, known)]
    assert len(found) == len(said)
    assert all(text.startswith(start) for text, start in zip(found, said, strict=True))
