"""Opening a probation, planning its check-ins, and recording that the hire never came."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.accounts.policy import is_manager
from hiring.candidates import actions as candidates
from hiring.candidates.models import Application
from hiring.candidates.policy import is_own_record
from hiring.candidates.state_table import Position, StepPage, refuse_unless_offered
from hiring.candidates.values import ApplicationState
from hiring.foundation import clock as time
from hiring.foundation import jurisdictions, text
from hiring.foundation.records import journal
from hiring.foundation.records.approvals import TextHasChanged
from hiring.foundation.web.drafts import Draft
from hiring.foundation.web.errors import Refused, on_violation
from hiring.openings.period_words import as_heading, period_at
from hiring.probation import clock, events
from hiring.probation.models import CheckIn, Probation, probation_of
from hiring.probation.queries import is_hired
from hiring.probation.values import ProbationPlan


class ProbationRefused(Refused):
    """The probation cannot be opened or changed like this."""


class ManagerRefused(Refused):
    """This person cannot be the manager of this probation."""


class ProbationIsOver(Refused):
    """It was decided, or the hire never came: nothing is added any more."""


def today_at(probation: Probation) -> date:
    return time.today(probation.workplace.zone)


on_violation("uq_probation_application_id", ProbationRefused, "Their first day is already set.")


def open_probation(
    session: Session,
    person: Person,
    application: Application,
    *,
    manager: Person,
    starts_on: date,
    ends_on: date | None = None,
    notice_days: int | None = None,
    lead_days: int | None = None,
    check_ins: Sequence[date] = (),
    plan: ProbationPlan = ProbationPlan.FULL,
    **about: Any,
) -> Probation:
    """Start the clock of a hire; what is not given comes from the opening. `about` are hours, payroll number and the
    last day of a fixed term."""
    _refuse_unless_hired(session, application)
    refuse_unless_offered(session, person, application, StepPage.START, Position.IN_PROBATION)
    check_manager(application, manager)
    if starts_on < application.applied_on:
        raise ProbationRefused("They applied later than that. Check the day.", "starts_on")
    probation = _with_its_clock(application, starts_on, ends_on, notice_days, lead_days, check_ins, plan, **about)
    probation.manager, probation.opened_by_id, probation.opened_at = manager, person.id, time.now()
    probation.contract_end_set_by_id = person.id if probation.contract_ends_on else None
    session.add(probation)
    session.flush()
    journal.record(session, person.id, _opened(probation))
    return probation


def _with_its_clock(
    application: Application,
    starts_on: date,
    ends_on: date | None,
    notice_days: int | None,
    lead_days: int | None,
    check_ins: Sequence[date],
    plan: ProbationPlan,
    **about: Any,
) -> Probation:
    """The days of a hire, from what was typed, the opening and the place's file."""
    opening = application.opening
    notice = opening.notice_days if notice_days is None else notice_days
    lead = opening.lead_days if lead_days is None else lead_days
    contract_ends_on = _contract_end(starts_on, **about)
    ends_on = ends_on or clock.last_day_of(starts_on, opening.probation_days)
    hearing = int(str(jurisdictions.at(application.place.jurisdiction).facts.get("hearing_days", 0)))
    last_day = min(ends_on, contract_ends_on or ends_on)
    term = _standing(clock.term(starts_on, last_day, notice, lead + hearing, check_ins, plan.check_ins))
    return Probation(
        application=application,
        workplace=application.place,
        plan=str(plan),
        hearing_days=hearing,
        hours=text.tidy(about.get("hours") or ""),
        payroll_number=text.tidy(about.get("payroll_number") or ""),
        contract_ends_on=contract_ends_on,
        starts_on=term.starts_on,
        ends_on=term.ends_on,
        decide_by=term.decide_by,
        first_ends_on=term.ends_on,
        notice_days=notice,
        lead_days=lead,
        check_ins=planned_check_ins(term.check_ins),
    )


def _contract_end(starts_on: date, contract_ends_on: date | None = None, **_more: Any) -> date | None:
    if contract_ends_on is not None and contract_ends_on <= starts_on:
        raise ProbationRefused("The contract can't end before it starts. Check the day.", "contract_ends_on")
    return contract_ends_on


def planned_check_ins(days: Sequence[date], after: int = 0) -> list[CheckIn]:
    """Check-ins on these days, numbered on from `after`. The last of them takes marks."""
    return [
        CheckIn(position=place, due_on=day, asks_marks=place == after + len(days))
        for place, day in enumerate(days, start=after + 1)
    ]


def _opened(probation: Probation) -> events.ProbationOpened:
    return events.ProbationOpened(
        probation.id,
        application=probation.application.id,
        manager=probation.manager.id,
        starts_on=probation.starts_on.isoformat(),
        decide_by=probation.decide_by.isoformat(),
    )


def _standing(found: clock.Term | clock.TermProblem) -> clock.Term:
    if isinstance(found, clock.TermProblem):
        raise ProbationRefused(found.sentence, found.field)
    return found


def _refuse_unless_hired(session: Session, application: Application) -> None:
    period = period_at(application.opening.workplace.jurisdiction)
    if not is_hired(session, application):
        raise ProbationRefused(f"{as_heading(period)} starts with a hire, and no hire is decided here.")
    if not application.is_under_way:
        label = ApplicationState(application.state).label
        raise ProbationRefused(f"This application is marked “{label}”. Reopen it first.")
    if probation_of(application) is not None:
        raise ProbationRefused("Their first day is already set.")
    if application.needs_place:
        raise ProbationRefused("Choose where they'll work first, on the candidate's page.")


def check_manager(application: Application, manager: Person) -> None:
    if is_own_record(manager, application):
        raise ManagerRefused("Someone can't be their own manager.", "manager")
    if not manager.active or not is_manager(manager):
        raise ManagerRefused(f"{manager.name} doesn't have the manager role.", "manager")


def refuse_if_over(probation: Probation) -> None:
    if probation.closed_on is not None:
        on = f"{probation.closed_on.day} {probation.closed_on:%B %Y}"
        raise ProbationIsOver(f"This {probation.period} was decided on {on}. You can't add anything.")
    if not probation.is_running:
        raise ProbationIsOver("They're marked as not having started. You can't add anything.")


def did_not_start(session: Session, person: Person, probation: Probation, on: date, reason: str) -> None:
    """The hire never came. Dated, never a rejection, and taken back on the page of the application."""
    refuse_if_over(probation)
    if probation.is_at_work:
        raise ProbationRefused("A check-in is filed or a note is dated at work, so they did start.")
    application, state = probation.application, ApplicationState.DID_NOT_START
    try:
        candidates.change_state(session, person, application, state, on, reason, StepPage.PROBATION)
    except candidates.ReasonNeeded as refused:
        raise ProbationRefused(refused.sentence, "reason") from refused


def refuse_if_moved_on(draft: Draft, shown_revision: str | None) -> None:
    """What was checked is what is recorded."""
    if str(draft.revision) != shown_revision:
        raise TextHasChanged("You changed this text in another window. This is how it reads now.")
