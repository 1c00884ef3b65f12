"""Which accounts a candidate holds: found by address, linked by hand, and unlinked only by two people.

Nobody reads or decides their own record, so a link is stored the moment it is found, and stays when an address changes.
"""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates import values
from hiring.candidates.models import AccountLink, Application, Candidate
from hiring.candidates.policy import can_change_application, is_same_human
from hiring.foundation import clock, text
from hiring.foundation.records import approvals, journal
from hiring.foundation.records.approvals import Approval
from hiring.foundation.web.errors import Refused


class UnlinkingRefused(Refused):
    """The account can't be unlinked, or not like this."""


def link_accounts_by_address(session: Session, actor: str | None, candidate: Candidate) -> None:
    """Store a link to every account that has the candidate's address; the candidate is in the database already."""
    if not candidate.email_key:
        return
    same = sa.select(Person).where(Person.email_key == candidate.email_key, Person.is_guest.is_(False))
    for account in session.scalars(same.order_by(Person.id)).unique().all():
        _link_if_new(session, actor, candidate, account)


def link_candidates_by_address(session: Session, actor: str | None, account: Person) -> None:
    """Store a link to every candidate who has the address that an account was given."""
    same = sa.select(Candidate).where(Candidate.email_key == account.email_key)
    for candidate in session.scalars(same.order_by(Candidate.id)).all():
        _link_if_new(session, actor, candidate, account)


def _link_if_new(session: Session, actor: str | None, candidate: Candidate, account: Person) -> None:
    """Not where two people from HR have said that they are two."""
    if _link_between(candidate, account) is None:
        _link(session, actor, candidate, account, found_by="address")


def _link_between(candidate: Candidate, account: Person) -> AccountLink | None:
    return next((link for link in candidate.account_links if link.person_id == account.id), None)


def _link(session: Session, actor: str | None, candidate: Candidate, account: Person, *, found_by: str) -> None:
    link = _link_between(candidate, account)
    if link is None:
        candidate.account_links.append(AccountLink(person_id=account.id, person=account, linked_at=clock.now()))
    else:
        link.linked_at, link.unlinked_at = clock.now(), None
    session.flush()
    journal.record(session, actor, values.CandidateLinked(candidate.id, person=account.id, found_by=found_by))


def link_person(session: Session, person: Person, candidate: Candidate, account: Person) -> None:
    """Say which account is the same human being, so that they never meet their own record."""
    _link(session, person.id, candidate, account, found_by="hand")


def propose_unlinking(session: Session, person: Person, candidate: Candidate, account: Person, reason: str) -> Approval:
    """Ask a second person from HR to agree that the candidate and the account are two human beings."""
    if account.id == person.id or not is_same_human(account, candidate):
        raise UnlinkingRefused("That account isn't linked to this candidate.", "linked")
    written = text.kept(reason).strip()
    if not written:
        raise UnlinkingRefused("Write how you know they're two different people.", "reason")
    proposal = {"candidate": candidate.id, "account": account.id, "reason": written}
    approval = approvals.ask(session, person.id, candidate.id, proposal)
    journal.record(session, person.id, values.UnlinkingProposed(candidate.id, person=account.id))
    return approval


def open_proposal(session: Session, candidate: Candidate) -> Approval | None:
    """The proposal to unlink that waits for a second person."""
    return approvals.open_approval(session, candidate.id)


def proposals_for(session: Session, person: Person) -> list[tuple[Approval, Application]]:
    """Proposals to unlink that this person may answer, the oldest first, each with an application to answer it at."""
    waiting = (
        sa.select(Approval, Application)
        .join(Application, Application.candidate_id == Approval.about)
        .where(Approval.answered_at.is_(None))
        .order_by(Approval.asked_at, Approval.id, Application.added_at, Application.id)
    )
    first: dict[str, tuple[Approval, Application]] = {}
    for approval, application in session.execute(waiting).unique():
        if can_answer_unlinking(person, application, approval):
            first.setdefault(approval.id, (approval, application))
    return list(first.values())


def can_answer_unlinking(person: Person, application: Application, approval: Approval) -> bool:
    """A second person from HR: not who proposed it, and not the one whose account it is."""
    concerned = {approval.asked_by, account_named_in(approval)}
    return can_change_application(person, application) and person.id not in concerned


def account_named_in(approval: Approval) -> str:
    return str(approval.text["account"])


def answer_unlinking(
    session: Session, person: Person, application: Application, *, approved: bool, shown_digest: str
) -> None:
    """Agree that they are two people, which takes the link away, or keep it."""
    candidate = application.candidate
    approval = open_proposal(session, candidate)
    if approval is None:
        raise UnlinkingRefused("Nobody has proposed to unlink an account, or someone has already answered.")
    account_id, proposer = account_named_in(approval), approval.asked_by
    if not can_answer_unlinking(person, application, approval):
        raise approvals.NotASecondPerson("You proposed this, so a second person from HR has to answer it.")
    approvals.answer(approval, person.id, approved=approved, shown_digest=shown_digest, never={account_id})
    if approved:
        _unlink(session, person, candidate, session.get_one(Person, account_id), proposer)
    else:
        journal.record(session, person.id, values.UnlinkingDeclined(candidate.id, person=account_id))


def _unlink(session: Session, person: Person, candidate: Candidate, account: Person, proposer: str) -> None:
    now, link = clock.now(), _link_between(candidate, account)
    if link is None:
        candidate.account_links.append(
            AccountLink(person_id=account.id, person=account, linked_at=now, unlinked_at=now)
        )
    else:
        link.unlinked_at = now
    session.flush()
    event = values.CandidateUnlinked(candidate.id, person=account.id, proposed_by=proposer)
    journal.record(session, person.id, event)
