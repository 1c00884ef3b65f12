"""Reading probations: whose they are, what is due, what waits for a second person, and marks side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from hiring.accounts.models import Person
from hiring.candidates.models import AccountLink, Application, Candidate
from hiring.candidates.status import ApplicationStatus
from hiring.candidates.values import ApplicationState
from hiring.decisions.models import IN_FORCE, Decision
from hiring.decisions.values import Verdict
from hiring.foundation.database import later_side
from hiring.foundation.records.approvals import Approval, open_approval
from hiring.interviews.policy import is_on_panel
from hiring.interviews.readings import is_blind
from hiring.panels.models import DebriefMark
from hiring.probation import policy
from hiring.probation.clock import away
from hiring.probation.end_proposals import EndProposal
from hiring.probation.models import CheckIn, Observation, Probation
from hiring.probation.standing import status_on
from hiring.probation.values import Act, CheckInRecord, CriterionWord, Going, PromiseBy, PromiseMade, TakeAgain
from hiring.rubrics.queries import edition_of
from hiring.rubrics.schema import Criterion

SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Line:
    """One probation as a list shows it: what comes next, and when, in words."""

    probation: Probation
    what: str
    on: date | None
    away: str
    is_overdue: bool
    status: ApplicationStatus

    @property
    def id(self) -> str:
        return self.probation.id

    @property
    def hire(self) -> str:
        return self.probation.hire

    @property
    def post(self) -> str:
        return self.probation.application.opening.title


def line_of(probation: Probation, today: date) -> Line:
    """What comes next: the first check-in still to file, then the decision; or how it ended."""
    status = status_on(probation, today)
    if not probation.is_running:
        return Line(probation, status.word, None, "", False, status)
    check_in, on, what = probation.next_check_in, probation.decide_by, "decide"
    if check_in is not None and check_in.due_on <= on:
        on, what = check_in.due_on, f"check-in {check_in.position}"
    if today > probation.decide_by:
        on, what = probation.decide_by, "decide"
    return Line(probation, what, on, away(on, today), on < today, status)


def approvals_waiting(session: Session, hr_person: Person) -> list[EndProposal]:
    """Ends that wait for a second person, and that this one may answer; the oldest first."""
    waiting = (
        sa.select(Approval, Probation)
        .join(Probation, Approval.about == Probation.id)
        .where(Approval.answered_at.is_(None))
        .order_by(Approval.asked_at, Approval.id)
    )
    proposals = [EndProposal(approval, probation) for approval, probation in session.execute(waiting).unique()]
    return [
        proposal
        for proposal in proposals
        if not proposal.has_lapsed and policy.can_answer_proposal(hr_person, proposal)
    ]


def without_probation() -> sa.Select[str]:
    """Ids of the applications of hires whose clock nobody has started."""
    begun = sa.select(Probation.application_id)
    hired = sa.select(Decision.application_id).join(Application, Decision.application_id == Application.id)
    hired = hired.where(Decision.verdict == Verdict.HIRE, IN_FORCE, Application.state == ApplicationState.UNDER_WAY)
    return hired.where(Application.id.not_in(begun)).correlate(None)


def hires_without_probation(session: Session, person: Person) -> Sequence[Application]:
    """Hires whose clock nobody has started, by name. For HR."""
    chosen = (
        sa.select(Application)
        .join(Candidate, Application.candidate_id == Candidate.id)
        .where(Application.id.in_(without_probation()))
        .options(joinedload(Application.opening))
        .order_by(Candidate.sort_name, Candidate.id)
    )
    hires = session.scalars(chosen).unique()
    return [application for application in hires if policy.can_open_probation(person, application)]


def is_hired(session: Session, application: Application) -> bool:
    of_application = (Decision.application_id == application.id, IN_FORCE)
    hired = sa.select(Decision.id).where(Decision.verdict == Verdict.HIRE, *of_application)
    return session.scalar(hired) is not None


def has_met_marks(session: Session, person: Person, application: Application) -> bool:
    """Whether this person sat on the panel, wrote down its debrief, or was shown its marks."""
    wrote = sa.select(DebriefMark.id).where(
        DebriefMark.application_id == application.id, DebriefMark.recorded_by_id == person.id
    )
    return (
        is_on_panel(person, application)
        or session.scalar(wrote.limit(1)) is not None
        or not is_blind(session, person.id, application.id)
    )


def end_proposal(session: Session, approval_id: str) -> EndProposal | None:
    approval = session.get(Approval, approval_id)
    probation = session.get(Probation, approval.about) if approval is not None else None
    return EndProposal(approval, probation) if approval is not None and probation is not None else None


def waiting_end(session: Session, probation: Probation) -> Approval | None:
    """The proposal that waits for an answer. A resignation that nobody confirmed in time doesn't wait any more."""
    approval = open_approval(session, probation.id)
    return approval if approval is not None and EndProposal(approval, probation).is_open else None


def proposals_about(session: Session, probation: Probation) -> tuple[Approval | None, Approval | None]:
    """What waits for a second person, and the newest proposal that someone declined, in one statement."""
    chosen = sa.select(Approval).where(Approval.about == probation.id).order_by(Approval.asked_at.desc(), Approval.id)
    approvals = session.scalars(chosen).all()
    waiting = next((approval for approval in approvals if EndProposal(approval, probation).is_open), None)
    return waiting, next((a for a in approvals if a.approved is False and a.answered_by is not None), None)


def to_decide_on() -> tuple[Any, ...]:
    """Loads with probations what their policy asks of them, and the names a list shows."""
    account = joinedload(Candidate.account_links).joinedload(AccountLink.person)
    return (
        joinedload(Probation.manager),
        joinedload(Probation.workplace),
        joinedload(Probation.application).options(
            joinedload(Application.opening), joinedload(Application.candidate).options(account)
        ),
    )


def criteria_of(probation: Probation) -> list[Criterion]:
    """What the hire was hired on and is now followed on, in the opening's order."""
    opening = probation.application.opening
    edition = edition_of(opening.version)
    return [edition.criterion(criterion.key) for criterion in opening.criteria]


def as_act(note: Observation) -> Act:
    return Act(note.criterion, note.on, note.act, note.is_concern, note.known_from)


def acts_to_collect(probation: Probation) -> list[Observation]:
    """Acts noted since the last check-in was filed; the next one takes them in."""
    return [observation for observation in probation.observations if observation.check_in_id is None]


def as_record(check_in: CheckIn) -> CheckInRecord | None:
    """A filed check-in as it was written; None while it is not."""
    if check_in.held_on is None or check_in.filed_at is None:
        return None
    probation = check_in.probation
    return CheckInRecord(
        check_in.held_on,
        check_in.levels,
        [as_act(note) for note in probation.observations if note.check_in_id == check_in.id],
        words={word.criterion: CriterionWord(Going(word.going), word.seen) for word in check_in.words},
        promises=[_as_made(made) for made in later_side(probation, "promises") if made.check_in_id == check_in.id],
        hire_said=check_in.hire_said,
        customers_said=check_in.customers_said,
        thanks=check_in.thanks,
        take_again=TakeAgain(check_in.take_again) if check_in.take_again else None,
    )


def _as_made(promise: Any) -> PromiseMade:
    return PromiseMade(promise.what, PromiseBy(promise.by), promise.due_on, promise.by_name)
