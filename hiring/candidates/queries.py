"""Reading candidates and their applications."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import Application, Candidate
from hiring.candidates.policy import is_own_record
from hiring.openings.models import Opening


def applications_of(session: Session, opening: Opening, *, seen_by: Person | None = None) -> Sequence[Application]:
    """Every application of an opening, by name; without the reader's own where a reader is named."""
    chosen = sa.select(Application).join(Candidate).where(Application.opening_id == opening.id)
    found = session.scalars(chosen.order_by(Candidate.sort_name, Candidate.id)).all()
    return [one for one in found if seen_by is None or not is_own_record(seen_by, one)]


def candidates_at(session: Session, email: str) -> Sequence[Candidate]:
    """Everybody kept under this address, the longest known first."""
    if not email:
        return []
    return session.scalars(
        sa.select(Candidate).where(Candidate.email == email).order_by(Candidate.added_at, Candidate.id)
    ).all()


def has_applied(session: Session, opening: Opening, candidate: Candidate) -> bool:
    tries = sa.select(Application.id).where(
        Application.opening_id == opening.id, Application.candidate_id == candidate.id
    )
    return session.scalar(tries.limit(1)) is not None


def last_number(session: Session, opening: Opening) -> int:
    """The number of the newest application of the opening; 0 where there is none."""
    numbers = sa.select(sa.func.max(Application.number)).where(Application.opening_id == opening.id)
    return session.scalar(numbers) or 0
