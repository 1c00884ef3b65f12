"""Commands about people: someone who can sign in, a way back in, candidates from a file, marks on sample answers."""

import click
from flask import Flask
from flask_security import hash_password

from hiring.accounts import actions
from hiring.accounts import command as accounts
from hiring.accounts.values import Role
from hiring.candidates import command as candidates
from hiring.commands.context import with_pages
from hiring.foundation.database import writing
from hiring.practice import command as practice
from hiring.privacy import command as privacy


@click.command("create-user")
@click.argument("email")
@click.option("--name", required=True)
@click.option("--role", "roles", multiple=True, required=True, help=f"One of: {', '.join(Role)}. May be repeated.")
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True)
@with_pages
def create_user(_app: Flask, email: str, name: str, roles: tuple[str, ...], password: str) -> None:
    """Add someone who can sign in."""
    hashed = hash_password(actions.check_password(password))
    with writing() as session:
        person = actions.add_person(session, None, name=name, email=email, roles=roles, password_hash=hashed)
    click.echo(f"{person.name} can sign in as {person.email}.")


import_candidates = click.command("import-candidates")(with_pages(candidates.import_candidates))
export_person = click.command("export-person")(with_pages(privacy.export_person))
purge = click.command("purge")(with_pages(privacy.purge))
password_link = click.command("password-link")(with_pages(accounts.password_link))
practice_agreement = click.command("practice-agreement")(with_pages(practice.practice_agreement))
