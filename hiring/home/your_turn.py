"""What waits for one person: answers, decisions and seats of HR; of managers too, what they still owe a hire."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.accounts.policy import is_hr
from hiring.candidates.identity import proposals_for
from hiring.candidates.models import Application
from hiring.candidates.policy import can_see_application
from hiring.candidates.status import StatusGroup
from hiring.decisions.models import IN_FORCE, Decision
from hiring.foundation import clock
from hiring.foundation.web.template_filters import moment, zone_of_reader
from hiring.home.others_turn import Address
from hiring.home.strips import Counts, RunningOpening
from hiring.home.values import HomeLink, TodoLine, days_late
from hiring.interviews.models import PanelReopening
from hiring.interviews.policy import can_change_interview
from hiring.interviews.queries import applications_owed_by, short_of_interviewers
from hiring.panels.models import PanelClosing
from hiring.probation import queries as probation
from hiring.probation.actions import today_at
from hiring.probation.board.queries import outcomes_to_tell
from hiring.probation.models import Probation
from hiring.probation.policy import can_note, is_deputy_of
from hiring.probation.promises.queries import overdue_promises
from hiring.probation.values import OutcomeKind


def your_turn(
    session: Session,
    person: Person,
    openings: Sequence[RunningOpening],
    counts: Counts,
    address: Address,
) -> list[TodoLine]:
    """The oldest answers first, since someone's last day depends on them."""
    return [
        *_endings(session, person, address),
        *_unlinkings(session, person, address),
        *_ready(openings, counts, address),
        *_seats(session, person, address),
    ]


def _endings(session: Session, person: Person, address: Address) -> Iterator[TodoLine]:
    for proposal in probation.approvals_waiting(session, person):
        followed = proposal.probation
        asked = clock.in_zone(proposal.approval.asked_at, followed.workplace.zone)
        leaving = proposal.kind is OutcomeKind.RESIGNED
        what = f"{followed.hire} is leaving" if leaving else f"Ending {followed.hire}'s {followed.period}"
        yield TodoLine(
            f"Approve or refuse: {what}",
            f"Proposed on {asked:%A} {asked.day} {asked:%B}. You're the second person.",
            HomeLink("Read the text", address("endings.proposal", approval_id=proposal.approval.id), followed.hire),
            followed.workplace_id,
        )


def _unlinkings(session: Session, person: Person, address: Address) -> Iterator[TodoLine]:
    for approval, application in proposals_for(session, person):
        asked = clock.in_zone(approval.asked_at, application.opening.workplace.zone)
        name = application.candidate.name
        yield TodoLine(
            f"Approve or refuse: unlink an account from {name}",
            f"Proposed on {asked:%A} {asked.day} {asked:%B}. You're the second person.",
            HomeLink("Read the reason", address("identity.account", application_id=application.id), name),
            application.opening.workplace_id,
        )


def _ready(openings: Sequence[RunningOpening], counts: Counts, address: Address) -> Iterator[TodoLine]:
    """Of numbers it says none, and those whose panel this person must not read yet aren't counted."""
    for opening in openings:
        ready = counts[opening.id].groups[StatusGroup.READY] if opening.id in counts else 0
        if ready:
            yield TodoLine(
                f"Decide on {_candidates(ready)}",
                f"{opening.title}. Every scorecard is sealed.",
                HomeLink(
                    "Compare them" if ready > 1 else "Open the comparison",
                    address("panels.compare", opening_id=opening.id),
                    opening.title,
                ),
                opening.workplace_id,
            )


def _candidates(number: int) -> str:
    return f"{number} candidate{'' if number == 1 else 's'}"


def _seats(session: Session, person: Person, address: Address) -> Iterator[TodoLine]:
    """Interviews that an interviewer left. Once a panel was closed or decided on, nobody else is needed, unless it was
    reopened; but people who have still to seal a card of it must not learn by a missing line that it was."""
    reopened = sa.select(PanelReopening.application_id)
    closed = sa.select(PanelClosing.application_id).where(PanelClosing.application_id.not_in(reopened))
    settled = sa.union_all(closed, sa.select(Decision.application_id).where(IN_FORCE))
    unsettled = Application.id.not_in(settled) | Application.id.in_(applications_owed_by(person))
    for interview, standing in session.execute(short_of_interviewers().where(unsettled)):
        application, planned_round = interview.application, interview.round
        opening = application.opening
        if can_see_application(person, application) and can_change_interview(person, interview):
            is_past = interview.starts_at < clock.now()
            yield TodoLine(
                f"Fill a seat: {application.candidate.name}, “{planned_round.title}”",
                f"{opening.title}, {moment(interview.starts_at, opening.workplace.zone)}. "
                f"{standing} of {planned_round.interviewers} interviewers seated.",
                HomeLink(
                    "Fill the seat",
                    address("interviews.show", interview_id=interview.id),
                    application.candidate.name,
                ),
                opening.workplace_id,
                late="its time has passed" if is_past else "",
            )


def follow_up(session: Session, person: Person, address: Address) -> list[TodoLine]:
    """What a person owes a hire: outcomes to tell, then promises that are overdue, each the oldest first."""
    return [*_to_tell(session, person, address), *_promised(session, person, address)]


def _to_tell(session: Session, person: Person, address: Address) -> Iterator[TodoLine]:
    """Those of the manager, or who stands in; of HR too where the manager can't sign in any more."""
    for outcome in outcomes_to_tell(session, person):
        followed = outcome.probation
        if _tells(person, followed):
            yield TodoLine(
                f"Tell {followed.hire}: {outcome.label}",
                f"{followed.application.opening.title}. Nobody has recorded that they were told.",
                HomeLink("Record that you told them", address("endings.told", outcome_id=outcome.id), followed.hire),
                followed.workplace_id,
            )


def _tells(person: Person, followed: Probation) -> bool:
    if person.id == followed.manager_id or is_deputy_of(person, followed):
        return True
    return is_hr(person) and not followed.manager.active


def _promised(session: Session, person: Person, address: Address) -> Iterator[TodoLine]:
    for promise in overdue_promises(session, person, clock.today(zone_of_reader())):
        followed = promise.probation
        if can_note(person, followed):
            yield TodoLine(
                f"Keep a promise to {followed.hire}",
                promise.what,
                HomeLink("Say what became of it", address("promises.close", promise_id=promise.id), followed.hire),
                followed.workplace_id,
                late=days_late(promise.days_late(today_at(followed))),
            )
