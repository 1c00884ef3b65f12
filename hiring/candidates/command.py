"""`hiring import-candidates`: the same import as on the pages, row by row, for a terminal."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.queries import person_by_email
from hiring.candidates import import_taking, imports, policy
from hiring.candidates.queries import reading_of
from hiring.candidates.reading.rows import CandidateRow, ImportPreview
from hiring.candidates.reading.table import ImportChoices
from hiring.foundation.database import writing
from hiring.foundation.web.errors import Refused
from hiring.openings.models import Opening


class OpeningUnclear(Refused):
    """No opening goes by this id or title, or several do."""


class NotYours(Refused):
    """The person named may not add candidates."""


@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--opening", "wanted", required=True, help="Id or title of the opening.")
@click.option("--by", "email", required=True, help="Email of the HR person on whose behalf.")
@click.option("--dates", type=click.Choice(["day-first", "month-first"]), help="What 03/10/2026 means, if unclear.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
def import_candidates(_app: Any, file: Path, wanted: str, email: str, dates: str | None, dry_run: bool) -> None:
    """Add candidates from a tracker's export (CSV or XLSX) to an opening."""
    day_first = None if dates is None else dates == "day-first"
    table = imports.read_file(file.read_bytes())
    with writing() as session:
        person, opening = person_by_email(session, email), _opening(session, wanted)
        if person is None or not person.active or not policy.can_add_candidates(person, opening):
            raise NotYours(f"{email} may not add candidates to this opening. Name someone from HR.")
        if dry_run:
            fields = imports.proposed_fields(session, table)
            _say(reading_of(session, opening, table, ImportChoices(fields, day_first)))
            click.echo("Nothing was changed.")
            return
        kept = imports.keep_import(session, person, opening, file.name, table)
        kept.day_first = day_first
        prepared = import_taking.prepare(session, kept)
        _say(prepared.reading)
        if prepared.reading.unclear:
            raise import_taking.CannotBeTaken("Say what comes first: --dates day-first or --dates month-first.")
        import_taking.take_import(session, person, kept, prepared, prepared.digest)
        added = len(prepared.reading.applications())
    click.echo(f"{added} added to “{opening.title}”.")


def _opening(session: Session, wanted: str) -> Opening:
    by_id = session.get(Opening, wanted)
    if by_id is not None:
        return by_id
    titled = sa.select(Opening).where(sa.func.lower(Opening.title) == wanted.lower(), Opening.closed_on.is_(None))
    openings = session.scalars(titled.order_by(Opening.id)).all()
    if len(openings) == 1:
        return openings[0]
    if openings:
        raise OpeningUnclear(
            f"Several openings have this title. Name one by its id: {', '.join(o.id for o in openings)}."
        )
    raise OpeningUnclear(f"There's no opening with the id or title “{wanted}”.")


def _say(reading: ImportPreview) -> None:
    for remark in reading.remarks:
        click.echo(f"note: {remark}")
    if reading.ignored:
        click.echo(f"columns left out: {', '.join(reading.ignored)}")
    for row in reading.rows:
        for line in _lines(row):
            click.echo(line)
    click.echo(reading.summary)


def _lines(row: CandidateRow) -> Iterator[str]:
    outcome = "left out" if row.can_be_ticked and not row.ticked else row.outcome
    reason = row.reason or row.closed
    yield f"row {row.number:>4}  {outcome:<9}{row.name or '(no name)'}" + (f" – {reason}" if reason else "")
    for warning in row.warnings:
        yield f"          {'':<9}{warning}"
