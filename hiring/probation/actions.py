"""Opening a probation, noting acts between check-ins, and filing a check-in."""

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
from hiring.probation import clock, values
from hiring.probation.evidence import what_is_missing, what_is_wrong_with
from hiring.probation.models import CheckIn, CheckInRating, Observation, Probation, probation_of
from hiring.probation.queries import acts_to_collect, as_act, has_met_marks, is_hired
from hiring.probation.values import Act, CheckInGap, CheckInRecord, ProbationPlan


class ProbationRefused(Refused):
    """The probation cannot be opened or changed like this."""


class ManagerRefused(Refused):
    """This person cannot be the manager of this probation."""


class ActRefused(Refused):
    """The act cannot be kept like this."""


class ProbationIsOver(Refused):
    """It was decided, or the hire never came: nothing is added any more."""


class CheckInAlreadyFiled(Refused):
    """A filed check-in is final."""


class CheckInOutOfOrder(Refused):
    """An earlier check-in is still to be filed."""


class CheckInIncomplete(Refused):
    """Something is missing; `missing` says what and where."""

    def __init__(self, missing: Sequence[CheckInGap]) -> None:
        super().__init__("Something is missing. Nothing is filed yet.")
        self.missing = list(missing)


def today_at(probation: Probation) -> date:
    return time.today(probation.workplace.zone)


on_violation("uq_probation_application_id", ProbationRefused, "A probation is open for this hire already.")


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
    hearing = int(str(jurisdictions.at(opening.workplace.jurisdiction).facts.get("hearing_days", 0)))
    last_day = min(ends_on, contract_ends_on or ends_on)
    term = _standing(clock.term(starts_on, last_day, notice, lead + hearing, check_ins, plan.check_ins))
    return Probation(
        application=application,
        workplace=opening.workplace,
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
        check_ins=[CheckIn(position=place, due_on=day) for place, day in enumerate(term.check_ins, start=1)],
    )


def _contract_end(starts_on: date, contract_ends_on: date | None = None, **_more: Any) -> date | None:
    if contract_ends_on is not None and contract_ends_on <= starts_on:
        raise ProbationRefused("The contract can't end before it starts. Check the day.", "contract_ends_on")
    return contract_ends_on


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


def check_manager(application: Application, manager: Person) -> None:
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


def note_act(session: Session, person: Person, probation: Probation, act: Act) -> Observation:
    """Keep one dated act; the next check-in takes it in."""
    refuse_if_over(probation)
    if act.criterion not in _criteria(probation):
        raise ActRefused("Choose one of the criteria of this opening.", "criterion")
    wrong = what_is_wrong_with(act, probation.starts_on, today_at(probation))
    if wrong:
        raise ActRefused(wrong[0].sentence, wrong[0].part)
    noted = _observation(person, act)
    probation.observations.append(noted)
    session.flush()
    journal.record(session, person.id, values.ActNoted(noted.id, probation=probation.id, on=act.on.isoformat()))
    return noted


def _criteria(probation: Probation) -> list[str]:
    return [criterion.key for criterion in probation.application.opening.criteria]


def _observation(person: Person, act: Act) -> Observation:
    return Observation(
        criterion=act.criterion,
        on=act.on,
        source=str(act.source),
        act=text.kept(act.act).strip(),
        is_concern=act.is_concern,
        recorded_by=person,
        at=time.now(),
    )


def refuse_if_settled(check_in: CheckIn) -> None:
    """It can't be filed: it is filed already, the probation is over, or an earlier one comes first."""
    _refuse_if_filed(check_in)
    refuse_if_over(check_in.probation)
    _refuse_if_out_of_order(check_in)


def refuse_if_moved_on(draft: Draft, shown_revision: str | None) -> None:
    """What was checked is what is recorded."""
    if str(draft.revision) != shown_revision:
        raise TextHasChanged("You changed this text in another window. Read it again; this is what stands now.")


def _refuse_if_filed(check_in: CheckIn) -> None:
    if check_in.filed_at is not None:
        raise CheckInAlreadyFiled("This check-in is filed already, and a filed check-in is final.")


def _refuse_if_out_of_order(check_in: CheckIn) -> None:
    first = check_in.probation.next_check_in
    if first is not None and first is not check_in:
        raise CheckInOutOfOrder(f"Check-in {first.position} is still to be filed. File it first.")


def missing_from(check_in: CheckIn, record: CheckInRecord) -> list[CheckInGap]:
    """What keeps this from being filed, with the acts that were noted before."""
    probation = check_in.probation
    noted = [as_act(observation) for observation in acts_to_collect(probation)]
    return what_is_missing(_criteria(probation), probation.starts_on, today_at(probation), noted, record)


def file_check_in(session: Session, person: Person, check_in: CheckIn, record: CheckInRecord) -> CheckIn:
    """File for good: marks on the criteria of the interview, the new acts, and those noted before."""
    probation = check_in.probation
    refuse_if_settled(check_in)
    criteria = _criteria(probation)
    if {*record.ratings, *(act.criterion for act in record.acts)} - set(criteria):
        raise ActRefused("A mark or an act belongs to a criterion that this opening does not have.")
    missing = missing_from(check_in, record)
    if missing:
        raise CheckInIncomplete(missing)
    for observation in acts_to_collect(probation):
        observation.check_in_id = check_in.id
    for act in record.acts:
        fresh = _observation(person, act)
        fresh.check_in_id = check_in.id
        probation.observations.append(fresh)
    check_in.ratings = [
        CheckInRating(criterion=key, position=place, level=record.ratings[key]) for place, key in enumerate(criteria)
    ]
    check_in.blind = _was_blind(session, person, probation)
    check_in.held_on, check_in.filed_at, check_in.filed_by = record.held_on, time.now(), person
    check_in.support = text.kept(record.support).strip()
    check_in.hire_said = text.kept(record.hire_said).strip()
    check_in.customers_said = text.kept(record.customers_said).strip()
    session.flush()
    event = values.CheckInFiled(check_in.id, probation=probation.id, blind=check_in.blind)
    journal.record(session, person.id, event)
    return check_in


def _was_blind(session: Session, person: Person, probation: Probation) -> bool:
    """Of the manager, not of the day: after their first check-in everybody has seen the marks."""
    earlier = [
        check_in.blind
        for check_in in probation.check_ins
        if check_in.filed_by_id == person.id and check_in.blind is not None
    ]
    return earlier[0] if earlier else not has_met_marks(session, person, probation.application)
