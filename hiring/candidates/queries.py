"""Reading candidates and their applications."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from hiring.accounts.models import Person
from hiring.candidates.models import SHOWN, Application, Candidate, CandidateImport, RememberedColumns
from hiring.candidates.policy import is_own_record
from hiring.candidates.reading.columns import proposed
from hiring.candidates.reading.matching import Known, KnownPerson
from hiring.candidates.reading.repairs import mended_address
from hiring.candidates.reading.rows import ImportPreview
from hiring.candidates.reading.table import CandidateTable, ImportChoices, read_candidates
from hiring.candidates.reading.trackers import source_key
from hiring.foundation import clock
from hiring.foundation.database import db
from hiring.openings.models import Opening


def applications_of(session: Session, opening: Opening, *, seen_by: Person | None = None) -> Sequence[Application]:
    """Every application of an opening, by name; without the reader's own where a reader is named."""
    chosen = sa.select(Application).join(Candidate).where(Application.opening_id == opening.id, SHOWN)
    applications = session.scalars(chosen.order_by(Candidate.sort_name, Candidate.id)).all()
    return [application for application in applications if seen_by is None or not is_own_record(seen_by, application)]


def candidates_at(session: Session, email: str) -> Sequence[Candidate]:
    """Everybody kept under this address, the longest known first."""
    if not email:
        return []
    return session.scalars(
        sa.select(Candidate).where(Candidate.email == email, SHOWN).order_by(Candidate.added_at, Candidate.id)
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


def remembered_fields(session: Session, header: Sequence[str]) -> dict[str, str]:
    """Heading → field, as people last chose for a file of the same source."""
    remembered = session.get(RememberedColumns, source_key(header))
    return remembered.fields if remembered else {}


def known_in(session: Session, opening: Opening, table: CandidateTable, choices: ImportChoices) -> Known:
    """The people of the file we know."""
    fields = choices.fields if choices.fields is not None else proposed(table.rows[0])
    place = list(fields).index("email") if "email" in fields else None
    cells = [] if place is None else [row[place] for row in table.rows[1:] if len(row) > place and "@" in row[place]]
    cells += [typed["email"] for typed in choices.repairs.values() if "email" in typed]
    return known_to(session, opening, {mended_address(cell)[0] for cell in cells})


def reading_of(
    session: Session, opening: Opening, table: CandidateTable, choices: ImportChoices | None = None
) -> ImportPreview:
    """What would become of each row of the file if it were taken now."""
    said = choices or ImportChoices()
    known = known_in(session, opening, table, said)
    return read_candidates(table, known, clock.today(opening.workplace.zone), opening.title, said)


def known_to(session: Session, opening: Opening, addresses: set[str]) -> Known:
    """The people we keep under these addresses, and who applied here without one."""
    here = sa.select(Candidate.id, Candidate.sort_name, Candidate.email, Application.external_reference)
    applied = session.execute(here.join(Application).where(Application.opening_id == opening.id)).all()
    ids = {row.id for row in applied}
    people: dict[str, list[KnownPerson]] = {}
    for candidate_id, name, email in by_address(session, addresses, Candidate.id, Candidate.name, Candidate.email):
        people.setdefault(email, []).append(KnownPerson(name, candidate_id in ids))
    without = [row for row in applied if not row.email]
    return Known(
        people,
        frozenset(row.sort_name for row in without),
        frozenset(row.external_reference for row in without if row.external_reference),
    )


def by_address(session: Session, addresses: set[str], *columns: Any) -> list[Any]:
    """These columns of the candidates at these addresses, in portions: databases limit what one question may hold."""
    wanted = sorted(addresses)
    rows: list[Any] = []
    for start in range(0, len(wanted), 1_000):
        some = sa.select(*columns).where(Candidate.email.in_(wanted[start : start + 1_000]), SHOWN)
        rows += session.execute(some.order_by(Candidate.added_at, Candidate.id)).all()
    return rows


def application_in_url(application_id: str) -> Application | None:
    """The application that an address names; what `access.allows` loads it with."""
    return db.session.get(Application, application_id)
