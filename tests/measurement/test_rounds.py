"""Rounds: what everyone in the room heard is one sample of a candidate, however many listened."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from hiring.measurement.consistency.reliability import design, reliability
from hiring.measurement.model.crossed import fit_crossed
from hiring.measurement.model.rounds import ROUND_SHARE, fit_rounds


def heard(people: int, rounds: int, listeners: int, seed: int = 1) -> pd.DataFrame:
    """Marks with variances of .28 candidate, .09 leniency, .19 round and .08 the rest."""
    rng = np.random.default_rng(seed)
    true, lenient = rng.normal(0, 0.28**0.5, people), rng.normal(0, 0.3, 12)
    rows = []
    for person in range(people):
        met = rng.choice(12, rounds * listeners, replace=False)
        day = rng.normal(0, 0.19**0.5, rounds)
        for place, judge in enumerate(met):
            mark = 3 + true[person] + day[place // listeners] + lenient[judge] + rng.normal(0, 0.08**0.5)
            rows.append((person, judge, f"r{place // listeners}", mark))
    return pd.DataFrame(rows, columns=["candidate", "interviewer", "round", "score"])


def test_variances_of_rounds_come_out_right_on_average_where_they_are_estimated() -> None:
    fits = [fit_rounds(heard(60, 2, 2, seed)) for seed in range(4)]
    assert not any(rounded.assumed for rounded in fits)
    parts = [rounded.fit.components for rounded in fits]
    mean = np.mean([(each.candidate, each.interviewer, each.round, each.residual) for each in parts], axis=0)
    assert mean == pytest.approx([0.28, 0.09, 0.19, 0.08], abs=0.06)


def test_figures_are_those_of_the_dense_model() -> None:
    marks = heard(7, 2, 2).sample(frac=1, random_state=1)
    rounded = fit_rounds(marks)
    parts, frame = rounded.fit.components, rounded.fit.candidates
    assert rounded.assumed
    assert parts.round == pytest.approx(ROUND_SHARE * (parts.round + parts.candidate))
    z = [
        np.equal.outer(marks[name].to_numpy(), np.unique(marks[name])).astype(float)
        for name in ("candidate", "interviewer")
    ]
    unit = marks["candidate"].astype(str) + marks["round"]
    z.append(np.equal.outer(unit.to_numpy(), np.unique(unit)).astype(float))
    variance = parts.residual * np.eye(len(marks))
    for design_, size in zip(z, (parts.candidate, parts.interviewer, parts.round), strict=True):
        variance += size * design_ @ design_.T
    weight, y = np.linalg.inv(variance), marks["score"].to_numpy()
    mean = weight.sum(axis=0) @ y / weight.sum()
    blup = parts.candidate * z[0].T @ weight @ (y - mean)
    assert frame["level"].to_numpy() == pytest.approx(mean + blup)
    fixed = np.linalg.inv(variance - parts.candidate * z[0] @ z[0].T)
    error = np.linalg.inv(z[0].T @ fixed @ z[0])
    assert frame["adjusted"].to_numpy() == pytest.approx(error @ z[0].T @ fixed @ y, abs=0.01)
    assert frame["adjusted_se"].to_numpy() == pytest.approx(np.sqrt(np.diag(error)), rel=0.01)


def test_a_separate_round_each_is_the_model_without_rounds() -> None:
    marks = heard(30, 2, 1)
    apart, rounded = fit_crossed(marks), fit_rounds(marks)
    assert (rounded.fit.components, rounded.assumed) == (apart.components, False)
    assert design(rounded.fit.data, rounded.unit).rounds == pytest.approx(0.5)


def test_a_round_for_all_listeners_leaves_g_where_separate_ones_raise_it() -> None:
    marks = heard(20, 1, 3)
    rounded = fit_rounds(marks)
    parts, made = rounded.fit.components, design(rounded.fit.data, rounded.unit)
    assert made.rounds == 1
    assert reliability(parts, made).g < 1 - ROUND_SHARE + 1e-9
    two = heard(20, 2, 2)
    assert design(fit_rounds(two).fit.data, fit_rounds(two).unit).rounds == pytest.approx(0.5)
