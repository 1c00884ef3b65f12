"""A spreadsheet of ratings, read and analysed: what `hiring analyse` and the page do."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from pathlib import Path

from hiring.analyse.exports import read_export, reading_of
from hiring.analyse.reading.files import contents
from hiring.analyse.reading.options import ReadingOptions
from hiring.analyse.reading.ratings import RatingSheet, SheetError, UnclearShape, read_content
from hiring.analyse.reading.reading import SheetReading
from hiring.foundation.tables.sheets import Bounds
from hiring.measurement.analysis import Analysis
from hiring.measurement.analysis import analyse as analyse_ratings
from hiring.measurement.ratings import BadRatings
from hiring.measurement.stated_figures import StatedPanels

__all__ = [
    "BadRatings",
    "ReadingOptions",
    "SheetError",
    "SheetReport",
    "UnclearShape",
    "analysed",
    "exported_in",
    "report_on",
]


@dataclass(frozen=True)
class SheetReport:
    """How a file was read, and its analysis: one, or one an opening, because openings are never compared.

    `exported` is set, and nothing is fitted, where the file is an export that states the model of its page.
    """

    reading: SheetReading
    analyses: dict[str, Analysis]
    exported: StatedPanels | None = None


def analysed(path: Path, options: ReadingOptions, scale: tuple[float, float] | None = None) -> SheetReport:
    """Read and analyse a file. `scale` is the lowest and highest mark, or None to take it from the marks.

    `SheetError` or `BadRatings` with one clear line where that is impossible; `UnclearShape`, which is a `SheetError`,
    where the sheet can be read in several ways. An export of ours keeps the model that its first lines state, unless
    something is said of the sheet.
    """
    # A sheet of a million rows makes millions of lists that all stay; looking for rubbish among them costs seconds.
    gc.disable()
    try:
        raw = contents(path)
        if (exported := exported_in(raw, str(path), options, scale)) is not None:
            return exported
        sheet = read_content(raw, str(path), options, scale)
    finally:
        gc.enable()
    return report_on(sheet, scale)


def exported_in(
    raw: bytes,
    label: str,
    options: ReadingOptions,
    scale: tuple[float, float] | None = None,
    bounds: Bounds | None = None,
) -> SheetReport | None:
    """The report on an export of ours; None for any other file, and where something is said of how to read it."""
    if not options.is_empty() or scale is not None:
        return None
    panels = read_export(raw, label, bounds)
    return None if panels is None else SheetReport(reading_of(panels), {}, panels)


def report_on(sheet: RatingSheet, scale: tuple[float, float] | None = None) -> SheetReport:
    """The analysis of ratings that were read, by opening where the sheet has openings."""
    ratings, weights = sheet.ratings, sheet.weights or None
    if "opening" not in ratings:
        return SheetReport(sheet.reading, {"": analyse_ratings(ratings, scale, weights=weights)})
    analyses = {}
    for opening, rows in ratings.groupby("opening", sort=True, observed=True):
        if not rows["score"].notna().any():
            raise SheetError(f"The opening “{opening}” has no marks. Take its rows out.")
        own = rows.drop(columns="opening").reset_index(drop=True)
        analyses[str(opening)] = analyse_ratings(own, scale, weights=weights)
    return SheetReport(sheet.reading, analyses)
