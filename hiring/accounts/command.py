"""`hiring password-link`: the way back in for someone who cannot be sent mail, made where the database is."""

from typing import Any

import click

from hiring.accounts import password_links
from hiring.accounts.queries import person_by_email
from hiring.accounts.values import LINK_HOURS
from hiring.foundation.database import writing


@click.argument("address")
def password_link(_app: Any, address: str) -> None:
    """Print a link so someone can choose a new password."""
    with writing() as session:
        person = person_by_email(session, address)
        if person is None or person.is_guest:
            raise password_links.LinkNotPossible(f"Nobody signs in with {address}.")
        link = password_links.make_link_on_server(session, person)
        name = person.name
    click.echo(f"For {name}, once, within {LINK_HOURS} hours:\n{password_links.address_of(link)}")
