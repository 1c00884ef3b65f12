"""Readability agrees with hand counts, and what we ship is plain enough for a manager in a hurry."""

from itertools import chain
from pathlib import Path

import pytest

from hiring.rubrics.files import RubricLibrary
from hiring.rubrics.proofreading.readability import readability

ROOT = Path(__file__).parents[2] / "rubrics"
HARDEST = 8.0  # years of school, by Flesch and Kincaid
LONGEST = 18.0  # words a sentence, on average


def test_a_sentence_counted_by_hand() -> None:
    measured = readability("The cat sat on the mat. It was a very large animal.")
    assert (measured.words, measured.words_a_sentence) == (12, 6.0)
    assert measured.syllables_a_word == pytest.approx(15 / 12)
    assert measured.grade == pytest.approx(0.39 * 6 + 11.8 * 15 / 12 - 15.59)


def test_silent_endings_are_not_counted() -> None:
    assert readability("Named notes needed tables").syllables_a_word == pytest.approx((1 + 1 + 2 + 2) / 4)


@pytest.mark.parametrize("text", ["", "… 50!"])
def test_nothing_cannot_be_measured(text: str) -> None:
    with pytest.raises(ValueError, match="no word"):
        readability(text)


@pytest.mark.parametrize("key", sorted(file.stem for file in ROOT.glob("criteria/*.yaml")))
def test_a_shipped_criterion_is_plain(shipped: RubricLibrary, key: str) -> None:
    criterion = shipped.criteria[key]
    read = readability(
        " ".join(
            chain(
                (criterion.definition, criterion.not_this, criterion.rater_mistake),
                (text for _, text in criterion.anchors.written()),
                chain.from_iterable((q.text, q.poor, q.middling, q.good) for q in criterion.questions),
            )
        )
    )
    assert read.grade <= HARDEST and read.words_a_sentence <= LONGEST


@pytest.mark.parametrize("key", sorted(file.stem for file in ROOT.glob("*.yaml")))
def test_a_shipped_scene_is_plain(shipped: RubricLibrary, key: str) -> None:
    for chosen in shipped.rubrics[key].criteria:
        for scene in chosen.scenes:
            assert readability(scene.text).grade <= HARDEST, scene.key
