"""What we ship is complete: sound files, and rubrics whose kits touch every kind of story."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from hiring.rubrics.edition import Edition
from hiring.rubrics.files import RubricLibrary
from hiring.rubrics.plan import minutes_needed
from hiring.rubrics.schema import Criterion, Family, Kind, json_schema

ROOT = Path(__file__).parents[2] / "rubrics"
CRITERIA = sorted(file.stem for file in ROOT.glob("criteria/*.yaml"))
RUBRICS = sorted(file.stem for file in ROOT.glob("*.yaml"))
LIGHT = {"seasonal-retail"}  # one short interview for posts of a few weeks


@pytest.fixture(params=CRITERIA)
def criterion(request: pytest.FixtureRequest, shipped: RubricLibrary) -> Criterion:
    return shipped.criteria[request.param]


@pytest.fixture(params=sorted({*RUBRICS} - LIGHT))
def edition(request: pytest.FixtureRequest, shipped: RubricLibrary) -> Edition:
    return shipped.edition(request.param)


@pytest.fixture(params=sorted(LIGHT))
def light_edition(request: pytest.FixtureRequest, shipped: RubricLibrary) -> Edition:
    return shipped.edition(request.param)


def test_the_library_has_no_problems(shipped: RubricLibrary) -> None:
    assert shipped.problems == ()
    assert (sorted(shipped.criteria), sorted(shipped.rubrics)) == (CRITERIA, RUBRICS)


def test_a_criterion_asks_about_the_past_and_about_dilemmas(criterion: Criterion) -> None:
    kinds = Counter(question.kind for question in criterion.questions)
    assert min(kinds[kind] for kind in Kind) >= 1 and kinds.total() >= 4


def test_a_criterion_touches_at_least_three_kinds_of_story(criterion: Criterion) -> None:
    assert len({question.family for question in criterion.questions}) >= 3


def test_a_criterion_has_eight_practice_answers_on_all_five_levels(criterion: Criterion) -> None:
    assert len(criterion.practice) == 8
    assert {answer.agreed for answer in criterion.practice} == {1, 2, 3, 4, 5}


def test_a_good_practice_answer_is_as_often_about_what_they_would_do(criterion: Criterion) -> None:
    kinds = {question.key: question.kind for question in criterion.questions}
    high = Counter(kinds[answer.question] for answer in criterion.practice if answer.agreed >= 4)
    assert high[Kind.SITUATIONAL] >= 2 and high[Kind.PAST_BEHAVIOUR] >= 1


def test_the_usual_mistake_points_up_about_as_often_as_down(criterion: Criterion) -> None:
    ways = Counter(answer.usual_mistake.partition(":")[0] for answer in criterion.practice)
    assert set(ways) == {"Too high", "Too low"} and min(ways.values()) >= 3
    for answer in criterion.practice:
        assert answer.usual_mistake.startswith("Too low") or answer.agreed < 5, answer.question
        assert answer.usual_mistake.startswith("Too high") or answer.agreed > 1, answer.question


def test_a_question_about_the_past_does_not_ask_for_the_happy_end(criterion: Criterion) -> None:
    """PRODUCT: past behaviour is left hanging."""
    for question in criterion.questions:
        if question.kind is Kind.PAST_BEHAVIOUR:
            assert "how you " not in question.text, question.key


def test_a_probe_about_the_past_does_not_take_the_act_for_granted(criterion: Criterion) -> None:
    for question in criterion.questions:
        for probe in question.probes if question.kind is Kind.PAST_BEHAVIOUR else ():
            assert not probe.startswith(("Who did you tell", "Who did you ask")) or "if anyone" in probe, question.key


def test_no_two_questions_or_answers_of_the_library_are_the_same(shipped: RubricLibrary) -> None:
    texts: Counter[str] = Counter()
    for criterion in shipped.criteria.values():
        texts.update(question.text for question in criterion.questions)
        texts.update(answer.answer for answer in criterion.practice)
        texts.update(text for _, text in criterion.anchors.written())
    for rubric in shipped.rubrics.values():
        texts.update(scene.text for chosen in rubric.criteria for scene in chosen.scenes)
    assert [text for text, times in texts.items() if times > 1] == []


def test_the_plan_of_a_rubric_asks_nine_to_twelve_questions_in_two_rounds(edition: Edition) -> None:
    rounds = edition.default_rounds()
    references = [reference for planned_round in rounds for reference in planned_round.questions]
    assert len(rounds) == 2
    assert 9 <= len(references) <= 12
    assert {edition.question(reference).family for reference in references} == set(Family)
    for planned_round in rounds:
        assert planned_round.minutes >= minutes_needed([edition.question(ref) for ref in planned_round.questions])


def test_a_light_plan_is_one_interview_of_less_than_an_hour(light_edition: Edition) -> None:
    (planned_round,) = light_edition.default_rounds()
    questions = [light_edition.question(reference) for reference in planned_round.questions]
    assert minutes_needed(questions) <= planned_round.minutes <= 45
    assert {reference.partition("/")[0] for reference in planned_round.questions} == {
        criterion.key for criterion in light_edition.criteria
    }
    assert {question.family for question in questions} == set(Family)


def test_the_plan_asks_about_each_criterion_both_ways(edition: Edition) -> None:
    asked = {
        (reference.partition("/")[0], edition.question(reference).kind)
        for planned_round in edition.default_rounds()
        for reference in planned_round.questions
    }
    assert asked == {(criterion.key, kind) for criterion in edition.criteria for kind in Kind}


def test_the_scenes_of_a_rubric_are_part_of_its_plan(edition: Edition) -> None:
    references = {reference for planned_round in edition.default_rounds() for reference in planned_round.questions}
    for chosen in edition.rubric.criteria:
        assert {f"{chosen.criterion}/{scene.key}" for scene in chosen.scenes} & references, chosen.criterion


def test_the_readme_lists_what_is_here() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [key for key in (*CRITERIA, *RUBRICS) if f"`{key}`" not in readme] == []


def _keys(schema: dict[str, object]) -> Iterator[str]:
    for name, value in schema.items():
        if name == "properties" and isinstance(value, dict):
            yield from value
        if isinstance(value, dict):
            yield from _keys(value)


@pytest.mark.parametrize("kind", ["criterion", "rubric"])
def test_the_readme_names_every_key(kind: str) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [key for key in _keys(json_schema(kind)) if f"`{key}`" not in readme] == []
