"""Reads the record of a probation as the plain values that its conditions are checked against."""

from datetime import date

from hiring.foundation import clock, jurisdictions
from hiring.foundation.database import later_side
from hiring.probation.actions import today_at
from hiring.probation.conditions import PlaceRules, ProbationRecord
from hiring.probation.deadlines import ProbationDays, Urgency, urgency_of
from hiring.probation.first_weeks.queries import expected_of
from hiring.probation.hire_side.queries import replies_of
from hiring.probation.models import CheckIn, Probation
from hiring.probation.values import PromiseBy


def last_check_in(probation: Probation) -> CheckIn | None:
    """The last one that was or will be held."""
    return next((check_in for check_in in reversed(probation.check_ins) if check_in.not_held_on is None), None)


def record_of(probation: Probation) -> ProbationRecord:
    last, today, promises = last_check_in(probation), today_at(probation), later_side(probation, "promises")
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
        has_marks=probation.check_in_with_marks is not None,
        open_concerns=sum(note.check_in_id is None for note in concerns),
        has_support=any(promise.by != PromiseBy.HIRE for promise in promises),
        has_reply=any(check_in.hire_said for check_in in filed) or bool(replies_of(probation)),
        is_extended=probation.is_extended,
        agreed_on=_agreed_on(probation),
        never_shown=tuple(each.criterion.title for each in expected_of(probation) if not each.is_shown),
    )


def _agreed_on(probation: Probation) -> date | None:
    """The day on which the hire had agreed to all that is expected; None while anything is open."""
    agreed = [each.row.agreed_at if each.row is not None else None for each in expected_of(probation)]
    days = [clock.in_zone(at, probation.workplace.zone).date() for at in agreed if at is not None]
    return max(days) if days and len(days) == len(agreed) else None


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
