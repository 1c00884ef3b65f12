"""Actions on an uploaded file: it is kept, read, and taken as a whole or thrown away."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates import values
from hiring.candidates.identity import link_candidates_by_address
from hiring.candidates.models import Application, Candidate, CandidateImport
from hiring.candidates.queries import candidates_by_address, last_number, reading_of
from hiring.candidates.reading.rows import CandidateRow, ImportPreview
from hiring.candidates.reading.table import CandidateTable, read_table
from hiring.candidates.values import ApplicationState, name_key
from hiring.foundation import clock, ids, spreadsheets, text
from hiring.foundation.addresses import mailbox_key
from hiring.foundation.records import journal
from hiring.foundation.tables.sheets import NotATable
from hiring.foundation.web.errors import Refused
from hiring.openings.models import Opening


class ChangedMeanwhile(Refused):
    """What was looked at is no longer what would be taken."""


class CannotBeTaken(Refused):
    """Nothing in the file can be taken, or a question about it is open."""


def read_file(content: bytes) -> CandidateTable:
    """The table of an uploaded file. Refuses what is no table of candidates; done before any write begins."""
    try:
        return read_table(content)
    except NotATable as refused:
        raise NotATable(refused.sentence, "file") from None


def keep_import(
    session: Session, person: Person, opening: Opening, file_name: str, table: CandidateTable
) -> CandidateImport:
    """Keep the cells of a file that was read; nobody is added yet."""
    kept = CandidateImport(
        opening=opening,
        file_name=text.tidy(file_name)[:200] or "file",
        rows=table.rows,
        remarks=table.remarks,
        uploaded_at=clock.now(),
        uploaded_by_id=person.id,
    )
    session.add(kept)
    session.flush()
    journal.record(session, person.id, values.ImportUploaded(kept.id, opening=opening.id))
    return kept


def reading_of_import(session: Session, kept: CandidateImport) -> ImportPreview:
    return reading_of(session, kept.opening, CandidateTable(kept.rows or [], kept.remarks), kept.day_first)


def choose_day_order(kept: CandidateImport, day_first: bool) -> None:
    """What 03/10/2026 means in this file. Not an event: nothing is taken by it."""
    kept.day_first = day_first


def take_import(session: Session, person: Person, kept: CandidateImport, seen: str) -> None:
    """Add everybody of the file who can be added, at once. `seen` is the digest of the reading somebody looked at."""
    if kept.taken_at is not None:
        return
    reading = reading_of_import(session, kept)
    if reading.digest != seen:
        raise ChangedMeanwhile("Something has changed since you looked. This is how it stands now: look again.")
    if reading.unclear:
        raise CannotBeTaken("Say first which number is the day.")
    if not reading.can_be_taken:
        raise CannotBeTaken("No row of this file can be taken.")
    _add(session, person, kept.opening, reading.applications())
    counts = {"taken": len(reading.taken), "merged": len(reading.merged)}
    refused = [
        {"number": row.number, "name": row.name, "cells": list(row.cells), "reason": row.reason}
        for row in reading.refused
    ]
    kept.taken_at, kept.rows = clock.now(), None
    kept.result = counts | {"header": reading.header, "refused": refused}
    session.flush()
    counts["refused"] = len(refused)
    journal.record(session, person.id, values.CandidatesImported(kept.opening_id, upload=kept.id, **counts))


def _add(session: Session, person: Person, opening: Opening, rows: list[CandidateRow]) -> None:
    """What `add_candidate` does for one, in bulk: nobody else can write while five thousand are added."""
    addresses = {row.email for row in rows if row.email}
    known = {
        (candidate.email, candidate.sort_name): candidate for candidate in candidates_by_address(session, addresses)
    }
    today, first = clock.today(opening.workplace.zone), last_number(session, opening) + 1
    candidates, applications = [], []
    for number, row in enumerate(rows, start=first):
        candidate = known.get((row.email, name_key(row.name)))
        if candidate is None:
            candidates.append(_candidate(row))
        elif not candidate.phone:
            candidate.phone = row.phone
        candidate_id = candidate.id if candidate else candidates[-1]["id"]
        applications.append(_application(row, today) | {"number": number, "candidate_id": candidate_id})
    if candidates:
        session.execute(sa.insert(Candidate), candidates)
    session.execute(sa.insert(Application), [application | {"opening_id": opening.id} for application in applications])
    keys = {mailbox_key(address) for address in addresses}
    for account in session.scalars(sa.select(Person).where(Person.is_guest.is_(False)).order_by(Person.id)).unique():
        if account.email_key in keys:
            link_candidates_by_address(session, person.id, account)


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
    # The file does not say when somebody withdrew; the day we learned of it is the day we can vouch for.
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


def refused_rows(session: Session, person: Person, kept: CandidateImport) -> bytes:
    """The refused rows as they came, with the reason beside each; mended, the file can be imported again."""
    if kept.result is not None:
        header, refused = kept.result["header"], kept.result["refused"]
        rows = [(row["cells"], row["reason"]) for row in refused]
    else:
        reading = reading_of_import(session, kept)
        header, rows = reading.header, [(list(row.cells), row.reason) for row in reading.refused]
    width = max([len(header), *(len(cells) for cells, _ in rows)])
    wide = [[*cells, *[""] * (width - len(cells))] for cells, _ in rows]
    journal.record(session, person.id, values.RefusedRowsExported(kept.id, rows=len(rows)))
    return spreadsheets.as_csv(
        [*header, *[""] * (width - len(header)), REASON],
        [[*cells, reason] for cells, (_, reason) in zip(wide, rows, strict=True)],
    )


REASON = "Why it was not taken"


def discard_import(session: Session, person: Person, kept: CandidateImport) -> None:
    """Forget the file. Who was taken from it stays."""
    journal.record(session, person.id, values.ImportDiscarded(kept.id, opening=kept.opening_id))
    session.delete(kept)
