"""Whether marks earn a licence, to the exact boundary, and what is said of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.practice.agreement import Marked, earns_licence, in_words, mean_off, tendency

LEVEL = st.integers(1, 5)
PAIR = st.tuples(LEVEL, LEVEL).filter(lambda pair: pair[0] != pair[1])


def marked(*pairs):
    return [Marked(own, agreed) for own, agreed in pairs]


@given(st.lists(LEVEL, min_size=1, max_size=6), LEVEL)
def test_one_mark_for_every_answer_never_earns_a_licence(agreed, always):
    assert not earns_licence([Marked(always, one) for one in agreed])


@given(PAIR)
def test_the_agreed_marks_themselves_always_earn_it(agreed):
    exact = [Marked(one, one) for one in agreed]
    assert earns_licence(exact)
    assert in_words(exact) == ["Your marks are the agreed ones."]


@given(PAIR, LEVEL, LEVEL)
def test_a_licence_is_exactly_the_three_conditions(agreed, first, second):
    marks = marked((first, agreed[0]), (second, agreed[1]))
    off = [abs(first - agreed[0]), abs(second - agreed[1])]
    is_in_order = (first - second) * (agreed[0] - agreed[1]) > 0
    assert earns_licence(marks) == (sum(off) / 2 <= 0.75 and max(off) < 3 and is_in_order)


@given(PAIR, LEVEL, LEVEL)
def test_the_order_of_the_answers_changes_nothing(agreed, first, second):
    marks = marked((first, agreed[0]), (second, agreed[1]))
    turned = marks[::-1]
    assert earns_licence(marks) == earns_licence(turned)
    assert in_words(marks) == in_words(turned)


@given(st.lists(st.tuples(LEVEL, LEVEL), min_size=2, max_size=6))
def test_there_is_always_something_to_say(pairs):
    said = in_words(marked(*pairs))
    assert said
    assert all(sentence.endswith(".") for sentence in said)


def test_three_quarters_of_a_step_pass_and_more_does_not():
    at_the_edge = marked((5, 4), (4, 4), (2, 1), (2, 1))
    beyond = marked((5, 4), (5, 4), (2, 1), (2, 1))
    assert mean_off(at_the_edge) == 0.75
    assert earns_licence(at_the_edge)
    assert not earns_licence(beyond)


def test_one_mark_three_steps_off_is_too_many_however_good_the_rest():
    rest = [(5, 5)] * 7
    assert earns_licence(marked((3, 1), *rest))
    assert not earns_licence(marked((4, 1), *rest))


TOO_HIGH, TOO_LOW = "You marked too high, by 1 step on average.", "You marked too low, by 1 step on average."
CLOSE = "Your marks are too close together: 2 steps apart, where the agreed marks are 4 steps."
SAME = "You gave both answers the same mark. The agreed marks are 4 steps apart."
TURNED = "You marked the weaker answer above the stronger one."


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        (((5, 5), (3, 1)), [TOO_HIGH, CLOSE]),
        (((4, 5), (2, 1)), [CLOSE]),
        (((3, 5), (3, 1)), [SAME]),
        (((2, 5), (3, 2)), [TOO_LOW, TURNED, "One mark is 3 steps off."]),
        (((4, 5), (1, 1)), ["You marked too low, by half a step on average."]),
        (((5, 4), (1, 2)), ["Your marks are 1 step off on average."]),
    ],
)
def test_what_a_practice_showed_is_said_in_words(pairs, said):
    assert in_words(marked(*pairs)) == said


def test_several_criteria_together_say_which_to_read_again():
    said = tendency({"Empathy": marked((3, 5), (3, 1)), "Listening": marked((5, 5), (1, 1))})
    assert said == [
        "Your marks lie too close together. Use the ends of the scale where an answer has earned them.",
        "Read the anchors once more: Empathy.",
    ]
    assert tendency({}) == []
    assert tendency({"Listening": marked((5, 5), (1, 1))}) == [
        "Your marks are close to the agreed ones, neither too high nor too low."
    ]
