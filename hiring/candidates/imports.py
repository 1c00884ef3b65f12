"""Actions on an uploaded file: it is kept, its columns and rows are checked, and it is thrown away."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates import values
from hiring.candidates.models import CandidateImport, RememberedColumns
from hiring.candidates.queries import reading_of, remembered_fields
from hiring.candidates.reading.cells import REPAIRABLE
from hiring.candidates.reading.columns import columns_of, plain_heading, proposed
from hiring.candidates.reading.days import order_of, read_day
from hiring.candidates.reading.pasted import read_pasted
from hiring.candidates.reading.rows import ImportPreview
from hiring.candidates.reading.table import CandidateTable, ImportChoices, numbered_rows, read_table
from hiring.candidates.reading.trackers import source_key
from hiring.foundation import clock, spreadsheets, text
from hiring.foundation.records import journal
from hiring.foundation.tables.sheets import NotATable
from hiring.foundation.web.errors import Refused
from hiring.openings.models import Opening

PASTED = "Pasted list"


class DayOrderUnclear(Refused):
    """Only a person can say which number of a day is the day."""


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
        header_at=table.header_at,
        remarks=table.remarks,
        uploaded_at=clock.now(),
        uploaded_by_id=person.id,
    )
    session.add(kept)
    session.flush()
    journal.record(session, person.id, values.ImportUploaded(kept.id, opening=opening.id))
    return kept


def keep_pasted(session: Session, person: Person, opening: Opening, pasted: str) -> CandidateImport:
    """Keep a pasted list as a file would be; where it names no columns of its own, they are settled already."""
    table, fields = read_pasted(pasted)
    kept = keep_import(session, person, opening, PASTED, table)
    kept.fields = list(fields) if fields else None
    return kept


def table_of(kept: CandidateImport) -> CandidateTable:
    return CandidateTable(kept.rows or [[]], kept.remarks, kept.header_at)


def choices_of(session: Session, kept: CandidateImport) -> ImportChoices:
    """What people said about the file so far; columns nobody has checked are as proposed."""
    return ImportChoices(
        fields_of(session, kept),
        kept.day_first,
        {int(number): ticked for number, ticked in kept.ticks.items()},
        {int(number): typed for number, typed in kept.repairs.items()},
    )


def fields_of(session: Session, kept: CandidateImport) -> list[str]:
    return kept.fields if kept.fields is not None else proposed_fields(session, table_of(kept))


def proposed_fields(session: Session, table: CandidateTable) -> list[str]:
    """A field for each column: as people chose for this source, else by its name."""
    return proposed(table.rows[0], remembered_fields(session, table.rows[0]))


def reading_of_import(session: Session, kept: CandidateImport) -> ImportPreview:
    return reading_of(session, kept.opening, table_of(kept), choices_of(session, kept))


def choose_columns(
    session: Session,
    person: Person,
    kept: CandidateImport,
    fields: Sequence[str],
    *,
    day_first: bool | None = None,
    remember: bool = False,
) -> None:
    """Say what each column goes to and which number of a day is the day; `remember` it for the source's next file."""
    table = table_of(kept)
    header = table.rows[0]
    columns = columns_of(header, fields)
    days = [read_day(columns.cell(cells, "applied")) for _, cells in numbered_rows(table)]
    if day_first is None and order_of([day for day in days if day]).day_first is None:
        raise DayOrderUnclear("Say which day the first date is.", "day_first")
    kept.fields, kept.day_first = list(fields), day_first
    if not remember:
        return
    source, chosen = (
        source_key(header),
        {plain_heading(name): field for name, field in zip(header, fields, strict=True)},
    )
    if remembered_fields(session, header) != chosen:
        session.merge(RememberedColumns(source=source, fields=chosen, chosen_at=clock.now()))
        journal.record(session, person.id, values.ColumnsRemembered(kept.id, source=source))


def with_rows(
    choices: ImportChoices, ticks: Mapping[int, bool], repairs: Mapping[int, Mapping[str, str]]
) -> ImportChoices:
    """The choices with these ticks, and with what was typed into rows."""
    typed = {
        number: {name: value for name, value in fields.items() if name in REPAIRABLE}
        for number, fields in repairs.items()
    }
    return replace(choices, ticks={**choices.ticks, **ticks}, repairs={**choices.repairs, **typed})


def save_rows(kept: CandidateImport, choices: ImportChoices) -> None:
    """Keep ticks and repairs. Not an event: nobody is added by it."""
    numbers = {str(number) for number, _ in numbered_rows(table_of(kept))}
    kept.ticks = {str(n): ticked for n, ticked in choices.ticks.items() if str(n) in numbers}
    kept.repairs = {str(n): dict(typed) for n, typed in choices.repairs.items() if str(n) in numbers}


def refused_rows(session: Session, person: Person, kept: CandidateImport) -> bytes:
    """The refused rows as they came, with the reason beside each; corrected, the file can be imported again."""
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


REASON = "Why we left it out"


def discard_import(session: Session, person: Person, kept: CandidateImport) -> None:
    """Forget the file. The people added from it stay."""
    journal.record(session, person.id, values.ImportDiscarded(kept.id, opening=kept.opening_id))
    session.delete(kept)
