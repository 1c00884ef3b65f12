"""Actions on an uploaded file: it is kept, read, and taken as a whole or thrown away."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates import values
from hiring.candidates.models import Application, Candidate, CandidateImport
from hiring.candidates.queries import candidates_by_address, last_number, reading_of
from hiring.candidates.table import MOST_ROWS, Outcome, Reading, Row
from hiring.candidates.values import ApplicationState, name_key
from hiring.foundation import clock, journal, spreadsheets, text
from hiring.foundation.errors import Refused
from hiring.foundation.spreadsheets import Table
from hiring.openings.models import Opening


class ChangedMeanwhile(Refused):
    """What was looked at is no longer what would be taken."""


class CannotBeTaken(Refused):
    """Nothing in the file can be taken, or a question about it is open."""


def keep_import(session: Session, person: Person, opening: Opening, file_name: str, content: bytes) -> CandidateImport:
    """Read the file and keep its cells. Refuses what is no table of candidates; nobody is added yet."""
    table = spreadsheets.read(content, MOST_ROWS)
    reading_of(session, opening, table)
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


def reading_of_import(session: Session, kept: CandidateImport) -> Reading:
    return reading_of(session, kept.opening, Table(kept.rows or [], kept.remarks), kept.day_first)


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
    if reading.of(Outcome.UNCLEAR):
        raise CannotBeTaken("Say first which number is the day.")
    if not reading.can_be_taken:
        raise CannotBeTaken("No row of this file can be taken.")
    _add(session, kept.opening, reading.applications())
    merged, refused = (reading.of(one) for one in (Outcome.MERGED, Outcome.REFUSED))
    kept.taken_at, kept.rows = clock.now(), None
    kept.result = {
        "taken": len(reading.of(Outcome.TAKEN)),
        "merged": len(merged),
        "header": reading.header,
        "refused": [{"number": row.number, "cells": list(row.cells), "reason": row.reason} for row in refused],
    }
    session.flush()
    counts = {"taken": len(reading.of(Outcome.TAKEN)), "merged": len(merged), "refused": len(refused)}
    journal.record(session, person.id, values.CandidatesImported(kept.opening_id, upload=kept.id, **counts))


def _add(session: Session, opening: Opening, rows: list[Row]) -> None:
    """Like `add_candidate` for each, with as few questions to the database for five thousand as for one."""
    addresses = {row.email for row in rows if row.email}
    known = {(one.email, one.sort_name): one for one in candidates_by_address(session, addresses)}
    accounts = {one.email: one for one in session.scalars(sa.select(Person)) if one.email in addresses}
    today, first = clock.today(opening.workplace.zone), last_number(session, opening) + 1
    for number, row in enumerate(rows, start=first):
        candidate = known.get((row.email, name_key(row.name))) or Candidate(
            name=row.name,
            sort_name=name_key(row.name),
            email=row.email,
            person=accounts.get(row.email),
            added_at=clock.now(),
        )
        candidate.phone = candidate.phone or row.phone
        session.add(_application(opening, candidate, number, row, today))
    session.flush()


def _application(opening: Opening, candidate: Candidate, number: int, row: Row, today: date) -> Application:
    applied_on = row.applied_on or today
    application = Application(
        opening=opening,
        candidate=candidate,
        number=number,
        external_reference=row.reference,
        source=row.source,
        note=row.note,
        applied_on=applied_on,
        added_at=clock.now(),
    )
    if row.withdrawn:
        # The file does not say when; the day we learned of it is the day we can vouch for.
        application.state, application.state_on = str(ApplicationState.WITHDRAWN), max(applied_on, today)
        application.state_note = "Withdrawn according to the imported file."
    return application


def refused_rows(session: Session, person: Person, kept: CandidateImport) -> bytes:
    """The refused rows as they came, with the reason beside each; mended, the file can be imported again."""
    if kept.result is not None:
        header, refused = kept.result["header"], kept.result["refused"]
        rows = [(one["cells"], one["reason"]) for one in refused]
    else:
        reading = reading_of_import(session, kept)
        header, rows = reading.header, [(list(one.cells), one.reason) for one in reading.of(Outcome.REFUSED)]
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
