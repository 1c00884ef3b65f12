"""Gathers what awaits a person from the rooms where it is done."""

from collections.abc import Callable, Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from hiring.accounts.models import Person
from hiring.accounts.policy import is_hr, is_interviewer, is_manager
from hiring.candidates.identity import proposals_for
from hiring.candidates.models import Application
from hiring.candidates.policy import can_see_application, is_own_record
from hiring.candidates.values import ApplicationState
from hiring.decisions.models import Decision
from hiring.foundation import clock
from hiring.foundation.grammar import counted
from hiring.foundation.web.template_filters import moment
from hiring.home.values import Group, Waiting
from hiring.interviews.counted import IS_ON
from hiring.interviews.models import Interview, PanelReopening, Scorecard, Seat
from hiring.interviews.policy import can_change_interview
from hiring.interviews.queries import applications_owed_by, drafted_seats, open_seats_of, short_of_interviewers
from hiring.openings.models import Opening, Round
from hiring.panels.models import PanelClosing
from hiring.panels.queries import readable_in
from hiring.probation import queries as probation
from hiring.probation.values import OutcomeKind

# Endpoint and its arguments → address; handed in, because only pages know addresses.
Address = Callable[..., str]


def awaiting(session: Session, person: Person, address: Address, zone: str) -> list[Group]:
    """Everything that awaits this person, what is overdue first within each kind; kinds without a line are left out."""
    kinds: list[tuple[str, bool, Callable[..., Iterator[Waiting]]]] = [
        ("Scorecards", is_interviewer(person), _scorecards),
        ("Check-ins", is_manager(person), _check_ins),
        ("Decisions on probation", is_manager(person), _probation_decisions),
        ("Needs a second person", is_hr(person), _approvals),
        ("Seats to fill", is_hr(person), _seats),
        ("Ready to decide", is_hr(person), _panels),
        ("Hires without a probation", is_hr(person), _without_probation),
        ("Scorecards of others, late", is_hr(person), _late_cards),
        ("Check-ins of others, overdue", is_hr(person), _late_check_ins),
    ]
    groups = []
    for heading, applies, gather in kinds:
        lines = sorted(gather(session, person, address, zone), key=lambda line: not line.is_overdue) if applies else []
        if lines:
            groups.append(Group(heading, tuple(lines)))
    return groups


def _scorecards(session: Session, person: Person, address: Address, zone: str) -> Iterator[Waiting]:
    seats = open_seats_of(session, person)
    begun = drafted_seats(session, person, seats)
    for seat in seats:
        interview = seat.interview
        there = clock.in_zone(interview.starts_at, interview.application.opening.workplace.zone)
        is_past = interview.starts_at < clock.now()
        state = "draft to finish" if seat.id in begun else "scorecard to write" if is_past else "interview ahead"
        yield Waiting(
            f"{interview.application.candidate.name} – {state}",
            f"{interview.application.opening.title}, {interview.round.title.lower()}",
            address("scorecards.scorecard", seat_id=seat.id),
            f"{'late since ' if is_past else ''}{there.day} {there:%b}, {there:%H:%M}",
            is_past,
        )


def _check_ins(session: Session, person: Person, address: Address, zone: str) -> Iterator[Waiting]:
    for due in probation.due_check_ins(session, person, clock.today(zone)):
        url = address("probation.check_in", check_in_id=due.check_in.id)
        yield Waiting(due.hire, f"{due.post}, check-in {due.check_in.position}", url, due.away, due.is_overdue)


def _probation_decisions(session: Session, person: Person, address: Address, zone: str) -> Iterator[Waiting]:
    today = clock.today(zone)
    for line in probation.decisions_due(session, person, today):
        url = address("probation.show", probation_id=line.id)
        yield Waiting(line.hire, f"{line.post}: confirm, extend or end", url, line.away, line.is_overdue)


def _approvals(session: Session, person: Person, address: Address, zone: str) -> Iterator[Waiting]:
    for proposal in probation.approvals_waiting(session, person):
        url = address("endings.proposal", approval_id=proposal.approval.id)
        asked = clock.in_zone(proposal.approval.asked_at, zone)
        what = "leaving" if proposal.kind is OutcomeKind.RESIGNED else "an ending"
        yield Waiting(f"{proposal.probation.hire}: {what}", "Read the text and answer", url, f"asked {asked:%d %b}")
    for approval, application in proposals_for(session, person):
        url = address("identity.account", application_id=application.id)
        asked = clock.in_zone(approval.asked_at, zone)
        name = application.candidate.name
        yield Waiting(f"{name}: unlink an account", "Read the reason and answer", url, f"asked {asked:%d %b}")


def _seats(session: Session, person: Person, address: Address, zone: str) -> Iterator[Waiting]:
    """Interviews that an interviewer left. Once a panel was closed or decided on, nobody else is needed, unless it was
    reopened; but people who have still to seal a card of it must not learn by a missing line that it was."""
    reopened = sa.select(PanelReopening.application_id)
    closed = sa.select(PanelClosing.application_id).where(PanelClosing.application_id.not_in(reopened))
    settled = sa.union_all(closed, sa.select(Decision.application_id))
    unsettled = Application.id.not_in(settled) | Application.id.in_(applications_owed_by(person))
    for interview, standing in session.execute(short_of_interviewers().where(unsettled)):
        application, planned_round = interview.application, interview.round
        opening = application.opening
        if can_see_application(person, application) and can_change_interview(person, interview):
            when, is_past = moment(interview.starts_at, opening.workplace.zone), interview.starts_at < clock.now()
            yield Waiting(
                f"A seat to fill: “{planned_round.title}” with {application.candidate.name}, {when}",
                f"{opening.title}, {standing} of {planned_round.interviewers} interviewers seated",
                address("interviews.show", interview_id=interview.id),
                "its time has passed" if is_past else "",
                is_past,
            )


def _panels(session: Session, person: Person, address: Address, zone: str) -> Iterator[Waiting]:
    """Applications whose panel is complete and on which nobody has decided. Of numbers it says none."""
    held = (
        sa.select(sa.func.count(sa.distinct(Interview.round_id)))
        .where(Interview.application_id == Application.id, IS_ON)
        .scalar_subquery()
    )
    planned = sa.select(sa.func.count(Round.id)).where(Round.opening_id == Opening.id).scalar_subquery()
    undecided = (
        sa.select(Application)
        .join(Opening, Application.opening_id == Opening.id)
        .outerjoin(Decision, Decision.application_id == Application.id)
        .where(Decision.id.is_(None), Opening.closed_on.is_(None))
        .where(Application.state == ApplicationState.UNDER_WAY)
        .where(held == planned)
        .options(joinedload(Application.opening))
        .order_by(Application.id)
    )
    # What `can_decide` asks of one application, asked of all of them at once.
    readable = readable_in(
        session, person, Application.id.in_(undecided.with_only_columns(Application.id).order_by(None))
    )
    ready: dict[str, tuple[Opening, int]] = {}
    for application in session.scalars(undecided).unique():
        if application.id in readable and not is_own_record(person, application):
            opening = application.opening
            ready[opening.id] = (opening, ready.get(opening.id, (opening, 0))[1] + 1)
    for opening, number in sorted(ready.values(), key=lambda pair: pair[0].title):
        url = address("panels.compare", opening_id=opening.id)
        yield Waiting(opening.title, f"{counted(number, 'candidate')} with every scorecard sealed", url, "")


def _without_probation(session: Session, person: Person, address: Address, zone: str) -> Iterator[Waiting]:
    for application in probation.hires_without_probation(session, person):
        url = address("probation.open_probation", application_id=application.id)
        yield Waiting(application.candidate.name, f"{application.opening.title}: set manager and start", url, "")


def _late_cards(session: Session, person: Person, address: Address, zone: str) -> Iterator[Waiting]:
    """Scorecards of others whose interview is over, on openings this person looks after."""
    late = (
        sa.select(Seat)
        .join(Interview, Seat.interview_id == Interview.id)
        .join(Application, Interview.application_id == Application.id)
        .join(Opening, Application.opening_id == Opening.id)
        .outerjoin(Scorecard, Scorecard.seat_id == Seat.id)
        .outerjoin(Decision, Decision.application_id == Application.id)
        .where(Scorecard.id.is_(None), Decision.id.is_(None), Seat.left_on.is_(None), Seat.person_id != person.id)
        .where(IS_ON, Interview.starts_at < clock.now())
        .where(Application.state == ApplicationState.UNDER_WAY, Opening.owner_id == person.id)
        # What `can_see_standing` asks of one application, asked of all of them at once.
        .where(Opening.closed_on.is_(None), Application.id.not_in(applications_owed_by(person)))
        .options(joinedload(Seat.interview).joinedload(Interview.application).joinedload(Application.opening))
        .options(joinedload(Seat.person))
        .order_by(Interview.starts_at, Seat.id)
    )
    for seat in session.scalars(late).unique():
        application = seat.interview.application
        if can_see_application(person, application):
            there = clock.in_zone(seat.interview.starts_at, zone)
            url = address("interviews.show", interview_id=seat.interview_id)
            about = f"{application.candidate.name}, {application.opening.title}"
            yield Waiting(seat.called, about, url, f"late since {there.day} {there:%b}", is_overdue=True)


def _late_check_ins(session: Session, person: Person, address: Address, zone: str) -> Iterator[Waiting]:
    for due in probation.overdue_check_ins(session, person, clock.today(zone)):
        followed = due.check_in.probation
        url = address("probation.show", probation_id=followed.id)
        yield Waiting(followed.manager.name, f"{due.hire}, {due.post}", url, due.away, is_overdue=True)
