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
from hiring.foundation.web.template_filters import day, day_in_full
from hiring.probation import clock, values
from hiring.probation.actions import refuse_if_over, today_at
from hiring.probation.evidence import fairness_checklist
from hiring.probation.hire_side.queries import says_not_shown
from hiring.probation.later import later_than_text
from hiring.probation.models import EndProposal, Outcome, Probation
from hiring.probation.outcomes import needed, refuse_unless_open
from hiring.probation.policy import can_answer_proposal
from hiring.probation.queries import as_act, as_record, criteria_of
from hiring.probation.values import CheckInRecord, OutcomeKind

# What the mail table calls these mails, and how long one is of use.
ANSWERED = "proposal answered"
USEFUL_FOR = timedelta(days=14)


class ProposalRefused(Refused):
    """This can't be proposed like this."""


class AnswerRefused(Refused):
    """The proposal cannot be answered like this."""


def text_of_proposal(probation: Probation, *, kind: OutcomeKind, reason: str, last_day: date) -> dict[str, Any]:
    """The text a second person answers: the reason, the last day and, for an ending, the record as it stands."""
    written = {
        "outcome": str(kind),
        "hire": probation.hire,
        "post": probation.application.opening.title,
        "manager": probation.manager.name,
        "started": day(probation.starts_on),
        "until": day(probation.ends_on),
        "last_day": last_day.isoformat(),
        "last_day_in_words": day_in_full(last_day),
        "reason": text.kept(reason).strip(),
    }
    return written | _record(probation) if kind is OutcomeKind.ENDED else written


def _record(probation: Probation) -> dict[str, Any]:
    titles = {criterion.key: criterion.title for criterion in criteria_of(probation)}
    records = [record for check_in in probation.check_ins if (record := as_record(check_in)) is not None]
    acts = [as_act(observation) for observation in probation.observations]
    held = fairness_checklist(today_at(probation), probation.ends_on, records, acts)
    return {
        "acts": [
            {
                "on": day(observation.on),
                "criterion": titles.get(observation.criterion, observation.criterion),
                "act": observation.act,
                "source": observation.known_from.label,
                "concern": observation.is_concern,
                "by": observation.recorded_by.name,
            }
            for observation in probation.observations
        ],
        "check_ins": [
            {
                "held_on": day(record.held_on),
                "marks": [[titles[key], _said_of(record, key)] for key in titles],
                "support": record.support,
                "hire_said": record.hire_said,
            }
            for record in records
        ],
        "held": [[check.met, check.sentence] for check in held],
        "says_not_shown": says_not_shown(probation),
    }


def _said_of(record: CheckInRecord, key: str) -> str:
    """The word at a check-in without marks, with what was seen; else the mark."""
    word = record.words.get(key)
    if word is not None:
        return f"{word.going.label} ({word.seen})" if word.seen else word.going.label
    level = record.ratings.get(key)
    return "seen too little" if level is None else str(level)


def propose_end(
    session: Session,
    person: Person,
    probation: Probation,
    *,
    reason: str,
    last_day: date,
    kind: OutcomeKind = OutcomeKind.ENDED,
) -> Approval:
    """Ask for a second person's answer. Nothing ends by asking."""
    refuse_unless_open(session, probation)
    check_last_day(probation, last_day)
    needed(reason, "Write the reason.", "reason")
    written = text_of_proposal(probation, kind=kind, reason=reason, last_day=last_day)
    asked = approvals.ask(session, person.id, probation.id, written)
    session.flush()
    journal.record(session, person.id, values.EndProposed(probation.id, approval=asked.id, outcome=str(kind)))
    return asked


def check_last_day(probation: Probation, last_day: date) -> None:
    if last_day < probation.starts_on:
        raise ProposalRefused("The last day cannot be before the first.", "last_day")
    if last_day < today_at(probation):
        raise ProposalRefused("The last day cannot be in the past.", "last_day")
    if (last_day - today_at(probation)).days > clock.LONGEST:
        raise ProposalRefused("That is more than two years away. Check the year.", "last_day")


def take_back_end(session: Session, person: Person, proposal: EndProposal) -> None:
    """The proposal is withdrawn before anyone answered it."""
    approval = proposal.approval
    if not approval.is_open:
        raise AnswerRefused("It has been answered meanwhile. Look at it again.")
    approval.answered_at, approval.approved, approval.remark = time.now(), False, "taken back"
    session.flush()
    event = values.EndTakenBack(proposal.probation.id, approval=approval.id)
    journal.record(session, person.id, event)


def digest_to_read(proposal: EndProposal) -> str:
    """Of the text, and of what came on record since it was written: a second person has read both, or answers again."""
    later = later_than_text(proposal)
    if not later.ids:
        return proposal.approval.digest
    return approvals.digest_of({"text": proposal.approval.digest, "later": later.ids})


def approve_end(
    session: Session, person: Person, proposal: EndProposal, *, shown_digest: str, has_checked: bool
) -> Outcome:
    """A second person agrees to exactly what they were shown; the probation is over with it."""
    probation, approval = proposal.probation, proposal.approval
    kind = proposal.kind
    _refuse_unless_answerable(person, proposal, shown_digest)
    refuse_if_over(probation)
    refuse_unless_offered(session, person, probation.application, StepPage.PROPOSAL, Position(kind))
    if not has_checked:
        raise AnswerRefused("Confirm that you have checked this. What you found is not asked for.", "has_checked")
    last_day = date.fromisoformat(approval.text["last_day"])
    if last_day < today_at(probation):
        raise AnswerRefused("The last day in this text has passed. Decline it and ask for a new text.")
    _answer(person, proposal, shown_digest, approved=True)
    outcome = Outcome(
        kind=str(kind),
        reason=approval.text["reason"],
        last_day=last_day,
        recorded_by_id=approval.asked_by,
        approved_by=person,
        approval_id=approval.id,
        at=time.now(),
    )
    probation.outcomes.append(outcome)
    probation.closed_on = today_at(probation)
    session.flush()
    event = values.EndApproved(
        probation.id,
        approval=approval.id,
        outcome=str(kind),
        checked=True,
        last_day=last_day.isoformat(),
        read=shown_digest,
        late=outcome.days_late > 0,
    )
    journal.record(session, person.id, event)
    _mail_answer(session, person, proposal)
    return outcome


def decline_end(session: Session, person: Person, proposal: EndProposal, *, shown_digest: str, remark: str) -> None:
    """A second person declines, with what must change first. The probation goes on."""
    needed(remark, "Write what is missing or must change.", "remark")
    _answer(person, proposal, shown_digest, approved=False, remark=text.kept(remark).strip())
    session.flush()
    event = values.EndDeclined(proposal.probation.id, approval=proposal.approval.id)
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
    shown = digest or ""
    if answer == "approve":
        approve_end(session, person, proposal, shown_digest=shown, has_checked=has_checked)
        return "You agreed. The probation is over. The manager and the person who proposed it get an email."
    decline_end(session, person, proposal, shown_digest=shown, remark=remark or "")
    return "You declined. The probation goes on. The manager and the person who proposed it get an email."


def _answer(person: Person, proposal: EndProposal, shown_digest: str, *, approved: bool, remark: str = "") -> None:
    _refuse_unless_answerable(person, proposal, shown_digest)
    never, digest = _concerned(proposal), digest_to_read(proposal)
    approvals.answer(
        proposal.approval,
        person.id,
        approved=approved,
        shown_digest=shown_digest,
        never=never,
        digest=digest,
        remark=remark,
    )


def _concerned(proposal: EndProposal) -> set[str]:
    hire = proposal.probation.application.candidate
    return {proposal.probation.manager_id, *(account.id for account in hire.accounts)}


def _refuse_unless_answerable(person: Person, proposal: EndProposal, shown_digest: str) -> None:
    never, digest = _concerned(proposal), digest_to_read(proposal)
    approvals.refuse_unless_answerable(
        proposal.approval, person.id, shown_digest=shown_digest, never=never, digest=digest
    )
    if not can_answer_proposal(person, proposal):
        raise approvals.NotASecondPerson("Someone from HR answers this, and nobody it concerns.")


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
                address=absolute("endings.proposal", approval_id=approval.id),
            ),
            kind=ANSWERED,
            about=approval.id,
            once=f"{ANSWERED} {approval.id} {reader.id}",
            useless_from=now + USEFUL_FOR,
        )
