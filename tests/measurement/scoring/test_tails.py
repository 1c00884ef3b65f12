"""The tails that panels need, against scipy's; and that a comparison does without scipy."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from scipy import integrate, special

from hiring.measurement.scoring.bands import family_reach
from hiring.measurement.scoring.tails import below_normal, upper_chi2

COMPARED = """
import sys
import pandas as pd
from hiring.measurement.scoring.minimum import against_minimum
from hiring.panels.comparison import compared
from hiring.panels.summary import Judged
rows = [(f"a{one}", f"i{other}", "c", "q", 1 + (one + other) % 5, 1) for one in range(9) for other in range(3)]
frame = pd.DataFrame(rows, columns=["candidate", "interviewer", "criterion", "question", "score", "round"])
assert len(compared(frame, [Judged("c", "C", 1, 3.0)]).summaries) == 9
assert against_minimum(3.0, 3.5, 0.4) is not None
assert "scipy.special" not in sys.modules
"""


def test_the_normal_curve_is_scipys() -> None:
    at = np.linspace(-37, 9, 2001)
    assert [below_normal(x) for x in at] == pytest.approx(special.ndtr(at), rel=1e-13)
    assert np.isnan(below_normal(np.nan))


@pytest.mark.parametrize("share", [0.05, 0.3])
def test_the_tail_of_chi2_is_scipys_for_panels_of_any_size(share: float) -> None:
    freedom = [*range(1, 60), 100, 999, 5_000]
    assert [upper_chi2(size, share) for size in freedom] == pytest.approx(special.chdtri(freedom, share), rel=3e-14)


@pytest.mark.parametrize("people", [2, 7, 300, 5_000])
def test_the_reach_leaves_one_family_in_twenty_beyond_it(people: int) -> None:
    width = family_reach(people) * 2**0.5

    def lowest_at(at: float) -> float:
        inside = special.ndtr(at) - special.ndtr(at - width)
        return float(people * np.exp(-(at**2) / 2) / np.sqrt(2 * np.pi) * inside ** (people - 1))

    assert integrate.quad(lowest_at, -9, 9 + width, points=[0, width], limit=200)[0] == pytest.approx(0.95, abs=1e-10)


def test_panels_are_compared_without_loading_scipy_special() -> None:
    subprocess.run([sys.executable, "-c", COMPARED], check=True)
