"""Commands about the database as a whole: make it, migrate it, check it, compare it."""

import click
from flask import Flask

from hiring.accounts.queries import possible_approvers
from hiring.accounts.values import LINK_HOURS, too_few_approvers
from hiring.commands.context import with_database, with_unchecked_database, with_unchecked_pages
from hiring.commands.sentences import CommandFailed
from hiring.foundation import readiness
from hiring.foundation.database import db
from hiring.foundation.records import digest as digests
from hiring.foundation.records import journal_chain, verify_command


@click.command()
@with_unchecked_pages
def init(_app: Flask) -> None:
    """Make the database, and print the link for the first administrator."""
    # Links need the pages they lead to.
    from hiring.accounts.queries import is_anybody_here  # noqa: PLC0415 - see above
    from hiring.foundation.web import signed_links  # noqa: PLC0415 - see above

    readiness.prepare()
    if is_anybody_here(db.session):
        click.echo("Everything is in place, and someone can sign in already.")
        return
    link = signed_links.absolute("passwords.first_run", token=signed_links.token("first-run", "first"))
    click.echo(f"The database is ready. Start `hiring serve`, then open this link within {LINK_HOURS} hours:\n{link}")


@click.command()
@with_unchecked_database
def migrate(_app: Flask) -> None:
    """Upgrade the database to what this version expects."""
    click.echo("Brought up to date." if readiness.prepare() else "Already up to date.")


@click.command()
@with_database
def digest(_app: Flask) -> None:
    """Print a hash of everything recorded, equal on SQLite and PostgreSQL for equal content."""
    click.echo(digests.content_digest(db.session))


@click.command()
@with_database
def healthz(_app: Flask) -> None:
    """Check that the database is there, current, durable and protected, and that its journal is whole."""
    if fault := journal_chain.anchor_fault() or journal_chain.chain_fault(db.session):
        raise CommandFailed(fault)
    click.echo("ok")
    if remark := too_few_approvers(db.session.scalar(possible_approvers()) or 0):
        click.echo(remark)


verify_journal = click.command("verify-journal")(with_database(verify_command.verify_journal))
