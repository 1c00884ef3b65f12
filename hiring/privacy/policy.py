"""Who deals with what's kept on someone: HR, never on their own record, and nobody who is still blind to a panel."""

from hiring.accounts.models import Person
from hiring.accounts.policy import is_hr
from hiring.candidates.models import Candidate
from hiring.candidates.policy import is_same_human
from hiring.foundation.database import db
from hiring.interviews.policy import has_sealed_everything
from hiring.privacy.gathering import same_person
from hiring.privacy.models import ErasureProposal, LegalHold, PrivacyRequest


def can_see_due(person: Person, _of: object = None) -> bool:
    return is_hr(person)


def is_own(person: Person, candidate: Candidate) -> bool:
    """Whether it's about this account, under whichever of the candidates they are."""
    return any(is_same_human(person, each) for each in same_person(db.session, candidate))


def may_know_of(person: Person, candidate: Candidate) -> bool:
    return is_hr(person) and not is_own(person, candidate)


def can_deal_with(person: Person, candidate: Candidate) -> bool:
    return candidate.erased_at is None and _is_free_to_decide(person, candidate)


def _is_free_to_decide(person: Person, candidate: Candidate) -> bool:
    """Everything held includes other people's marks, so people who owe a scorecard leave it to a colleague."""
    if not may_know_of(person, candidate):
        return False
    candidates = same_person(db.session, candidate)
    return all(has_sealed_everything(person, each) for several in candidates for each in several.applications)


def can_deal_with_request(person: Person, request: PrivacyRequest) -> bool:
    return can_deal_with(person, request.candidate)


def may_know_of_request(person: Person, request: PrivacyRequest) -> bool:
    return may_know_of(person, request.candidate)


def can_deal_with_hold(person: Person, hold: LegalHold) -> bool:
    return can_deal_with(person, hold.candidate)


def may_know_of_hold(person: Person, hold: LegalHold) -> bool:
    return may_know_of(person, hold.candidate)


def can_answer_erasure(person: Person, proposal: ErasureProposal) -> bool:
    """Whether it's a second person is asked by the action, which says so. Also once it was answered, to read that."""
    return _is_free_to_decide(person, proposal.candidate)


def may_know_of_erasure(person: Person, proposal: ErasureProposal) -> bool:
    return may_know_of(person, proposal.candidate)
