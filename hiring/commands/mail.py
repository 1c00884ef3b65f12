"""`hiring send-mail`: sends what is waiting in the outbox, once or again and again."""

import time
from typing import Any

import click
from flask import Flask

from hiring import mail_checks
from hiring.commands.context import with_database
from hiring.foundation import logs
from hiring.foundation.outbox import command
from hiring.foundation.web.base_app import provide


@click.command("send-mail")
@click.option("--every", type=click.IntRange(1, 86_400), metavar="SECONDS", help="Go on for ever, with this pause.")
@with_database
def send_mail(app: Flask, **options: Any) -> None:
    """Send the mail that is waiting.

    Two at once never send the same mail.
    """
    logs.configure()
    provide(app, [mail_checks.CHECKS])
    began = time.monotonic()
    command.send_mail(**options)
    logs.job("send-mail", int((time.monotonic() - began) * 1000))
