"""The gates of a hire, each from plain values."""

from dataclasses import replace
from datetime import date

import pytest

from hiring.decisions.gates import CriterionEvidence, GateInputs, RoundHeld, gates, open_gates
from hiring.decisions.values import Skill

ALL_MET = GateInputs(
    sealed=4,
    awaited=0,
    is_closed=False,
    rounds=(RoundHeld("What you have done", date(2026, 11, 2)), RoundHeld("What you would do", date(2026, 11, 5))),
    days_between=2,
    criteria=(CriterionEvidence("Empathy", 2), CriterionEvidence("Ownership", 2, is_apart=True, is_debriefed=True)),
    raters_needed=2,
    unlicensed=0,
    needs_licence=True,
    skill=Skill.TRAINABLE,
    references=True,
    posts=1,
    hired=0,
)
SAME_DAY = (RoundHeld("What you have done", date(2026, 11, 2)), RoundHeld("What you would do", date(2026, 11, 2)))
ONE_HELD = (RoundHeld("What you have done", date(2026, 11, 2)), RoundHeld("What you would do", None))


def opened(**changed):
    return [gate.key for gate in open_gates(gates(replace(ALL_MET, **changed)))]


def test_a_hire_with_everything_in_order_has_no_open_gate():
    assert opened() == []
    assert len(gates(ALL_MET)) == 10


@pytest.mark.parametrize(
    ("changed", "gate"),
    [
        ({"awaited": 1}, ["scorecards"]),
        ({"is_closed": True}, ["scorecards"]),
        ({"unlicensed": 1}, ["licences"]),
        ({"rounds": ONE_HELD}, ["rounds", "days"]),
        ({"rounds": SAME_DAY}, ["days"]),
        ({"raters_needed": 3}, ["heard"]),
        ({"criteria": (CriterionEvidence("Empathy", 2, below="Clearly below the minimum of 3."),)}, ["minimums"]),
        ({"criteria": (CriterionEvidence("Empathy", 2, is_apart=True),)}, ["debrief"]),
        ({"skill": None}, ["skill"]),
        ({"skill": Skill.NO}, ["skill"]),
        ({"references": None}, ["references"]),
        ({"hired": 1}, ["posts"]),
        ({"hired": 3}, ["posts"]),
    ],
)
def test_each_condition_opens_its_own_gate(changed, gate):
    assert opened(**changed) == gate


def test_what_is_waived_or_can_be_taught_keeps_no_gate_open():
    assert opened(references=False, skill=Skill.YES) == []
    assert opened(unlicensed=2, needs_licence=False) == []


def test_one_round_and_no_days_asked_for_need_no_days_between():
    assert opened(rounds=ONE_HELD[:1]) == []
    assert opened(rounds=SAME_DAY, days_between=0) == []


def test_days_between_are_counted_between_neighbours_in_time():
    later = (RoundHeld("C", date(2026, 11, 9)), RoundHeld("A", date(2026, 11, 2)), RoundHeld("B", date(2026, 11, 8)))
    days = next(gate for gate in gates(replace(ALL_MET, rounds=later)) if gate.key == "days")
    assert (days.met, days.sentence) == (False, "1 day between two rounds; the plan asks for at least 2 days.")


def test_an_open_gate_says_what_is_open():
    changed = replace(ALL_MET, awaited=1, raters_needed=3, hired=1, unlicensed=1)
    said = {gate.key: gate.sentence for gate in gates(changed)}
    assert said["licences"] == "1 scorecard of 4 marked without a licence."
    assert said["scorecards"] == "4 scorecards sealed, 1 scorecard still to come."
    assert said["heard"] == "Empathy by 2 and Ownership by 2; the plan asks for 3 interviewers."
    assert said["posts"] == "1 post, none left."
