"""`hiring send-mail`: sends what waits in the outbox, once or again and again, and says how it went in a line."""

import time

import click
from sqlalchemy.exc import OperationalError

from hiring.foundation.database import DatabaseBusy, db
from hiring.foundation.outbox import rounds, sending
from hiring.foundation.web.errors import Refused

# A run may meet many problems; a line names the first few.
MOST_PROBLEMS = 3


class NothingSent(Refused):
    """The settings or the server let no mail through."""


def send_mail(every: int | None) -> None:
    """Send what is waiting: once, or for ever with so many seconds between two runs."""
    if every is not None:
        _go_on(every)
    run = rounds.run_round()
    if run.stopped and not run.sent:
        raise NothingSent(in_words(run))
    click.echo(in_words(run))


def _go_on(every: int) -> None:
    """Whatever happens, the next round comes; a round that is like the last says nothing."""
    last = ""
    while True:
        try:
            run = rounds.run_round()
            sentence, is_news = in_words(run), run.sent > 0
        except (DatabaseBusy, OperationalError):
            sentence, is_news = "The database can't be used right now.", False
        if is_news or sentence != last:
            click.echo(sentence)
        last = sentence
        db.session.close()
        time.sleep(every)


def in_words(run: sending.Run) -> str:
    """3 sent, 1 waits: The mail server said: 450 Mailbox busy."""
    number, problems = sending.waiting()
    lines = [f"{run.sent} sent, {number} {'waits' if number == 1 else 'wait'}" if number else f"{run.sent} sent"]
    why = [run.stopped] if run.stopped else problems[:MOST_PROBLEMS] if number else []
    lines[0] += f": {' '.join(why)}" if why else "."
    if run.given_up:
        reasons = " ".join(list(dict.fromkeys(run.given_up))[:MOST_PROBLEMS])
        lines.append(f"{len(run.given_up)} given up: {reasons}")
    return "\n".join(lines)
