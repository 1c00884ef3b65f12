"""Reads the record of a probation as the plain values that its conditions are checked against."""

from hiring.foundation import jurisdictions
from hiring.probation.actions import today_at
from hiring.probation.conditions import PlaceRules, ProbationRecord
from hiring.probation.deadlines import ProbationDays, Urgency, urgency_of
from hiring.probation.models import CheckIn, Probation


def last_check_in(probation: Probation) -> CheckIn | None:
    """The last one that was or will be held."""
    return next((check_in for check_in in reversed(probation.check_ins) if check_in.not_held_on is None), None)


def record_of(probation: Probation) -> ProbationRecord:
    last, today = last_check_in(probation), today_at(probation)
    filed = [check_in for check_in in probation.check_ins if check_in.filed_at is not None]
    concerns = [note for note in probation.observations if note.is_concern and note.known_from.counts]
    is_last_filed = last is not None and last.filed_at is not None
    return ProbationRecord(
        today=today,
        concerns=tuple(sorted({(note.on, note.act): note.on for note in concerns}.values())),
        acts=len(probation.observations),
        held_on=tuple(check_in.held_on for check_in in filed if check_in.held_on is not None),
        last_is_filed=is_last_filed,
        is_last_late_by=(today - last.due_on).days if last is not None and not is_last_filed else 0,
        open_concerns=sum(note.check_in_id is None for note in concerns),
        has_support=any(check_in.support for check_in in filed),
        has_reply=any(check_in.hire_said for check_in in filed),
        is_extended=probation.is_extended,
    )


def rules_of(probation: Probation) -> PlaceRules:
    place = jurisdictions.at(probation.workplace.jurisdiction)
    return PlaceRules.of(place.name, place.as_of, place.facts)


def days_of(probation: Probation) -> ProbationDays:
    """What decides how urgent it is; ask only while it runs."""
    following = probation.next_check_in
    return ProbationDays(
        starts_on=probation.starts_on,
        ends_on=probation.ends_on,
        decide_by=probation.decide_by,
        check_in_on=following.due_on if following is not None else None,
        number=following.position if following is not None else 0,
        has_manager=probation.manager.active,
        ends_in_decision=probation.ends_in_decision,
        contract_ends_on=probation.contract_ends_on,
    )


def urgency_now(probation: Probation) -> Urgency:
    return urgency_of(days_of(probation), today_at(probation))


def period_of(probation: Probation) -> str:
    """What this time is called where they work: probation, introductory period, settling-in period, Probezeit."""
    return str(jurisdictions.at(probation.workplace.jurisdiction).facts.get("called") or "probation")


def past_the_end(probation: Probation) -> str:
    """What it means where they work that a probation ran out, from the jurisdictions file."""
    return str(jurisdictions.at(probation.workplace.jurisdiction).facts.get("past_the_end", ""))
