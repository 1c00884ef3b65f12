"""The `hiring` command. Every command obeys the system clock, and none but `send-mail` needs a network."""

import json
from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Any

import click
from flask import Flask
from flask_security import hash_password
from sqlalchemy.exc import OperationalError, ProgrammingError

from hiring.accounts import actions as accounts
from hiring.accounts import queries as accounts_queries
from hiring.accounts.command import password_link
from hiring.accounts.values import LINK_HOURS, Role
from hiring.analyse.command import analyse
from hiring.app import create_app
from hiring.candidates.command import import_candidates
from hiring.demo import cast, story
from hiring.demo import house as demo_house
from hiring.foundation import clock, config, database, digest, journal_chain, migrating, paths, readiness, signed_links
from hiring.foundation.access import guard_of
from hiring.foundation.database import db, writing
from hiring.foundation.errors import Refused
from hiring.foundation.outbox.command import send_mail
from hiring.foundation.verify_command import verify_journal
from hiring.foundation.words import counted
from hiring.rubrics import files

# Ports below the first are the system's own, and often refused.
FIRST_FREE_PORT, LAST_PORT = 1_024, 65_535
PORT = click.IntRange(1, LAST_PORT)


# These bring the database up to date themselves, and make the same checks after that.
MAKES_THE_DATABASE = {"init", "migrate", "demo"}
NEEDS_NO_DATABASE = {"routes"}


class Plain(click.ClickException):
    """A sentence on standard error and exit code 1; never a trace."""

    def show(self, file: Any = None) -> None:
        click.echo(self.message, err=True)


def settings_of(command: str, asked: Mapping[str, Any]) -> config.Settings:
    """The demo has settings of its own; every other command takes the environment's. Links lead to where it serves."""
    settings = demo_house.settings if command == "demo" else config.from_environment
    return settings(port=asked.get("port", config.USUAL_PORT))


def in_the_house(command: Callable[..., Any]) -> Callable[..., Any]:
    """Open the app for a command, and turn what a person can mend into a sentence."""

    @wraps(command)
    def inside(*args: Any, **kwargs: Any) -> Any:
        try:
            app = create_app(settings_of(command.__name__, kwargs))
            with app.app_context():
                return _explained(command, app, *args, **kwargs)
        except (config.SettingRefused, database.NotReady, Refused) as refused:
            raise Plain(str(refused)) from None
        except database.DatabaseBusy as busy:
            raise Plain(f"The database could not be used: {busy.__cause__ or 'it is busy'}") from None

    return inside


def _explained(command: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    try:
        if command.__name__ not in MAKES_THE_DATABASE | NEEDS_NO_DATABASE:
            readiness.refuse_unless_ready()
        return command(*args, **kwargs)
    except (OperationalError, ProgrammingError) as broken:
        if not migrating.is_current():
            raise Plain("The database is not up to date. Run: hiring init (new) or hiring migrate") from None
        raise Plain(f"The database could not be used: {broken.orig}") from None


@click.group()
def main() -> None:
    """Hiring for attitude: interviews, panels and probation on the same criteria."""


@main.command()
@in_the_house
def init(app: Flask) -> None:
    """Make the database, and print the link by which the first administrator comes in."""
    readiness.prepare()
    if accounts_queries.is_anybody_here(db.session):
        click.echo("Everything is in place; somebody is here already.")
        return
    link = signed_links.absolute("accounts.first_run", token=signed_links.token("first-run", "first"))
    click.echo(f"The database is ready. Start `hiring serve`, then open this link within {LINK_HOURS} hours:\n{link}")


@main.command()
@in_the_house
def migrate(app: Flask) -> None:
    """Bring the database to the form this version expects."""
    click.echo("Brought up to date." if readiness.prepare() else "Already up to date.")


@main.command("create-user")
@click.argument("email")
@click.option("--name", required=True)
@click.option("--role", "roles", multiple=True, required=True, help=f"One of: {', '.join(Role)}. May be repeated.")
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True)
@in_the_house
def create_user(app: Flask, email: str, name: str, roles: tuple[str, ...], password: str) -> None:
    """Add somebody who can sign in."""
    hashed = hash_password(accounts.check_password(password))
    with writing() as session:
        person = accounts.add_person(session, None, name=name, email=email, roles=roles, password_hash=hashed)
    click.echo(f"{person.name} can sign in as {person.email}.")


@main.command()
@click.option("--json", "as_json", is_flag=True, help="A list of objects with method, path and guard.")
@in_the_house
def routes(app: Flask, as_json: bool) -> None:
    """Every page there is, and its guard."""
    found = [
        {"method": method, "path": rule.rule, "guard": guard_of(app, rule.endpoint)}
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]
    found.sort(key=lambda one: (str(one["path"]), str(one["method"])))
    if as_json:
        click.echo(json.dumps(found, indent=2))
        return
    for one in found:
        click.echo(f"{one['method']:<5} {one['path']:<60} {one['guard']}")


@main.command("check-rubrics")
@click.argument("path", nargs=-1, type=click.Path(path_type=Path))
def check_rubrics(path: tuple[Path, ...]) -> None:
    """Read rubric files or folders and say every mistake at its place. Without a path: the rubrics we ship."""
    bank = files.read([paths.rubrics()]).criteria if path else None  # a rubric alone may name our criteria
    library = files.read(path or [paths.rubrics()], bank)
    for problem in library.problems:
        click.echo(str(problem))
    if library.problems:
        raise Plain(f"{counted(len(library.problems), 'mistake')} found.".capitalize())
    criteria = counted(len(library.criteria), "criterion", "criteria")
    click.echo(f"No mistakes in {criteria} and {counted(len(library.rubrics), 'rubric')}.")


main.command("password-link")(in_the_house(password_link))
main.command("import-candidates")(in_the_house(import_candidates))
main.command("send-mail")(in_the_house(send_mail))
main.command("verify-journal")(in_the_house(verify_journal))
main.add_command(analyse)


@main.command("digest")
@in_the_house
def digest_command(app: Flask) -> None:
    """A hash of everything recorded; equal on SQLite and PostgreSQL for equal content."""
    click.echo(digest.content_digest(db.session))


@main.command()
@in_the_house
def healthz(app: Flask) -> None:
    """Is the database there, current, durable and protected, and its journal whole?"""
    if fault := journal_chain.anchor_fault() or journal_chain.chain_fault(db.session):
        raise Plain(fault)
    click.echo("ok")


@main.command()
@click.option("--port", type=PORT, default=config.USUAL_PORT, show_default=True)
@click.option("--no-serve", is_flag=True, help="Only make the database and tell the story.")
@in_the_house
def demo(app: Flask, port: int, no_serve: bool) -> None:
    """Set everything up with a story to walk about in, say who to sign in as, and serve."""
    server = None if no_serve else _listening(app, "127.0.0.1", port)  # before links to this port are told
    readiness.prepare()
    if not accounts_queries.is_anybody_here(db.session):
        click.echo("Telling the demo story …")
        story.tell(clock.today(app.config["ZONE"]), hash_password(cast.PASSPHRASE))
    elif accounts_queries.person_by_email(db.session, cast.MEMBERS[0].email) is None:
        raise Plain("This database holds real people, so it is left alone. Choose another HIRING_STATE_DIR.")
    click.echo("\nSign in with any of these addresses. The password of all of them is:  " + cast.PASSPHRASE)
    for member in cast.MEMBERS:
        click.echo(f"  {member.email:<28} {member.shows}")
    click.echo("")
    if server is not None:
        _serve(server, "127.0.0.1", port)


@main.command()
@click.option("--port", type=PORT, default=config.USUAL_PORT, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@in_the_house
def serve(app: Flask, port: int, host: str) -> None:
    """Serve on this machine."""
    _serve(_listening(app, host, port), host, port)


def _listening(app: Flask, host: str, port: int) -> Any:
    import waitress  # noqa: PLC0415 - only these two commands need a server

    try:
        return waitress.create_server(app, host=host, port=port, threads=app.config["THREADS"], ident=None)
    except OSError as taken:
        command = click.get_current_context().info_name
        other = port + 1 if FIRST_FREE_PORT <= port < LAST_PORT else config.USUAL_PORT
        raise Plain(
            f"Port {port} cannot be used ({taken.strerror}). "
            f"Try: hiring {command} --port {other}, or make {command} PORT={other}"
        ) from None


def _serve(server: Any, host: str, port: int) -> None:
    click.echo(f"Serving on http://{host}:{port} – stop with Ctrl+C")
    server.run()
