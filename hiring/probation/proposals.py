"""What ends a probation early: someone proposes it, a second person from HR reads exactly that text and answers."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.state_table import Position, StepPage, refuse_unless_offered
from hiring.foundation import clock as time
from hiring.foundation import text
from hiring.foundation.outbox.letters import letter
from hiring.foundation.outbox.mails import is_usable, queue_mail
from hiring.foundation.records import approvals, journal
from hiring.foundation.records.approvals import Approval
from hiring.foundation.web.errors import Refused
from hiring.foundation.web.signed_links import absolute
from hiring.foundation.web.template_filters import day_in_full
from hiring.probation import clock, events
from hiring.probation.actions import refuse_if_over, today_at
from hiring.probation.end_proposals import EndProposal
from hiring.probation.endings.end_text import is_void, text_of_proposal
from hiring.probation.endings.leaving import mail_leaving_link, outcome_of_proposal
from hiring.probation.models import Outcome, Probation
from hiring.probation.outcomes import has_run_out, needed, refuse_unless_in_time, refuse_unless_open
from hiring.probation.policy import can_answer_proposal
from hiring.probation.values import OutcomeKind

# What the mail table calls these mails, and how long one is of use.
ANSWERED = "proposal answered"
USEFUL_FOR = timedelta(days=14)


class ProposalRefused(Refused):
    """This can't be proposed like this."""


class AnswerRefused(Refused):
    """The proposal cannot be answered like this."""


def propose_end(
    session: Session,
    person: Person,
    probation: Probation,
    *,
    reason: str,
    last_day: date,
    kind: OutcomeKind = OutcomeKind.ENDED,
    **more: Any,
) -> Approval:
    """Ask for a second person's answer. Nothing ends by asking. `more` is of the kind: see `text_of_proposal`."""
    if kind is OutcomeKind.ENDED:
        refuse_unless_in_time(session, probation)
    refuse_unless_open(session, probation)
    check_last_day(probation, last_day)
    needed(reason, "Write the reason.", "reason")
    written = text_of_proposal(probation, kind=kind, reason=reason, last_day=last_day, by=person, **more)
    asked = approvals.ask(session, person.id, probation.id, written)
    session.flush()
    journal.record(session, person.id, events.EndProposed(probation.id, approval=asked.id, outcome=str(kind)))
    if kind is OutcomeKind.RESIGNED:
        mail_leaving_link(session, EndProposal(asked, probation))
    return asked


def check_last_day(probation: Probation, last_day: date) -> None:
    if last_day < probation.starts_on:
        raise ProposalRefused("The last day can't be before the first.", "last_day")
    if last_day < today_at(probation):
        raise ProposalRefused("The last day can't be in the past.", "last_day")
    if (last_day - today_at(probation)).days > clock.LONGEST:
        raise ProposalRefused("That is more than two years away. Check the year.", "last_day")


def take_back_end(session: Session, person: Person, proposal: EndProposal) -> None:
    """The proposal is withdrawn before anyone answered it."""
    approval = proposal.approval
    if not approval.is_open:
        raise AnswerRefused("Someone has answered this in the meantime. Check it again.")
    approval.answered_at, approval.approved, approval.remark = time.now(), False, "taken back"
    session.flush()
    event = events.EndTakenBack(proposal.probation.id, approval=approval.id)
    journal.record(session, person.id, event)


def approve_end(
    session: Session, person: Person, proposal: EndProposal, *, shown_digest: str, has_checked: bool
) -> Outcome:
    """A second person agrees to exactly what they were shown; the probation is over with it."""
    probation, approval = proposal.probation, proposal.approval
    kind = proposal.kind
    _refuse_unless_answerable(person, proposal, shown_digest)
    refuse_if_over(probation)
    _refuse_unless_it_holds(proposal)
    refuse_unless_offered(session, person, probation.application, StepPage.PROPOSAL, Position(kind))
    if not has_checked:
        raise AnswerRefused("Confirm that you have checked this. We don't ask what you found.", "has_checked")
    _answer(person, proposal, shown_digest, approved=True)
    outcome = outcome_of_proposal(session, proposal)
    outcome.approved_by = person
    session.flush()
    event = events.EndApproved(
        probation.id,
        approval=approval.id,
        outcome=str(kind),
        checked=True,
        last_day=approval.text["last_day"],
        read=shown_digest,
        late=outcome.days_late > 0,
    )
    journal.record(session, person.id, event)
    _mail_answer(session, person, proposal)
    return outcome


def _refuse_unless_it_holds(proposal: EndProposal) -> None:
    """An ending comes in time, and the record is the one that its text tells of."""
    probation = proposal.probation
    if proposal.kind is OutcomeKind.ENDED and has_run_out(probation):
        day_of_end = day_in_full(probation.ends_on)
        raise AnswerRefused(
            f"The {probation.period} ran out on {day_of_end}, so it can't end with this. "
            "Decline it, then record what happened."
        )
    if is_void(proposal):
        raise AnswerRefused(
            "Something was recorded after this text was written, so it's void. Decline it and ask for a new text."
        )
    if date.fromisoformat(proposal.approval.text["last_day"]) < today_at(probation):
        raise AnswerRefused("The last day in this text has passed. Decline it and ask for a new text.")


def decline_end(session: Session, person: Person, proposal: EndProposal, *, shown_digest: str, remark: str) -> None:
    """A second person declines, with what must change first. The probation goes on."""
    needed(remark, "Write what's missing or has to change.", "remark")
    _answer(person, proposal, shown_digest, approved=False, remark=text.kept(remark).strip())
    session.flush()
    event = events.EndDeclined(proposal.probation.id, approval=proposal.approval.id)
    journal.record(session, person.id, event)
    _mail_answer(session, person, proposal)


def answer_end(
    session: Session,
    person: Person,
    proposal: EndProposal,
    *,
    answer: str,
    has_checked: bool,
    remark: str | None,
    digest: str | None,
) -> str:
    """Approve or decline, as the form asks it; returns what the person reads then."""
    shown, period = digest or "", proposal.probation.period
    if answer == "approve":
        approve_end(session, person, proposal, shown_digest=shown, has_checked=has_checked)
        return f"You agreed. The {period} is over. Next, the manager tells them, and records that they did."
    decline_end(session, person, proposal, shown_digest=shown, remark=remark or "")
    return f"You declined. The {period} goes on. The manager and the person who proposed it get an email."


def _answer(person: Person, proposal: EndProposal, shown_digest: str, *, approved: bool, remark: str = "") -> None:
    _refuse_unless_answerable(person, proposal, shown_digest)
    never = _concerned(proposal)
    approvals.answer(
        proposal.approval, person.id, approved=approved, shown_digest=shown_digest, never=never, remark=remark
    )


def _concerned(proposal: EndProposal) -> set[str]:
    probation = proposal.probation
    deputies = {probation.deputy_id} if probation.deputy_id is not None else set()
    return {probation.manager_id, *deputies, *(account.id for account in probation.application.candidate.accounts)}


def _refuse_unless_answerable(person: Person, proposal: EndProposal, shown_digest: str) -> None:
    approvals.refuse_unless_answerable(
        proposal.approval, person.id, shown_digest=shown_digest, never=_concerned(proposal)
    )
    if proposal.has_lapsed:
        raise AnswerRefused("Nobody confirmed it within 7 days, so it has lapsed. Record it again if they're leaving.")
    if not can_answer_proposal(person, proposal):
        raise approvals.NotASecondPerson("Someone from HR who isn't involved has to answer this.")


def _mail_answer(session: Session, person: Person, proposal: EndProposal) -> None:
    """To the manager and to the person who proposed it. It names no hire, and leads to the page that does."""
    approval, now = proposal.approval, time.now()
    proposer = session.get_one(Person, approval.asked_by)
    for reader in {person.id: person for person in (proposal.probation.manager, proposer)}.values():
        if reader.id == person.id or not reader.active or not is_usable(reader.email):
            continue
        queue_mail(
            session,
            reader.email,
            letter(
                "proposal_answered",
                name=reader.name,
                post=proposal.probation.application.opening.title,
                by=person.name,
                approved=approval.approved,
                period=proposal.probation.period,
                address=absolute("endings.proposal", approval_id=approval.id),
            ),
            kind=ANSWERED,
            about=approval.id,
            once=f"{ANSWERED} {approval.id} {reader.id}",
            useless_from=now + USEFUL_FOR,
        )
