"""The three outcomes side by side, each with what is missing before it; or what to record once the term has run out."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from flask import url_for

from hiring.accounts.models import Person
from hiring.foundation import jurisdictions
from hiring.foundation.records.approvals import Approval
from hiring.probation import policy
from hiring.probation.clock import last_day_of
from hiring.probation.conditions import Condition, conditions_of
from hiring.probation.models import Probation
from hiring.probation.outcomes import has_run_out
from hiring.probation.place_facts import past_the_end
from hiring.probation.record import record_of, rules_of
from hiring.probation.values import OutcomeKind

# Where a condition is mended: on a page of the probation, or in the next check-in.
_PAGES = {
    "expectations": "first_weeks.show",
    "taught": "first_weeks.show",
    "examples": "probation.note_act",
    "concern": "probation.note_act",
    "support": "promises.add",
}
_IN_CHECK_IN = frozenset({"last_check_in", "marks", "open_concerns", "reply", "follow_up"})


@dataclass(frozen=True, slots=True)
class OutcomeBox:
    """One outcome: what it means, what it rests on, and where it's written. `mend` leads to what mends a condition."""

    way: str
    title: str
    says: str
    button: str
    address: str
    conditions: list[Condition]
    mend: Callable[[Condition], str]
    is_open: bool = True
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeBoxes:
    """Nothing is offered to readers who can't decide, nor while a proposal waits."""

    is_offered: bool
    has_run_out: bool = False
    past_the_end: str = ""
    boxes: list[OutcomeBox] = field(default_factory=list)


def outcome_boxes(person: Person, probation: Probation, waiting: Approval | None) -> OutcomeBoxes:
    """What this reader is offered, given the proposal that waits, if any."""
    run_out = has_run_out(probation)
    decides = policy.can_follow(person, probation)
    may_record = decides or (run_out and probation.is_running and policy.can_record_leaving(person, probation))
    if not may_record or waiting is not None or not probation.ends_in_decision:
        return OutcomeBoxes(False)
    if run_out:
        return OutcomeBoxes(True, True, past_the_end(probation))
    return OutcomeBoxes(True, boxes=[_confirm(probation), _extend(probation), _end(probation)])


def _box(probation: Probation, way: str, kind: OutcomeKind, title: str, says: str, button: str) -> OutcomeBox:
    conditions = conditions_of(kind, record_of(probation), rules_of(probation))
    address = url_for("endings.decision", probation_id=probation.id, decision=way)
    return OutcomeBox(way, title, says, button, address, conditions, partial(_mend, probation, address))


def _mend(probation: Probation, address: str, condition: Condition) -> str:
    """The page that mends what is missing: the check-in, the note, or the outcome's own form where it's written."""
    of_probation = _PAGES.get(condition.key)
    if of_probation is not None:
        return url_for(of_probation, probation_id=probation.id)
    check_in = probation.next_check_in
    if condition.key in {"last_check_in", "marks"}:
        check_in = next((each for each in probation.check_ins if each.asks_marks and each.is_waiting), check_in)
    if condition.key not in _IN_CHECK_IN or check_in is None:
        return address
    return url_for("probation.check_in", check_in_id=check_in.id)


def _confirm(probation: Probation) -> OutcomeBox:
    conditions = conditions_of(OutcomeKind.CONFIRMED, record_of(probation), rules_of(probation))
    is_clear = all(condition.met for condition in conditions)
    button = "Confirm" if is_clear else "Confirm, saying why it's open"
    return _box(probation, "confirm", OutcomeKind.CONFIRMED, "Confirm", "They stay.", button)


def _extend(probation: Probation) -> OutcomeBox:
    place = jurisdictions.at(probation.workplace.jurisdiction)
    latest = last_day_of(probation.starts_on, int(str(place.facts["longest_days"])))
    ends = probation.ends_on
    until = f"Until {latest.day} {latest:%B} at the latest, in" if latest > ends else "In"
    says = f"{until} writing before {ends.day} {ends:%B}."
    box = _box(probation, "extend", OutcomeKind.EXTENDED, "Extend once", says, "Extend")
    if probation.is_extended:
        return OutcomeBox(box.way, box.title, box.says, box.button, box.address, box.conditions, box.mend, False, "")
    return box


def _end(probation: Probation) -> OutcomeBox:
    says = "A second person from HR reads exactly this text."
    return _box(probation, "end", OutcomeKind.ENDED, "Propose to end", says, "Propose to end")
