"""`hiring analyse`: panel statistics for a spreadsheet, without a database and without any setting."""

from __future__ import annotations

import errno
import json
import math
import sys
from pathlib import Path

import click


@click.command("analyse")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--candidate", metavar="COLUMN", help="The column that names the candidate.")
@click.option("--interviewer", metavar="COLUMN", help="The column that names the interviewer.")
@click.option("--criterion", metavar="COLUMN", help="The column that names the criterion, if there is one.")
@click.option("--score", metavar="COLUMN", help="The column with the marks.")
@click.option("--round", "round_", metavar="COLUMN", help="The column that names the round in which marks were given.")
@click.option("--scale", nargs=2, type=float, metavar="LOW HIGH", help="The lowest and highest mark.")
@click.option("--json", "wants_json", is_flag=True, help="Print JSON instead of text.")
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), metavar="OUT", help="Write a page to OUT.")
def analyse(
    file: Path,
    candidate: str | None,
    interviewer: str | None,
    criterion: str | None,
    score: str | None,
    round_: str | None,
    scale: tuple[float, float] | None,
    wants_json: bool,
    html: Path | None,
) -> None:
    """Analyse ratings in FILE (.csv or .xlsx): one row a rating, or one column an interviewer."""
    # Fitting and reading sheets take half a second to import; every other command would wait for it.
    from hiring.analyse import analysis  # noqa: PLC0415

    if scale is not None and not -math.inf < scale[0] < scale[1] < math.inf:
        raise click.ClickException("The scale must end above its start.")
    if html is not None and _same_file(file, html):
        raise click.ClickException(f"{html} is the file with the ratings; name another one for the page.")
    try:
        result = analysis.analysed(file, analysis.ColumnNames(candidate, interviewer, criterion, score, round_), scale)
    except (analysis.SheetError, analysis.BadRatings) as error:
        raise click.ClickException(str(error)) from error
    except MemoryError as error:
        raise click.ClickException(f"{file} is too large for the memory of this machine.") from error
    if html is not None:
        from hiring.analyse.report.page import as_html  # noqa: PLC0415 - only a page needs its templates

        _write(html, as_html(result, f"Panel report: {file.stem}"))
    if wants_json:
        _print(json.dumps(analysis.as_json(result), indent=2, allow_nan=False))
    elif html is None:
        _print(analysis.as_text(result).removesuffix("\n"))
    else:
        _print(f"Written to {html}.")


def _same_file(file: Path, html: Path) -> bool:
    return file.is_file() and html.is_file() and file.samefile(html)


def _write(html: Path, page: str) -> None:
    """A file's name may have bytes that are no letters; the page shows a mark in their place."""
    try:
        html.write_bytes(page.encode("utf-8", "replace"))
    except OSError as error:
        raise click.ClickException(f"{html} cannot be written: {error.strerror}.") from error


def _print(text: str) -> None:
    """A terminal that has no letter for a name still gets the figures."""
    letters = sys.stdout.encoding or "utf-8"
    try:
        click.echo(text.encode(letters, "replace").decode(letters))
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise  # the reader has seen enough, which click knows how to end
        raise click.ClickException(f"The report cannot be printed: {error.strerror}.") from error
