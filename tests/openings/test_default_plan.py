"""The plan an opening begins with when questions are retired: the least asked of the same kind, or none."""

from dataclasses import replace
from datetime import date

from hiring.openings.default_plan import default_plan
from hiring.openings.plan_check import plan_check
from hiring.openings.queries import plan_of
from hiring.openings.question_exposure import QuestionExposure
from hiring.rubrics.plan import minutes_needed
from hiring.rubrics.queries import edition_of, shipped
from hiring.rubrics.schema import Kind
from tests.rubrics.test_retiring import retire

EDITION = shipped()["service-attitude"]
FIRST = "empathy/understood-late"  # the first question of the first round, about what someone has done


def asked(**candidates):
    return {
        f"empathy/{key.replace('_', '-')}": QuestionExposure(n, 0, date(2026, 10, 2)) for key, n in candidates.items()
    }


def all_of(criterion, kind=None):
    found = EDITION.questions_of(criterion)
    return [f"{criterion}/{one.key}" for one in found if kind is None or one.kind is kind]


def planned(retired=(), counts=None):
    return [reference for one in default_plan(EDITION, retired, counts).rounds for reference in one.questions]


def test_without_retired_questions_it_is_the_rubric_s_own_plan():
    own = [reference for one in EDITION.default_rounds() for reference in one.questions]
    assert planned() == planned(["empathy/nobody-wanted"]) == own


def test_the_least_asked_question_of_its_criterion_and_kind_takes_its_place():
    assert planned([FIRST], asked(other_than_asked=4, nobody_wanted=2)) == ["empathy/nobody-wanted", *planned()[1:]]
    assert planned([FIRST], asked(other_than_asked=2, nobody_wanted=2)) == ["empathy/other-than-asked", *planned()[1:]]


def test_a_retired_question_takes_no_place_of_another():
    retired = [FIRST, "empathy/other-than-asked"]
    assert planned(retired, asked(nobody_wanted=99)) == ["empathy/nobody-wanted", *planned()[1:]]


def test_where_its_kind_has_nothing_left_the_question_is_left_out():
    assert planned(all_of("empathy", Kind.PAST_BEHAVIOUR)) == planned()[1:]


def test_a_criterion_keeps_its_least_asked_question_where_all_are_retired():
    counts = asked(understood_late=5, not_home_yet=2)
    assert planned(all_of("empathy"), counts) == [one for one in planned() if one != FIRST]
    assert planned(all_of("empathy"), asked(not_home_yet=9)) == [
        one for one in planned() if one != "empathy/not-home-yet"
    ]


def test_a_round_left_without_a_question_is_left_out():
    kinds = [one for criterion in EDITION.criteria for one in all_of(criterion.key, Kind.SITUATIONAL)]
    plan = default_plan(EDITION, kinds)
    assert [one.title for one in plan.rounds] == ["What you have done"]
    assert {one.split("/")[0] for one in plan.rounds[0].questions} == {one.key for one in EDITION.criteria}


def test_a_longer_question_makes_its_round_longer():
    content = EDITION.content()
    empathy = next(one for one in content["criteria"] if one["key"] == "empathy")
    next(one for one in empathy["questions"] if one["key"] == "other-than-asked")["minutes"] = 12
    edition = type(EDITION).from_content(content)
    first = default_plan(edition, [FIRST]).rounds[0]
    assert first.minutes == minutes_needed([edition.question(one) for one in first.questions]) == 55


def test_a_new_opening_does_without_and_one_that_stands_keeps_it_and_is_told(either, make, cast):
    standing = make.opening()
    version = standing.version
    retire(cast.hr, version, FIRST)
    opened = make.opening("Night porter", version=version)
    assert standing.rounds[0].questions[0] == FIRST
    assert opened.rounds[0].questions == ["empathy/other-than-asked", *standing.rounds[0].questions[1:]]
    said = [
        [one.sentence for one in plan_check(edition_of(version), plan_of(opening), 2, [FIRST]) if not one.met]
        for opening in (standing, opened)
    ]
    [sentence] = [one for one in said[0] if one not in said[1]]
    assert sentence.startswith("1 retired question is still asked: “")
    assert set(said[1]) < set(said[0])


def test_every_question_retired_keeps_one_a_criterion_and_the_check_says_so(either, make, cast):
    version = make.version()
    for reference in edition_of(version).references():
        retire(cast.hr, version, reference)
    opening = make.opening(version=version)
    kept = [reference for one in opening.rounds for reference in one.questions]
    assert [one.split("/")[0] for one in kept] == [one.key for one in edition_of(version).criteria]
    findings = plan_check(edition_of(version), plan_of(opening), 2, edition_of(version).references())
    assert "4 retired questions are still asked: " in " ".join(one.sentence for one in findings if not one.met)


def test_the_plan_check_counts_seven_minutes_for_the_past_and_five_for_a_scene():
    plan = default_plan(EDITION, (), None)
    for planned_round, questions, needed in zip(plan.rounds, ("7", "5"), (50, 35), strict=True):
        asked = [EDITION.question(reference) for reference in planned_round.questions]
        assert {str(question.minutes) for question in asked} == {questions}
        for minutes in (needed, needed - 1):
            rounds = [replace(each, minutes=minutes) if each is planned_round else each for each in plan.rounds]
            said = " ".join(finding.sentence for finding in plan_check(EDITION, replace(plan, rounds=rounds), 4))
            sentence = f"“{planned_round.title}” needs about {needed} minutes, not {minutes}."
            assert (sentence in said) is (minutes < needed)


def habits(edition, *more):
    """What the plan check says of an edition's habits with `more` criteria of the service attitude added."""
    chosen = tuple(EDITION.chosen(key) for key in more)
    rubric = edition.rubric.model_copy(update={"criteria": edition.rubric.criteria + chosen})
    criteria = edition.criteria + tuple(EDITION.criterion(key) for key in more)
    wider = edition.model_copy(update={"rubric": rubric, "criteria": criteria})
    plan = default_plan(edition, (), None)
    plan = replace(plan, criteria=[*plan.criteria, *(replace(plan.criteria[0], key=key) for key in more)])
    return next(finding for finding in plan_check(wider, plan, 4) if "habit" in finding.sentence)


def test_a_plan_with_one_habit_three_times_is_told_so_and_with_two_is_not():
    three = habits(shipped()["seven-steps"], "ownership")
    assert (three.met, three.sentence) == (
        False,
        "Keeping the customer informed, Realistic promises and Ownership judge much the same habit, so it counts "
        "three times. Keep two.",
    )
    assert [key for key, edition in shipped().items() if not habits(edition).met] == []


def test_criteria_of_the_bank_overlap_both_ways():
    criteria = {criterion.key: criterion for edition in shipped().values() for criterion in edition.criteria}
    pairs = {(key, other) for key, criterion in criteria.items() for other in criterion.overlaps or ()}
    assert len(pairs) == 6 + 12
    assert {(other, key) for key, other in pairs} == pairs
