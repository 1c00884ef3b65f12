"""`hiring check-rubrics`: every mistake in rubric files, without a database."""

from pathlib import Path

import click

from hiring.commands.sentences import CommandFailed
from hiring.foundation import paths
from hiring.foundation.grammar import counted
from hiring.rubrics import files
from hiring.rubrics.proofreading.plain_reading import hard_scenes, hard_texts


@click.command("check-rubrics")
@click.argument("path", nargs=-1, type=click.Path(path_type=Path))
def check_rubrics(path: tuple[Path, ...]) -> None:
    """Check rubric files or folders for mistakes.

    Each mistake is named with its file, line and column; where there is none, each kind of text that is hard to
    read. Without a PATH, the rubrics we ship are checked.
    """
    bank = files.read([paths.rubrics()]).criteria if path else None  # a rubric alone may name our criteria
    library = files.read(path or [paths.rubrics()], bank)
    problems = [str(problem) for problem in library.problems] or _hard_to_read(library)
    for problem in problems:
        click.echo(problem)
    if problems:
        raise CommandFailed(f"{counted(len(problems), 'mistake')} found.".capitalize())
    criteria = counted(len(library.criteria), "criterion", "criteria")
    click.echo(f"No mistakes in {criteria} and {counted(len(library.rubrics), 'rubric')}.")


def _hard_to_read(library: files.RubricLibrary) -> list[str]:
    criteria = [sentence for criterion in library.criteria.values() for sentence in hard_texts(criterion)]
    return criteria + [sentence for rubric in library.rubrics.values() for sentence in hard_scenes(rubric)]
