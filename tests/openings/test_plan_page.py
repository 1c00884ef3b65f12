"""Planning an opening through its page: criteria on and off, which questions, in which round, in what order."""

import pytest

from hiring.foundation.database import db
from tests.rubrics.test_retiring import retire

FIRST = ["empathy/understood-late", "listening/got-it-wrong", "ownership/went-wrong-after", "composure/unfair-blame",
         "listening/heard-in-passing"]  # fmt: skip
SECOND = ["empathy/not-home-yet", "listening/everything-fine", "ownership/wrong-branch", "composure/being-filmed"]


def of(part, reference):
    return f"{part}-{reference.replace('/', '--')}"


def left_out(*references):
    return {of("asked", one): "" for one in references}


@pytest.fixture
def opening(make):
    return make.opening()


@pytest.fixture
def planning(visit, cast, opening):
    return visit(cast.hr).get(f"/openings/{opening.id}/plan")


def rounds(opening):
    db.session.refresh(opening)
    return [list(one.questions) for one in opening.rounds]


def refused(planning, typed, sentence, name):
    """The sentence stands first in the summary, which leads to that field only, and everything typed is still there."""
    planning.submit(typed, expect=422)
    assert planning.page.problems()[0] == sentence
    box = next(one for one in planning.page.elements if one.get("id") == "problem")
    assert {one.get("href") for one in box.iter("a")} == {f"#{name}"}
    held = planning.page.form().held()
    assert {key: held[key] for key in typed} == typed


def test_saved_as_it_stands_nothing_changes(planning, opening):
    planning.submit().follow()
    assert rounds(opening) == [FIRST, SECOND]


def test_a_criterion_switched_off_takes_its_questions_with_it(planning, opening):
    planning.submit({"use-listening": "no"}).follow()
    assert rounds(opening) == [[one for one in asked if "listening" not in one] for asked in (FIRST, SECOND)]
    assert [one.key for one in opening.criteria] == ["empathy", "ownership", "composure"]
    assert "Three criteria. Four to six work best." in planning.text


def test_a_criterion_switched_on_again_needs_its_questions_chosen(planning, opening):
    planning.submit({"use-listening": "no"}).follow()
    planning.get(f"/openings/{opening.id}/plan")
    sentence = "No question asks about Listening. Choose one, or switch the criterion off."
    refused(planning, {"use-listening": "yes"}, sentence, "use-listening")
    planning.submit({of("asked", "listening/left-unsaid"): "1"}).follow()
    assert rounds(opening)[1][-1] == "listening/left-unsaid"


def test_other_questions_are_chosen_and_come_last_without_a_number(planning, opening):
    planning.submit(left_out(FIRST[0]) | {of("asked", "empathy/nobody-wanted"): "0"}).follow()
    assert rounds(opening) == [[*FIRST[1:], "empathy/nobody-wanted"], SECOND]


def test_a_question_moves_to_another_round_and_to_a_new_one(planning, opening):
    planning.submit({of("asked", FIRST[1]): "1"}).follow()
    assert rounds(opening) == [[FIRST[0], *FIRST[2:]], [*SECOND, FIRST[1]]]
    planning.get(f"/openings/{opening.id}/plan")
    planning.submit({"title-2": "At the desk", of("asked", SECOND[3]): "2"}).follow()
    assert rounds(opening) == [[FIRST[0], *FIRST[2:]], [*SECOND[:3], FIRST[1]], [SECOND[3]]]


@pytest.mark.parametrize(
    ("number", "order"),
    [("1", [3, 0, 1, 2, 4]), ("2", [0, 3, 1, 2, 4]), ("5", [0, 1, 2, 4, 3]), ("20", [0, 1, 2, 4, 3])],
)
def test_a_question_takes_the_number_it_is_given_and_the_others_make_room(planning, opening, number, order):
    planning.submit({of("number", FIRST[3]): number}).follow()
    assert rounds(opening) == [[FIRST[place] for place in order], SECOND]


def test_the_whole_order_can_be_turned_round(planning, opening):
    planning.submit({of("number", one): str(5 - place) for place, one in enumerate(FIRST)}).follow()
    assert rounds(opening) == [FIRST[::-1], SECOND]


def test_a_question_can_be_put_among_those_of_another_round(planning, opening):
    planning.submit({of("asked", FIRST[4]): "1", of("number", FIRST[4]): "2"}).follow()
    assert rounds(opening) == [FIRST[:4], [SECOND[0], FIRST[4], *SECOND[1:]]]


TITLE_MISSING = "You've put questions in this round, so give it a title."
ALONE = "No question asks about Empathy. Choose one, or switch the criterion off."
EVERYTHING_OFF = {f"use-{key}": "no" for key in ("empathy", "listening", "ownership", "composure")}
BAD = [
    (left_out(FIRST[0], SECOND[0]), ALONE, "use-empathy"),
    ({"title-1": ""}, TITLE_MISSING, "title-1"),
    ({of("asked", FIRST[0]): "3"}, TITLE_MISSING, "title-3"),
    (EVERYTHING_OFF, "Choose at least two criteria.", "use-empathy"),
    (EVERYTHING_OFF | {"use-empathy": "yes"}, "Choose at least two criteria.", "use-listening"),
    ({"title-3": "Tea"}, "“Tea” has no question. Give it one, or take it out.", "title-3"),
    ({"minutes-0": ""}, "Say how many minutes.", "minutes-0"),
    ({"interviewers-1": ""}, "Say how many interviewers.", "interviewers-1"),
    ({"interviewers-1": "9"}, "Write a number from 1 to 4.", "interviewers-1"),
    ({"minutes-0": "soon"}, "Enter a whole number in digits.", "minutes-0"),
    ({of("number", FIRST[2]): "0"}, "Write a number from 1 to 23.", of("number", FIRST[2])),
    ({"weight-empathy": "2.0"}, "Say why Empathy counts differently.", "reason-empathy"),
    ({of("asked", FIRST[2]): "7"}, "Choose one from the list.", of("asked", FIRST[2])),
]


@pytest.mark.parametrize(("typed", "sentence", "name"), BAD, ids=[f"{n}-{one[2]}" for n, one in enumerate(BAD)])
def test_bad_input_is_told_at_its_field_and_keeps_what_was_typed(planning, opening, typed, sentence, name):
    with_more = typed | {"reason-composure": "Asked for by the guests."}
    if of("asked", FIRST[2]) in typed:  # a list cannot show a choice it does not have
        planning.submit(with_more, expect=422)
        assert planning.page.problems() == [sentence]
    else:
        refused(planning, with_more, sentence, name)
    assert rounds(opening) == [FIRST, SECOND]
    assert opening.criteria[3].weight_reason == ""


def test_without_any_round_it_is_told_at_the_first(planning, opening):
    typed = left_out(*FIRST, *SECOND) | {"title-0": "", "title-1": ""}
    refused(planning, typed, "Plan at least one round.", "title-0")


def test_a_round_taken_out_leaves_the_others_and_their_interviews_as_they_are(planning, opening, make):
    interview = make.interview(make.application(opening), 1)
    planning.submit(left_out(*FIRST) | {"title-0": "", of("asked", FIRST[0]): "1"}).follow()
    assert rounds(opening) == [[*SECOND, FIRST[0]]]
    assert opening.rounds[0].id == interview.round_id


def test_a_round_with_interviews_stays(planning, opening, make):
    make.interview(make.application(opening), 0)
    typed = left_out(*FIRST) | {"title-0": ""}
    sentence = "Interviews were set for this round, so it stays. Give it its title back."
    refused(planning, typed, sentence, "title-0")
    assert rounds(opening) == [FIRST, SECOND]


def test_a_frozen_plan_is_refused_and_stays(planning, opening, make):
    make.panel(4, 3, application=make.application(opening))
    planning.submit({"use-listening": "no"}, expect=422)
    assert planning.page.problems() == ["The first scorecard is sealed, so criteria, weights and rounds can't change."]
    assert rounds(opening) == [FIRST, SECOND]


def test_a_retired_question_is_marked_with_its_reason_and_can_be_kept(planning, opening, cast):
    retire(cast.second_hr, opening.version, FIRST[0], reason="Posted <b>by a candidate</b>.")
    planning.get(f"/openings/{opening.id}/plan")
    assert "Empathy – 2 of 6 asked, 1 retired" in planning.text
    assert planning.text.count("Retired:") == 1
    assert "Retired: Posted <b>by a candidate</b>." in planning.text
    planning.submit().follow()
    assert rounds(opening) == [FIRST, SECOND]
    assert "1 retired question is still asked: “Tell me" in planning.text


def test_of_a_frozen_plan_the_check_says_nothing_of_retired_questions(opening, make, visit, cast):
    make.panel(4, 3, application=make.application(opening))
    retire(cast.hr, opening.version, FIRST[0])
    assert "retired" not in visit(cast.hr).get(f"/openings/{opening.id}").text
    assert rounds(opening) == [FIRST, SECOND]
