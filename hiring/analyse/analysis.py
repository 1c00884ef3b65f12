"""A spreadsheet of ratings, read and analysed: what `hiring analyse` does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hiring.analyse.reading.ratings import ColumnNames, SheetError, read_sheet
from hiring.analyse.report.record import as_json
from hiring.analyse.report.text import as_text
from hiring.measurement.analysis import Analysis
from hiring.measurement.analysis import analyse as analyse_ratings
from hiring.measurement.ratings import BadRatings

__all__ = ["BadRatings", "ColumnNames", "SheetError", "analysed", "as_json", "as_text"]


def analysed(path: Path, named: ColumnNames, scale: tuple[float, float] | None = None) -> Analysis:
    """Read and analyse a file; how it was read is in the `notes` of the result.

    `named` are headings given by a person, `scale` the lowest and highest mark, or None to take it from the marks.
    `SheetError` or `BadRatings` with one clear line where that is impossible.
    """
    sheet = read_sheet(path, named, scale)
    return replace(analyse_ratings(sheet.ratings, scale), notes=sheet.notes)
