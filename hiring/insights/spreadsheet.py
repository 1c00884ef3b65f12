"""A spreadsheet of marks that someone brings: read, shown how it was read, and analysed. Nothing of it is stored."""

from __future__ import annotations

import base64
import binascii
import re
import shlex
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hiring.analyse.reading.headings import shown
from hiring.analyse.reading.options import COLUMN_ROLES, ReadingOptions, joined_list
from hiring.analyse.reading.reading import ColumnUse
from hiring.foundation.refusals import Refused
from hiring.foundation.tables.sheets import Bounds

if TYPE_CHECKING:
    from hiring.analyse.analysis import SheetReport, UnclearShape

# More would keep everyone else waiting; the command has no such bound.
MOST_RATINGS = 50_000
# So many columns fit a page to change; of more only the command knows what to do.
MOST_COLUMNS = 60
_BOUNDS = Bounds(rows=400_000, columns=1_000, cells=2_000_000, unpacked=40_000_000, seconds=20)
_LARGEST = 4 * 1024 * 1024
_LISTS = ("interviewer_columns", "criterion_columns", "ignore")
_SINGLE = {"score": "marks", "weight": "weights", "round": "rounds", "opening": "openings"}


@dataclass(frozen=True)
class SpreadsheetLook:
    """What the page shows of a spreadsheet: its columns, and a question, a command or a report.

    `columns` are heading, what it was read as, why, and the use that is chosen beside it.
    """

    columns: list[tuple[str, str, str, str]]
    question: str = ""
    command: str = ""
    ratings: int = 0
    report: dict[str, Any] = field(default_factory=dict)


def packed(content: bytes) -> str:
    """A file as text that goes to the browser and comes back, because nothing is stored here."""
    return base64.b64encode(zlib.compress(content)).decode()


def unpacked(text: str) -> bytes:
    """The way back, for whatever a browser may send; `Refused` where it isn't a file of ours."""
    try:
        reader = zlib.decompressobj()
        content = reader.decompress(base64.b64decode(text, validate=True), _LARGEST)
        if not reader.eof:
            raise ValueError(text[:20])
    except (binascii.Error, zlib.error, ValueError):
        raise Refused("The file didn't come through whole. Choose it again.", "file") from None
    return content


def with_uses(options: ReadingOptions, uses: list[tuple[str, str]]) -> ReadingOptions:
    """The options with what each column (heading, use) was set to; `Refused` for two columns set to one thing."""
    values: dict[str, Any] = dict.fromkeys(_LISTS, ())
    for heading, use in uses:
        if use in _LISTS:
            values[use] += (heading,)
        elif use in COLUMN_ROLES:
            if use in values:
                raise Refused(f"Two columns are set to {_SINGLE.get(use, f'{use}s')}. Choose one of them.")
            values[use] = heading
    return ReadingOptions(**vars(options) | values)


def look(content: bytes, name: str, options: ReadingOptions, scale: tuple[float, float] | None) -> SpreadsheetLook:
    """Read and analyse a file. `Refused` where its cells can't be read; a question where its shape is unclear."""
    from hiring.analyse import analysis  # noqa: PLC0415 - for those who bring a sheet, not when the server starts
    from hiring.analyse.reading.ratings import read_content  # noqa: PLC0415 - as above
    from hiring.analyse.reading.workbook import headings_of  # noqa: PLC0415 - as above

    try:
        if (export := analysis.exported_in(content, name, options, scale, _BOUNDS)) is not None:
            return _of_export(export)
        sheet = read_content(content, name, options, scale, _BOUNDS)
        columns = _columns(sheet.reading.columns)
        if len(sheet.ratings) > MOST_RATINGS:
            return SpreadsheetLook(columns, command=as_command(name, options, scale), ratings=len(sheet.ratings))
        parts = _parts(analysis.report_on(sheet, scale))
    except analysis.UnclearShape as unclear:
        headings = headings_of(content, name, options, _BOUNDS)
        return SpreadsheetLook(_proposed(headings, unclear), question=without_options(unclear.problem))
    except (analysis.SheetError, analysis.BadRatings) as error:
        raise Refused(without_options(str(error)), "file") from error
    return SpreadsheetLook(columns, ratings=len(sheet.ratings), report=parts)


def _of_export(export: SheetReport) -> SpreadsheetLook:
    parts = _parts(export)
    parts["read"].append("To fit the marks anew, set a column to what it is.")
    ratings = export.exported.ratings if export.exported is not None else 0
    return SpreadsheetLook(_columns(export.reading.columns), ratings=ratings, report=parts)


def _parts(report: SheetReport) -> dict[str, Any]:
    """The report for a page, where nobody types options."""
    from hiring.analyse.report.page import page_parts  # noqa: PLC0415 - as in `look`

    parts = page_parts(report)
    return parts | {"read": [said for sentence in parts["read"] if (said := without_options(sentence))]}


def _columns(uses: tuple[ColumnUse, ...]) -> list[tuple[str, str, str, str]]:
    columns = []
    for use in uses[:MOST_COLUMNS]:
        chosen = {"marks of an interviewer": "interviewer_columns", "marks of a criterion": "criterion_columns"}
        columns.append((shown(use.heading), use.role, without_options(use.why), chosen.get(use.role, "")))
    return columns


def _proposed(headings: list[str], unclear: UnclearShape) -> list[tuple[str, str, str, str]]:
    """Every heading, with the use that the reader proposes."""
    proposal = {option.removeprefix("--").replace("-", "_"): value for option, value in unclear.proposal}
    uses: dict[str, str] = {}
    for option, value in proposal.items():
        names = value.split(",") if option in _LISTS else [value] if option in COLUMN_ROLES else []
        uses |= dict.fromkeys(names, option)
    return [(shown(name), "not clear", "", uses.get(shown(name), "")) for name in headings[:MOST_COLUMNS]]


def without_options(text: str) -> str:
    """A sentence of the command for a page, where nobody types options."""
    text = re.sub(r" \([^)]*--[^)]*\)", "", text)
    parts = re.split(r"(?<=[.;]) ", text)
    kept = " ".join(part for part in parts if "--" not in part).rstrip("; ")
    return f"{kept}." if kept and text.endswith(".") and not kept.endswith(".") else kept


def as_command(name: str, options: ReadingOptions, scale: tuple[float, float] | None) -> str:
    """The command that analyses the same file in the same way."""
    words = ["hiring", "analyse", name]
    for option, value in vars(options).items():
        flag = f"--{option.replace('_', '-')}"
        if value is True:
            words.append(flag)
        elif option == "codes" and value:
            words += ["--map", ",".join(f"{word}={mark:g}" for word, mark in value.items())]
        elif value:
            words += [flag, joined_list(value) if isinstance(value, tuple) else str(value)]
    return shlex.join([*words, *(["--scale", *(f"{end:g}" for end in scale)] if scale else [])])
