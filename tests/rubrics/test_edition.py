"""An edition holds a rubric with its criteria, and survives being stored."""

import json

import pytest
from pydantic import ValidationError

from hiring.rubrics.edition import Edition
from hiring.rubrics.files import RubricLibrary
from hiring.rubrics.hashes import content_hash
from hiring.rubrics.plan import minutes_needed
from hiring.rubrics.schema import Criterion, Family, Kind, usual_minutes


@pytest.fixture
def edition(pool: RubricLibrary) -> Edition:
    return pool.edition("pool")


def unplanned(edition: Edition) -> Edition:
    return edition.model_copy(update={"rubric": edition.rubric.model_copy(update={"rounds": ()})})


def test_content_survives_storing_and_hashes_the_same(edition: Edition) -> None:
    stored = json.loads(json.dumps(edition.content()))
    again = Edition.from_content(stored)
    assert again == edition
    assert content_hash(again) == content_hash(edition)


def test_a_question_is_found_by_its_reference(edition: Edition) -> None:
    assert edition.question("lost-things/two-owners").key == "two-owners"
    assert edition.question("first-aid/late-swimmer") == edition.chosen("first-aid").scenes[0]


@pytest.mark.parametrize("reference", ["lost-things/none", "none/two-owners", "two-owners", ""])
def test_an_unknown_question_is_a_key_error(edition: Edition, reference: str) -> None:
    with pytest.raises(KeyError):
        edition.question(reference)


def test_the_questions_of_a_criterion_are_the_scenes_and_the_general_ones(edition: Edition) -> None:
    keys = [question.key for question in edition.questions_of("wet-floors")]
    assert keys == ["late-swimmer", "somebody-lost", "found-unasked", "two-owners", "school-class"]


def test_the_authors_rounds_are_the_default(edition: Edition) -> None:
    assert edition.default_rounds() == edition.rubric.rounds


def test_without_an_authors_plan_every_criterion_is_asked_about_in_both_of_two_rounds(
    edition: Edition,
) -> None:
    for planned_round in unplanned(edition).default_rounds():
        asked = {reference.partition("/")[0] for reference in planned_round.questions}
        assert asked == {criterion.key for criterion in edition.criteria}
        assert planned_round.minutes == minutes_needed([edition.question(ref) for ref in planned_round.questions])


def test_without_an_authors_plan_nine_questions_touch_all_families(edition: Edition) -> None:
    references = [ref for planned_round in unplanned(edition).default_rounds() for ref in planned_round.questions]
    assert len(references) == len(set(references)) == 9
    assert {edition.question(ref).family for ref in references} == set(Family)


def test_an_edition_holds_exactly_the_criteria_its_rubric_names(edition: Edition) -> None:
    with pytest.raises(ValidationError, match="exactly the criteria"):
        Edition(rubric=edition.rubric, criteria=edition.criteria[:-1])


def test_an_anchor_between_written_ones_has_no_words(lost_things: Criterion) -> None:
    assert [level for level, _ in lost_things.anchors.written()] == [1, 3, 5]
    assert lost_things.anchors.at(2) is None
    assert lost_things.anchors.at(1) == "Says that the pool takes no responsibility."


def test_a_question_about_the_past_takes_seven_minutes_and_a_scene_five(shipped):
    for edition in map(shipped.edition, shipped.rubrics):
        minutes = {(question.kind, question.minutes) for one in edition.criteria for question in one.questions}
        assert minutes == {(Kind.PAST_BEHAVIOUR, 7), (Kind.SITUATIONAL, 5)}
    assert [usual_minutes(kind) for kind in ("past_behaviour", "situational", "neither", None, [])] == [7, 5, 5, 5, 5]
