"""A licence can't be guessed: no cue, and no model on all of them, tells a good practice answer from a poor one."""

import pytest

from hiring.foundation import paths
from hiring.rubrics import files
from tests.practice.cue_rules import CUES, correlation, earns, first_rounds, fitted_elsewhere, likings, most_earned

BANK = [criterion for _, criterion in sorted(files.read([paths.rubrics()]).criteria.items())]
LIKINGS = likings(BANK)
MOST_EARNED = 0.20
MOST_CORRELATION = 0.20


@pytest.mark.parametrize("cue", CUES)
def test_a_cue_earns_few_licences_and_says_little_of_the_mark(cue):
    assert most_earned(BANK, LIKINGS[cue]) <= MOST_EARNED
    assert abs(correlation(BANK, LIKINGS[cue])) <= MOST_CORRELATION


def test_a_linear_model_on_all_cues_earns_few_licences():
    assert most_earned(BANK, fitted_elsewhere(BANK)) <= MOST_EARNED


def test_the_marks_themselves_earn_every_first_round():
    """The bars above can be missed: someone who reads the answers as we do earns the licence."""
    for criterion in BANK:
        agreed = [answer.agreed for answer in criterion.practice]
        for positions in first_rounds(criterion.practice):
            marks = tuple(agreed[position] for position in positions)
            assert earns(marks, marks)


def test_a_cue_that_knows_the_mark_is_caught():
    given_away = {one.key: [answer.agreed for answer in one.practice] for one in BANK}
    assert most_earned(BANK, given_away) > 0.8
    assert correlation(BANK, given_away) == pytest.approx(1)


@pytest.mark.parametrize(
    ("own", "agreed", "earned"),
    [
        ((1, 2, 4, 5), (1, 2, 4, 5), True),
        ((2, 3, 4, 4), (1, 2, 4, 5), True),  # three steps off in all
        ((2, 3, 3, 4), (1, 2, 4, 5), False),  # four
        ((1, 4, 3, 5), (1, 2, 3, 5), True),  # one answer off by two
        ((3, 3, 3, 5), (1, 1, 3, 5), False),  # two answers off by two
        ((4, 3, 4, 4), (3, 3, 4, 4), False),  # one of the lowest is marked like the highest
        ((3, 3, 3, 3), (3, 3, 3, 4), False),  # one mark for all
    ],
)
def test_what_earns_a_licence(own, agreed, earned):
    assert earns(own, agreed) is earned
