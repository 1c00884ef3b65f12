"""`hiring send-mail`: sends what is waiting in the outbox, once or again and again."""

import click

from hiring.commands.context import with_database
from hiring.foundation.outbox import command

send_mail = click.command("send-mail")(with_database(command.send_mail))
