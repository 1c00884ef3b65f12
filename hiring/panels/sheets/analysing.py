"""A spreadsheet of ratings, read and analysed: what `hiring analyse` does."""

from __future__ import annotations

from pathlib import Path

from hiring.measurement.analysis import Analysis
from hiring.measurement.analysis import analyse as analyse_ratings
from hiring.measurement.ratings import BadRatings
from hiring.panels.sheets.page import as_html
from hiring.panels.sheets.reading import Named, SheetError, read_sheet
from hiring.panels.sheets.report import as_json, as_text

__all__ = ["BadRatings", "Named", "SheetError", "analysed", "as_html", "as_json", "as_text"]


def analysed(path: Path, named: Named, scale: tuple[float, float] | None = None) -> Analysis:
    """Read and analyse a file; `SheetError` or `BadRatings` with one clear line where that is impossible."""
    sheet = read_sheet(path, named, scale)
    found = analyse_ratings(sheet.ratings, scale)
    found.warnings[:0] = sheet.notes
    return found
