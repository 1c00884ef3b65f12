"""The library as a whole: how much of it there is, how plain it is, and what it never marks."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from statistics import mean

import pytest

from hiring.rubrics.files import RubricLibrary
from hiring.rubrics.proofreading.readability import readability
from hiring.rubrics.proofreading.topics import MANNER, RefusedTopic
from hiring.rubrics.schema import Criterion, Family, Kind, Question

NAMED = {"service-attitude", "six-elements", "seven-steps", "service-greatness", "customer-first-attitude"}
NAMED |= {"wanting-to-serve", "front-desk", "contact-centre", "field-technician", "retail-floor"}
NAMED |= {"internal-service-desk", "team-leader", "practice-reception", "restaurant", "seasonal-retail"}
ROLE_KITS = {"front-desk", "practice-reception", "retail-floor", "restaurant", "seasonal-retail", "contact-centre"}
ROLE_KITS |= {"field-technician", "internal-service-desk", "team-leader"}
PLAIN = 5.0  # years of school that the library asks for on average, by Flesch and Kincaid


def heard(questions: Iterator[Question] | tuple[Question, ...]) -> Iterator[str]:
    for question in questions:
        yield from (question.text, question.poor, question.middling, question.good, *question.probes)


def marked(criterion: Criterion) -> Iterator[str]:
    """Every text by which an answer, or work, earns its mark."""
    mirror = criterion.probation_mirror
    yield from (text for _, text in chain(criterion.anchors.written(), mirror.written()))
    yield from (mirror.look_for, *criterion.listen_for, *heard(criterion.questions))


def test_the_bank_and_the_rubrics_are_as_many_as_was_asked_for(shipped: RubricLibrary) -> None:
    assert len(shipped.criteria) == 23
    assert set(shipped.rubrics) >= NAMED
    assert {len(rubric.criteria) for rubric in shipped.rubrics.values()} <= {4, 5, 6}


def test_a_kit_for_a_role_looks_for_empathy_and_for_taking_criticism(shipped: RubricLibrary) -> None:
    for key in ROLE_KITS:
        criteria = {chosen.criterion for chosen in shipped.rubrics[key].criteria}
        assert {"empathy", "coachability"} <= criteria, key


def test_a_kit_for_a_role_has_four_scenes_of_its_trade_in_its_plan(shipped: RubricLibrary) -> None:
    for key in ROLE_KITS:
        edition = shipped.edition(key)
        asked = {reference for planned_round in edition.default_rounds() for reference in planned_round.questions}
        scenes = {f"{one.criterion}/{scene.key}" for one in edition.rubric.criteria for scene in one.scenes}
        assert len(scenes & asked) >= 4, key


def test_no_rubric_counts_one_habit_three_times(shipped: RubricLibrary) -> None:
    """The groups are those the README warns of."""
    readme = (Path(__file__).parents[2] / "rubrics" / "README.md").read_text("utf-8")
    groups = [
        set(re.findall(r"`([a-z-]+)`", line))
        for line in readme.splitlines()
        if line.startswith(("- following through:", "- learning from others:"))
    ]
    assert [len(group & set(shipped.criteria)) for group in groups] == [3, 4]
    for key, rubric in shipped.rubrics.items():
        chosen = {one.criterion for one in rubric.criteria}
        assert max(len(chosen & group) for group in groups) <= 2, key


def test_a_minimum_is_proposed_wherever_integrity_is_judged(shipped: RubricLibrary) -> None:
    minimums = {
        key: chosen.minimum
        for key, rubric in shipped.rubrics.items()
        for chosen in rubric.criteria
        if chosen.criterion == "integrity"
    }
    assert len(minimums) >= 3 and set(minimums.values()) == {3}


def test_the_bank_and_the_rubrics_hold_as_many_questions_as_was_asked_for(shipped: RubricLibrary) -> None:
    scenes = [scene for rubric in shipped.rubrics.values() for one in rubric.criteria for scene in one.scenes]
    assert len(scenes) + sum(len(one.questions) for one in shipped.criteria.values()) >= 175
    assert sum(len(one.practice) for one in shipped.criteria.values()) == 184


def test_each_criterion_has_what_an_interviewer_a_rater_and_a_manager_need(shipped: RubricLibrary) -> None:
    for key, criterion in shipped.criteria.items():
        assert {question.kind for question in criterion.questions} == set(Kind), key
        assert (len(criterion.questions) >= 4, len(criterion.practice) >= 8) == (True, True), key
        assert {len(answer.answer.split()) in range(80, 121) for answer in criterion.practice} == {True}, key
        assert min(answer.agreed for answer in criterion.practice) <= 2, key
        assert max(answer.agreed for answer in criterion.practice) >= 4, key
        assert [level for level, _ in criterion.probation_mirror.written()] == [1, 3, 5], key
        assert len(criterion.rater_mistake.split()) >= 8, key


def test_each_rubric_has_scenes_of_every_kind_people_to_learn_from_and_things_to_read(
    shipped: RubricLibrary,
) -> None:
    for key, rubric in shipped.rubrics.items():
        scenes = [scene for chosen in rubric.criteria for scene in chosen.scenes]
        for chosen in rubric.criteria:
            assert Kind.SITUATIONAL in {scene.kind for scene in chosen.scenes}, (key, chosen.criterion)
        assert {scene.family for scene in scenes} == set(Family), key
        assert {bool(one.who and one.borrow) for one in rubric.exemplars} == {True}, key
        assert {bool(one.title and one.by and one.why) for one in rubric.reading} == {True}, key


@pytest.mark.parametrize("topic", MANNER, ids=lambda topic: topic.name)
def test_nothing_that_earns_a_mark_speaks_of_manner_or_looks(shipped: RubricLibrary, topic: RefusedTopic) -> None:
    texts = [text for criterion in shipped.criteria.values() for text in marked(criterion)]
    texts += heard(
        scene for rubric in shipped.rubrics.values() for chosen in rubric.criteria for scene in chosen.scenes
    )
    assert (len(texts) > 1000, [text for text in texts if topic.pattern.search(text)]) == (True, [])


def test_manner_is_spoken_of_only_to_warn_of_it(shipped: RubricLibrary) -> None:
    """The words are in the library, so that the test above could find some: where a rater has to look past them."""
    warned = [shipped.criteria["warm-opening"].not_this, shipped.criteria["listening"].rater_mistake]
    assert [any(topic.pattern.search(text) for topic in MANNER) for text in warned] == [True, True]


def test_the_library_as_a_whole_is_plain(shipped: RubricLibrary) -> None:
    grades = {key: readability(" ".join(marked(criterion))).grade for key, criterion in shipped.criteria.items()}
    hardest = max(grades, key=lambda key: grades[key])
    print(f"years of school: {mean(grades.values()):.1f} on average, {grades[hardest]:.1f} for {hardest}; bar {PLAIN}")
    assert mean(grades.values()) <= PLAIN
