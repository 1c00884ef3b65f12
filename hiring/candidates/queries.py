"""Reading candidates and their applications."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from hiring.accounts.models import Person
from hiring.candidates.models import Application, Candidate, CandidateImport
from hiring.candidates.policy import is_own_record
from hiring.candidates.reading.matching import Known, KnownPerson
from hiring.candidates.reading.rows import ImportPreview
from hiring.candidates.reading.table import CandidateTable, read_candidates
from hiring.candidates.values import plain_address
from hiring.foundation import clock
from hiring.foundation.database import db
from hiring.openings.models import Opening


def applications_of(session: Session, opening: Opening, *, seen_by: Person | None = None) -> Sequence[Application]:
    """Every application of an opening, by name; without the reader's own where a reader is named."""
    chosen = sa.select(Application).join(Candidate).where(Application.opening_id == opening.id)
    applications = session.scalars(chosen.order_by(Candidate.sort_name, Candidate.id)).all()
    return [application for application in applications if seen_by is None or not is_own_record(seen_by, application)]


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


def other_applications(session: Session, application: Application) -> Sequence[Application]:
    """The same candidate's tries for other openings, the newest first."""
    others = sa.select(Application).where(
        Application.candidate_id == application.candidate_id, Application.id != application.id
    )
    return session.scalars(others.order_by(Application.applied_on.desc(), Application.id)).all()


def of_candidates_of(opening: Opening) -> sa.ColumnElement[bool]:
    """Selects every application of everyone who applied for this opening, those for other openings too."""
    here = sa.select(Application.candidate_id).where(Application.opening_id == opening.id)
    return Application.candidate_id.in_(here)


def applications_before(session: Session, opening: Opening) -> dict[str, list[Application]]:
    """Candidate id → their applications for other openings, the newest first."""
    others = sa.select(Application).where(of_candidates_of(opening), Application.opening_id != opening.id)
    others = others.options(joinedload(Application.opening)).order_by(Application.applied_on.desc(), Application.id)
    by_candidate: dict[str, list[Application]] = {}
    for application in session.scalars(others):
        by_candidate.setdefault(application.candidate_id, []).append(application)
    return by_candidate


def waiting_imports(session: Session, opening: Opening) -> Sequence[CandidateImport]:
    """Uploaded files that nobody has taken or thrown away, the oldest first."""
    waiting = sa.select(CandidateImport).where(
        CandidateImport.opening_id == opening.id, CandidateImport.taken_at.is_(None)
    )
    return session.scalars(waiting.order_by(CandidateImport.uploaded_at, CandidateImport.id)).all()


def reading_of(
    session: Session, opening: Opening, table: CandidateTable, day_first: bool | None = None
) -> ImportPreview:
    """What would become of each row of the file if it were taken now."""
    addresses = {plain_address(cell) for row in table.rows for cell in row if "@" in cell}
    today = clock.today(opening.workplace.zone)
    return read_candidates(table, known_to(session, opening, addresses), today, opening.title, day_first)


def known_to(session: Session, opening: Opening, addresses: set[str]) -> Known:
    """Whom the house keeps under these addresses, and who applied here without one."""
    here = sa.select(Application).join(Candidate).where(Application.opening_id == opening.id)
    applied = {application.candidate_id for application in session.scalars(here)}
    people: dict[str, list[KnownPerson]] = {}
    for candidate in candidates_by_address(session, addresses):
        people.setdefault(candidate.email, []).append(KnownPerson(candidate.name, candidate.id in applied))
    without = session.scalars(here.where(Candidate.email == "")).all()
    return Known(
        people,
        frozenset(application.candidate.sort_name for application in without),
        frozenset(application.external_reference for application in without if application.external_reference),
    )


def candidates_by_address(session: Session, addresses: set[str]) -> Sequence[Candidate]:
    """In portions, because databases limit how much one question may hold."""
    wanted = sorted(addresses)
    candidates: list[Candidate] = []
    for start in range(0, len(wanted), 1_000):
        some = sa.select(Candidate).where(Candidate.email.in_(wanted[start : start + 1_000]))
        candidates += session.scalars(some.order_by(Candidate.added_at, Candidate.id))
    return candidates


def application_in_url(application_id: str) -> Application | None:
    """The application that an address names; what `access.allows` loads it with."""
    return db.session.get(Application, application_id)
