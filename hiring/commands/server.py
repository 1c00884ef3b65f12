"""`hiring serve` and `hiring demo`: a server on this machine."""

from datetime import date
from functools import partial
from typing import Any

import click
from flask import Flask

from hiring.commands.context import with_pages, with_unchecked_pages
from hiring.commands.sentences import CommandFailed
from hiring.demo.settings import settings as demo_settings
from hiring.foundation import clock, config, readiness
from hiring.foundation.database import db

# Ports below the first are the system's own, and often refused.
FIRST_FREE_PORT, LAST_PORT = 1_024, 65_535
PORT = click.IntRange(1, LAST_PORT)
STORIES = ("two-years", "short", "fresh")


@click.command()
@click.option("--port", type=PORT, default=config.USUAL_PORT, show_default=True)
@click.option("--no-serve", is_flag=True, help="Only make the database and its story, and don't serve.")
@click.option("--story", type=click.Choice(STORIES), default="two-years", show_default=True,
              help="Two years of hiring, the last eight months alone, or an empty start.")  # fmt: skip
@partial(with_unchecked_pages, settings=demo_settings)
def demo(app: Flask, port: int, no_serve: bool, story: str) -> None:
    """Set everything up with a demo story, say who to sign in as, and serve."""
    # A real server never tells the story.
    from flask_security import hash_password  # noqa: PLC0415 - see above

    from hiring.accounts import queries  # noqa: PLC0415 - see above
    from hiring.demo import people  # noqa: PLC0415 - see above

    server = None if no_serve else _listening(app, "127.0.0.1", port)  # before links to this port are printed
    readiness.prepare()
    if not queries.is_anybody_here(db.session):
        _tell(story, clock.today(app.config["ZONE"]), hash_password(people.PASSPHRASE))
    elif queries.person_by_email(db.session, people.MEMBERS[0].email) is None:
        raise CommandFailed("This database holds real people, so we left it alone. Choose another HIRING_STATE_DIR.")
    click.echo("\nSign in with any of these addresses. They all have the same password:  " + people.PASSPHRASE)
    for member in people.MEMBERS:
        if queries.person_by_email(db.session, member.email) is not None:
            click.echo(f"  {member.email:<28} {member.shows}")
    click.echo("")
    if server is not None:
        _serve(server, "127.0.0.1", port)


def _tell(story: str, today: date, password_hash: str) -> None:
    from hiring.demo import fresh, scenario  # noqa: PLC0415 - a real server never tells the story

    if story == "fresh":
        fresh.begin(password_hash)
    else:
        click.echo("Making the demo story …")
        scenario.tell(today, password_hash, with_two_years=story == "two-years")


@click.command()
@click.option("--port", type=PORT, default=config.USUAL_PORT, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@with_pages
def serve(app: Flask, port: int, host: str) -> None:
    """Serve on this machine.

    With HIRING_SMTP_URL it sends the mail, too. Of several servers one does.
    """
    from hiring.foundation.outbox import sender, server  # noqa: PLC0415 - the port is looked at first

    listening = _listening(app, host, port)
    if server.is_set():
        sender.MailSender(app).start()
    _serve(listening, host, port)


def _listening(app: Flask, host: str, port: int) -> Any:
    import waitress  # noqa: PLC0415 - `demo --no-serve` needs no server

    # Behind a proxy its word on who asks is passed on to the app, which trusts one; else everyone has one address.
    options = {"threads": app.config["THREADS"], "clear_untrusted_proxy_headers": not app.config["BEHIND_TLS"]}
    try:
        return waitress.create_server(app, host=host, port=port, ident=None, **options)
    except OSError as taken:
        command = click.get_current_context().info_name
        other = port + 1 if FIRST_FREE_PORT <= port < LAST_PORT else config.USUAL_PORT
        raise CommandFailed(
            f"Port {port} cannot be used ({taken.strerror}). "
            f"Try: hiring {command} --port {other}, or make {command} PORT={other}"
        ) from None


def _serve(server: Any, host: str, port: int) -> None:
    click.echo(f"Serving on http://{host}:{port} – stop with Ctrl+C")
    # What was read while starting would stay open as long as the server runs: SQLite could never empty its log, and
    # what was erased would stay in it.
    db.session.rollback()
    server.run()
