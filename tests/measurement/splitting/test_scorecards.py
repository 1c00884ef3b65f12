"""Scorecards beside those on the same criteria, and the leniency that is found in them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from hiring.measurement.model.crossed import fit_crossed
from hiring.measurement.splitting.scorecards import scorecards
from hiring.measurement.splitting.shared_out import leniency_of_cards
from tests.measurement.frames import drawn, long


def test_a_card_stands_beside_those_on_the_same_criteria_only() -> None:
    found = scorecards(long("a m x 3\na m y 4\na k y 2\na k x 5\na n z 1\nb m x 2\nb n z 4"))
    assert found["interviewer"].tolist() == ["k", "m", "n", "m", "n"]
    assert found["score"].tolist() == [3.5, 3.5, 1.0, 2.0, 4.0]
    alike = found.groupby("candidate").size().tolist()
    assert sorted(alike) == [1, 1, 1, 2]
    # x and y; z, of both candidates; and x alone
    assert found["asked"].nunique() == 3
    assert found["asked"].iloc[2] == found["asked"].iloc[4]


def test_the_same_criteria_of_another_opening_are_asked_apart() -> None:
    marks = long("a m x 3\nb m x 2").assign(opening=["one", "two"])
    assert scorecards(marks)["asked"].nunique() == 1
    assert scorecards(marks, ["opening"])["asked"].nunique() == 2
    assert len(scorecards(marks.iloc[:0])) == 0


def test_where_everybody_rates_everything_it_is_the_fit_of_the_means() -> None:
    marks = drawn(40, 8, 3).assign(criterion="c")
    both = pd.concat([marks, marks.assign(criterion="d", score=marks["score"] + 1)])
    cards = fit_crossed(scorecards(both), ["asked"])
    plain = fit_crossed(marks.assign(score=marks["score"] + 0.5))
    assert cards.criterion == pytest.approx(plain.criterion)
    assert cards.interviewers["leniency"].to_numpy() == pytest.approx(plain.interviewers["leniency"].to_numpy())


def test_leniency_is_found_although_rounds_share_the_criteria_out() -> None:
    rng = np.random.default_rng(4)
    lenient, rows = rng.normal(0, 0.5, 12), []
    for person in range(150):
        true = rng.normal(3, 0.5, 4)
        for place, one in enumerate(rng.choice(12, 4, replace=False)):
            for at in (0, 1) if place < 2 else (2, 3):
                rows.append((person, one, f"c{at}", true[at] + at + lenient[one] + rng.normal(0, 0.5)))
    marks = pd.DataFrame(rows, columns=["candidate", "interviewer", "criterion", "score"])
    found = leniency_of_cards(marks)
    away = found["leniency"].to_numpy() - (lenient - lenient.mean())
    assert (np.abs(away) < 3 * found["se"]).all()
    assert found["leniency"].std() > 4 * np.abs(away).mean()
    # Who was asked different things of every candidate is beside nobody.
    assert leniency_of_cards(marks[marks["criterion"] == "c0"].drop_duplicates("candidate")) is None
