"""The `hiring` command: a table of commands, each loaded when it is asked for.

Every command obeys the system clock, and none but `send-mail` needs a network.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from hiring.foundation.loading import loading

# Command → where it is, and its line in the list. A line is the first of the command's own help; a test holds that.
COMMANDS: dict[str, tuple[str, str]] = {
    "analyse": (
        "hiring.analyse.command:analyse",
        "Analyse ratings in FILE (.csv or .xlsx): one row a rating, or one column an interviewer.",
    ),
    "backup": ("hiring.commands.backups:backup", "Copy the database into one new FILE, even while it's in use."),
    "check-rubrics": ("hiring.commands.rubrics:check_rubrics", "Check rubric files or folders for mistakes."),
    "copy-to": ("hiring.commands.backups:copy_to", "Copy everything to the empty database at URL."),
    "create-user": ("hiring.commands.people:create_user", "Add someone who can sign in."),
    "demo": (
        "hiring.commands.server:demo",
        "Set everything up with a demo story, say who to sign in as, and serve.",
    ),
    "digest": (
        "hiring.commands.state:digest",
        "Print a hash of everything recorded, equal on SQLite and PostgreSQL for equal content.",
    ),
    "export-person": (
        "hiring.commands.people:export_person",
        "Write everything held on one person to a ZIP: JSON, and a page to read.",
    ),
    "healthz": (
        "hiring.commands.state:healthz",
        "Check that the database is there, current, durable and protected, and that its journal is whole.",
    ),
    "import-candidates": (
        "hiring.commands.people:import_candidates",
        "Add candidates from a tracker's export (CSV or XLSX) to an opening.",
    ),
    "init": ("hiring.commands.state:init", "Make the database, and print the link for the first administrator."),
    "migrate": ("hiring.commands.state:migrate", "Upgrade the database to what this version expects."),
    "password-link": (
        "hiring.commands.people:password_link",
        "Print a link so someone can choose a new password.",
    ),
    "practice-agreement": (
        "hiring.commands.people:practice_agreement",
        "Show how many people marked each criterion's sample answers blind, and how far they agree.",
    ),
    "purge": (
        "hiring.commands.people:purge",
        "List everyone who is due to be forgotten, or erase them if two people agree.",
    ),
    "restore": ("hiring.commands.backups:restore", "Put the backup FILE into an empty database."),
    "routes": ("hiring.commands.routes:routes", "List every page and its guard."),
    "send-mail": ("hiring.commands.mail:send_mail", "Send the mail that is waiting."),
    "serve": ("hiring.commands.server:serve", "Serve on this machine."),
    "verify-journal": (
        "hiring.commands.state:verify_journal",
        "Check the journal and every record it has a digest of, and name the first that's wrong.",
    ),
}


class CommandTable(click.Group):
    """A group that lists its commands without loading them, and ends what goes wrong in a sentence."""

    def __init__(self, table: Mapping[str, tuple[str, str]], **more: Any) -> None:
        super().__init__(**more)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self.table)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in self.table:
            return None
        module, _, attribute = self.table[name][0].partition(":")
        with loading():
            command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, self.table[name][1]) for name in self.list_commands(ctx)])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            sentences = import_module("hiring.commands.sentences")  # only what has failed needs it
            raise sentences.failure(error) from error


@click.command(cls=CommandTable, table=COMMANDS)
def main() -> None:
    """Hiring for attitude: interviews, panels and probation on the same criteria."""
