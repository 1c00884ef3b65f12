"""What may and may not be said of a handful of candidates."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pandas as pd
import pytest

from hiring.measurement import sentences
from hiring.measurement.analysis import analyse
from hiring.measurement.components import ASSUMED, Components
from hiring.measurement.consistency.alpha import alpha
from hiring.measurement.consistency.interviewers import harsh
from hiring.measurement.model.averaged import averaged
from hiring.measurement.model.crossed import fit_crossed, meetings
from hiring.measurement.ratings import BadRatings, off_scale
from hiring.measurement.scoring.agreement import disagreement
from hiring.measurement.scoring.bands import AHEAD, banded, family_reach
from tests.calibrate import SCENARIOS, Scenario, tally
from tests.measurement.frames import crossed, drawn, long

TWO_BY_TWO = crossed({"ana": [4, 4], "eve": [3, 3]})
# Everyone's differences are those that one candidate's six interviewers have among themselves.
STAR = crossed({"a": [3.0, 2, 3, 4, 3, 4], "b": [3.0, 4, 3, 2, 4, 3], "c": [4.0, 3, 2, 3, 3, 4]})


def scenario(name: str) -> Scenario:
    return next(each for each in SCENARIOS if each.name == name)


def test_marks_that_fit_exactly_tell_nothing_about_error() -> None:
    result = analyse(TWO_BY_TWO, draws=0)
    assert result.whole.is_exact
    assert (result.whole.reliability, result.whole.interval, result.whole.study) == (None, None, ())
    assert result.candidates["tie_group"].tolist() == [0, 0]
    assert result.candidates["level"].isna().all()
    assert any("fit together exactly" in warning for warning in result.warnings)


def test_without_differences_there_is_no_likely_level_and_no_reliability() -> None:
    result = analyse(STAR, draws=0)
    assert result.whole.without_differences
    assert result.whole.reliability is None
    assert result.candidates["level_low"].isna().all()
    assert set(result.candidates["tie_group"]) == {1}
    assert result.whole.no_range == sentences.at_zero("candidate")


def test_a_range_holds_the_candidates_own_mean() -> None:
    table = pd.concat(
        [crossed({f"c{at}": [3, 4, 3, 4] for at in range(5)}), crossed({"low": [1.0], "high": [5.0, 5.0]})]
    )
    rows = analyse(table, draws=0).candidates
    assert rows["level"].notna().all()
    assert (rows["level_low"] <= rows["mean"]).all()
    assert (rows["mean"] <= rows["level_high"]).all()


def test_one_answer_has_no_agreement_beyond_chance() -> None:
    assert alpha(np.array([[1, 0, 2]]), [1, 2, 3]).value is None
    assert alpha(np.array([[1, 0, 2], [2, 0, 0]]), [1, 2, 3]).value is not None


def test_reliability_across_sets_is_refused() -> None:
    other = crossed({"x": [3, 4], "y": [2, 5]}).replace({"interviewer": {"judge 1": "j8", "judge 2": "j9"}})
    result = analyse(pd.concat([crossed({"a": [3, 4], "b": [5, 4]}), other]), draws=0)
    assert result.whole.reliability is None
    assert result.whole.no_range in {sentences.NO_G_ACROSS_SETS, sentences.at_zero("candidate")}
    linked = pd.concat([crossed({f"c{at}": [at % 3 + 2, at % 4 + 2] for at in range(8)}),
                        other.assign(score=[5.0, 4, 1, 1])])  # fmt: skip
    assert analyse(linked, draws=0).whole.no_range == sentences.NO_G_ACROSS_SETS


@pytest.mark.parametrize(
    ("marks", "far"),
    [
        ([3, 4, 44, *[2, 3, 5] * 4], (2,)),
        ([3, 4, 9, *[2, 3, 5] * 4], ()),
        ([3, 4, 10, *[2, 3, 5] * 4], (2,)),
        ([3.3, 4, 44, *[2, 3, 5] * 4], ()),
        ([3, 4, 44, 2, 3, 5], ()),
        ([30, 80, 1000, *[20, 55, 90] * 4], (2,)),
        ([3, 4, np.nan, *[2, 3, 5] * 4], ()),
    ],
)
def test_a_mark_far_off_a_scale_all_others_keep_is_named(marks: list[float], far: tuple[int, ...]) -> None:
    assert off_scale(pd.Series(marks, dtype="float64")) == far


def test_a_mark_far_off_is_refused_unless_the_scale_is_given() -> None:
    table = drawn(10, 4, 2).assign(criterion="care")
    table["score"] = np.clip(table["score"].round(), 1, 5)
    table.loc[3, "score"] = 44.0
    with pytest.raises(BadRatings, match="44 is far off") as refused:
        analyse(table, draws=0)
    assert refused.value.rows == (3,)
    assert analyse(table, (0, 50), draws=0).ratings == 20


def test_one_level_apart_is_never_a_disagreement_and_two_may_be() -> None:
    sure = Components(1.0, 0.0, 1e-6)
    flags = disagreement(crossed({"a": [3, 3, 3, 4], "b": [3, 3, 3, 5]}), sure)["flag"]
    assert flags.tolist() == [False, True]
    assert disagreement(crossed({"a": [3.0, 3.0, 4.9]}), sure)["flag"].tolist() == [False]


def test_a_harsh_interviewer_is_named_instead_of_flagging_everyone() -> None:
    table = {f"c{at}": [4.0 + at % 2, 4.0 + (at // 2) % 2, 1.0 + at % 2] for at in range(8)}
    result = analyse(crossed(table), draws=0)
    assert result.disagreements == []
    assert any("judge 3 marks everyone lower" in warning for warning in result.warnings)
    assert disagreement(crossed(table))["flag"].sum() >= 6


def test_of_two_who_always_sat_together_neither_is_called_harsh() -> None:
    together = crossed({f"c{at}": [4.0 + at % 2, 2.0 + at % 2] for at in range(8)})
    assert harsh(together, (1, 5)) == {}
    third = crossed({f"d{at}": [4.0, np.nan, 4.0] for at in range(3)}).dropna()
    assert harsh(pd.concat([together, third]), (1, 5)).keys() == {"judge 1"}, "who sat beside another one, too"
    apart = crossed({f"d{at}": [np.nan, 2.0, 4.0] for at in range(3)}).dropna()
    named = harsh(pd.concat([together, third, apart]), (1, 5))
    assert named.keys() == {"judge 2"}
    assert named["judge 2"][0] == pytest.approx(-2)


def test_interviewers_are_taken_to_have_met_alone_unless_rounds_are_named() -> None:
    table = drawn(8, 4, 3, seed=3).assign(criterion="care")
    alone, together = analyse(table, draws=0), analyse(table.assign(round="first"), draws=0)
    assert alone.warnings[0] == sentences.MET_ALONE
    assert alone.whole.study == ()
    assert sentences.MET_ALONE not in together.warnings
    assert [rounds for rounds, *_ in together.whole.study] == [1, 2, 3, 4, 6]
    assert together.whole.reliability.g < alone.whole.reliability.g
    assert sentences.ROUND_ASSUMED in together.warnings


def test_closer_than_whole_marks_can_be_alone_is_told() -> None:
    talked = crossed({f"c{at}": [1 + at % 5] * 3 for at in range(9)} | {"d": [3, 3, 4]})
    assert sentences.TALKED_OVER in analyse(talked, draws=0).premise
    honest = crossed({f"c{at}": [1 + at % 5, 1 + (at + at % 2) % 5, 1 + at % 4] for at in range(9)})
    assert sentences.TALKED_OVER not in analyse(honest, draws=0).premise


def test_the_reach_of_a_family_is_that_of_tukeys_range() -> None:
    print("Upper 5 % points of the range of 2, 3, 6 and 12 normal values: 2.772, 3.314, 4.030, 4.622")
    reach = [family_reach(people) * 2**0.5 for people in (2, 3, 6, 12)]
    assert reach == pytest.approx([2.772, 3.314, 4.030, 4.622], abs=0.002)


def test_groups_part_where_a_leader_is_ahead_in_995_of_1000() -> None:
    groups = [banded(np.array([away, 0.0]), np.zeros(2, int), np.ones_like).max() for away in (2.575, 2.577)]
    assert groups == [1, 2]
    assert NormalDist().inv_cdf(AHEAD) == pytest.approx(2.5758, abs=1e-4), "the same rule, said as a chance"


def test_averages_agree_with_the_fit_where_much_is_known() -> None:
    marks = drawn(29, 6, 6, seed=4)
    fit = fit_crossed(marks)
    mixed = averaged(fit.data).levels(fit.candidates["adjusted"].to_numpy())
    assert mixed.level == pytest.approx(fit.candidates["level"].to_numpy(), abs=0.06)
    width = (mixed.high - mixed.low) / (2 * 1.96 * fit.candidates["level_se"].to_numpy())
    assert (width > 1).mean() > 0.9
    assert width.max() < 1.25


def test_chances_and_averages_are_those_of_the_equations_written_out() -> None:
    marks = drawn(5, 3, 2, seed=8)
    mixed = averaged(meetings(marks))
    at = int(np.argmax(mixed.weight))
    candidate, interviewer, _ = mixed.ratios[at]
    people, panel = (np.eye(width)[code] for width, code in ((5, marks["candidate"]), (3, marks["interviewer"])))
    data = np.eye(len(marks)) + candidate * people @ people.T + interviewer * panel @ panel.T
    weight = np.linalg.inv(data)
    mean = weight.sum(axis=0) @ marks["score"] / weight.sum()
    blup = candidate * people.T @ weight @ (marks["score"].to_numpy() - mean)
    level, _ = mixed._at
    assert level[at] == pytest.approx(mean + blup)
    left = marks["score"].to_numpy() - mean
    assert mixed.solution.left_over[at] == pytest.approx(left @ weight @ left)
    log_det = np.linalg.slogdet(data)[1] + np.log(weight.sum())
    assert mixed.solution.log_det[at] == pytest.approx(log_det)
    ahead = mixed.chance_above(0, np.arange(5))
    assert ahead[0] == 0.5
    assert ahead[1] + mixed.chance_above(1, np.arange(5))[0] == pytest.approx(1)


def test_small_openings_are_covered_and_seldom_parted_by_chance() -> None:
    """A small version of `make calibrate`, whose table is in docs/statistics.md."""
    honest = tally(scenario("honest"), 30)
    assert 0.92 <= honest.level <= 0.98
    assert 0.91 <= honest.adjusted <= 0.98
    assert honest.better_said == pytest.approx(honest.better_right, abs=0.05)
    assert tally(scenario("no differences"), 30).second_groups <= 0.10
    assert tally(scenario("one round, with its column"), 10).level >= 0.90
    assert AHEAD > 0.99


def test_the_assumed_range_of_whole_marks_counts_their_rounding() -> None:
    rng = np.random.default_rng(5)
    true = rng.uniform(2.2, 3.8, 20_000)
    error = rng.normal(0, ASSUMED.interviewer**0.5, (20_000, 2)) + rng.normal(0, ASSUMED.residual**0.5, (20_000, 2))
    mean = np.rint(true[:, None] + error).mean(axis=1)
    covered = np.abs(mean - true) <= 1.959964 * ASSUMED.sem(2)
    assert covered.mean() == pytest.approx(0.95, abs=0.01)


def test_a_total_counts_two_listeners_of_one_round_as_one_talk() -> None:
    from hiring.measurement.scoring.cells import panel_cells
    from hiring.measurement.scoring.composite import composites

    parts = ASSUMED.by_round()
    assert parts.error == pytest.approx(ASSUMED.error)
    assert parts.round == pytest.approx(ASSUMED.residual - 1 / 12)
    apart = long("a m x r 3\na k x s 3\nb m x r 3\nb k x r 3", "candidate interviewer criterion round score")
    errors = panel_cells(apart, parts)["sem"] ** 2
    assert errors.tolist() == pytest.approx([parts.error / 2, parts.own / 2 + parts.round])
    assert (composites(apart, {"x": 1.0}, parts)["sem"] ** 2).tolist() == pytest.approx(errors.tolist())
    unknown = panel_cells(apart.drop(columns="round"), parts)["sem"] ** 2
    assert unknown.tolist() == pytest.approx([parts.error / 2] * 2)
