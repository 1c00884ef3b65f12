"""`hiring check-rubrics`: every mistake in rubric files, without a database."""

from pathlib import Path

import click

from hiring.commands.sentences import CommandFailed
from hiring.foundation import paths
from hiring.foundation.grammar import counted
from hiring.rubrics import files


@click.command("check-rubrics")
@click.argument("path", nargs=-1, type=click.Path(path_type=Path))
def check_rubrics(path: tuple[Path, ...]) -> None:
    """Check rubric files or folders for mistakes.

    Each mistake is named with its file, line and column. Without a PATH, the rubrics we ship are checked.
    """
    bank = files.read([paths.rubrics()]).criteria if path else None  # a rubric alone may name our criteria
    library = files.read(path or [paths.rubrics()], bank)
    for problem in library.problems:
        click.echo(str(problem))
    if library.problems:
        raise CommandFailed(f"{counted(len(library.problems), 'mistake')} found.".capitalize())
    criteria = counted(len(library.criteria), "criterion", "criteria")
    click.echo(f"No mistakes in {criteria} and {counted(len(library.rubrics), 'rubric')}.")
