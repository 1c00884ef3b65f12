"""Which sheet of a file has the marks, or what several sheets are; and their ratings, one row each."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import pandas as pd

from hiring.analyse.reading.columns import ACROSS, check_headings, columns_of
from hiring.analyse.reading.files import sheets_of
from hiring.analyse.reading.frame import RatingTable, framed
from hiring.analyse.reading.headings import plain
from hiring.analyse.reading.long import long_form
from hiring.analyse.reading.options import SHEETS_ARE, ReadingOptions
from hiring.analyse.reading.reading import ColumnUse, SheetReading
from hiring.analyse.reading.refusals import NoTable, SheetError, UnclearShape
from hiring.analyse.reading.reshaping import reshaped
from hiring.analyse.reading.wide import unfolded
from hiring.foundation.tables.sheets import Bounds, Sheet
from hiring.measurement.number_format import listed

_ROLE_OF = dict(zip(SHEETS_ARE, ("interviewer", "criterion", "candidate"), strict=True))


def long_ratings(
    raw: bytes, label: str, options: ReadingOptions, bounds: Bounds | None = None
) -> tuple[pd.DataFrame, SheetReading]:
    """The ratings of a file with `text` and `row` of each, and how they were read so far.

    Raises `SheetError`, and `UnclearShape` where several sheets may be the right one.
    """
    sheets, remarks = sheets_of(raw, label, bounds)
    visible = [sheet for sheet in sheets if sheet.visible] or sheets
    holding = [sheet for sheet in visible if len(list(islice((row for row in sheet.rows if len(row) > 1), 2))) > 1]
    hidden = [f"The sheet “{sheet.name}” is hidden and wasn't read." for sheet in sheets if sheet not in visible]
    if options.sheets_are:
        long, reading = _all_of(holding or visible, label, options)
    elif options.sheet is not None:
        long, reading = _ratings(_named(sheets, options.sheet), label, options)
        hidden = []
    elif len(holding) < 2:
        long, reading = _ratings((holding or visible)[0], label, options)
    else:
        long, reading = _only(holding, label, options)
    said = [*hidden, *(remark for name in reading.sheets for remark in remarks.get(name, ()))]
    return long, replace(reading, notes=(*reading.notes, *said))


def headings_of(raw: bytes, label: str, options: ReadingOptions, bounds: Bounds | None = None) -> list[str]:
    """The headings of the sheet that was named, or of the first with a table, for someone who has to choose."""
    sheets, _ = sheets_of(raw, label, bounds)
    named = [sheet for sheet in sheets if options.sheet and plain(sheet.name) == plain(options.sheet)]
    for sheet in named or [sheet for sheet in sheets if sheet.visible]:
        try:
            return framed(sheet, label, options.header_row).headings
        except SheetError:
            continue
    return []


def _named(sheets: list[Sheet], name: str) -> Sheet:
    alike = [sheet for sheet in sheets if sheet.name == name] or [
        sheet for sheet in sheets if plain(sheet.name) == plain(name)
    ]
    if not alike:
        there = listed([f"“{sheet.name}”" for sheet in sheets]) if sheets[0].name else "one sheet without a name"
        raise SheetError(f"There's no sheet “{name}”. There is {there}.")
    return alike[0]


def _ratings(sheet: Sheet, label: str, options: ReadingOptions, known: str = "") -> tuple[pd.DataFrame, SheetReading]:
    """The ratings of one sheet; `known` is the role that its name has."""
    table = reshaped(framed(sheet, label, options.header_row), options)
    check_headings(table.headings)
    columns = columns_of(table, options, known)
    if known and known in columns:
        raise SheetError(f"The sheet “{sheet.name}” has a column of {known}s, so its name is none.")
    if ACROSS in columns:
        long, notes, uses = unfolded(table, columns, options, known)
        shape = "wide"
    else:
        long, notes, uses = long_form(table, columns, options)
        shape = "long"
    if known:
        long[known] = sheet.name
    if "criterion" not in long:
        long["criterion"] = "score"
    if "interviewer" not in long:
        long["interviewer"] = "the interviewer"
        notes.append("No column names the interviewers: all marks count as one interviewer's.")
    return long, _reading(table, shape, notes, uses)


def _reading(table: RatingTable, shape: str, notes: list[str], uses: list[ColumnUse]) -> SheetReading:
    return SheetReading(shape, tuple(uses), (*table.notes, *notes), (table.sheet,), table.header_row)


def _only(holding: list[Sheet], label: str, options: ReadingOptions) -> tuple[pd.DataFrame, SheetReading]:
    """The ratings of the only sheet that has any."""
    read, refused = {}, []
    for sheet in holding:
        try:
            read[sheet.name] = _ratings(sheet, label, options)
        except (UnclearShape, NoTable) as error:
            refused.append(error)
    if not read:
        if _alike(holding):
            raise _ask_what_sheets_are(holding)
        raise refused[0]
    if len(read) > 1:
        if _alike([sheet for sheet in holding if sheet.name in read]):
            raise _ask_what_sheets_are([sheet for sheet in holding if sheet.name in read])
        named = listed([f"“{name}”" for name in read])
        raise UnclearShape(f"The sheets {named} could each be the marks.", (("--sheet", next(iter(read))),))
    ((name, (long, reading)),) = read.items()
    note = f"Read from the sheet “{name}”; nothing was read from the other sheets."
    return long, replace(reading, notes=(*reading.notes, note))


def _alike(sheets: list[Sheet]) -> bool:
    """Whether sheets have the same first row that holds anything."""
    heads = {tuple(map(plain, next((row for row in sheet.rows if row), []))) for sheet in sheets}
    return len(sheets) > 1 and len(heads) == 1


def _ask_what_sheets_are(sheets: list[Sheet]) -> UnclearShape:
    named = listed([f"“{sheet.name}”" for sheet in sheets[:6]] + ([f"{len(sheets) - 6} more"] if sheets[6:] else []))
    return UnclearShape(
        f"The sheets {named} have the same headings. Say what each is: interviewers, criteria or candidates.",
        (("--sheets-are", "interviewers"),),
    )


def _all_of(sheets: list[Sheet], label: str, options: ReadingOptions) -> tuple[pd.DataFrame, SheetReading]:
    """The ratings of all sheets, each being one interviewer, criterion or candidate."""
    role = _ROLE_OF[str(options.sheets_are)]
    parts, readings, left = [], [], []
    for sheet in sorted(sheets, key=lambda sheet: sheet.name):
        try:
            long, reading = _ratings(sheet, label, options.without_sheets(), role)
        except (UnclearShape, NoTable) as error:
            problem = error.problem if isinstance(error, UnclearShape) else str(error)
            left.append(f"The sheet “{sheet.name}” was left out: {problem}")
            first = error
            continue
        parts.append(long.assign(sheet=sheet.name))
        readings.append(reading)
    if not parts:
        raise first
    notes = [f"Each sheet was read as {_article(role)} {role}: {listed([part['sheet'].iloc[0] for part in parts])}."]
    notes += list(dict.fromkeys(note for reading in readings for note in reading.notes)) + left
    uses = tuple(dict.fromkeys(use for reading in readings for use in reading.columns))
    long = pd.concat(parts, ignore_index=True)
    if long[[name for name in long if name not in ("weight", "round", "opening", "question")]].isna().any(axis=None):
        raise SheetError("The sheets have different columns. Give all of them the same headings.")
    names = tuple(name for reading in readings for name in reading.sheets)
    return long, SheetReading(readings[0].shape, uses, tuple(notes), names, readings[0].header_row)


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"
