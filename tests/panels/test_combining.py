"""Combining marks into a comparison, on small frames whose answers can be worked out by hand."""

import math

import pandas as pd
import pytest

from hiring.panels.comparison import compared
from hiring.panels.queries import CriterionSection
from hiring.panels.summary import Debriefed, Judged, digest_of

EMPATHY = Judged("empathy", "Empathy", 1.0, None)
OWNERSHIP = Judged("ownership", "Ownership", 3.0, 3)


def frame(*rows):
    columns = ["candidate", "interviewer", "criterion", "question", "score"]
    return pd.DataFrame(rows, columns=columns).astype({"score": "float64"})


PANEL = [
    ("amara", "pia", "empathy", "e1", 2),
    ("amara", "pia", "empathy", "e2", 4),
    ("amara", "pablo", "empathy", "e1", 4),
    ("amara", "pia", "ownership", "o1", 2),
    ("amara", "pablo", "ownership", "o1", 3),
]


def test_questions_are_averaged_within_an_interviewer_before_interviewers_are():
    found = compared(frame(*PANEL), [EMPATHY, OWNERSHIP]).summaries["amara"]
    assert found.cell("empathy").marks == (("pablo", 4.0), ("pia", 3.0))
    assert (found.cell("empathy").mean, found.cell("empathy").raters) == (3.5, 2)
    assert found.composite == pytest.approx((1 * 3.5 + 3 * 2.5) / 4)
    assert found.cell("empathy").is_assumed is True


def test_a_mean_below_its_minimum_says_how_likely_the_true_level_meets_it():
    cell = compared(frame(*PANEL), [EMPATHY, OWNERSHIP]).summaries["amara"].cell("ownership")
    assert cell.is_below is True
    assert cell.minimum_says == ("2.5 is below the minimum of 3; about 1 chance in 7 that the true level meets it.")


def test_a_missing_criterion_leaves_no_total_and_shows_what_is_covered():
    rows = [row for row in PANEL if row[2] == "ownership"] + [("amara", "pia", "empathy", "e1", math.nan)]
    found = compared(frame(*rows), [EMPATHY, OWNERSHIP]).summaries["amara"]
    assert (found.composite, found.covered, found.missing) == (None, 0.75, ("Empathy",))
    assert found.cell("empathy").mean is None


def test_a_criterion_nobody_was_asked_about_is_missing_and_not_an_error():
    found = compared(frame(*PANEL[:3]), [EMPATHY, OWNERSHIP]).summaries["amara"]
    assert found.missing == ("Ownership",)
    assert found.composite is None


def test_the_floor_of_skill_is_never_averaged_in():
    with_skill = [*PANEL, ("amara", "pia", "till-work", "t1", 1)]
    plain, skilled = (compared(frame(*rows), [EMPATHY, OWNERSHIP]) for rows in (PANEL, with_skill))
    assert skilled.summaries["amara"].content() == plain.summaries["amara"].content()


def test_interviewers_three_levels_apart_are_to_talk():
    apart = [("amara", "pia", "empathy", "e1", 1), ("amara", "pablo", "empathy", "e1", 5)]
    cell = compared(frame(*apart), [EMPATHY]).summaries["amara"].cell("empathy")
    assert cell.is_apart is True
    assert cell.agreement_says == "Interviewers saw different people: 1 and 5. Talk before deciding."


@pytest.mark.parametrize(("third", "is_apart"), [(3, False), (2, True)])
def test_below_two_levels_nobody_has_seen_different_people(third, is_apart):
    """4 beside 2, 2 and 3 in three questions is further apart than is usual, and no two levels."""
    rows = [("amara", "pia", "empathy", f"e{place}", mark) for place, mark in enumerate((2, 2, third))]
    rows += [("amara", "pablo", "empathy", f"e{place}", 4) for place in range(3)]
    summary = compared(frame(*rows), [EMPATHY]).summaries["amara"]
    cell = summary.cell("empathy")
    assert (cell.is_apart, "different people" in cell.agreement_says) == (is_apart, is_apart)
    assert [cell.criterion.key for cell in summary.to_discuss] == (["empathy"] if is_apart else [])


def test_the_widest_disagreement_comes_first():
    rows = [*PANEL, ("amara", "elsa", "ownership", "o1", 5)]
    found = compared(frame(*rows), [EMPATHY, OWNERSHIP]).summaries["amara"]
    assert [cell.criterion.key for cell in found.widest_first] == ["ownership", "empathy"]


def test_one_interviewer_alone_has_a_wide_interval_and_two_have_not():
    alone = compared(frame(PANEL[0]), [EMPATHY]).summaries["amara"].cell("empathy")
    both = compared(frame(*PANEL), [EMPATHY]).summaries["amara"].cell("empathy")
    assert (alone.is_wide, both.is_wide) == (True, False)
    assert alone.spread is None


def test_candidates_who_met_different_interviewers_are_a_mixed_comparison():
    same = [("bela", *row[1:]) for row in PANEL]
    others = [("bela", "elsa", *row[2:]) for row in PANEL if row[1] == "pia"]
    assert compared(frame(*PANEL, *same), [EMPATHY]).is_mixed is False
    assert compared(frame(*PANEL, *others), [EMPATHY]).is_mixed is True


def test_the_digest_does_not_depend_on_the_order_of_rows_and_does_on_the_talk():
    forward = compared(frame(*PANEL), [EMPATHY, OWNERSHIP]).summaries["amara"]
    backward = compared(frame(*reversed(PANEL)), [EMPATHY, OWNERSHIP]).summaries["amara"]
    assert forward.digest == backward.digest == digest_of(forward.content())
    assert forward.with_talk([Debriefed("empathy", 4, "She asked first.")], is_closed=False).digest != forward.digest


def test_nobody_rated_is_an_empty_comparison():
    assert compared(frame(), [EMPATHY]).summaries == {}


def test_r_wg_stands_in_the_fold_from_five_interviewers_on():
    five = frame(*(("amara", f"i{place}", "empathy", "e1", mark) for place, mark in enumerate([4, 4, 5, 4, 4])))
    cell = compared(five, [EMPATHY]).summaries["amara"].cell("empathy")
    assert CriterionSection("empathy", "Empathy", cell, "", (), None, True).spread_says == (
        "Standard deviation 0.45; on average a mark lies 0.32 from the mean. "
        "r_wg is .9: 1 is full agreement, 0 that of marks spread evenly over the scale."
    )
    assert compared(five.head(4), [EMPATHY]).summaries["amara"].cell("empathy").r_wg is None


def test_someone_on_the_hardest_criteria_alone_is_not_called_harsh():
    people = ("amara", "bo", "cy", "di")
    easy = [(who, name, "empathy", "e1", 4) for who in people for name in ("pia", "pablo")]
    hard = [(who, name, "ownership", "o1", 2) for who in people for name in ("kim", "pablo")]
    assert compared(frame(*easy, *hard), [EMPATHY, OWNERSHIP]).harsh == {}
    low = [(who, "lee", "ownership", "o1", 1) for who in people]
    lower = compared(frame(*easy, *hard, *low), [EMPATHY, OWNERSHIP]).harsh
    assert set(lower) == {"lee"}
    assert lower["lee"][0] < -0.75
