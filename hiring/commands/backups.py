"""`hiring backup`, `hiring restore` and `hiring copy-to`."""

from dataclasses import replace
from pathlib import Path

import click
from flask import Flask

from hiring.commands.context import database_app, with_database, with_unchecked_database
from hiring.foundation import config
from hiring.foundation.backups import copies
from hiring.foundation.grammar import counted

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=FILE)
@click.option("--with-key", is_flag=True, help="Put the journal's key into the file too. Keep such a file very safe.")
@with_database
def backup(_app: Flask, file: Path, with_key: bool) -> None:
    """Copy the database into one new FILE, even while it's in use."""
    manifest = copies.back_up(file, with_key=with_key)
    number = sum(table.rows for table in manifest.tables.values())
    click.echo(f"{counted(number, 'row')} written to {file}, up to entry {manifest.journal_sequence} of the journal.")
    if not with_key:
        click.echo(f"The journal's key ({manifest.key_fingerprint}) isn't in it. Keep a copy of the key elsewhere.")


@click.command()
@click.argument("file", type=FILE)
@with_unchecked_database
def restore(_app: Flask, file: Path) -> None:
    """Put the backup FILE into an empty database."""
    restored = copies.restore(file)
    forgotten = _erase_again()
    click.echo(f"{counted(restored.rows, 'row')} restored, as they were at {restored.made_at}.")
    if restored.entries_lost:
        lost = counted(restored.entries_lost, "entry", "entries")
        click.echo(f"The journal had gone on here since: {lost} of it came after the backup and can't be restored.")
    if forgotten:
        click.echo(f"{counted(forgotten, 'person', 'people')} erased again, following the ledger in the state folder.")


def _erase_again() -> int:
    from hiring.privacy import erasing  # noqa: PLC0415 - with all rooms, which only a restore needs

    return erasing.replay()


@click.command("copy-to")
@click.argument("url")
@with_database
def copy_to(_app: Flask, url: str) -> None:
    """Copy everything to the empty database at URL.

    Stop the server first: what is recorded while this runs isn't copied.
    """
    settings = config.from_environment()
    target = replace(settings, database_url=config.database_url(url, settings.state_dir, "The URL"))
    number, digest = copies.copy_to(database_app(target))
    click.echo(f"{counted(number, 'row')} copied. Both databases have the digest {digest}.")
    click.echo("Set HIRING_DATABASE_URL to the copy, then start the server again.")
