"""Adverse impact: published tables, exact tests against scipy, pooling, and small numbers that stay hidden."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.stats import fisher_exact

from hiring.measurement import sentences
from hiring.measurement.outcomes.groups import hidden_groups, impact_table
from hiring.measurement.outcomes.impact import Impact, Stratum, Verdict, compare

P6B: list[tuple[tuple[int, int, int, int], float, float, Verdict]] = [
    ((12, 24, 48, 80), 0.8333, 0.4810, "too few to tell"),
    ((19, 50, 50, 100), 0.7600, 0.2237, "look closer (could be chance)"),
    ((24, 100, 40, 100), 0.6000, 0.0226, "look closer"),
    ((870, 1000, 900, 1000), 0.9667, 0.0419, "small but systematic"),
    ((1, 3, 3, 4), 0.4444, 0.4857, "too few to tell"),
    ((7, 10, 10, 10), 0.7000, 0.2105, "too few to tell"),
    ((0, 5, 20, 50), 0.0, 0.1465, "too few to tell"),
]


def one(passed: int, n: int, reference_passed: int, reference_n: int) -> Impact:
    found = compare([Stratum(passed, n, reference_passed, reference_n)])
    assert found is not None
    return found


def test_the_guidelines_examples_are_met() -> None:
    print("P6: Uniform Guidelines questions and answers; Morris & Lobsenz 2000 (interval)")
    large = one(12, 40, 48, 80)
    assert large.ratio == pytest.approx(0.5)
    assert (large.z, large.fisher, large.mid_p) == pytest.approx((-3.098, 0.0034, 0.0021), abs=5e-4)
    assert large.interval == pytest.approx((0.301, 0.829), abs=5e-4)
    small = one(1, 10, 3, 20)
    assert (small.ratio, small.z) == pytest.approx((0.667, -0.380), abs=5e-4)
    assert (small.fisher, small.mid_p) == pytest.approx((1.0, 0.792), abs=5e-4)
    assert small.interval == pytest.approx((0.079, 5.62), abs=5e-3)
    assert (small.moves, small.moved_ratio) == (1, pytest.approx(2.0))


@pytest.mark.parametrize(("counts", "ratio", "fisher", "verdict"), P6B)
def test_the_verdict_follows_the_rule(
    counts: tuple[int, int, int, int], ratio: float, fisher: float, verdict: Verdict
) -> None:
    print("P6b: worked by the stated rule")
    found = one(*counts)
    assert found.ratio == pytest.approx(ratio, abs=5e-5)
    assert found.fisher == pytest.approx(fisher, abs=5e-5)
    assert found.verdict == verdict


def test_too_few_comes_with_its_interval() -> None:
    assert one(12, 24, 48, 80).interval == pytest.approx((0.54, 1.29), abs=0.005)
    assert "too few" in sentences.impact("B", "A", one(12, 24, 48, 80)).lower()
    assert ".54 to 1.29" in sentences.impact("B", "A", one(12, 24, 48, 80))


@given(st.integers(1, 30), st.integers(1, 30), st.data())
@settings(max_examples=50, deadline=None)
def test_the_exact_test_is_scipys(n: int, m: int, data: st.DataObject) -> None:
    a, b = data.draw(st.integers(0, n)), data.draw(st.integers(0, m))
    found = compare([Stratum(a, n, b, m)])
    if a + b == 0:
        assert found is None
        return
    assert found is not None
    assert found.fisher == pytest.approx(fisher_exact([[a, n - a], [b, m - b]])[1], abs=1e-9)
    assert found.mid_p <= found.fisher + 1e-12


def test_pooling_does_not_add_tables() -> None:
    easy, hard = Stratum(45, 50, 9, 10), Stratum(1, 10, 5, 50)
    pooled = compare([easy, hard])
    assert pooled is not None
    assert pooled.ratio == pytest.approx(1.0)
    assert pooled.verdict == "no sign"
    assert one(46, 60, 14, 60).verdict == "small but systematic"


def test_pooled_exact_chances_are_those_of_every_pair_of_tables() -> None:
    strata = [Stratum(1, 6, 5, 8), Stratum(2, 7, 4, 6)]
    found = compare(strata)
    assert found is not None
    from scipy.stats import hypergeom

    laws = [hypergeom(s.n + s.reference_n, s.passed + s.reference_passed, s.n) for s in strata]
    chance: dict[int, float] = {}
    for x, y in itertools.product(range(8), range(8)):
        chance[x + y] = chance.get(x + y, 0.0) + laws[0].pmf(x) * laws[1].pmf(y)
    expected = sum(p for p in chance.values() if p <= chance[3] * (1 + 1e-7))
    assert found.fisher == pytest.approx(expected)


def test_pooling_with_an_empty_or_one_sided_opening_changes_nothing() -> None:
    alone, more = compare([Stratum(12, 40, 48, 80)]), compare([Stratum(12, 40, 48, 80), Stratum(3, 9, 0, 0)])
    assert alone is not None
    assert more is not None
    assert (more.ratio, more.fisher, more.verdict) == (alone.ratio, pytest.approx(alone.fisher), alone.verdict)
    assert compare([]) is None
    assert compare([Stratum(0, 9, 0, 9)]) is None


def test_impossible_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="More passed"):
        compare([Stratum(5, 4, 1, 2)])
    with pytest.raises(ValueError, match="More passed"):
        impact_table(pd.DataFrame({"group": ["a"], "n": [3], "passed": [4]}))
    for lacking in ({"n": [np.nan], "passed": [4]}, {"n": [8], "passed": [np.nan]}):
        with pytest.raises(ValueError, match="missing"):
            impact_table(pd.DataFrame({"group": ["a"], **lacking}))


def frame(rows: str) -> pd.DataFrame:
    table = pd.DataFrame([line.split() for line in rows.strip().splitlines()])
    table.columns = pd.Index(["stage", "group", "n", "passed"])
    return table.astype({"n": int, "passed": int})


def test_small_numbers_take_a_second_group_with_them() -> None:
    found = impact_table(frame("end a 100 40\nend b 60 20\nend c 30 10\nend d 6 3")).set_index("group")
    assert found["hidden"].tolist() == [False, False, True, True]
    assert found.loc[["c", "d"], ["n", "passed", "rate"]].isna().all(axis=None)
    assert found.loc[["c", "d"], "impact"].isna().all()
    assert found.loc["a", "reference"]
    assert found.loc["b", "impact"].ratio == pytest.approx((20 / 60) / (40 / 100))


def test_a_group_hidden_at_the_end_is_hidden_from_the_start() -> None:
    counts = frame("1 a 100 60\n1 b 80 40\n1 c 50 20\n2 a 60 30\n2 b 40 20\n2 c 20 2")
    assert hidden_groups(counts) == {"b", "c"}
    assert impact_table(counts).groupby("group")["hidden"].all().to_dict() == {"a": False, "b": True, "c": True}


@given(st.lists(st.tuples(st.integers(0, 60), st.floats(0, 1)), min_size=1, max_size=6))
@settings(max_examples=50, deadline=None)
def test_subtraction_never_finds_a_small_number(groups: list[tuple[int, float]]) -> None:
    counts = pd.DataFrame(
        [(f"g{i}", n, round(n * share)) for i, (n, share) in enumerate(groups)], columns=["group", "n", "passed"]
    )
    shown = impact_table(counts)
    shown = shown[~shown["hidden"]]
    failed = shown["n"] - shown["passed"]
    assert (shown[["n", "passed"]].min(axis=None) >= 5 and failed.min() >= 5) or shown.empty
    rest = counts["n"].sum() - shown["n"].sum(), counts["passed"].sum() - shown["passed"].sum()
    if len(shown) and len(shown) < len(counts):
        assert len(counts) - len(shown) >= 2
        assert min(*rest, rest[0] - rest[1]) >= 5


def test_a_tiny_group_with_the_highest_rate_is_no_reference() -> None:
    found = impact_table(frame("end a 900 300\nend b 500 100\nend c 15 10")).set_index("group")
    assert found["reference"].to_dict() == {"a": True, "b": False, "c": False}
    assert found.loc["c", "impact"].ratio == pytest.approx(2.0)


def test_the_sentences_never_call_it_discrimination_or_compliance() -> None:
    every = [sentences.impact("B", "A", one(*counts)) for counts, *_ in P6B]
    every.append(sentences.impact("B", "A", one(50, 100, 50, 100)))
    assert not any("compli" in sentence or "discriminat" in sentence for sentence in every)
    assert np.unique([sentence.split(":")[0] for sentence in every]).size == 5
    assert sentences.impact("B", "A", None).startswith("Not enough data yet")


@given(st.lists(st.tuples(st.integers(0, 40), st.floats(0, 1), st.floats(0, 1)), min_size=2, max_size=5))
@settings(max_examples=40, deadline=None)
def test_rows_columns_and_totals_leave_every_hidden_number_open(
    groups: list[tuple[int, float, float]],
) -> None:
    """Knowing all totals, and that who passed one stage stood before the next, one still finds a range of five."""
    chain = np.array([(n, round(n * a), round(round(n * a) * b)) for n, a, b in groups])
    names = [f"g{at}" for at in range(len(chain))]
    stages = [
        pd.DataFrame({"stage": at, "group": names, "n": chain[:, at], "passed": chain[:, at + 1]}) for at in (0, 1)
    ]
    hidden = [name in hidden_groups(pd.concat(stages)) for name in names]
    if not any(hidden) or all(hidden):
        return
    few = chain[hidden]
    total = np.kron(np.eye(3), np.ones(len(few)))
    falls = np.kron([[-1, 1, 0], [0, -1, 1]], np.eye(len(few)))
    for cell in np.eye(few.size):
        ends = [
            sign * linprog(sign * cell, falls, np.zeros(len(falls)), total, few.sum(axis=0)).fun for sign in (1, -1)
        ]
        assert ends[1] - ends[0] >= 5 - 1e-6
