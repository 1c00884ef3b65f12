"""`hiring verify-journal`: whether the journal is whole, and whether every final row is as it was recorded."""

from dataclasses import dataclass
from typing import Any

import click

from hiring.foundation.database import db, writing
from hiring.foundation.records import journal, journal_chain
from hiring.foundation.refusals import Refused


class JournalBroken(Refused):
    """Something was changed behind the application's back."""


@dataclass(frozen=True, slots=True)
class AnchorRenewed(journal.Event):
    """The journal was signed as it is, by someone at the server's console."""


@click.option("--renew-anchor", is_flag=True, help="Sign the journal as it is, once you know why its anchor was lost.")
def verify_journal(_app: Any, renew_anchor: bool) -> None:
    """Check the journal and every record it has a digest of, and name the first that's wrong."""
    if renew_anchor:
        with writing() as session:
            journal_chain.renew_anchor(session)
            journal.record(session, None, AnchorRenewed("journal"))
    if fault := journal_chain.fault_of(db.session):
        raise JournalBroken(fault)
    newest = journal_chain.head(db.session)
    click.echo(f"The journal is whole: {newest.sequence} entries, and every sealed record is as it was recorded.")
