"""A cell becomes a mark, or missing, or a sentence on why it is neither."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from hiring.analyse.reading.files import FORMULA
from hiring.analyse.reading.heading_rows import clean
from hiring.analyse.reading.headings import shown
from hiring.analyse.reading.mark_forms import DATE, OUT_OF, PERCENT, WITH_WORD, marks_in, observed, parsed
from hiring.analyse.reading.refusals import SheetError
from hiring.measurement.number_format import number
from hiring.measurement.ratings import off_scale
from hiring.measurement.sentences import far_off

# Beyond this a number is no mark; squares of it would still fit.
_LARGEST = 1e9
_HUNDREDS = 100
_UNSOLVED = "a formula has no stored result. Open the workbook in a spreadsheet program, save it there, and try again."


def numbers(long: pd.DataFrame) -> tuple[pd.Series, list[str]]:
    """The marks in `text`, NaN where nothing was observed, and how unusual forms were read.

    `SheetError` with the cell of the first that is none: `row`, and `heading` where the sheet has several columns of
    marks.
    """
    code, distinct = pd.factorize(long["text"])
    text = pd.Series(distinct, dtype="str")
    there = observed(text)
    values = parsed(text.where(there, ""))
    notes: list[str] = []
    if (there & values.isna()).any():
        values, notes = _formed(long, text, there, code)
    _refuse(long, (there & ~(values.abs() < _LARGEST)).to_numpy()[code], _refusal)
    _refuse(long, _thousands(text, values).to_numpy()[code], _doubt)
    return pd.Series(values.to_numpy(dtype="float64")[code], index=long.index), notes


def _formed(
    long: pd.DataFrame, text: pd.Series, there: pd.Series, code: NDArray[np.intp]
) -> tuple[pd.Series, list[str]]:
    """Marks of which some are written like 4/5, 80% or "4 - good"."""
    cells = text.where(there, "")
    values, plain = marks_in(cells), parsed(cells)
    percent = cells.str.fullmatch(PERCENT)
    if percent.any() and (there & ~percent & values.notna()).any():
        _refuse(long, percent.to_numpy()[code], lambda cell: f"“{cell}” isn't a mark. Write the number alone.")
    tops = parsed(cells.str.extract(f"^{OUT_OF}$", flags=re.IGNORECASE)[1].fillna(""))
    if tops.notna().any():
        usual = float(pd.Series(tops.to_numpy()[code]).mode().iloc[0])
        other = "has a different top mark from the rest. Put all marks on one scale."
        _refuse(long, (tops.notna() & (tops != usual)).to_numpy()[code], lambda cell: f"“{cell}” {other}")
        above = f"is above {number(usual, 2)}, out of which other marks are."
        _refuse(long, (plain > usual).to_numpy()[code], lambda cell: f"{cell} {above}")
    kinds = (tops.notna(), percent, cells.str.fullmatch(WITH_WORD) & plain.isna() & tops.isna())
    notes = []
    for kind in kinds:
        if shown_ := sorted(text[kind & values.notna()]):
            first = shown_[0]
            notes.append(
                f"Marks such as “{clean(first)[:40]}” were read as {number(values[text == first].iloc[0], 2)}."
            )
    return values, notes


def check_scale(long: pd.DataFrame, scale: tuple[float, float]) -> None:
    """`SheetError` with the row of the first mark that is off the scale (lowest, highest)."""
    off = (long["score"] < scale[0]) | (long["score"] > scale[1])
    _refuse(long, off.to_numpy(), lambda cell: f"{cell} is off the scale of {scale[0]:g} to {scale[1]:g}.")


def check_far_off(long: pd.DataFrame) -> None:
    """`SheetError` with the row of the first mark that is far off a scale all others keep."""
    where = np.zeros(len(long), dtype=bool)
    where[list(off_scale(long["score"]))] = True
    _refuse(long, where, far_off)


def check_any(long: pd.DataFrame) -> None:
    if not long["score"].notna().any():
        raise SheetError("There isn't a single mark in it.")


def _refuse(long: pd.DataFrame, where: NDArray[np.bool_], sentence: Callable[[str], str]) -> None:
    """One sentence on the cell that stands first in the file of those where something is wrong."""
    if where.any():
        rows = long["row"].to_numpy()
        first = int(np.flatnonzero(where)[np.argmin(rows[where])])
        heading = f", column “{shown(str(long['heading'].iloc[first]))}”" if "heading" in long else ""
        sheet = f"Sheet “{long['sheet'].iloc[first]}”, row" if "sheet" in long else "Row"
        raise SheetError(f"{sheet} {rows[first]}{heading}: {sentence(long['text'].iloc[first])}")


def _doubt(cell: str) -> str:
    return f"“{cell}” may have decimals or thousands. Write marks without a separator for thousands."


def unsolved(row: int) -> SheetError:
    return SheetError(f"Row {row}: {_UNSOLVED}")


def _refusal(cell: str) -> str:
    if cell.startswith(FORMULA):
        return _UNSOLVED
    word = clean(cell)[:40]
    if re.fullmatch(DATE, cell):
        return f"“{word}” is a date, not a mark."
    if re.fullmatch(r"[\d.,]+ ?(%|/ ?[\d.,]+)", cell):
        return f"“{word}” isn't a mark. Write the number alone."
    return f"“{word}” isn't a mark."


def _thousands(text: pd.Series, values: pd.Series) -> pd.Series:
    """Cells such as 1,234 where the sign may part thousands, for others are 987; or 1.234 where others are 987,5."""
    nowhere = pd.Series(np.zeros(len(text), dtype=bool), index=text.index)
    if not (values.abs() >= _HUNDREDS).any():
        return nowhere
    for sign, other in ((",", "."), (".", ",")):
        like = text.str.fullmatch(rf"[+-]?[1-9]\d{{0,2}}\{sign}\d{{3}}")
        decimal = text.str.contains(sign, regex=False) & ~like
        if like.any() and not decimal.any() and (sign == "," or text.str.contains(other, regex=False).any()):
            return like
    return nowhere
