"""The sentence on top of a panel, and the one above a comparison: each pattern, and how often chance looks like one."""

import numpy as np
import pytest

from hiring.measurement.components import ASSUMED
from hiring.measurement.sentences.panel_patterns import CriterionMarks, inside_sentence, odd_one_out, panel_pattern
from hiring.measurement.sentences.told_apart import another_round, higher_again, met_others, told_apart

TITLES = ("Ownership", "Keeping the customer informed", "Realistic promises", "Integrity", "Dependability")
THREE = ("Ines", "Tobias", "Odile")
_ = None

# The panel of the target picture, and one for each other pattern.
SAID = {
    "differs throughout": (
        THREE, [(2, 5, _), (2.5, 5, 5), (2, 4, 4), (2, 4, 4), (2.5, 4, 4)], {0, 1, 2, 3},
        "Ines marked every criterion about two levels below Tobias and Odile. "
        "Before you decide, find out what Ines heard that Tobias and Odile didn't.",
    ),
    "one level on average": (
        THREE[:2], [(3, 2), (4, 3), (5, 4)], set(),
        "Both agree: no two marks on a criterion are more than a level apart.",
    ),
    "half a level short of throughout": (
        THREE, [(2, 5, 5), (2, 5, 5), (3.6, 4, 4), (2, 4, 4)], {0},
        "They saw different people on ownership: Ines 2, Tobias 5 and Odile 5. Talk about it before you decide.",
    ),
    "higher of two": (
        THREE[:2], [(3, 2), (5, 3), (4.5, 3)], set(),
        "Tobias marked every criterion about one and a half levels below Ines. "
        "Before you decide, find out what Tobias heard that Ines didn't.",
    ),
    "different people on two": (
        THREE, [(1, 5, 5), (5, 1, 4), (3, 3, 4)], {0, 1},
        "They saw different people on ownership and keeping the customer informed. Talk about it before you decide.",
    ),
    "all agree": (
        THREE, [(4, 4, 5), (3, 4, 4), (_, _, _)], set(),
        "All 3 agree: no two marks on a criterion are more than a level apart. Nobody observed realistic promises.",
    ),
    "ordinary": (
        THREE, [(4, 4, 5), (3, 4, 4.5)], set(),
        "They differ no more than interviewers usually do, most on keeping the customer informed, 3 and 4.5.",
    ),
    "one interviewer": (
        THREE[:1], [(4,), (3,)], set(),
        "Only Ines has marked this candidate, so no mark can be checked against another.",
    ),
    "too little": (
        THREE, [(4, 5, _), (3, _, _), (_, 2, _), (_, _, _)], set(),
        "Too little was heard: only 1 criterion of 4 was marked by two interviewers. Before you decide, have keeping "
        "the customer informed, realistic promises and integrity heard by someone else.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("pattern", SAID)
def test_each_pattern_is_said_in_its_own_words(pattern):
    names, marks, apart, sentence = SAID[pattern]
    criteria = [
        CriterionMarks(title, row, place in apart)
        for place, (title, row) in enumerate(zip(TITLES, marks, strict=False))
    ]
    assert str(panel_pattern(names, criteria)) == sentence


def test_what_was_talked_about_is_not_asked_for_again():
    marks = [CriterionMarks("Ownership", (1, 5), True, True), CriterionMarks("Integrity", (3, 3))]
    assert str(panel_pattern(THREE[:2], marks)).endswith("Ines 1 and Tobias 5. They have talked about it.")
    assert [inside_sentence(title) for title in ("IT sense", "Ownership", "A way in")] == [
        "IT sense",
        "ownership",
        "a way in",
    ]


def simulated(seed, shift=0.0, people=3, criteria=5, panels=2_000):
    """Panels as the assumed components make them, in whole marks; the first interviewer marks `shift` higher."""
    rng = np.random.default_rng(seed)
    true = 3 + rng.normal(0, ASSUMED.candidate**0.5, (panels, criteria, 1))
    leniency = rng.normal(0, ASSUMED.interviewer**0.5, (panels, 1, people))
    leniency[:, :, 0] += shift
    marks = np.clip(np.round(true + leniency + rng.normal(0, ASSUMED.residual**0.5, (panels, criteria, people))), 1, 5)
    for panel in marks.tolist():
        yield odd_one_out([CriterionMarks("", tuple(row)) for row in panel])


def test_honest_panels_have_an_odd_one_out_about_once_in_a_hundred_and_harsh_ones_mostly():
    honest = sum(odd is not None for odd in simulated(1))
    harsh = sum(odd is not None and odd.place == 0 and odd.shift < 0 for odd in simulated(2, shift=-2.0))
    assert honest <= 20, "of 2,000"
    assert harsh >= 1_200, "of 2,000"


COMPARED = {
    "nobody": (([], [], 0), "Nobody is shown here."),
    "no total": (([], [], 3), "Nobody has a total yet: that takes a mark on every criterion that counts."),
    "one": ((["Ada"], [], 2), "Only Ada has a total so far, so there's no one to compare with."),
    "one above": (
        (["Ada"], ["Bea", "Cem"], 3),
        "On this evidence, Ada can be told apart from everyone else. Bea and Cem are lower. "
        "Names are in alphabetical order, not ranked.",
    ),
    "all tied": (
        (["Ada", "Bea"], [], 4),
        "On this evidence, Ada and Bea can't be told apart. There's a total for 2 of 4. "
        "Names are in alphabetical order, not ranked.",
    ),
    "many": (
        ([f"A{n}" for n in range(7)], [f"B{n}" for n in range(8)], 15),
        "On this evidence, 7 candidates can't be told apart. The other 8 are lower. "
        "Names are in alphabetical order, not ranked.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", COMPARED)
def test_a_comparison_says_who_cannot_be_told_apart(case):
    asked, sentence = COMPARED[case]
    assert str(told_apart(*asked)) == sentence


def test_nobody_is_called_lower_where_interviewers_have_nobody_in_common():
    said = str(told_apart(["Ada"], ["Bea"], 2, is_linked=False))
    assert said.startswith("Not everyone here can be compared: their interviewers have nobody in common.")
    assert "lower" not in said


def test_a_chance_says_what_it_predicts_of_two_people():
    likely = "About 8 chances in 10 that Ada would come out higher than Bea if other interviewers met both."
    assert higher_again("Ada", "Bea", 0.8) == likely
    assert higher_again("Bea", "Ada", 0.2) == likely
    assert "Nothing here says" in higher_again("Ada", "Bea", 0.54)
    assert "Nothing here says" not in higher_again("Ada", "Bea", 0.55)


def test_leniency_and_rounds_are_said_without_a_name_of_an_interviewer():
    assert met_others("Lark", 0.3, 3.9, (3.2, 4.6)) == (
        "Lark met interviewers who mark lower than colleagues on the same people; allowing for it 3.9 (3.2 to 4.6)."
    )
    assert "mark higher than" in met_others("Lark", -0.3, 3.3, (2.6, 4.0))
    assert another_round(2, 0.609, 0.7, is_assumed=True) == (
        "A third round, with another interviewer, would raise reliability from .61 to about .70; "
        "assumed from published studies."
    )
