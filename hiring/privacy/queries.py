"""What the addresses of the pages name, and what browsers ask about people who were erased."""

from collections.abc import Collection
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.candidates.models import Candidate
from hiring.foundation import clock
from hiring.foundation.database import db
from hiring.foundation.web.browser_keys import subject_of
from hiring.privacy.gathering import ids_of
from hiring.privacy.models import Erasure, ErasureProposal, LegalHold, PrivacyRequest

# No browser keeps a text for longer than a day.
KEPT_IN_BROWSERS = timedelta(days=2)


def candidate_in_url(candidate_id: str) -> Candidate | None:
    return db.session.get(Candidate, candidate_id)


def request_in_url(privacy_request_id: str) -> PrivacyRequest | None:
    return db.session.get(PrivacyRequest, privacy_request_id)


def proposal_in_url(erasure_proposal_id: str) -> ErasureProposal | None:
    return db.session.get(ErasureProposal, erasure_proposal_id)


def hold_in_url(legal_hold_id: str) -> LegalHold | None:
    return db.session.get(LegalHold, legal_hold_id)


def erased_among(session: Session, subjects: Collection[str]) -> list[str]:
    """Of these subjects of texts, those that were erased lately. Nobody learns of any they don't know."""
    lately = sa.select(Erasure.candidate_id).where(Erasure.at > clock.now() - KEPT_IN_BROWSERS)
    candidates = session.scalars(lately).all() if subjects else []
    gone = {subject_of(key) for key in ids_of(session, candidates)} if candidates else set()
    return sorted(gone.intersection(subjects))
