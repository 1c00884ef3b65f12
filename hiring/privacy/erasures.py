"""Proposing to erase someone, and a second person's yes or no. Neither of the two is the person themselves."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from hiring.accounts.models import Person
from hiring.candidates.models import Candidate
from hiring.foundation import clock
from hiring.foundation.records import approvals, journal
from hiring.foundation.records.approvals import Approval
from hiring.foundation.web.errors import Refused, on_violation
from hiring.foundation.web.template_filters import day
from hiring.privacy import holds, policy
from hiring.privacy.due import KeptCandidate, due_candidates, kept_candidate, seen_by
from hiring.privacy.erasing import erase
from hiring.privacy.gathering import gather, same_person
from hiring.privacy.models import ErasureProposal
from hiring.privacy.values import ErasureDeclined, ErasureProposed, ErasureReason


class ErasureRefused(Refused):
    """They can't be erased now, or not by this person; the sentence says what stands in the way."""


on_violation("uq_erasure_proposal_open", ErasureRefused, "Someone has already asked for this. A second person answers.")


def refuse_unless_erasable(session: Session, candidate: Candidate, reason: ErasureReason) -> None:
    """Say what stands in the way: a hold, something that still runs, an account in use, or the law."""
    name, ids = candidate.name, [each.id for each in same_person(session, candidate)]
    if candidate.erased_at is not None:
        raise ErasureRefused("They've been erased already.")
    hold = holds.hold_in_force(session, ids)
    if hold is not None:
        raise ErasureRefused(f"{name} is under a legal hold, placed by {hold.placed_by.name}. Release it first.")
    kept = kept_candidate(session, ids)
    if kept is None:
        return
    for each in kept.applications:
        if each.in_probation:
            raise ErasureRefused(f"{name} is in probation. Record its outcome first.")
        if each.ended_on is None:
            raise ErasureRefused(f"{name} still applies for “{each.title}”. Record the end of that application first.")
    active = next((account for account in gather(session, candidate).accounts if account.active), None)
    if active is not None:
        raise ErasureRefused(f"{active.name} can still sign in as {active.email}. Switch that account off first.")
    _refuse_before_its_day(kept, reason)


def _refuse_before_its_day(kept: KeptCandidate, reason: ErasureReason) -> None:
    if kept.is_due:
        return
    until = day(kept.days.purge_on) if kept.days.purge_on else "a day we don't know"
    if reason == ErasureReason.DUE:
        raise ErasureRefused(f"{kept.name} is kept until {until}. They aren't due yet.")
    if kept.floor is not None:
        source = f"{kept.floor.days} days, {kept.floor.source}"
        raise ErasureRefused(f"We have to keep this until {until} ({source}). Restrict it instead.")


def open_proposal(session: Session, candidate_ids: list[str]) -> ErasureProposal | None:
    chosen = sa.select(ErasureProposal).where(
        ErasureProposal.candidate_id.in_(candidate_ids), ErasureProposal.ended_at.is_(None)
    )
    return session.scalars(chosen).first()


def propose(session: Session, person: Person, candidate: Candidate, reason: ErasureReason) -> ErasureProposal:
    """Ask a second person from HR to agree."""
    if policy.is_own(person, candidate):
        raise ErasureRefused("You can't decide on your own record.")
    refuse_unless_erasable(session, candidate, reason)
    if open_proposal(session, [each.id for each in same_person(session, candidate)]) is not None:
        raise ErasureRefused(f"Someone has asked to erase {candidate.name} already. A second person answers them.")
    proposal = ErasureProposal(
        candidate_id=candidate.id, reason=reason, proposed_by_id=person.id, proposed_at=clock.now()
    )
    session.add(proposal)
    session.flush()
    approvals.ask(session, person.id, proposal.id, {"candidate": candidate.id, "reason": str(reason)})
    journal.record(session, person.id, ErasureProposed(candidate.id, reason=str(reason)))
    return proposal


def approval_of(session: Session, proposal: ErasureProposal) -> Approval | None:
    return approvals.open_approval(session, proposal.id)


def digest_shown(session: Session, proposal: ErasureProposal) -> str:
    """Of all that the second person reads before they agree: who it is, what of, and until when it'd be kept."""
    kept = kept_candidate(session, [each.id for each in same_person(session, proposal.candidate)])
    read: dict[str, Any] = {"proposal": proposal.id, "name": proposal.candidate.name, "kept": []}
    if kept is not None:
        read["kept"] = [[each.application_id, str(each.ended_on)] for each in kept.applications]
    return approvals.digest_of(read)


def answer(session: Session, person: Person, proposal: ErasureProposal, *, approved: bool, shown_digest: str) -> str:
    """Erase them as the second person, or decline; returns the name that was erased."""
    approval, candidate = approval_of(session, proposal), proposal.candidate
    if approval is None or proposal.ended_at is not None:
        raise ErasureRefused("Someone has answered this in the meantime.")
    if policy.is_own(person, candidate):
        raise ErasureRefused("You can't decide on your own record.")
    digest = digest_shown(session, proposal)
    approvals.refuse_unless_answerable(approval, person.id, shown_digest=shown_digest, never=set(), digest=digest)
    if approved:
        refuse_unless_erasable(session, candidate, ErasureReason(proposal.reason))
    name = candidate.name
    approvals.answer(approval, person.id, approved=approved, shown_digest=shown_digest, never=set(), digest=digest)
    proposal.ended_at, proposal.ended_by_id = clock.now(), person.id
    session.flush()
    if approved:
        erase(session, person.id, candidate, ErasureReason(proposal.reason), proposed_by=proposal.proposed_by_id)
    else:
        journal.record(session, person.id, ErasureDeclined(candidate.id, proposed_by=proposal.proposed_by_id))
    return name


def purge(session: Session, person: Person, second: Person, candidate: Candidate) -> None:
    """Erase someone who is due, on the word of two people who were both shown the name."""
    if person.id == second.id:
        raise ErasureRefused("Two people have to agree to this, so name someone else as the second.")
    for each in (person, second):
        if not policy.may_know_of(each, candidate):
            raise ErasureRefused(
                f"{each.name} can't decide about {candidate.name}: two people from HR do, never their own."
            )
    refuse_unless_erasable(session, candidate, ErasureReason.DUE)
    proposal = open_proposal(session, [candidate.id])
    if proposal is not None:
        proposal.ended_at, proposal.ended_by_id = clock.now(), second.id
        session.flush()
    erase(session, second.id, candidate, ErasureReason.DUE, proposed_by=person.id)


def proposals_for(session: Session, person: Person) -> list[ErasureProposal]:
    """Every erasure that waits for a second person, without the reader's own record, the oldest first."""
    waiting = sa.select(ErasureProposal).join(Candidate).where(ErasureProposal.ended_at.is_(None), seen_by(person))
    waiting = waiting.options(joinedload(ErasureProposal.candidate), joinedload(ErasureProposal.proposed_by))
    return list(session.scalars(waiting.order_by(ErasureProposal.proposed_at, ErasureProposal.id)).unique())


def due_for(session: Session, person: Person) -> list[KeptCandidate]:
    """Everyone due to be forgotten that nobody has proposed yet, without the reader's own record."""
    asked = sa.select(Candidate.id, Candidate.email_key, Candidate.sort_name).join(ErasureProposal)
    asked = asked.where(ErasureProposal.ended_at.is_(None))
    waiting = set(session.scalars(sa.select(Candidate.id).where(_is_same_person(asked.subquery()))))
    return [kept for kept in due_candidates(session, person) if kept.id not in waiting]


def _is_same_person(of: sa.Subquery) -> sa.ColumnElement[bool]:
    """Whether a candidate is one of these, or was added a second time under the same name and address."""
    alike = sa.and_(of.c.email_key == Candidate.email_key, of.c.sort_name == Candidate.sort_name, of.c.email_key != "")
    return sa.exists().where(sa.or_(of.c.id == Candidate.id, alike))


def soon(kept: KeptCandidate, within: int) -> date | None:
    """The day on which it's due, where that is to come within so many days."""
    purge_on = kept.days.purge_on
    if purge_on is None or kept.is_due or (purge_on - kept.today).days > within:
        return None
    return purge_on
