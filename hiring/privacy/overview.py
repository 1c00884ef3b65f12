"""What HR sees beside the people due to be forgotten: who waits for a second person, holds, and conflicts."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from hiring.accounts.models import Person
from hiring.candidates.models import Candidate
from hiring.privacy.due import KeptCandidate, applied_long_ago, kept_candidates, seen_by
from hiring.privacy.erasures import proposals_for, soon
from hiring.privacy.models import ErasureProposal, LegalHold, PrivacyRequest
from hiring.privacy.requests import open_requests

SOON_DAYS = 30


@dataclass(frozen=True, slots=True)
class KeepingOverview:
    """Everyone's state in a few lists. `conflicts` are kept by law for longer than we may use them."""

    proposals: list[ErasureProposal]
    requests: list[PrivacyRequest]
    holds: list[LegalHold]
    conflicts: list[KeptCandidate]
    restricted: list[KeptCandidate]
    soon: int


def may_wait() -> sa.Select[bool]:
    """Whether anything may wait for HR here. A start page asks it with other things, and reads the lists only then."""
    due = sa.exists().where(Candidate.erased_at.is_(None), applied_long_ago())
    asked = sa.exists().where(PrivacyRequest.answered_on.is_(None))
    proposed = sa.exists().where(ErasureProposal.ended_at.is_(None))
    return sa.select(sa.or_(due, asked, proposed))


def read(session: Session, person: Person) -> KeepingOverview:
    """The lists, without the reader's own record; the same number of statements however many people there are."""
    everyone = kept_candidates(session, seen_by(person))
    holds = sa.select(LegalHold).join(Candidate).where(LegalHold.released_at.is_(None), seen_by(person))
    holds = holds.options(joinedload(LegalHold.candidate), joinedload(LegalHold.reviewer)).order_by(LegalHold.review_on)
    return KeepingOverview(
        proposals=proposals_for(session, person),
        requests=open_requests(session, person),
        holds=list(session.scalars(holds).unique()),
        conflicts=[kept for kept in everyone if kept.days.is_conflict and not kept.is_due],
        restricted=[kept for kept in everyone if kept.is_restricted and not kept.days.is_conflict],
        soon=sum(soon(kept, SOON_DAYS) is not None for kept in everyone),
    )
