"""What went wrong in a command, as a sentence on standard error and exit code 1; never a traceback."""

import sys
import traceback
from typing import IO, Any

import click
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from hiring.foundation import config
from hiring.foundation.database import DatabaseBusy, NotReady
from hiring.foundation.database_errors import cause_of, is_disk_full
from hiring.foundation.web.errors import Refused

DISK_FULL = "The disk is full, so nothing was recorded. Free some space, then run this again."


class CommandFailed(click.ClickException):
    """A sentence, without the word Error before it."""

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, file=file, err=file is None)


def failure(error: Exception) -> CommandFailed:
    """The sentence for whatever ended a command."""
    if isinstance(error, (config.SettingRefused, NotReady, Refused)):
        return CommandFailed(str(error))
    if is_disk_full(error):
        return CommandFailed(DISK_FULL)
    if isinstance(error, (DatabaseBusy, DBAPIError)):
        return CommandFailed(f"The database couldn't be used: {cause_of(error)}")
    if isinstance(error, (ArgumentError, NoSuchModuleError)):
        return CommandFailed("HIRING_DATABASE_URL can't be read. It looks like postgresql://hiring@localhost/hiring")
    if isinstance(error, ModuleNotFoundError) and error.name == "psycopg":
        return CommandFailed("PostgreSQL needs its driver. Install psycopg[binary], as the README says.")
    if isinstance(error, OSError):
        return CommandFailed(f"{error.filename or 'A file'} can't be used: {error.strerror or error}.")
    return CommandFailed(_fault(error))


def _fault(error: Exception) -> str:
    """For a fault of ours. `PYTHONDEVMODE=1` prints where it happened."""
    if sys.flags.dev_mode:
        return "".join(traceback.format_exception(error)).rstrip()
    return (
        f"This command broke ({type(error).__name__}). That is a fault in the program, not in what you did. "
        "Run it again with PYTHONDEVMODE=1 to see where, and report that."
    )
