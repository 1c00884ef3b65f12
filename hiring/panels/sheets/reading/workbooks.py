"""The rows of an .xlsx workbook, as the spreadsheet program last stored them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from typing import Any

import openpyxl

from hiring.panels.sheets.reading.tables import FORMULA, SheetError, Table, framed

_LARGEST_UNPACKED = 300_000_000


def is_workbook(raw: bytes) -> bool:
    return raw.startswith(b"PK") and zipfile.is_zipfile(io.BytesIO(raw))


def workbook_table(raw: bytes, path: Path) -> Table:
    """The first visible sheet that holds a table; a formula counts as the result that was stored with it.

    One without a stored result is marked as `FORMULA`, so that it is refused where a mark or a name is needed.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _LARGEST_UNPACKED:
                raise SheetError(f"{path} is too large when unpacked.")
            parts = [packed.read(name) for name in packed.namelist() if name.startswith("xl/worksheets/")]
        sheets = list(_sheets(raw))
    except SheetError:
        raise
    except Exception as error:  # openpyxl raises whatever the damaged part happens to raise
        raise SheetError(f"{path} is not a workbook that can be read; save it again as .xlsx or .csv.") from error
    holding = [name for name, rows in sheets if sum(len(row) > 1 for row in rows) > 1]
    title, rows = next((one for one in sheets if one[0] in holding), sheets[0] if sheets else ("", []))
    if any(b"<f" in part for part in parts):
        _mark_blank_formulas(raw, title, rows)
    table = framed(rows, path)
    if len(holding) > 1:
        table.notes.append(f"Read from the sheet “{title}”; of the other sheets nothing was read.")
    return replace(table, merged=any(b"<mergeCell" in part for part in parts))


def _sheets(raw: bytes, *, formulas: bool = False) -> Iterator[tuple[str, list[list[str]]]]:
    book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=not formulas)
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in visible or book.worksheets:
        # Some programs write down a size that is not that of the sheet.
        sheet.reset_dimensions()
        yield sheet.title, [_trimmed(row) for row in sheet.iter_rows(values_only=True)]


def _trimmed(row: tuple[Any, ...]) -> list[str]:
    cells = [_shown(cell) for cell in row]
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def _shown(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _mark_blank_formulas(raw: bytes, title: str, rows: list[list[str]]) -> None:
    """A formula that no program has worked out yet would look like a mark that was not observed."""
    written = dict(_sheets(raw, formulas=True))[title]
    for asked, stored in zip(written, rows, strict=False):
        for at, cell in enumerate(asked):
            if cell.startswith("=") and (at >= len(stored) or not stored[at]):
                stored.extend([""] * (at + 1 - len(stored)))
                stored[at] = FORMULA
