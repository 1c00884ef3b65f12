"""Reads ratings from a spreadsheet file, long or wide, and says in one sentence what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from hiring.analyse.reading.checks import check_names, check_twice, check_unsolved, unmarked, without_foot
from hiring.analyse.reading.direction import doubts_of, turned_round
from hiring.analyse.reading.files import contents
from hiring.analyse.reading.marks import check_any, check_far_off, check_scale, numbers
from hiring.analyse.reading.names import alike, names_of_rows
from hiring.analyse.reading.options import ReadingOptions
from hiring.analyse.reading.reading import SheetReading
from hiring.analyse.reading.refusals import SheetError, UnclearShape
from hiring.analyse.reading.summaries import without_sums
from hiring.analyse.reading.weights import weights_of
from hiring.analyse.reading.workbook import long_ratings
from hiring.foundation.tables.sheets import Bounds

__all__ = ["RatingSheet", "ReadingOptions", "SheetError", "UnclearShape", "read_content", "read_sheet"]

_ROLES = ("candidate", "interviewer", "criterion", "question", "round", "weight", "opening")
_GUESSED = ReadingOptions()


@dataclass(frozen=True)
class RatingSheet:
    """Long ratings: `candidate`, `interviewer`, `criterion`, `score`, maybe `question`, `round` and `opening`.

    `reading` says how the file was read, `weights` has criterion → weight where a column of weights was named.
    """

    ratings: pd.DataFrame
    reading: SheetReading
    weights: dict[str, float] = field(default_factory=dict)

    @property
    def notes(self) -> tuple[str, ...]:
        return self.reading.notes


def read_sheet(path: Path, options: ReadingOptions = _GUESSED, scale: tuple[float, float] | None = None) -> RatingSheet:
    """Read ratings from a CSV or XLSX file, see `read_content`."""
    return read_content(contents(path), str(path), options, scale)


def read_content(
    raw: bytes,
    label: str,
    options: ReadingOptions = _GUESSED,
    scale: tuple[float, float] | None = None,
    bounds: Bounds | None = None,
) -> RatingSheet:
    """Read ratings from the bytes of a file; rows are numbered as a spreadsheet shows them, headings being row 1.

    A long file has a row a rating; a wide one, recognised by having no column of scores, a column an interviewer, or a
    column a criterion where it has one of interviewers, too. `options` are what a person said, `scale` the lowest and
    highest mark. A mark left empty or written as "not observed", "-" or "NA" was not observed (NaN). Sums and means
    of other marks are left out. Raises `SheetError`, with the row where there is one, and `UnclearShape` where the
    sheet can be read in more than one way. `label` is what sentences call the file, `bounds` how much of it is read.
    """
    long, reading = long_ratings(raw, label, options, bounds)
    several = {use.of for use in reading.columns if use.of}
    by_criterion = any(use.role == "criterion" or use.role.endswith("a criterion") for use in reading.columns)
    for role in _ROLES:
        if role in long:
            check_unsolved(long, role)
            long[role] = names_of_rows(long[role])
    long, below = without_foot(long)
    long["score"], formed = numbers(long)
    long, summed = without_sums(long)
    check_scale(long, scale) if scale is not None else check_far_off(long)
    check_any(long)
    check_names(long, _ROLES)
    check_twice(long, by_criterion=by_criterion or len(several) > len(long["criterion"].unique()) > 1)
    weights, weighed = weights_of(long)
    doubts = () if options.lower_is_better else doubts_of(long, reading)
    direction = reading.direction
    if options.lower_is_better:
        long["score"], direction = turned_round(long["score"], scale)
    notes = (*reading.notes, *below, *formed, *summed, *weighed, *unmarked(long), *alike(long))
    kept = long.drop(columns=[name for name in ("row", "text", "heading", "sheet", "weight") if name in long])
    reading = replace(reading, notes=notes, direction=direction, doubts=doubts)
    for role in [role for role in _ROLES if role in kept]:
        kept[role] = kept[role].cat.remove_unused_categories()
    return RatingSheet(kept.reset_index(drop=True), reading, weights)
