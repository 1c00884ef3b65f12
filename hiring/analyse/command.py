"""`hiring analyse`: panel statistics for a spreadsheet, without a database and without any setting."""

from __future__ import annotations

import errno
import json
import math
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import click

# Parts of a report in JSON that are printed together.
_PARTS = 20_000


class QuestionAboutSheet(click.ClickException):
    """The sheet can be read in more than one way: the command asks, and ends with 2."""

    exit_code = 2


@click.command("analyse")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--candidate", metavar="COLUMN", help="The column that names the candidate.")
@click.option("--interviewer", metavar="COLUMN", help="The column that names the interviewer.")
@click.option("--criterion", metavar="COLUMN", help="The column that names the criterion, if there is one.")
@click.option("--score", metavar="COLUMN", help="The column with the marks.")
@click.option("--round", metavar="COLUMN", help="The column that names the round in which marks were given.")
@click.option("--weight", metavar="COLUMN", help="The column with the weight of the criterion.")
@click.option("--opening", metavar="COLUMN", help="The column that names the opening. Each is analysed by itself.")
@click.option("--interviewer-columns", metavar="A,B", help="The columns that hold the marks of one interviewer each.")
@click.option("--criterion-columns", metavar="A,B", help="The columns that hold the marks on one criterion each.")
@click.option("--ignore", metavar="A,B", help="Columns to leave out.")
@click.option("--sheet", metavar="NAME", help="The sheet of a workbook that has the marks.")
@click.option("--sheets-are", type=click.Choice(["interviewers", "criteria", "candidates"]), help="What sheets are.")
@click.option("--header-row", type=click.IntRange(min=1), metavar="ROW", help="The row with the headings.")
@click.option("--lower-is-better", is_flag=True, help="1 is the best mark, as in ranks and some grades.")
@click.option("--missing", metavar="A,B", help="What a cell says where nothing was observed.")
@click.option("--map", "codes", metavar="A=4,B=2", help="The marks that words mean.")
@click.option("--scale", nargs=2, type=float, metavar="LOW HIGH", help="The lowest and highest mark.")
@click.option("--json", "wants_json", is_flag=True, help="Print JSON instead of text.")
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), metavar="OUT", help="Write a page to OUT.")
def analyse(file: Path, scale: tuple[float, float] | None, wants_json: bool, html: Path | None, **said: Any) -> None:
    """Analyse ratings in FILE (.csv or .xlsx): one row a rating, or one column an interviewer.

    Where a sheet can be read in more than one way, the command asks and ends with 2. A comma within a heading is
    written as \\,
    """
    if scale is not None and not -math.inf < scale[0] < scale[1] < math.inf:
        raise click.ClickException("The top of the scale must be above the bottom.")
    if html is not None and _same_file(file, html):
        raise click.ClickException(f"{html} is the file with the ratings. Name another file for the page.")
    report = _analysed(file, said, scale)
    if html is not None:
        from hiring.analyse.report.page import as_html  # noqa: PLC0415 - only a page needs its templates

        _write(html, as_html(report, f"Panel report: {file.stem}"))
    if wants_json:
        from hiring.analyse.report.record import as_json  # noqa: PLC0415 - as in `_analysed`

        for lines in _in_pieces(json.JSONEncoder(indent=2, allow_nan=False).iterencode(as_json(report))):
            _print(lines, end="")
        _print("")
    elif html is None:
        from hiring.analyse.report.text import as_text  # noqa: PLC0415 - as in `_analysed`

        _print(as_text(report).removesuffix("\n"))
    else:
        _print(f"Written to {html}.")


def _analysed(file: Path, said: dict[str, Any], scale: tuple[float, float] | None) -> Any:
    # Fitting and reading sheets take half a second to import; every other command would wait for it.
    from hiring.analyse import analysis  # noqa: PLC0415 - see above
    from hiring.analyse.reading.options import codes_of, split_list  # noqa: PLC0415 - see above

    try:
        lists = {name: split_list(said.pop(name)) for name in
                 ("interviewer_columns", "criterion_columns", "ignore", "missing")}  # fmt: skip
        options = analysis.ReadingOptions(**said | lists | {"codes": codes_of(said.pop("codes"))})
        return analysis.analysed(file, options, scale)
    except analysis.UnclearShape as question:
        raise QuestionAboutSheet(str(question)) from question
    except (analysis.SheetError, analysis.BadRatings) as error:
        raise click.ClickException(str(error)) from error
    except MemoryError as error:
        raise click.ClickException(f"{file} is too large for the memory of this machine.") from error


def _same_file(file: Path, html: Path) -> bool:
    return file.is_file() and html.is_file() and file.samefile(html)


def _write(html: Path, page: str) -> None:
    """A file's name may have bytes that are no letters; the page shows a mark in their place."""
    try:
        html.write_bytes(page.encode("utf-8", "replace"))
    except OSError as error:
        raise click.ClickException(f"{html} cannot be written: {error.strerror}.") from error


def _in_pieces(parts: Iterable[str]) -> Iterator[str]:
    """Thousands of parts at a time: all of a large report at once would double what the command holds."""
    parts = iter(parts)
    while piece := "".join(islice(parts, _PARTS)):
        yield piece


def _print(text: str, end: str = "\n") -> None:
    """A terminal that has no letter for a name still gets the figures."""
    letters = sys.stdout.encoding or "utf-8"
    try:
        click.echo(text.encode(letters, "replace").decode(letters) + end, nl=False)
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise  # the reader has seen enough, which click knows how to end
        raise click.ClickException(f"The report cannot be printed: {error.strerror}.") from error
