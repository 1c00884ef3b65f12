"""A cell becomes a mark, or missing, or a sentence on why it is neither."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from hiring.analyse.reading.frame import FORMULA, SheetError, clean
from hiring.measurement.ratings import off_scale
from hiring.measurement.sentences import far_off

# Beyond this a number is no mark; squares of it would still fit.
_LARGEST = 1e9
_HUNDREDS = 100
_NOT_OBSERVED = {"", ".", "-", "–", "—", "na", "n/a", "#n/a", "nan", "none", "null", "not observed", "n.o.",
                 "nicht beobachtet", "keine angabe", "k.a.", "n.b.", "non observé", "no observado"}  # fmt: skip
_UNSOLVED = "a formula has no stored result. Open the workbook in a spreadsheet program, save it there, and try again."
_DATE = r"\d{4}-\d\d?-\d\d?([ T].*)?|\d\d?[./-]\d\d?[./-](\d{4}|\d\d)?"


def observed(text: pd.Series) -> pd.Series:
    """Whether something stands in a cell; "not observed", "-", "NA" and the like are nothing."""
    return ~text.str.casefold().str.replace(r"[\s_]+|(?<=\w)-(?=\w)", " ", regex=True).str.strip().isin(_NOT_OBSERVED)


def parsed(text: pd.Series) -> pd.Series:
    """Numbers, with a decimal comma where there is no point and any kind of minus; NaN for what is none."""
    text = text.str.replace("\u2212", "-", regex=False)
    comma = text.str.fullmatch(r"[+-]?\d+,\d+")
    return pd.to_numeric(text.where(~comma, text.str.replace(",", ".", regex=False)), errors="coerce")


def is_marks(column: pd.Series) -> bool:
    """Whether most cells of a column are marks, so that one mistyped mark is reported and not a column ignored."""
    cells = column[observed(column)]
    return len(cells) > 0 and 2 * int(parsed(cells).notna().sum()) >= len(cells)


def numbers(long: pd.DataFrame) -> pd.Series:
    """The marks in `text`, NaN where nothing was observed; `SheetError` with the `row` of the first that is none."""
    code, distinct = pd.factorize(long["text"])
    text = pd.Series(distinct, dtype="str")
    there = observed(text)
    values = parsed(text.where(there, ""))
    _refuse(long, (there & ~(values.abs() < _LARGEST)).to_numpy()[code], _refusal)
    _refuse(long, _thousands(text, values).to_numpy()[code], _doubt)
    return pd.Series(values.to_numpy(dtype="float64")[code], index=long.index)


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
        raise SheetError("There is not one mark in it.")


def _refuse(long: pd.DataFrame, where: NDArray[np.bool_], sentence: Callable[[str], str]) -> None:
    """One sentence on the cell that stands first in the file of those where something is wrong."""
    if where.any():
        rows = long["row"].to_numpy()
        first = int(np.flatnonzero(where)[np.argmin(rows[where])])
        raise SheetError(f"Row {rows[first]}: {sentence(long['text'].iloc[first])}")


def _doubt(cell: str) -> str:
    return f"“{cell}” may have decimals or thousands; write marks without separators of thousands."


def unsolved(row: int) -> SheetError:
    return SheetError(f"Row {row}: {_UNSOLVED}")


def _refusal(cell: str) -> str:
    if cell.startswith(FORMULA):
        return _UNSOLVED
    quoted = f"“{clean(cell)[:40]}”"
    if re.fullmatch(_DATE, cell):
        return f"{quoted} is a date, not a mark."
    if re.fullmatch(r"[\d.,]+ ?(%|/ ?[\d.,]+)", cell):
        return f"{quoted} is not a mark; write the number alone."
    return f"{quoted} is not a mark."


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
