"""A resignation, confirmed by the hire's own signed link in place of a second person; and what a proposal becomes."""

from datetime import date

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock as time
from hiring.foundation.outbox.letters import letter
from hiring.foundation.outbox.mails import OutgoingMail, is_usable, queue_mail
from hiring.foundation.records import journal
from hiring.foundation.records.approvals import Approval
from hiring.foundation.web import signed_links
from hiring.foundation.web.errors import Refused
from hiring.probation import events
from hiring.probation.actions import refuse_if_over, today_at
from hiring.probation.end_proposals import CONFIRMED_WITHIN, EndProposal
from hiring.probation.models import Outcome, Probation
from hiring.probation.values import OutcomeKind

PURPOSE = "leaving"
LINK = "leaving link"
# What is kept of the link in the mail that waits: the link itself is put in when it's sent, and nobody reads it before.
LINK_HERE = "[their link to confirm it]"


class LeavingRefused(Refused):
    """The hire can't confirm this any more."""


def leaving_key(approval: Approval) -> str:
    return signed_links.token(PURPOSE, approval.id)


def leaving_of(session: Session, key: str) -> EndProposal | None:
    """The resignation that a link is for, as long as it can be confirmed."""
    carried = signed_links.content(PURPOSE, key, hours=int(CONFIRMED_WITHIN.total_seconds() // 3600))
    approval = session.get(Approval, carried) if isinstance(carried, str) else None
    probation = session.get(Probation, approval.about) if approval is not None else None
    if approval is None or probation is None:
        return None
    proposal = EndProposal(approval, probation)
    return proposal if proposal.kind is OutcomeKind.RESIGNED else None


def mail_leaving_link(session: Session, proposal: EndProposal) -> None:
    """To the hire alone: nobody who proposed it is ever shown the link."""
    approval, probation = proposal.approval, proposal.probation
    address = probation.application.candidate.email or ""
    if not is_usable(address):
        return
    last_day = date.fromisoformat(approval.text["last_day"])
    until = time.in_zone(approval.asked_at + CONFIRMED_WITHIN, probation.workplace.zone).date()
    written = letter("leaving_link", name=probation.hire, address=LINK_HERE, last_day=last_day, until=until)
    queue_mail(
        session,
        address,
        written,
        kind=LINK,
        about=approval.id,
        once=f"{LINK} {approval.id}",
        useless_from=approval.asked_at + CONFIRMED_WITHIN,
    )


def leaving_link_in_mail(session: Session, mail: OutgoingMail) -> dict[str, str]:
    """What stands in a mail for the hire's own link → the link."""
    approval = session.get(Approval, mail.about) if mail.kind == LINK else None
    if approval is None:
        return {}
    return {LINK_HERE: signed_links.absolute("leaving.confirm", leaving_token=leaving_key(approval))}


def why_not_confirmable(proposal: EndProposal) -> str:
    """Why this can't be confirmed by the hire any more, in a sentence for them; empty where it can."""
    if not proposal.approval.is_open:
        return "This has already been answered or taken back. Ask HR if you don't know why."
    if proposal.has_lapsed or not proposal.probation.is_running:
        return "This link has expired. Ask HR to send you a new one."
    return ""


def confirm_leaving(session: Session, proposal: EndProposal) -> Outcome:
    """The hire says that they're leaving. The probation is over with it."""
    why_not = why_not_confirmable(proposal)
    if why_not:
        raise LeavingRefused(why_not)
    refuse_if_over(proposal.probation)
    approval, probation, now = proposal.approval, proposal.probation, time.now()
    approval.answered_at, approval.approved, approval.remark = now, True, "confirmed by their own link"
    outcome = outcome_of_proposal(session, proposal)
    outcome.confirmed_by_hire_at = now
    session.flush()
    event = events.LeavingConfirmed(
        probation.id, approval=approval.id, last_day=approval.text["last_day"], late=outcome.days_late > 0
    )
    journal.record(session, "leaving link", event)
    return outcome


def outcome_of_proposal(session: Session, proposal: EndProposal) -> Outcome:
    """What was proposed, as the outcome it becomes. The probation is over with it."""
    probation, approval = proposal.probation, proposal.approval
    outcome = Outcome(
        kind=str(proposal.kind),
        reason=approval.text["reason"],
        conditions=approval.text.get("conditions", []),
        leaving_reason=approval.text.get("leaving_reason", ""),
        last_day=date.fromisoformat(approval.text["last_day"]),
        recorded_by=session.get_one(Person, approval.asked_by),
        in_place_of_id=approval.text.get("in_place_of"),
        approval_id=approval.id,
        at=time.now(),
    )
    probation.outcomes.append(outcome)
    probation.closed_on = today_at(probation)
    return outcome
