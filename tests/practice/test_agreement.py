"""Whether marks earn a licence, to the exact boundary, and what is said of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.practice.agreement import Marked, distance_in_words, earns_licence, in_words, mean_off, tendency

LEVEL = st.integers(1, 5)
ROUND = st.lists(LEVEL, min_size=4, max_size=4).filter(lambda marks: len(set(marks)) > 1)


def marked(*pairs):
    return [Marked(own, agreed) for own, agreed in pairs]


@given(st.lists(LEVEL, min_size=1, max_size=6), LEVEL)
def test_one_mark_for_every_answer_never_earns_a_licence(agreed, always):
    assert not earns_licence([Marked(always, one) for one in agreed])


@given(ROUND)
def test_our_own_marks_always_earn_it(ours):
    exact = [Marked(mark, mark) for mark in ours]
    assert earns_licence(exact)
    assert in_words(exact) == ["Your marks are the same as ours."]


@given(ROUND, ROUND)
def test_a_licence_is_exactly_the_three_conditions(ours, own):
    off = [abs(mark - our) for mark, our in zip(own, ours, strict=True)]
    lowest_of_best = min(mark for mark, our in zip(own, ours, strict=True) if our == max(ours))
    highest_of_worst = max(mark for mark, our in zip(own, ours, strict=True) if our == min(ours))
    is_close = sum(off) <= 3 and sum(steps >= 2 for steps in off) <= 1
    assert earns_licence(marked(*zip(own, ours, strict=True))) == (is_close and lowest_of_best > highest_of_worst)


@given(ROUND, ROUND)
def test_the_order_of_the_answers_changes_nothing(ours, own):
    marks = marked(*zip(own, ours, strict=True))
    turned = marks[::-1]
    assert earns_licence(marks) == earns_licence(turned)
    assert in_words(marks) == in_words(turned)


@given(st.lists(st.tuples(LEVEL, LEVEL), min_size=2, max_size=6))
def test_there_is_always_something_to_say(pairs):
    said = [*in_words(marked(*pairs)), distance_in_words(marked(*pairs))]
    assert len(said) > 1
    assert all(sentence.endswith(".") for sentence in said)


def test_three_quarters_of_a_level_pass_and_more_does_not():
    at_the_edge = marked((5, 4), (4, 4), (2, 1), (2, 1))
    beyond = marked((5, 4), (5, 4), (2, 1), (2, 1))
    assert mean_off(at_the_edge) == 0.75
    assert earns_licence(at_the_edge)
    assert not earns_licence(beyond)


def test_two_marks_two_levels_off_are_too_many_however_good_the_rest():
    rest = [(5, 5)] * 7
    assert earns_licence(marked((3, 1), *rest))
    assert not earns_licence(marked((3, 1), (2, 4), *rest))


TOO_HIGH, TOO_LOW = "You marked too high, by 1 level on average.", "You marked too low, by 1 level on average."
CLOSE = "Your marks are too close together: 2 levels apart, where ours are 4 levels apart."
SAME = "You gave the weakest and the strongest answer the same mark. Ours are 4 levels apart."
TURNED = "You marked a weaker answer above a stronger one."


@pytest.mark.parametrize(
    ("pairs", "said", "distance"),
    [
        (
            ((5, 5), (3, 1), (4, 3), (4, 3)),
            [TOO_HIGH, CLOSE],
            "Answer 2 is 2 levels or more from ours. A licence allows .75 on average; yours is 1.",
        ),
        (
            ((3, 5), (3, 1)),
            [SAME],
            "Answers 1 and 2 are 2 levels or more from ours. A licence allows .75 on average; yours is 2.",
        ),
        (
            ((2, 5), (3, 2), (4, 3), (4, 4)),
            [TURNED],
            "Answer 1 is 2 levels or more from ours. A licence allows .75 on average; yours is 1.25.",
        ),
        (((4, 5), (1, 2)), [TOO_LOW], "A licence allows .75 on average; yours is 1."),
        (((5, 5), (2, 2), (3, 3), (3, 4)), ["Your marks agree with ours."], "The widest gap is 1 level, on answer 4."),
        (((5, 5), (2, 2)), ["Your marks are the same as ours."], "All 2 marks are the same as ours."),
        (
            ((5, 4), (1, 2), (2, 3), (4, 3)),
            ["Some marks are too high and others too low."],
            "A licence allows .75 on average; yours is 1.",
        ),
    ],
)
def test_what_a_practice_showed_is_said_in_words(pairs, said, distance):
    assert in_words(marked(*pairs)) == said
    assert distance_in_words(marked(*pairs)) == distance


def test_several_criteria_together_say_which_to_read_again():
    said = tendency({"Empathy": marked((3, 5), (3, 1)), "Listening": marked((5, 5), (1, 1))})
    assert said == [
        "Your marks are too close together. Use 1 and 5 where an answer has earned them.",
        "Read the anchors once more: Empathy.",
    ]
    assert tendency({}) == []
    assert tendency({"Listening": marked((5, 5), (1, 1))}) == [
        "Your marks are close to ours, neither too high nor too low."
    ]
