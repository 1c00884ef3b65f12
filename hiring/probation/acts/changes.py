"""The dated acts of HR and managers: what changes in a probation, and what moves with it."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from hiring.accounts.models import Person, Workplace
from hiring.accounts.policy import is_hr, is_manager
from hiring.candidates.policy import is_own_record
from hiring.foundation import clock as time
from hiring.foundation import text
from hiring.foundation.database import later_side
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused
from hiring.foundation.web.template_filters import day
from hiring.probation import clock
from hiring.probation.actions import check_manager, refuse_if_over, today_at
from hiring.probation.acts.models import Absence, DatedAct
from hiring.probation.acts.values import ActKind, DatedActRecorded
from hiring.probation.clock import Term, WorkCalendar
from hiring.probation.models import Probation
from hiring.probation.outcomes import OutcomeRefused, refuse_beyond_longest
from hiring.probation.queries import waiting_end


class DatedActRefused(Refused):
    """This can't be changed like this."""


def term_now(probation: Probation) -> Term:
    """The days as they are, with the check-ins that are still to be held."""
    waiting = tuple(check_in.due_on for check_in in probation.check_ins if check_in.is_waiting)
    return Term(probation.starts_on, probation.ends_on, probation.decide_by, waiting)


def moved_start(session: Session, probation: Probation, starts_on: date) -> Term:
    """The term from another first day, or a refusal: nothing on record may lie before it."""
    _refuse_if_proposed(session, probation)
    if starts_on == probation.starts_on:
        raise DatedActRefused("That's already the first day.", "starts_on")
    if starts_on < probation.application.applied_on:
        raise DatedActRefused("They applied later than that. Check the day.", "starts_on")
    held = [check_in.held_on for check_in in probation.check_ins if check_in.held_on is not None]
    if held and min(held) < starts_on:
        sentence = (
            f"A check-in was held on {day(min(held))}, so they had started by then. Choose that day or an earlier one."
        )
        raise DatedActRefused(sentence, "starts_on")
    noted = [note.on for note in probation.observations if note.on < starts_on]
    if noted:
        sentence = f"A note is dated {day(min(noted))}, so they had started by then. Choose that day or an earlier one."
        raise DatedActRefused(sentence, "starts_on")
    away = [absence.first_on for absence in later_side(probation, "absences") if absence.first_on <= starts_on]
    if away:
        raise DatedActRefused(f"An absence is on record from {day(min(away))}. Choose an earlier day.", "starts_on")
    return _rescheduled(probation, WorkCalendar(starts_on, probation.calendar.pauses), "starts_on")


def paused(session: Session, probation: Probation, first_on: date, last_on: date) -> Term:
    """The term with an absence, or a refusal: an absence lies within the term and overlaps no other."""
    _refuse_if_proposed(session, probation)
    if last_on < first_on:
        raise DatedActRefused("The last day away can't be before the first.", "last_on")
    if first_on <= probation.starts_on:
        raise DatedActRefused(
            f"They start on {day(probation.starts_on)}. For an absence from the first day, change the first day.",
            "first_on",
        )
    if last_on >= probation.ends_on:
        raise DatedActRefused(
            f"The {probation.period} ends on {day(probation.ends_on)}. An absence has to end before that day.",
            "last_on",
        )
    for absence in later_side(probation, "absences"):
        if absence.first_on <= last_on and first_on <= absence.last_on:
            raise DatedActRefused(
                f"They were already away from {day(absence.first_on)} to {day(absence.last_on)}.", "first_on"
            )
    return _rescheduled(
        probation, WorkCalendar(probation.starts_on, (*probation.calendar.pauses, (first_on, last_on))), "last_on"
    )


def _rescheduled(probation: Probation, calendar: WorkCalendar, field: str) -> Term:
    back = clock.days_back(probation.notice_days, probation.days_to_call)
    term = clock.rescheduled(term_now(probation), probation.calendar, calendar, back)
    if clock.day_number(term.starts_on, term.ends_on) > clock.LONGEST:
        raise DatedActRefused(f"That is more than {clock.LONGEST} days. Check the day.", field)
    try:
        refuse_beyond_longest(probation, term.ends_on, field)
    except OutcomeRefused as refused:
        raise DatedActRefused(refused.sentence, refused.field) from refused
    return term


def _apply(probation: Probation, term: Term, first_end: int, calendar: WorkCalendar) -> None:
    """The new days; an end before an extension keeps its number among the days that count."""
    probation.first_ends_on = calendar.day_of(first_end) if probation.is_extended else term.ends_on
    probation.starts_on, probation.ends_on, probation.decide_by = term.starts_on, term.ends_on, term.decide_by
    waiting = [check_in for check_in in probation.check_ins if check_in.is_waiting]
    for check_in, due_on in zip(waiting, term.check_ins, strict=True):
        check_in.due_on = due_on


def change_start(session: Session, person: Person, probation: Probation, *, starts_on: date, reason: str) -> DatedAct:
    """Another first day. Every day that is still to come moves with it."""
    refuse_if_over(probation)
    term, was = moved_start(session, probation, starts_on), probation.starts_on
    _needed(reason, "Write why the first day changes.")
    was_calendar = probation.calendar
    calendar = WorkCalendar(starts_on, was_calendar.pauses)
    _apply(probation, term, was_calendar.number_of(probation.first_ends_on), calendar)
    return record_act(
        session, person, probation, ActKind.START, on=starts_on, was=day(was), now=day(starts_on), reason=reason
    )


def record_absence(
    session: Session, person: Person, probation: Probation, *, first_on: date, last_on: date, reason: str = ""
) -> DatedAct:
    """Days away that don't count. What falls on or after the first of them, and is still to come, moves."""
    refuse_if_over(probation)
    term = paused(session, probation, first_on, last_on)
    first_end = probation.calendar.number_of(probation.first_ends_on)
    session.add(Absence(probation_id=probation.id, first_on=first_on, last_on=last_on, by_id=person.id, at=time.now()))
    session.flush()
    session.expire(probation, ["absences"])
    _apply(probation, term, first_end, probation.calendar)
    now = f"{day(first_on)} to {day(last_on)}"
    return record_act(session, person, probation, ActKind.ABSENCE, on=first_on, now=now, reason=reason)


def change_contract_end(
    session: Session, person: Person, probation: Probation, *, contract_ends_on: date | None, reason: str
) -> DatedAct:
    """The last day of a fixed term, or none any more. It moves nothing else."""
    refuse_if_over(probation)
    _needed(reason, "Write why it changes.")
    refuse_contract_end(probation, contract_ends_on)
    was = probation.contract_ends_on
    probation.contract_ends_on, probation.contract_end_set_by_id = contract_ends_on, person.id
    told = {"was": day(was) if was else "no end", "now": day(contract_ends_on) if contract_ends_on else "no end"}
    return record_act(session, person, probation, ActKind.CONTRACT_END, on=today_at(probation), reason=reason, **told)


def refuse_contract_end(probation: Probation, contract_ends_on: date | None) -> None:
    if contract_ends_on == probation.contract_ends_on:
        raise DatedActRefused("That's already the last day of the contract.", "contract_ends_on")
    if contract_ends_on is not None and contract_ends_on < today_at(probation):
        raise DatedActRefused("The last day of a contract can't be in the past.", "contract_ends_on")


def change_hours(
    session: Session, person: Person, probation: Probation, *, hours: str, on: date, reason: str = ""
) -> DatedAct:
    refuse_if_over(probation)
    was, probation.hours = probation.hours, text.tidy(hours)
    _needed(probation.hours, "Write the hours.", "hours")
    return record_act(
        session, person, probation, ActKind.HOURS, on=on, was=was or "not recorded", now=probation.hours, reason=reason
    )


def change_payroll_number(session: Session, person: Person, probation: Probation, *, payroll_number: str) -> DatedAct:
    refuse_if_over(probation)
    was, probation.payroll_number = probation.payroll_number, text.tidy(payroll_number)
    told = {"was": was or "none", "now": probation.payroll_number or "none"}
    return record_act(session, person, probation, ActKind.PAYROLL, on=today_at(probation), **told)


def transfer(
    session: Session,
    person: Person,
    probation: Probation,
    *,
    on: date,
    manager: Person | None = None,
    workplace: Workplace | None = None,
    reason: str = "",
) -> DatedAct:
    """Another manager, another workplace, or both. It stops nothing; the earlier manager's access ends with it."""
    refuse_if_over(probation)
    to_manager = manager is not None and manager.id != probation.manager_id
    to_place = workplace is not None and workplace.id != probation.workplace_id
    if not to_manager and not to_place:
        raise DatedActRefused("They already have this manager and workplace.", "manager")
    kind = ActKind.TRANSFER if to_manager and to_place else ActKind.MANAGER if to_manager else ActKind.WORKPLACE
    was = _followed_by(probation)
    if to_manager and manager is not None:
        check_manager(probation.application, manager)
        probation.manager = manager
        if probation.deputy_id == manager.id:
            probation.deputy, probation.deputy_until = None, None
    if to_place and workplace is not None:
        probation.workplace = workplace
    session.flush()
    told = {"was": was, "now": _followed_by(probation), "reason": reason}
    return record_act(session, person, probation, kind, on=on, to=probation.manager_id, **told)


def _followed_by(probation: Probation) -> str:
    return f"{probation.manager.name}, {probation.workplace.name}"


def name_deputy(
    session: Session,
    person: Person,
    probation: Probation,
    *,
    deputy: Person | None,
    until: date | None,
    reason: str = "",
) -> DatedAct:
    """Someone who files, notes and decides in the manager's place, up to and with a last day; or nobody any more."""
    refuse_if_over(probation)
    was = probation.deputy.name if probation.deputy is not None else "nobody"
    if deputy is None:
        probation.deputy, probation.deputy_until = None, None
        return record_act(session, person, probation, ActKind.DEPUTY, on=today_at(probation), was=was, now="nobody")
    last_day = refuse_deputy(probation, deputy, until)
    probation.deputy, probation.deputy_until = deputy, last_day
    now = f"{deputy.name}, until {day(last_day)}"
    session.flush()
    return record_act(
        session,
        person,
        probation,
        ActKind.DEPUTY,
        on=today_at(probation),
        was=was,
        now=now,
        reason=reason,
        to=deputy.id,
    )


def refuse_deputy(probation: Probation, deputy: Person, until: date | None) -> date:
    """Their last day. A deputy is someone else than the manager and the hire, and may follow people."""
    if until is None:
        raise DatedActRefused("Write the last day they stand in.", "until")
    if until < today_at(probation):
        raise DatedActRefused("That day has passed. Choose today or a later day.", "until")
    if deputy.id == probation.manager_id:
        raise DatedActRefused(f"{deputy.name} is already the manager.", "deputy")
    if is_own_record(deputy, probation.application):
        raise DatedActRefused("Someone can't be their own deputy.", "deputy")
    if not deputy.active or not (is_manager(deputy) or is_hr(deputy)):
        raise DatedActRefused(f"{deputy.name} is neither a manager nor in HR.", "deputy")
    return until


def record_act(
    session: Session, person: Person, probation: Probation, kind: ActKind, *, on: date, to: str = "", **words: Any
) -> DatedAct:
    """Keep one act with its words. The journal gets its kind and its day, and the id of the person it's about."""
    kept = {name: text.kept(value or "").strip() for name, value in words.items()}
    act = DatedAct(probation_id=probation.id, kind=str(kind), on=on, by=person, at=time.now(), **kept)
    session.add(act)
    session.flush()
    session.expire(probation, ["acts"])
    event = DatedActRecorded(probation.id, act=act.id, kind=str(kind), on=on.isoformat(), to=to)
    journal.record(session, person.id, event)
    return act


def _needed(words: str, sentence: str, field: str = "reason") -> None:
    if not words.strip():
        raise DatedActRefused(sentence, field)


def _refuse_if_proposed(session: Session, probation: Probation) -> None:
    if waiting_end(session, probation) is not None:
        raise DatedActRefused("A proposal is waiting for a second person. Answer it or take it back first.")
