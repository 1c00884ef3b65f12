"""Which sample answers are drawn, and which words of them carry the mark."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.practice.answers import drawn, key_of, next_draw, pieces
from hiring.rubrics.queries import shipped
from hiring.rubrics.schema import PracticeAnswer
from tests.conftest import NOW

CRITERIA = {one.key: one for edition in shipped().values() for one in edition.criteria}


def sample(agreed, words=""):
    words = words or f"An answer agreed at {agreed}."
    return PracticeAnswer(
        question="q", answer=words, agreed=agreed, carried_by=words, why="Because.", usual_mistake="None."
    )


def shown(answers, at=NOW):
    return {key_of(answer): at for answer in answers}


@pytest.mark.parametrize("key", sorted(CRITERIA))
@settings(deadline=None, max_examples=10)
@given(salt=st.text())
def test_two_rounds_use_up_all_answers_and_each_can_be_told_apart(key, salt):
    practice = CRITERIA[key].practice
    first = drawn(practice, {}, NOW, salt)
    second = drawn(practice, shown(first), NOW, salt)
    for four in (first, second):
        marks = {answer.agreed for answer in four}
        assert marks & {3, 4}
        assert max(marks) - min(marks) >= 2
    assert {answer.answer for answer in (*first, *second)} == {answer.answer for answer in practice}


def test_an_answer_whose_mark_was_shown_comes_back_after_seven_days_and_the_oldest_first():
    practice = CRITERIA["ownership"].practice
    first = drawn(practice, {}, NOW, "salt")
    second = drawn(practice, shown(first), NOW, "salt")
    seen = shown(first) | shown(second, NOW + timedelta(days=2))
    back = NOW + timedelta(days=7)
    assert drawn(practice, seen, back - timedelta(microseconds=1), "salt") == ()
    assert set(map(key_of, drawn(practice, seen, back, "salt"))) == set(map(key_of, first))
    assert next_draw(practice, seen, NOW) == back
    assert next_draw(practice, shown(first), NOW) == NOW
    assert next_draw([], {}, NOW) is None


def test_the_draw_is_the_same_for_a_person_shuffled_and_differs_between_people():
    practice = CRITERIA["ownership"].practice
    orders = {tuple(answer.agreed for answer in drawn(practice, {}, NOW, f"person {n}")) for n in range(40)}
    assert len(orders) > 20
    assert {marks[0] for marks in orders} == {1, 2, 3, 4, 5}
    assert drawn(practice, {}, NOW, "person 1") == drawn(practice, {}, NOW, "person 1")


@pytest.mark.parametrize("marks", [(3, 3, 3, 3), (3, 4, 3, 4), (1, 5, 1, 5), (1, 3, 5)])
def test_answers_that_anyone_or_no_one_can_tell_apart_make_no_round(marks):
    practice = [sample(mark, f"Answer {number}.") for number, mark in enumerate(marks)]
    assert drawn(practice, {}, NOW, "") == ()


def test_where_too_few_are_left_they_come_with_as_few_known_ones_as_it_takes():
    practice = [sample(mark, f"Answer {number}.") for number, mark in enumerate((5, 1, 3, 4, 2, 5))]
    first = drawn(practice, {}, NOW, "salt")
    assert drawn(practice, shown(first), NOW, "salt") == ()
    second = drawn(practice, shown(first), NOW + timedelta(days=7), "salt")
    assert len({answer.answer for answer in first} & {answer.answer for answer in second}) == 2


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
