"""What can become of an application: from where, to where, who by, on which page and under which condition.

This is the only place that says so. A page offers the steps of this table and every write takes one of them, or is
refused. `docs/states.md` is made from it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.facts import ApplicationFacts, ApplicationRole, facts_for, facts_of
from hiring.candidates.models import Application
from hiring.candidates.values import ApplicationState
from hiring.foundation.web.errors import Refused


class StepRefused(Refused):
    """The state table has no such step for this person now."""


class Position(StrEnum):
    """Where an application is."""

    UNDECIDED = "undecided"
    READY = "ready"
    REJECTED = "rejected"
    OFFER_MADE = "offer_made"
    WITHDRAWN = "withdrawn"
    OFFER_DECLINED = "offer_declined"
    DID_NOT_START = "did_not_start"
    IN_PROBATION = "in_probation"
    EXTENDED = "extended"
    CONFIRMED = "confirmed"
    ENDED = "ended"
    RESIGNED = "resigned"
    CONTRACT_ENDED = "contract_ended"
    RAN_OUT = "ran_out"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def stored(self) -> ApplicationState:
        """The application's own state there; the rest of it is kept by later rooms."""
        kept = {str(state) for state in ApplicationState}
        return ApplicationState(self) if str(self) in kept else ApplicationState.UNDER_WAY


_LABELS = {
    Position.UNDECIDED: "not decided",
    Position.READY: "ready to decide",
    Position.REJECTED: "rejected",
    Position.OFFER_MADE: "offer made",
    Position.WITHDRAWN: "withdrawn",
    Position.OFFER_DECLINED: "offer declined",
    Position.DID_NOT_START: "didn't start",
    Position.IN_PROBATION: "in probation",
    Position.EXTENDED: "extended",
    Position.CONFIRMED: "confirmed",
    Position.ENDED: "ended",
    Position.RESIGNED: "left",
    Position.CONTRACT_ENDED: "contract ended",
    Position.RAN_OUT: "ran out (nobody decided)",
}


class StepPage(StrEnum):
    """The page on which a step is taken."""

    CANDIDATE = "Candidate"
    REJECT = "Reject"
    DECISION = "Decision"
    START = "Set the first day"
    PROBATION = "Probation"
    PROPOSAL = "Proposal"


@dataclass(frozen=True, slots=True)
class StepCondition:
    """What must hold besides, and the sentence that says so."""

    says: str
    holds: Callable[[ApplicationFacts], bool]


ALWAYS = StepCondition("", lambda facts: True)
PANEL_COMPLETE = StepCondition("the panel is complete", lambda facts: facts.is_complete)
PANEL_INCOMPLETE = StepCondition("the panel isn't complete", lambda facts: not facts.is_complete)
NO_PROBATION = StepCondition("no probation was opened", lambda facts: facts.starts_on is None)
WAS_IN_PROBATION = StepCondition("a probation was opened", lambda facts: facts.starts_on is not None)
NOT_AT_WORK = StepCondition(
    "no check-in is filed and no note is dated at work, and no proposal is waiting",
    lambda facts: not facts.is_at_work and not facts.proposed,
)
IN_TIME = StepCondition(
    "up to the last day, and no proposal is waiting",
    lambda facts: not facts.proposed and facts.ends_in_decision and not _has_run_out(facts),
)
RUN_OUT = StepCondition(
    "after the last day, and no proposal is waiting",
    lambda facts: not facts.proposed and facts.ends_in_decision and _has_run_out(facts),
)
CONTRACT_OVER = StepCondition(
    "from the last day of the contract, recorded by someone other than who set that day; no proposal is waiting",
    lambda facts: not facts.proposed and facts.contract_ends_on is not None and facts.today >= facts.contract_ends_on,
)
BEFORE_THE_END = StepCondition(
    "before the last day, and no proposal is waiting",
    lambda facts: (
        not facts.proposed and facts.ends_in_decision and facts.ends_on is not None and facts.today < facts.ends_on
    ),
)
END_PROPOSED = StepCondition(
    "the manager, or their deputy, proposed exactly this text; up to the last day",
    lambda facts: facts.proposed == Position.ENDED and not _has_run_out(facts),
)
LEAVING_PROPOSED = StepCondition(
    "the manager or HR proposed exactly this text; or the hire confirms it by their own link, within 7 days",
    lambda facts: facts.proposed == Position.RESIGNED,
)


def _has_run_out(facts: ApplicationFacts) -> bool:
    return facts.ends_on is not None and facts.today > facts.ends_on


@dataclass(frozen=True, slots=True)
class StateStep:
    """One row of the table. `label` is the button; a step that `needs_reason` isn't taken without one."""

    at: Position
    to: Position
    roles: tuple[ApplicationRole, ...]
    page: StepPage
    label: str
    condition: StepCondition = ALWAYS
    needs_reason: bool = False

    def is_offered(self, facts: ApplicationFacts) -> bool:
        return self.at == position_of(facts) and not facts.roles.isdisjoint(self.roles) and self.condition.holds(facts)


_HR, _ANY_HR, _BLIND = (
    (ApplicationRole.HR,),
    (ApplicationRole.HR, ApplicationRole.BLIND_HR),
    (ApplicationRole.BLIND_HR,),
)
_MANAGER, _SECOND = (ApplicationRole.MANAGER, ApplicationRole.STANDING_IN), (ApplicationRole.SECOND,)
_ANY_OF_THEM = (*_MANAGER, *_ANY_HR)


_REOPEN_DECISION = (_HR, StepPage.DECISION, "Reopen decision")
_REOPEN = (_ANY_HR, StepPage.CANDIDATE, "Reopen application")


def _in_probation(at: Position) -> list[StateStep]:
    return [
        StateStep(
            at, Position.DID_NOT_START, _ANY_HR, StepPage.PROBATION, "Record that they didn't start", NOT_AT_WORK, True
        ),
        StateStep(at, Position.CONFIRMED, _MANAGER, StepPage.PROBATION, "Confirm", IN_TIME, True),
        StateStep(at, Position.ENDED, _SECOND, StepPage.PROPOSAL, "Answer the proposal", END_PROPOSED, True),
        StateStep(at, Position.RESIGNED, _SECOND, StepPage.PROPOSAL, "Answer the proposal", LEAVING_PROPOSED, True),
        StateStep(
            at, Position.CONTRACT_ENDED, _ANY_OF_THEM, StepPage.PROBATION, "Record what happened", CONTRACT_OVER, True
        ),
        StateStep(at, Position.RAN_OUT, _ANY_OF_THEM, StepPage.PROBATION, "Record what happened", RUN_OUT, True),
    ]


STEPS = [
    StateStep(Position.UNDECIDED, Position.WITHDRAWN, _ANY_HR, StepPage.CANDIDATE, "Record withdrawal"),
    StateStep(Position.UNDECIDED, Position.REJECTED, _HR, StepPage.REJECT, "Reject", needs_reason=True),
    StateStep(Position.READY, Position.WITHDRAWN, _ANY_HR, StepPage.CANDIDATE, "Record withdrawal"),
    StateStep(Position.READY, Position.REJECTED, _HR, StepPage.DECISION, "Decide", needs_reason=True),
    StateStep(Position.READY, Position.OFFER_MADE, _HR, StepPage.DECISION, "Decide", needs_reason=True),
    # People who still owe a scorecard mustn't learn by a missing button that someone has decided.
    StateStep(Position.REJECTED, Position.WITHDRAWN, _BLIND, StepPage.CANDIDATE, "Record withdrawal"),
    StateStep(Position.OFFER_MADE, Position.WITHDRAWN, _BLIND, StepPage.CANDIDATE, "Record withdrawal"),
    StateStep(Position.OFFER_MADE, Position.OFFER_DECLINED, _HR, StepPage.DECISION, "Record outcome"),
    StateStep(Position.OFFER_MADE, Position.DID_NOT_START, _HR, StepPage.DECISION, "Record outcome", needs_reason=True),
    StateStep(Position.OFFER_MADE, Position.IN_PROBATION, _ANY_HR, StepPage.START, "Set the first day"),
    StateStep(Position.REJECTED, Position.READY, *_REOPEN_DECISION, PANEL_COMPLETE, True),
    StateStep(Position.REJECTED, Position.UNDECIDED, *_REOPEN_DECISION, PANEL_INCOMPLETE, True),
    StateStep(Position.OFFER_MADE, Position.READY, *_REOPEN_DECISION, PANEL_COMPLETE, True),
    StateStep(Position.OFFER_MADE, Position.UNDECIDED, *_REOPEN_DECISION, PANEL_INCOMPLETE, True),
    StateStep(Position.WITHDRAWN, Position.UNDECIDED, *_REOPEN),
    StateStep(Position.OFFER_DECLINED, Position.OFFER_MADE, *_REOPEN),
    StateStep(Position.DID_NOT_START, Position.OFFER_MADE, *_REOPEN, NO_PROBATION),
    StateStep(Position.DID_NOT_START, Position.IN_PROBATION, *_REOPEN, WAS_IN_PROBATION),
    *_in_probation(Position.IN_PROBATION),
    StateStep(Position.IN_PROBATION, Position.EXTENDED, _MANAGER, StepPage.PROBATION, "Extend", BEFORE_THE_END, True),
    *_in_probation(Position.EXTENDED),
]


def position_of(facts: ApplicationFacts) -> Position:
    """Its own state first, then the probation, then the decision, then the panel."""
    if facts.state != ApplicationState.UNDER_WAY:
        return Position(facts.state)
    if facts.outcome:
        return Position(facts.outcome)
    if facts.starts_on is not None:
        return Position.EXTENDED if facts.is_extended else Position.IN_PROBATION
    if facts.verdict:
        return Position.OFFER_MADE if facts.verdict == "hire" else Position.REJECTED
    return Position.READY if facts.is_complete else Position.UNDECIDED


def offered_steps(facts: ApplicationFacts | None) -> list[StateStep]:
    """The steps that this reader can take now; none where the application is none of their business."""
    return [step for step in STEPS if step.is_offered(facts)] if facts is not None else []


def step_for(session: Session, person: Person, application: Application, page: StepPage, state: str) -> StateStep:
    """The step of a page that ends in this stored state, or a refusal."""
    return _only(offered_steps(facts_of(session, person, application)), page, lambda step: step.to.stored == state)


def refuse_unless_offered(
    session: Session, person: Person, application: Application, page: StepPage, to: Position
) -> None:
    """Ask the table before anything is written, whatever the page showed when it was opened."""
    _only(offered_steps(facts_of(session, person, application)), page, lambda step: step.to == to)


def first_not_offered(
    session: Session, person: Person, applications: Sequence[Application], page: StepPage, to: Position
) -> Application | None:
    """The first of these that the table would refuse this step, asked of all at once."""
    facts = facts_for(session, person, Application.id.in_([application.id for application in applications]))
    offering = {
        key for key, of in facts.items() if any((step.page, step.to) == (page, to) for step in offered_steps(of))
    }
    return next((application for application in applications if application.id not in offering), None)


def _only(steps: Iterable[StateStep], page: StepPage, is_wanted: Callable[[StateStep], bool]) -> StateStep:
    wanted = next((step for step in steps if step.page == page and is_wanted(step)), None)
    if wanted is None:
        raise StepRefused("This isn't possible now. Look at the application again: something has changed.")
    return wanted


def as_markdown() -> str:
    """The table of `docs/states.md`."""
    lines = ["| from | to | who | on the page | condition |", "|---|---|---|---|---|"]
    for step in STEPS:
        condition = "; ".join(filter(None, [step.condition.says, "with a reason" if step.needs_reason else ""]))
        who = " or ".join(step.roles)
        lines.append(f"| {step.at.label} | {step.to.label} | {who} | {step.page} | {condition or '–'} |")
    return "\n".join(lines) + "\n"
