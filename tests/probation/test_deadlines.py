"""How urgent a probation is, who gets mail about its days, and what an outcome rests on: pure rules."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hiring.probation.conditions import (
    ASKED,
    ON_RECORD,
    Ground,
    HowStrong,
    PlaceRules,
    ProbationRecord,
    conditions_of,
)
from hiring.probation.deadlines import Need, ProbationDays, Reader, steps_of, urgency_of
from hiring.probation.values import OutcomeKind

START = date(2026, 11, 3)
# Day 90 is 31 January 2027, decide-by 13 January.
DAYS = ProbationDays(START, date(2027, 1, 31), date(2027, 1, 13), date(2026, 12, 26), 3)
FILED = replace(DAYS, check_in_on=None, number=0)


@pytest.mark.parametrize(
    ("days", "today", "need", "says"),
    [
        (DAYS, date(2026, 10, 30), Need.WEEK, "starts on Tuesday"),
        (DAYS, date(2026, 10, 27), Need.COURSE, "starts on 3 November"),
        (DAYS, date(2026, 12, 19), Need.COURSE, "check-in 3 by 26 December"),
        (DAYS, date(2026, 12, 20), Need.WEEK, "check-in 3 by Saturday"),
        (DAYS, date(2026, 12, 26), Need.WEEK, "check-in 3 by today"),
        (DAYS, date(2026, 12, 27), Need.LATE, "1 day late"),
        (DAYS, date(2027, 1, 6), Need.LATE, "11 days late"),
        (DAYS, date(2027, 1, 7), Need.DECIDE, "decide by Wednesday"),
        (FILED, date(2027, 1, 6), Need.COURSE, "decide by 13 January"),
        (FILED, date(2027, 1, 13), Need.DECIDE, "decide by today"),
        (FILED, date(2027, 1, 14), Need.ACT, "1 day past the day to decide"),
        (FILED, date(2027, 1, 31), Need.ACT, "18 days past the day to decide"),
        (FILED, date(2027, 2, 1), Need.ACT, "ran out yesterday"),
        (FILED, date(2027, 2, 6), Need.ACT, "ran out 6 days ago"),
        # A decide-by of the last days: near the end it's red, whatever decide-by says.
        (replace(FILED, decide_by=date(2027, 1, 31)), date(2027, 1, 16), Need.COURSE, "decide by 31 January"),
        (replace(FILED, decide_by=date(2027, 1, 31)), date(2027, 1, 17), Need.ACT, "ends in 14 days"),
        (replace(FILED, contract_ends_on=date(2027, 1, 10)), date(2027, 1, 4), Need.ACT, "contract ends in 6 days"),
        (replace(FILED, contract_ends_on=date(2027, 1, 10)), date(2027, 1, 11), Need.ACT, "ran out yesterday"),
        # Hires of someone who can't sign in any more are amber, and red near the end.
        (replace(FILED, has_manager=False), date(2026, 12, 1), Need.LATE, "no manager"),
        (replace(FILED, has_manager=False), date(2026, 12, 30), Need.ACT, "no manager to decide"),
        (replace(FILED, has_manager=False), date(2026, 12, 29), Need.LATE, "no manager"),
        # Nobody decides on a contractor; what's left is to record that the contract ended.
        (replace(FILED, ends_in_decision=False), date(2027, 1, 31), Need.COURSE, "ends today"),
        (replace(FILED, ends_in_decision=False), date(2027, 2, 1), Need.ACT, "contract ended yesterday"),
    ],
)
def test_what_a_probation_needs_next(days, today, need, says):
    urgency = urgency_of(days, today)
    assert (urgency.need, urgency.says) == (need, says)
    assert urgency.is_red is (need is Need.ACT)


MANAGER, HR, LEAD = Reader.MANAGER, Reader.HR, Reader.HR_LEAD


@pytest.mark.parametrize(
    ("today", "readers"),
    [
        (date(2026, 12, 25), set()),
        (date(2026, 12, 26), {MANAGER}),
        (date(2027, 1, 7), {MANAGER}),
        (date(2027, 1, 8), {MANAGER, HR}),
        (date(2027, 1, 12), {MANAGER, HR}),
        (date(2027, 1, 13), {MANAGER, HR, LEAD}),
        (date(2027, 2, 1), {MANAGER, HR, LEAD}),
    ],
)
def test_the_circle_of_people_who_get_a_mail_widens_by_day(today, readers):
    assert {reader for step in steps_of(DAYS, today) for reader in step.readers} == readers


def test_after_the_end_each_day_is_a_new_step_and_before_it_each_step_is_one():
    before = [{step.key for step in steps_of(DAYS, date(2027, 1, 20) + timedelta(days=n))} for n in (0, 1)]
    after = [{step.key for step in steps_of(DAYS, date(2027, 2, 1) + timedelta(days=n))} for n in (0, 1)]
    assert before[0] == before[1]
    assert len(after[1] - after[0]) == 1


TODAY = date(2026, 12, 1)
WHOLE = ProbationRecord(
    TODAY,
    concerns=(date(2026, 11, 10), date(2026, 11, 20)),
    held_on=(date(2026, 11, 25),),
    last_is_filed=True,
    has_marks=True,
    has_support=True,
    has_reply=True,
    agreed_on=START,
)
ALL = PlaceRules("Here", dict.fromkeys([*ON_RECORD, *ASKED], (HowStrong.REQUIRED, "A law", "2026-11-01")))
DONE = dict.fromkeys(ASKED, "On 30 November, in writing.")


def unmet(kind, record, rules=ALL, ground=Ground.PERFORMANCE, done=DONE):
    return [condition.key for condition in conditions_of(kind, record, rules, ground, done) if not condition.met]


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({}, []),
        ({"has_marks": False}, ["marks"]),
        ({"agreed_on": None}, ["expectations"]),
        ({"never_shown": ("Empathy",)}, ["taught"]),
        ({"concerns": (date(2026, 11, 10),)}, ["examples"]),
        # Fourteen days ago is early enough, thirteen aren't.
        ({"concerns": (date(2026, 11, 17), TODAY)}, []),
        ({"concerns": (date(2026, 11, 18), TODAY)}, ["concern"]),
        ({"has_support": False}, ["support"]),
        ({"has_reply": False}, ["reply"]),
        ({"held_on": (date(2026, 11, 10),)}, ["follow_up"]),
    ],
)
def test_each_condition_of_an_ending_is_read_from_the_record(change, missing):
    assert unmet(OutcomeKind.ENDED, replace(WHOLE, **change)) == missing


def test_what_only_people_know_is_met_once_they_said_how():
    assert unmet(OutcomeKind.ENDED, WHOLE, done={}) == list(ASKED)


def test_conduct_and_safety_skip_the_ladder_and_not_the_record():
    bare = ProbationRecord(TODAY, never_shown=("Empathy",))
    kept = ["expectations", "examples", "reply"]
    for ground in (Ground.CONDUCT, Ground.SAFETY):
        assert unmet(OutcomeKind.ENDED, bare, ground=ground) == kept
        assert unmet(OutcomeKind.ENDED, replace(bare, concerns=(TODAY,)), ground=ground) == ["expectations", "reply"]


def test_what_a_place_does_not_ask_is_not_listed_and_what_its_file_leaves_out_is_advised():
    rules = PlaceRules.of("Here", "2026-11-01", {"ending": {"companion": {"ask": "not_asked"}}})
    listed = conditions_of(OutcomeKind.ENDED, WHOLE, rules, done=DONE)
    assert "companion" not in {condition.key for condition in listed}
    assert {condition.strength for condition in listed if condition.key != "marks"} == {HowStrong.ADVISED}
    bare = conditions_of(OutcomeKind.ENDED, ProbationRecord(TODAY), rules)
    assert [condition.key for condition in bare if condition.needs_reason] == ["marks"]


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({}, []),
        ({"last_is_filed": False}, ["last_check_in"]),
        ({"has_marks": False}, ["last_check_in"]),
        ({"open_concerns": 1}, ["open_concerns"]),
    ],
)
def test_confirming_rests_on_the_last_check_in_and_a_word_on_each_concern(change, missing):
    assert unmet(OutcomeKind.CONFIRMED, replace(WHOLE, **change)) == missing
