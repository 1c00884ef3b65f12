"""Recording what a decision rests on, deciding once, and what can become of a hire before it begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates import actions as candidates
from hiring.candidates.models import Application
from hiring.candidates.policy import is_own_record
from hiring.candidates.state_table import Position, StepPage, first_not_offered, refuse_unless_offered
from hiring.candidates.values import ApplicationState
from hiring.decisions import values
from hiring.decisions.frozen import decision_on
from hiring.decisions.gates import Gate, open_gates
from hiring.decisions.models import Decision, ReferenceCheck, SkillFloor, decision_of, next_number
from hiring.decisions.policy import can_decide
from hiring.decisions.queries import gates_of, is_below_band, references_of, skill_floor_of
from hiring.decisions.reasons import is_reason, reason_in
from hiring.decisions.reference import RefereeAnswers
from hiring.decisions.values import NO_WORDS, HireWords, Skill, Verdict
from hiring.foundation import clock, text
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused, on_violation
from hiring.foundation.web.template_filters import moment
from hiring.interviews.actions import cancel_what_is_ahead
from hiring.panels.actions import ReasonMissing
from hiring.panels.queries import PanelReading, reading_of
from hiring.panels.reveal_log import digest_seen
from hiring.panels.summary import PanelSummary
from hiring.panels.values import SHORTEST_REASON

# Kept with an interview that a rejection cancels. People who must still stay blind read it, so it names no decision.
NOT_NEEDED = "No more interviews are needed."
AFTER_A_HIRE = (ApplicationState.OFFER_DECLINED, ApplicationState.DID_NOT_START)


class AlreadyDecided(Refused):
    """Exactly one decision an application; someone made it."""


class NotYoursToDecide(Refused):
    """Not HR, own record, or a panel this person may not read yet."""


class ApplicationEnded(Refused):
    """The candidate withdrew, declined or didn't start: there is nothing to decide."""


class PanelHasChanged(Refused):
    """What the person saw is not what stands now."""


class GateStillOpen(Refused):
    """A hire with an open gate needs a reason of its own."""


class NotAHire(Refused):
    """Only a hire can be declined, or not be started."""


class NobodyChosen(Refused):
    """A rejection of nobody."""


class NotRejectable(Refused):
    """Decided, ended or ready to decide by now, or the person still owes a scorecard."""


on_violation(
    "uq_decision_application_id_number", AlreadyDecided, "Someone has decided on this application in the meantime."
)
on_violation("uq_skill_floor_application_id", AlreadyDecided, "Someone has recorded the skills check in the meantime.")
on_violation("uq_reference_check_application_id", AlreadyDecided, "Someone has recorded references in the meantime.")


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a decision would be made on, once nothing speaks against making it.

    `is_below` says that this hire's page shows others who are higher on this evidence.
    """

    reading: PanelReading
    gates: list[Gate]
    is_below: bool

    @property
    def summary(self) -> PanelSummary:
        return self.reading.summary


def record_skill_floor(
    session: Session, person: Person, application: Application, *, verdict: Skill, evidence: str, judged_by: Person
) -> SkillFloor:
    """Whether they can do the work, by what, and who judged it."""
    refuse_if_over(application)
    if is_own_record(judged_by, application):
        raise NotYoursToDecide("You can't judge your own skills.", "judged_by")
    if not text.tidy(evidence):
        raise ReasonMissing("Write in one line what this was judged by.", "evidence")
    skill_floor = skill_floor_of(session, application) or SkillFloor(application_id=application.id)
    skill_floor.verdict, skill_floor.evidence = str(verdict), text.tidy(evidence)
    skill_floor.judged_by, skill_floor.at = judged_by, clock.now()
    session.add(skill_floor)
    session.flush()
    journal.record(session, person.id, values.SkillFloorRecorded(application.id, verdict=str(verdict)))
    return skill_floor


def record_references(
    session: Session,
    person: Person,
    application: Application,
    *,
    waived: bool,
    said: str,
    reference: RefereeAnswers | None = None,
) -> ReferenceCheck:
    """What someone who saw them at work said on the opening's criteria; or why nobody is asked."""
    refuse_if_over(application)
    if reference is not None:
        reference.refuse_if_unfinished()
    words = text.kept(reference.text if reference else said).strip()
    if len(words) < SHORTEST_REASON:
        what = "why nobody is asked" if waived else "who said what"
        raise ReasonMissing(f"Write {what}, at least {SHORTEST_REASON} characters.", "said")
    check = references_of(session, application) or ReferenceCheck(application_id=application.id)
    check.waived, check.said, check.taken_by, check.at = waived, words, person, clock.now()
    check.referee = reference.referee.strip() if reference else ""
    check.answers = [list(answer) for answer in reference.answers] if reference else []
    session.add(check)
    session.flush()
    journal.record(session, person.id, values.ReferencesRecorded(application.id, waived=waived))
    return check


def check_decision(
    session: Session,
    person: Person,
    application: Application,
    *,
    verdict: Verdict,
    reason: str,
    override_reason: str,
    seen: str,
    reading: PanelReading | None = None,
) -> Grounds:
    """Everything that could speak against making this decision now. Changes nothing.

    `reading` is the panel where it was read already, in this same write.
    """
    refuse_if_over(application)
    if not can_decide(person, application):
        raise NotYoursToDecide("You can't decide on this application.")
    reading = reading or reading_of(session, application)
    if digest_seen(person, application, seen) != reading.summary.evidence_digest:
        raise PanelHasChanged("The panel has changed since you looked. Read it again. Your text is kept.")
    if verdict == Verdict.REJECT:
        reason_in(reason)
    is_below = verdict == Verdict.HIRE and is_below_band(session, person, application)
    if is_below and not is_reason(reason):
        raise ReasonMissing(
            f"Others are higher on this evidence. Write the job-related reason, at least {SHORTEST_REASON} characters.",
            "reason",
        )
    all_gates = gates_of(session, application, reading.summary)
    if verdict == Verdict.HIRE and open_gates(all_gates) and not is_reason(override_reason):
        raise GateStillOpen("Not every gate is met. Write why you're hiring anyway.", "override_reason")
    return Grounds(reading, all_gates, is_below)


def decide(
    session: Session,
    person: Person,
    application: Application,
    *,
    verdict: Verdict,
    reason: str,
    override_reason: str = "",
    seen: str,
    words: HireWords = NO_WORDS,
    reading: PanelReading | None = None,
) -> Decision:
    """Decide for good, by a named person, with the panel and the gates as they are now frozen into it.

    `seen` is the token of `panels.reveal_log.proof`: that this person was shown exactly this panel. `words` go with a
    hire only. After a rejection interviews still to come are cancelled; after a hire they stay, for HR to settle.
    `reading` is as in `check_decision`.
    """
    typed: dict[str, Any] = {"verdict": verdict, "reason": reason, "override_reason": override_reason}
    grounds = check_decision(session, person, application, seen=seen, reading=reading, **typed)
    to = Position.OFFER_MADE if verdict == Verdict.HIRE else Position.REJECTED
    refuse_unless_offered(session, person, application, StepPage.DECISION, to)
    made_on = (grounds.reading, grounds.gates, words)
    decision = decision_on(session, person, application, *made_on, is_below=grounds.is_below, **typed)
    session.add(decision)
    session.flush()
    event = values.DecisionMade(
        decision.id,
        application=application.id,
        verdict=str(verdict),
        overridden=bool(decision.override_reason),
        digest=decision.digest,
    )
    journal.record(session, person.id, event)
    if verdict == Verdict.REJECT:
        cancel_what_is_ahead(session, person, application, NOT_NEEDED)
    return decision


def reject_before_panel(
    session: Session,
    person: Person,
    applications: Sequence[Application],
    *,
    reason: str,
    own_reasons: Mapping[str, str] | None = None,
) -> list[Decision]:
    """Reject candidates whose panel can't be read, or who were never interviewed: a decision each, with its reason.

    All of them or none. Nothing is frozen, because nobody has read a mark; interviews still to come are cancelled.
    """
    words = check_rejections(session, person, applications, reason=reason, own_reasons=own_reasons)
    rejected = []
    for application in applications:
        decision = Decision(
            application=application,
            number=next_number(application),
            verdict=str(Verdict.REJECT),
            reason=words[application.id],
            decided_by=person,
            decided_at=clock.now(),
            gates=[],
            summary={},
            digest="",
        )
        session.add(decision)
        session.flush()
        journal.record(session, person.id, values.RejectedBeforePanel(decision.id, application=application.id))
        cancel_what_is_ahead(session, person, application, NOT_NEEDED)
        rejected.append(decision)
    return rejected


def check_rejections(
    session: Session,
    person: Person,
    applications: Sequence[Application],
    *,
    reason: str,
    own_reasons: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Everything that could speak against rejecting these now; names the first candidate it speaks of.

    Returns the reason of each: their own where one is given, else the one for all.
    """
    if not applications:
        raise NobodyChosen("Choose at least one candidate.", "applications")
    refused = first_not_offered(session, person, applications, StepPage.REJECT, Position.REJECTED)
    if refused is not None:
        raise NotRejectable(
            f"{refused.candidate.name} can't be rejected here. The application has ended, someone has decided, "
            "the panel can be read, or you still have a scorecard to seal.",
            "applications",
        )
    own = {key: words for key, words in (own_reasons or {}).items() if words.strip()}
    return {
        application.id: reason_in(own[application.id], f"reason-{application.id}")
        if application.id in own
        else reason_in(reason)
        for application in applications
    }


def record_after_hire(
    session: Session, person: Person, application: Application, state: ApplicationState, on: date, note: str = ""
) -> int:
    """The offer was declined, or they didn't start: dated, never a rejection, and the post is free again.

    Returns how many interviews that were still to come were cancelled with it.
    """
    if state not in AFTER_A_HIRE:
        raise NotAHire("Choose what happened.", "state")
    return candidates.change_state(session, person, application, state, on, note, StepPage.DECISION)


def refuse_if_over(application: Application) -> None:
    """Someone has decided, or the application has ended: what a decision rests on stands still."""
    made = decision_of(application)
    if made is not None:
        when = moment(made.decided_at, application.opening.workplace.zone)
        raise AlreadyDecided(f"{made.decided_by.name} decided on this already ({made.verdict}, {when}).")
    if not application.is_under_way:
        raise ApplicationEnded(f"This application has ended: {ApplicationState(application.state).label}.")
