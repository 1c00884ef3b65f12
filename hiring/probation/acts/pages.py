"""What each dated act is called, which form it has, what it would change, and what carries it out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation.web.template_filters import day
from hiring.probation.acts import changes, check_in_acts, departures, forms
from hiring.probation.acts.models import DatedAct
from hiring.probation.clock import Term
from hiring.probation.models import CheckIn, Probation
from hiring.probation.outcomes import beyond_longest
from hiring.probation.values import LeavingReason

# What it is about, what it was, what it will be.
Change = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class ActPage:
    """One dated act. `preview` says what it changes, or refuses; `carry_out` records it."""

    title: str
    button: str
    form: type[forms.ActForm]
    preview: Callable[[Session, Any, dict[str, Any]], list[Change]]
    carry_out: Callable[..., DatedAct]
    hint: str = ""
    after_end: bool = False


def _moved_days(probation: Probation, term: Term) -> list[Change]:
    was = changes.term_now(probation)
    waiting = [check_in for check_in in probation.check_ins if check_in.is_waiting]
    days = [("First day", was.starts_on, term.starts_on)]
    days += [(f"Check-in {c.position}", c.due_on, now) for c, now in zip(waiting, term.check_ins, strict=True)]
    days += [("Decide by", was.decide_by, term.decide_by), ("Last day", was.ends_on, term.ends_on)]
    moved = [(label, day(before), day(after)) for label, before, after in days if before != after]
    beyond = beyond_longest(probation, term.ends_on)
    return [*moved, *([("Too long?", "", beyond)] if beyond else [])]


def _start(session: Session, probation: Probation, typed: dict[str, Any]) -> list[Change]:
    return _moved_days(probation, changes.moved_start(session, probation, typed["starts_on"]))


def _absence(session: Session, probation: Probation, typed: dict[str, Any]) -> list[Change]:
    away = f"{day(typed['first_on'])} to {day(typed['last_on'])}"
    term = changes.paused(session, probation, typed["first_on"], typed["last_on"])
    return [("Away", "", away), *_moved_days(probation, term)]


def _hours(_session: Session, probation: Probation, typed: dict[str, Any]) -> list[Change]:
    return [("Hours", probation.hours or "not recorded", f"{typed['hours']}, from {day(typed['on'])}")]


def _contract_end(_session: Session, probation: Probation, typed: dict[str, Any]) -> list[Change]:
    was, now = probation.contract_ends_on, typed["contract_ends_on"]
    changes.refuse_contract_end(probation, now)
    return [("Last day of the contract", day(was) if was else "no end", day(now) if now else "no end")]


def _transfer(_session: Session, probation: Probation, typed: dict[str, Any]) -> list[Change]:
    return [
        ("Manager", probation.manager.name, typed["manager"].name),
        ("Workplace", probation.workplace.name, typed["workplace"].name),
        ("From", "", day(typed["on"])),
    ]


def _deputy(_session: Session, probation: Probation, typed: dict[str, Any]) -> list[Change]:
    was = probation.deputy.name if probation.deputy is not None else "nobody"
    if typed["deputy"] is not None:
        changes.refuse_deputy(probation, typed["deputy"], typed["until"])
    until = f", until {day(typed['until'])}" if typed["until"] else ""
    return [("Deputy", was, f"{typed['deputy'].name}{until}" if typed["deputy"] else "nobody")]


def _payroll(_session: Session, probation: Probation, typed: dict[str, Any]) -> list[Change]:
    return [("Payroll number", probation.payroll_number or "none", typed["payroll_number"] or "none")]


def _check_in_day(_session: Session, check_in: CheckIn, typed: dict[str, Any]) -> list[Change]:
    check_in_acts.refuse_move(check_in, typed["due_on"])
    return [(f"Check-in {check_in.position}", day(check_in.due_on), day(typed["due_on"]))]


def _not_held(_session: Session, check_in: CheckIn, _typed: dict[str, Any]) -> list[Change]:
    check_in_acts.refuse_not_held(check_in)
    return [(f"Check-in {check_in.position}", f"due on {day(check_in.due_on)}", "not held")]


def _amendment(_session: Session, check_in: CheckIn, typed: dict[str, Any]) -> list[Change]:
    check_in_acts.refuse_amendment(check_in)
    return [(f"Check-in {check_in.position}", "as filed, and it stays", typed["words"])]


def _departure(_session: Session, probation: Probation, typed: dict[str, Any]) -> list[Change]:
    departures.refuse_departure(probation, typed["on"])
    return [("Left", "", f"{day(typed['on'])}: {LeavingReason(typed['leaving_reason']).label}")]


# What the manager or who stands in may record, and HR.
BY_MANAGER: dict[str, ActPage] = {
    "absence": ActPage(
        "Record an absence", "Record absence", forms.AbsenceForm, _absence, changes.record_absence,
        "The days don't count. Everything still to come moves by as many days. Nothing else does.",
    ),
    "hours": ActPage("Change the hours", "Change hours", forms.HoursForm, _hours, changes.change_hours),
    "deputy": ActPage("Name a deputy", "Name deputy", forms.DeputyForm, _deputy, changes.name_deputy),
    "departure": ActPage(
        "Record that they've left since", "Record", forms.DepartureForm, _departure, departures.record_departure,
        "For someone who stayed, and has left since.", after_end=True,
    ),
}  # fmt: skip
BY_HR: dict[str, ActPage] = {
    "start": ActPage(
        "Change the first day", "Change first day", forms.ChangedStartForm, _start, changes.change_start,
        "Before or after it. Check-ins that are still to come, the day to decide by and the last day move with it.",
    ),
    "transfer": ActPage(
        "Change the manager or the workplace", "Transfer", forms.TransferForm, _transfer, changes.transfer,
        "Nothing stops. The earlier manager no longer sees this record.",
    ),
    "contract-end": ActPage(
        "Change the last day of the contract", "Change last day", forms.ContractEndForm, _contract_end,
        changes.change_contract_end, "Someone other than you records that the contract ended then.",
    ),
    "payroll": ActPage("Record the payroll number", "Record number", forms.PayrollForm, _payroll,
                       changes.change_payroll_number),
}  # fmt: skip
OF_CHECK_IN: dict[str, ActPage] = {
    "amend": ActPage("Amend a filed check-in", "Amend check-in", forms.AmendForm, _amendment,
                     check_in_acts.amend_check_in, "What was filed stays, and both are shown."),
    "move": ActPage("Move a check-in", "Move check-in", forms.MoveCheckInForm, _check_in_day,
                    check_in_acts.move_check_in),
    "not-held": ActPage("Record that a check-in wasn't held", "Record", forms.NotHeldForm, _not_held,
                        check_in_acts.record_not_held),
}  # fmt: skip


def carry_out(
    session: Session, person: Person, page: ActPage, thing: Probation | CheckIn, typed: dict[str, Any]
) -> None:
    page.carry_out(session, person, thing, **typed)
