"""What the addresses of the pages name."""

from hiring.candidates.models import Candidate
from hiring.foundation.database import db
from hiring.privacy.models import ErasureProposal, LegalHold, PrivacyRequest


def candidate_in_url(candidate_id: str) -> Candidate | None:
    return db.session.get(Candidate, candidate_id)


def request_in_url(privacy_request_id: str) -> PrivacyRequest | None:
    return db.session.get(PrivacyRequest, privacy_request_id)


def proposal_in_url(erasure_proposal_id: str) -> ErasureProposal | None:
    return db.session.get(ErasureProposal, erasure_proposal_id)


def hold_in_url(legal_hold_id: str) -> LegalHold | None:
    return db.session.get(LegalHold, legal_hold_id)
