"""Readability agrees with hand counts, and what we ship is plain enough for a manager in a hurry."""

import pytest

from hiring.rubrics.files import RubricLibrary
from hiring.rubrics.proofreading.plain_reading import hard_scenes, hard_texts
from hiring.rubrics.proofreading.readability import readability


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


def test_each_kind_of_shipped_text_is_plain(shipped: RubricLibrary) -> None:
    hard = [sentence for criterion in shipped.criteria.values() for sentence in hard_texts(criterion)]
    assert hard + [sentence for rubric in shipped.rubrics.values() for sentence in hard_scenes(rubric)] == []


HARD = "Comprehensively acknowledges organisational responsibility and systematically communicates alternatives. " * 8


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"not_this": HARD}, "The page texts of “Ownership” take"),
        ({"listen_for": (HARD, HARD)}, "The page texts of “Ownership” take"),
        ({"poor": HARD}, "The poor answers of “Ownership” take"),
        ({"good": HARD}, "The good answers of “Ownership” take"),
        ({"text": HARD}, "The questions of “Ownership” take"),
    ],
)
def test_hard_texts_of_one_kind_are_named_however_plain_the_others(
    shipped: RubricLibrary, changed: dict[str, object], sentence: str
) -> None:
    """One kind is named and no other: plain texts elsewhere don't average it away."""
    ownership = shipped.criteria["ownership"]
    if set(changed) <= {"poor", "good", "text"}:
        hard = tuple(question.model_copy(update=changed) for question in ownership.questions)
        changed = {"questions": hard}
    [said] = hard_texts(ownership.model_copy(update=changed))
    assert said.startswith(sentence)
