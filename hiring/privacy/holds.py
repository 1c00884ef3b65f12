"""Legal holds: nothing about a person goes while one is in force. One person places it, and two release it."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.accounts.policy import is_hr
from hiring.candidates.models import Candidate
from hiring.foundation import clock, text
from hiring.foundation.records import approvals, journal
from hiring.foundation.records.approvals import Approval
from hiring.foundation.web.errors import Refused, on_violation
from hiring.panels.values import SHORTEST_REASON
from hiring.privacy import policy
from hiring.privacy.models import LegalHold
from hiring.privacy.values import LegalHoldKept, LegalHoldPlaced, LegalHoldReleased, LegalHoldReleaseProposed


class LegalHoldRefused(Refused):
    """Something is missing, or the hold was released or asked about before."""


on_violation("uq_legal_hold_in_force", LegalHoldRefused, "Someone has placed a hold in the meantime. Look at it first.")


def hold_in_force(session: Session, candidate_ids: list[str]) -> LegalHold | None:
    """The hold on this person, under whatever id."""
    chosen = sa.select(LegalHold).where(LegalHold.candidate_id.in_(candidate_ids), LegalHold.released_at.is_(None))
    return session.scalars(chosen.order_by(LegalHold.placed_at)).first()


def possible_reviewers(session: Session, candidate: Candidate) -> list[Person]:
    """People from HR who can sign in, without the person it's about."""
    people = session.scalars(sa.select(Person).where(Person.active).order_by(Person.sort_name, Person.id)).unique()
    return [person for person in people if is_hr(person) and not policy.is_own(person, candidate)]


def place_hold(
    session: Session,
    person: Person,
    candidate: Candidate,
    *,
    reason: str,
    reviewer: Person,
    review_on: date,
    today: date,
) -> LegalHold:
    """Keep everything until two people say that it can go."""
    words = text.kept(reason).strip()
    if len(words) < SHORTEST_REASON:
        raise LegalHoldRefused(f"Write why it must be kept, at least {SHORTEST_REASON} characters.", "reason")
    if review_on <= today:
        raise LegalHoldRefused("Choose a day after today.", "review_on")
    if hold_in_force(session, [candidate.id]) is not None:
        raise LegalHoldRefused("There's already a hold. Look at it first.")
    hold = LegalHold(
        candidate_id=candidate.id,
        reason=words,
        reviewer_id=reviewer.id,
        review_on=review_on,
        placed_by_id=person.id,
        placed_at=clock.now(),
    )
    session.add(hold)
    session.flush()
    journal.record(session, person.id, LegalHoldPlaced(candidate.id, about=hold.id))
    return hold


def release_proposal(session: Session, hold: LegalHold) -> Approval | None:
    """The question to a second person whether the hold can go."""
    return approvals.open_approval(session, hold.id)


def propose_release(session: Session, person: Person, hold: LegalHold) -> None:
    """Ask a second person to release it."""
    _refuse_released(hold)
    if release_proposal(session, hold) is not None:
        raise LegalHoldRefused("Someone has already asked for this. A second person answers.")
    approvals.ask(session, person.id, hold.id, {"hold": hold.id, "reason": hold.reason})
    journal.record(session, person.id, LegalHoldReleaseProposed(hold.candidate_id, about=hold.id))


def answer_release(session: Session, person: Person, hold: LegalHold, *, approved: bool, shown_digest: str) -> None:
    """Release the hold as the second person, or keep it."""
    approval = release_proposal(session, hold)
    if approval is None:
        raise LegalHoldRefused("Nobody has asked to release this hold, or someone has already answered.")
    approvals.answer(approval, person.id, approved=approved, shown_digest=shown_digest, never=set())
    if not approved:
        journal.record(session, person.id, LegalHoldKept(hold.candidate_id, about=hold.id))
        return
    hold.released_at, hold.released_by_id, hold.release_proposed_by_id = clock.now(), person.id, approval.asked_by
    event = LegalHoldReleased(hold.candidate_id, about=hold.id, proposed_by=approval.asked_by)
    journal.record(session, person.id, event)


def _refuse_released(hold: LegalHold) -> None:
    if hold.released_at is not None:
        raise LegalHoldRefused("This hold has already been released.")
