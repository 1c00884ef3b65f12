"""Adding the people of an uploaded file, and undoing that as a whole until someone among them is invited."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates import values
from hiring.candidates.identity import link_candidates_by_address
from hiring.candidates.imports import choices_of, save_rows, table_of, with_rows
from hiring.candidates.models import AccountLink, Application, Candidate, CandidateImport, Relation
from hiring.candidates.queries import by_address, known_in, last_number
from hiring.candidates.reading.matching import Known
from hiring.candidates.reading.rows import CandidateRow, ImportPreview
from hiring.candidates.reading.table import ImportChoices, read_candidates
from hiring.candidates.values import ApplicationState, name_key
from hiring.foundation import clock, ids
from hiring.foundation.addresses import mailbox_key
from hiring.foundation.database import Base
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused
from hiring.openings.models import Opening


class ChangedMeanwhile(Refused):
    """What was looked at is no longer what would be taken."""


class CannotBeTaken(Refused):
    """Nothing in the file can be taken, or a question about it is open."""


class CannotBeUndone(Refused):
    """Something has been done with someone of the import since."""


@dataclass(frozen=True, slots=True)
class PreparedImport:
    """A file read before the write begins, and what that reading rests on.

    `saved` is what was saved of people's choices, `choices` those with what they have just sent; `digest` is of the
    reading they looked at.
    """

    reading: ImportPreview
    saved: ImportChoices
    choices: ImportChoices
    known: Known
    digest: str


def prepare(
    session: Session,
    kept: CandidateImport,
    ticks: Mapping[int, bool] | None = None,
    repairs: Mapping[int, Mapping[str, str]] | None = None,
) -> PreparedImport:
    """Read the whole file: most of an import's work, and none of it writes."""
    saved = choices_of(session, kept)
    choices = with_rows(saved, ticks or {}, repairs or {})
    table, today, title = table_of(kept), clock.today(kept.opening.workplace.zone), kept.opening.title
    known = known_in(session, kept.opening, table, choices)
    reading = read_candidates(table, known, today, title, choices)
    # Ticks are no part of the digest, so that only repairs need a second reading.
    before = read_candidates(table, known, today, title, saved) if repairs else reading
    return PreparedImport(reading, saved, choices, known, before.digest)


def take_import(session: Session, person: Person, kept: CandidateImport, prepared: PreparedImport, seen: str) -> None:
    """Add everyone ticked who can be added, at once. `seen` is the digest of the reading someone looked at."""
    if kept.taken_at is not None:
        return
    _check(session, kept, prepared, seen)
    reading = prepared.reading
    save_rows(kept, prepared.choices)
    added = _add(session, person, kept.opening, reading.applications())
    refused = [
        {"number": row.number, "name": row.name, "cells": list(row.cells), "reason": row.reason}
        for row in reading.refused
    ]
    counts = {"taken": len(added["applications"]), "merged": sum(not row.can_be_ticked for row in reading.merged)}
    kept.result = counts | {"header": reading.header, "refused": refused} | added
    kept.taken_at, kept.rows, kept.ticks, kept.repairs = clock.now(), None, {}, {}
    session.flush()
    counts["refused"] = len(refused)
    journal.record(session, person.id, values.CandidatesImported(kept.opening_id, upload=kept.id, **counts))


def _check(session: Session, kept: CandidateImport, prepared: PreparedImport, seen: str) -> None:
    known = known_in(session, kept.opening, table_of(kept), prepared.choices)
    if choices_of(session, kept) != prepared.saved or known != prepared.known or prepared.digest != seen:
        raise ChangedMeanwhile("Something has changed since you looked. Check the rows again.")
    reading = prepared.reading
    if reading.unclear:
        raise CannotBeTaken("First say which number is the day.")
    broken = next((row for row in reading.refused if prepared.choices.ticks.get(row.number)), None)
    if broken is not None:
        where = f"{broken.mends}-{broken.number}" if broken.mends else None
        raise CannotBeTaken(f"Row {broken.number}: {broken.reason}", where)
    if not reading.applications():
        raise CannotBeTaken("Nobody you ticked in this file can be added.")


def _add(session: Session, person: Person, opening: Opening, rows: list[CandidateRow]) -> dict[str, Any]:
    """What `add_candidate` does for one, in bulk. Returns the ids of what was added, and whose phone was filled in."""
    addresses = {row.email for row in rows if row.email}
    columns = (Candidate.email, Candidate.sort_name, Candidate.id, Candidate.phone)
    known = {(email, name): (key, phone) for email, name, key, phone in by_address(session, addresses, *columns)}
    today, first = clock.today(opening.workplace.zone), last_number(session, opening) + 1
    candidates, applications, phones = [], [], {}
    for number, row in enumerate(rows, start=first):
        candidate_id, phone = known.get((row.email, name_key(row.name))) or ("", "")
        if not candidate_id:
            candidates.append(_candidate(row))
            candidate_id = candidates[-1]["id"]
        elif row.phone and not phone:
            phones[candidate_id] = row.phone
        applications.append(_application(row, today) | {"number": number, "candidate_id": candidate_id})
    if candidates:
        session.execute(sa.insert(Candidate), candidates)
    if phones:
        session.execute(sa.update(Candidate), [{"id": key, "phone": phone} for key, phone in phones.items()])
    session.execute(sa.insert(Application), [application | {"opening_id": opening.id} for application in applications])
    keys = {mailbox_key(address) for address in addresses}
    for account in session.scalars(sa.select(Person).where(Person.is_guest.is_(False)).order_by(Person.id)).unique():
        if account.email_key in keys:
            link_candidates_by_address(session, person.id, account)
    return {
        "applications": [application["id"] for application in applications],
        "candidates": [candidate["id"] for candidate in candidates],
        "phones": phones,
    }


def _candidate(row: CandidateRow) -> dict[str, Any]:
    return {
        "id": ids.new_id(),
        "name": row.name,
        "sort_name": name_key(row.name),
        "email": row.email,
        "phone": row.phone,
        "added_at": clock.now(),
    }


def _application(row: CandidateRow, today: date) -> dict[str, Any]:
    applied_on = row.applied_on or today
    # The file does not say when someone withdrew; the day we learned of it is the day we can vouch for.
    withdrawn = {"state_on": max(applied_on, today), "state_note": "Withdrawn according to the imported file."}
    return {
        "id": ids.new_id(),
        "external_reference": row.reference,
        "source": row.source,
        "note": row.note,
        "applied_on": applied_on,
        "added_at": clock.now(),
        "state": str(ApplicationState.WITHDRAWN if row.withdrawn else ApplicationState.UNDER_WAY),
    } | (withdrawn if row.withdrawn else {"state_on": None, "state_note": ""})


def undo_obstacle(session: Session, kept: CandidateImport) -> str:
    """Why the import can't be undone any more; "" while it can."""
    if kept.taken_at is None or kept.undone_at is not None or "applications" not in (kept.result or {}):
        return "There's nothing to undo."
    application_ids = (kept.result or {})["applications"]
    for some in _portions(application_ids):
        dealt_with = _dealt_with(session, some)
        if dealt_with:
            return f"You can't undo this import any more: someone has already worked on {dealt_with}."
    return ""


def _dealt_with(session: Session, application_ids: list[str]) -> str:
    """The name of someone whose application has changed, or hangs together with a row of any other table."""
    applications = sa.select(Application).where(Application.id.in_(application_ids))
    changed = [Application.revision > 1]
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if any(key.column is Application.__table__.c.id for key in column.foreign_keys):
                changed.append(sa.exists().where(column == Application.id))
    first = session.scalars(applications.where(sa.or_(*changed)).order_by(Application.number).limit(1)).first()
    return first.candidate.name if first else ""


def undo_import(session: Session, person: Person, kept: CandidateImport) -> None:
    """Remove everyone the import added, as if it had never been taken. People known before stay."""
    if kept.undone_at is not None:
        return
    if obstacle := undo_obstacle(session, kept):
        raise CannotBeUndone(obstacle)
    result = kept.result or {}
    for some in _portions(result["applications"]):
        session.execute(sa.delete(Application).where(Application.id.in_(some)))
    for some in _portions(result["candidates"]):
        # Someone may have applied elsewhere since: then they stay, with that application.
        gone = sa.select(Candidate.id).where(
            Candidate.id.in_(some), ~sa.exists().where(Application.candidate_id == Candidate.id)
        )
        keys = list(session.scalars(gone))
        for table, column in ((AccountLink, AccountLink.candidate_id), (Relation, Relation.candidate_id)):
            session.execute(sa.delete(table).where(column.in_(keys)))
        session.execute(sa.delete(Candidate).where(Candidate.id.in_(keys)))
    for candidate_id, phone in result["phones"].items():
        session.execute(
            sa.update(Candidate).where(Candidate.id == candidate_id, Candidate.phone == phone).values(phone="")
        )
    kept.undone_at = clock.now()
    kept.result = {"taken": result["taken"], "merged": result["merged"], "header": [], "refused": []}
    session.flush()
    removed = len(result["applications"])
    journal.record(session, person.id, values.ImportUndone(kept.id, opening=kept.opening_id, removed=removed))


def _portions(keys: list[str]) -> list[list[str]]:
    """Databases limit what one question may hold."""
    return [keys[start : start + 1_000] for start in range(0, len(keys), 1_000)]
