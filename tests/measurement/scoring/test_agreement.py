"""Agreement within one panel, by published indices and a flag with the same false-alarm rate for any size."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from scipy.stats import chi2

from hiring.measurement import sentences
from hiring.measurement.components import ASSUMED
from hiring.measurement.scoring.agreement import disagreement, spread, widest_ordinary
from tests.measurement import slow
from tests.measurement.frames import crossed, panels

P5 = [
    ([1, 3, 5], 2.0, 1.3333, -1.0),
    ([2, 2, 5, 5], 1.7321, 1.5, -0.5),
    ([4, 4, 5, 4], 0.5, 0.375, 0.875),
    ([3, 4], 0.7071, 0.5, 0.75),
    ([1, 5], 2.8284, 2.0, -3.0),
]


@pytest.mark.parametrize(("marks", "sd", "ad", "r_wg"), P5)
def test_the_indices_are_those_of_james_demaree_and_wolf(marks: list[float], sd: float, ad: float, r_wg: float) -> None:
    print("P5: James, Demaree & Wolf (1984), five levels")
    found = spread(marks)
    assert found.sd == pytest.approx(sd, abs=5e-5)
    assert found.ad == pytest.approx(ad, abs=5e-5)
    assert found.r_wg_raw == pytest.approx(r_wg, abs=1e-12)
    assert found.r_wg == max(r_wg, 0.0)
    assert found.range == max(marks) - min(marks)


def test_one_mark_has_no_agreement() -> None:
    assert np.isnan([spread([3]).sd, spread([3, np.nan]).range, spread([]).r_wg]).all()


def test_r_wg_is_shown_from_five_raters_on() -> None:
    found = disagreement(crossed({"a": [3, 3, 3, 4, 4], "b": [3, 3, 3, 4]}))
    assert found["r_wg"].tolist()[:1] == [pytest.approx(1 - 0.3 / 2)]
    assert np.isnan(found["r_wg"].iloc[1])


# Twenty interviewers who agree, and two who do not: too few for the variance to be out of the ordinary.
AGREED = [3.0] * 20


@pytest.mark.parametrize(
    ("low", "high", "scale", "flag"),
    [
        (2, 5, (1, 5), True),
        (8 / 5, 23 / 5, (1, 5), True),
        (2, 14 / 3, (1, 5), False),
        (2, 5 - 1 / 1000, (1, 5), False),
        (2, 5, (0, 4), True),
        (2, 5, (1, 6), False),
        (1.5, 5.25, (1, 6), True),
    ],
)
def test_three_quarters_of_the_scale_are_talked_about_however_many_agree(
    low: float, high: float, scale: tuple[float, float], flag: bool
) -> None:
    marks = [*AGREED, low, high]
    assert np.var(marks, ddof=1) < widest_ordinary(np.array([len(marks)]), ASSUMED)[0]
    assert disagreement(crossed({"a": marks}), scale=scale)["flag"].tolist() == [flag]


def test_two_apart_among_four_is_ordinary() -> None:
    assert disagreement(crossed({"b": [3, 3, 4, 5]}))["flag"].tolist() == [False]


def test_the_flag_is_as_rare_for_two_interviewers_as_for_six() -> None:
    rng = np.random.default_rng(7)
    for raters in (2, 3, 6):
        marks = rng.normal(0, ASSUMED.error**0.5, (20_000, raters))
        flagged = marks.var(axis=1, ddof=1) > widest_ordinary(np.array([raters]), ASSUMED)
        assert flagged.mean() == pytest.approx(0.05, abs=0.006)
        exact = chi2.ppf(0.95, raters - 1) / (raters - 1) * 0.36
        assert widest_ordinary(np.array([raters]), ASSUMED)[0] == pytest.approx(exact)


@given(panels())
@settings(max_examples=40, deadline=None)
def test_disagreement_is_what_plain_loops_find(ratings: pd.DataFrame) -> None:
    expected = slow.cells(ratings)
    for row in disagreement(ratings).itertuples():
        marks = expected[row.candidate, row.criterion]
        assert row.ad == pytest.approx(slow.ad(marks), nan_ok=True, abs=1e-12)
        assert row.sd == pytest.approx(slow.sd(marks), nan_ok=True, abs=1e-12)
        if len(marks) < 2:
            assert not row.flag
        else:
            far = max(marks) - min(marks) >= 3 - 1e-9
            beyond = slow.sd(marks) ** 2 > chi2.ppf(0.95, len(marks) - 1) / (len(marks) - 1) * 0.36
            assert row.flag == (far or beyond)


def test_the_sentences_say_what_to_do() -> None:
    assert sentences.disagreement([5, 2, 4]) == "Interviewers saw different people: 2, 4 and 5. Talk before deciding."
    assert sentences.agreement(1, np.nan, False) == "Agreement cannot be judged from 1 interviewer; two are needed."
    assert sentences.agreement(3, 0.0, False) == "3 interviewers gave the same mark."
    assert sentences.agreement(2, 1.5, False) == "2 interviewers are at most 1.5 apart, which is ordinary."
