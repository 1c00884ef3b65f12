"""A file, or a pipe, becomes sheets of text."""

from __future__ import annotations

import stat
from pathlib import Path

from hiring.analyse.reading.refusals import SheetError
from hiring.foundation.tables import reader
from hiring.foundation.tables.sheets import Bounds, NotATable, Sheet

# On a machine of one's own only what would fill its memory is refused.
BOUNDS = Bounds(rows=20_000_000, columns=100_000, cells=200_000_000, unpacked=300_000_000, seconds=600)
LARGEST = 100_000_000
# Stands before a formula of which the workbook stores no result.
FORMULA = "\0="


def contents(path: Path) -> bytes:
    """All of a file, or of a pipe; `SheetError` where there is nothing to be read, or far too much."""
    try:
        if path.is_dir():
            raise SheetError(f"{path} is a folder, not a file.")
        with path.open("rb") as file:
            status = path.stat()
            if stat.S_ISREG(status.st_mode) and status.st_size > LARGEST:
                raise SheetError(
                    f"{path} has {status.st_size // 1_000_000} MB; at most {LARGEST // 1_000_000} MB are read."
                )
            raw = file.read(LARGEST + 1)
    except OSError as error:
        raise SheetError(f"{path} can't be read: {error.strerror or 'no such file'}.") from error
    except ValueError as error:
        if isinstance(error, SheetError):
            raise
        raise SheetError(f"{str(path)!r} isn't the name of a file.") from error
    if len(raw) > LARGEST:
        raise SheetError(f"{path} has more than {LARGEST // 1_000_000} MB, which is the most that is read.")
    if not raw:
        raise SheetError(f"{path} is empty.")
    return raw


def sheets_of(raw: bytes, label: str, bounds: Bounds | None = None) -> tuple[list[Sheet], dict[str, list[str]]]:
    """The sheets of a file, and by their names what to say of how each was read.

    A formula counts as the result that was stored with it; without one it is marked as `FORMULA`, so that it is refused
    where a mark or a name is needed. `label` is what sentences call the file.
    """
    try:
        file = reader.read(raw, bounds or BOUNDS)
    except NotATable as refused:
        raise SheetError(f"{label}: {refused.sentence}") from refused
    for sheet in file.sheets:
        for row, column in sheet.formulas:
            if not sheet.cell(row, column).strip():
                sheet.fill(row, column, FORMULA)
    return file.sheets, {sheet.name: reader.remarks(file, sheet) for sheet in file.sheets}
