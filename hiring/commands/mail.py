"""`hiring send-mail`: writes the reminders that are due, then sends what is waiting; once, or again and again."""

import time
from typing import Any

import click
from flask import Flask

from hiring.commands.context import with_pages
from hiring.foundation import logs
from hiring.foundation.outbox import command


@click.command("send-mail")
@click.option(
    "--every", type=click.IntRange(1, 86_400), metavar="SECONDS", help="Keep going, with this pause between runs."
)
@with_pages
def send_mail(_app: Flask, **options: Any) -> None:
    """Send the mail that is waiting.

    Two at once never send the same mail.
    """
    logs.configure()
    began = time.monotonic()
    command.send_mail(**options)
    logs.job("send-mail", int((time.monotonic() - began) * 1000))
