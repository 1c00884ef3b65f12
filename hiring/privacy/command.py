"""`hiring export-person` and `hiring purge`: for a terminal, with the same rules as on the pages."""

from pathlib import Path
from typing import Any

import click
import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.accounts.queries import person_by_email
from hiring.candidates.models import Application, Candidate
from hiring.foundation.backups.copies import FileThere
from hiring.foundation.database import db, writing
from hiring.foundation.grammar import counted
from hiring.foundation.web.errors import Refused
from hiring.foundation.web.template_filters import day
from hiring.privacy import erasures, export, mentions
from hiring.privacy.due import kept_candidates
from hiring.privacy.restricting import restrict_due
from hiring.probation.models import Probation


class PersonUnknown(Refused):
    """No candidate, application or probation has this id, or no account this address."""


@click.argument("person_id", metavar="ID")
@click.option("--names", type=click.Choice(["withheld", "shown"]), default="withheld", show_default=True,
              help="Names of other people.")  # fmt: skip
@click.option("--to", "file", type=click.Path(dir_okay=False, path_type=Path), help="The file; person-ID.zip else.")
def export_person(app: Any, person_id: str, names: str, file: Path | None) -> None:
    """Write everything held on one person to a ZIP: JSON, and a page to read.

    ID is that of the candidate, an application of theirs or their probation, as it stands in the address of its page.
    """
    path = file or Path(f"person-{person_id}.zip")
    if path.exists():
        raise FileThere(f"{path} is there already. Name a new file.")
    with app.test_request_context(), writing() as session:
        candidate = _candidate(session, person_id)
        content = export.hand_over(session, None, candidate, names_shown=names == "shown")
    path.write_bytes(content)
    path.chmod(0o600)
    click.echo(f"Written to {path}. It holds personal data: hand it over, then delete it.")


def _candidate(session: Session, person_id: str) -> Candidate:
    by_application = sa.select(Application.candidate_id).where(Application.id == person_id)
    by_probation = sa.select(Application.candidate_id).join(Probation).where(Probation.id == person_id)
    chosen = sa.or_(Candidate.id == person_id, Candidate.id.in_(by_application), Candidate.id.in_(by_probation))
    candidate = session.scalar(sa.select(Candidate).where(chosen, Candidate.erased_at.is_(None)))
    if candidate is None:
        raise PersonUnknown(f"Nobody here has the id {person_id}. Take it from the address of their page.")
    return candidate


@click.option("--by", "first", metavar="EMAIL", help="Someone from HR who agrees to every name.")
@click.option("--second", metavar="EMAIL", help="A second person from HR who agrees to every name.")
def purge(_app: Any, first: str | None, second: str | None) -> None:
    """List everyone who is due to be forgotten, or erase them on the word of two people.

    Each person is a write of its own: run it again after a crash, and it goes on where it stopped.
    """
    with writing() as session:
        restricted = restrict_due(session)
    if restricted:
        click.echo(f"{counted(restricted, 'person', 'people')} restricted: law keeps them, and nobody uses them.")
    due = [kept for kept in kept_candidates(db.session) if kept.is_due]
    if not due:
        click.echo("Nobody is due to be forgotten today.")
    for kept in due:
        for place, line in mentions.doubtful(db.session, db.session.get_one(Candidate, kept.id)):
            click.echo(f"{kept.id}  this may mean someone else called {kept.name}, so it stays: {place}: {line}")
        if first is None or second is None:
            since = day(kept.days.purge_on) if kept.days.purge_on else ""
            click.echo(f"{kept.id}  {kept.name}, due since {since}")
            continue
        click.echo(_purged(kept.id, kept.name, first, second))
    if due and (first is None or second is None):
        click.echo("Nothing was erased. Two people agree: hiring purge --by EMAIL --second EMAIL")


def _purged(candidate_id: str, name: str, first: str, second: str) -> str:
    """Erase one of them; says so, or why not."""
    with writing() as session:
        candidate = session.get_one(Candidate, candidate_id)
        if candidate.erased_at is not None:
            return f"{candidate_id}  erased already, with another record of theirs"
        person, other = _account(session, first), _account(session, second)
        try:
            erasures.purge(session, person, other, candidate)
        except erasures.ErasureRefused as refused:
            return f"{candidate_id}  kept: {refused.sentence}"
    return f"{candidate_id}  {name} erased"


def _account(session: Session, email: str) -> Person:
    person = person_by_email(session, email)
    if person is None or not person.active:
        raise PersonUnknown(f"Nobody can sign in as {email}.")
    return person
