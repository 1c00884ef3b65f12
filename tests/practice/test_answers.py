"""Which sample answers are drawn, and which words of them carry the mark."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.practice.answers import drawn, key_of, pieces
from hiring.rubrics.queries import shipped
from hiring.rubrics.schema import PracticeAnswer

CRITERIA = {one.key: one for edition in shipped().values() for one in edition.criteria}


def sample(agreed, words=""):
    words = words or f"An answer agreed at {agreed}."
    return PracticeAnswer(
        question="q", answer=words, agreed=agreed, carried_by=words, why="Because.", usual_mistake="None."
    )


@pytest.mark.parametrize("key", sorted(CRITERIA))
@settings(deadline=None, max_examples=30)
@given(salt=st.text())
def test_the_first_two_are_far_apart_and_the_next_two_are_the_others(key, salt):
    practice = CRITERIA[key].practice
    first = drawn(practice, {}, salt)
    low, high = sorted(one.agreed for one in first)
    assert low <= 2
    assert high >= 4
    second = drawn(practice, Counter(map(key_of, first)), salt)
    assert {one.answer for one in first} & {one.answer for one in second} == set()
    assert second[0].agreed != second[1].agreed


def test_the_draw_is_the_same_for_one_person_and_differs_between_people():
    practice = CRITERIA["ownership"].practice
    orders = {tuple(one.agreed for one in drawn(practice, {}, f"person {n}")) for n in range(40)}
    assert len(orders) > 2
    assert drawn(practice, {}, "person 1") == drawn(practice, {}, "person 1")


def test_answers_agreed_at_one_level_cannot_be_told_apart_and_are_not_drawn():
    assert drawn([sample(3, "One."), sample(3, "Two.")], {}, "") == ()
    assert drawn([sample(3)], {}, "") == ()


def test_where_the_others_do_not_differ_a_known_one_comes_back():
    practice = [sample(5), sample(1), sample(3, "One."), sample(3, "Two.")]
    first = drawn(practice, {}, "salt")
    assert sorted(one.agreed for one in first) == [1, 5]
    second = drawn(practice, Counter(map(key_of, first)), "salt")
    assert len({one.agreed for one in second} & {1, 5}) == 1


@pytest.mark.parametrize("key", sorted(CRITERIA))
def test_the_carrying_words_of_every_shipped_answer_are_found_in_it(key):
    for answer in CRITERIA[key].practice:
        cut = pieces(answer)
        assert "".join(piece.text for piece in cut) == answer.answer
        carrying = sorted(piece.text.lower() for piece in cut if piece.carries)
        assert carrying == sorted(part.strip().lower() for part in answer.carried_by.split("…"))


@given(st.text("ab ", min_size=1), st.lists(st.text("ab", min_size=1, max_size=3), max_size=3))
def test_an_answer_cut_in_pieces_is_still_the_whole_answer(words, parts):
    answer = sample(3, "x").model_copy(update={"answer": words, "carried_by": " … ".join(parts)})
    assert "".join(piece.text for piece in pieces(answer)) == words
