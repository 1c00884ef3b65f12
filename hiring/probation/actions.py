"""Opening a probation, handing it over, and recording that the hire never came."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.accounts.policy import is_manager
from hiring.candidates import actions as candidates
from hiring.candidates.models import Application
from hiring.candidates.policy import is_own_record
from hiring.candidates.state_table import Position, StepPage, refuse_unless_offered
from hiring.candidates.values import ApplicationState
from hiring.foundation import clock as time
from hiring.foundation.records import journal
from hiring.foundation.records.approvals import TextHasChanged
from hiring.foundation.web.drafts import Draft
from hiring.foundation.web.errors import Refused, on_violation
from hiring.probation import clock, values
from hiring.probation.models import CheckIn, Probation, probation_of
from hiring.probation.queries import is_hired


class ProbationRefused(Refused):
    """The probation cannot be opened or changed like this."""


class ManagerRefused(Refused):
    """This person cannot be the manager of this probation."""


class ProbationIsOver(Refused):
    """It was decided, or the hire never came: nothing is added any more."""


on_violation("uq_probation_application_id", ProbationRefused, "A probation is open for this hire already.")


def today_at(probation: Probation) -> date:
    return time.today(probation.application.opening.workplace.zone)


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
) -> Probation:
    """Start the clock of a hire; what is not given comes from the opening."""
    opening = application.opening
    _refuse_unless_hired(session, application)
    refuse_unless_offered(session, person, application, StepPage.START, Position.IN_PROBATION)
    _check_manager(application, manager)
    if starts_on < application.applied_on:
        raise ProbationRefused("They applied later than that. Check the day.", "starts_on")
    notice = opening.notice_days if notice_days is None else notice_days
    lead = opening.lead_days if lead_days is None else lead_days
    ends_on = ends_on or clock.last_day_of(starts_on, opening.probation_days)
    term = _standing(clock.term(starts_on, ends_on, notice, lead, check_ins))
    probation = Probation(
        application=application,
        manager=manager,
        starts_on=term.starts_on,
        ends_on=term.ends_on,
        decide_by=term.decide_by,
        first_ends_on=term.ends_on,
        notice_days=notice,
        lead_days=lead,
        opened_at=time.now(),
        opened_by_id=person.id,
        check_ins=planned_check_ins(term.check_ins),
    )
    session.add(probation)
    session.flush()
    journal.record(session, person.id, _opened(probation))
    return probation


def planned_check_ins(days: Sequence[date], after: int = 0) -> list[CheckIn]:
    """Check-ins on these days, numbered on from `after`. The last of them takes marks."""
    return [
        CheckIn(position=place, due_on=day, asks_marks=place == after + len(days))
        for place, day in enumerate(days, start=after + 1)
    ]


def _opened(probation: Probation) -> values.ProbationOpened:
    return values.ProbationOpened(
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
    if not is_hired(session, application):
        raise ProbationRefused("Only a hire starts a probation, and no hire is decided here.")
    if not application.is_under_way:
        label = ApplicationState(application.state).label
        raise ProbationRefused(f"This application is marked “{label}”. Reopen it first.")
    if probation_of(application) is not None:
        raise ProbationRefused("A probation is open for this hire already.")
    if application.needs_place:
        raise ProbationRefused("Choose where they'll work first, on the candidate's page.")


def _check_manager(application: Application, manager: Person) -> None:
    if is_own_record(manager, application):
        raise ManagerRefused("Nobody follows their own probation.", "manager")
    if not manager.active or not is_manager(manager):
        raise ManagerRefused(f"{manager.name} does not have the role of a manager.", "manager")


def refuse_if_over(probation: Probation) -> None:
    if probation.closed_on is not None:
        on = f"{probation.closed_on.day} {probation.closed_on:%B %Y}"
        raise ProbationIsOver(f"This probation was decided on {on}. Nothing can be added.")
    if not probation.is_running:
        raise ProbationIsOver("They're marked as not having started. Nothing can be added.")


def change_manager(session: Session, person: Person, probation: Probation, manager: Person) -> None:
    """Hand the probation over. The earlier manager's access ends with this."""
    refuse_if_over(probation)
    _check_manager(probation.application, manager)
    if manager.id == probation.manager_id:
        raise ManagerRefused(f"{manager.name} is the manager already.", "manager")
    probation.manager = manager
    session.flush()
    journal.record(session, person.id, values.ManagerChanged(probation.id, manager=manager.id))


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
        raise TextHasChanged("You changed this text in another window. Read it again; this is what stands now.")
