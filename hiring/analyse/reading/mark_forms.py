"""The forms in which a mark is written: 3, 3,5, 4/5, 80%, "4 - good"; and what says that there is none."""

from __future__ import annotations

import re

import pandas as pd

_NOT_OBSERVED = {"", ".", "-", "–", "—", "na", "n/a", "#n/a", "nan", "none", "null", "not observed", "n.o.",
                 "nicht beobachtet", "keine angabe", "k.a.", "n.b.", "non observé", "no observado"}  # fmt: skip
_NUMBER = r"[+-]?\d+(?:[.,]\d+)?"
OUT_OF = rf"({_NUMBER}) ?(?:/|of|out of) ?(\d+(?:[.,]\d+)?)"
PERCENT = rf"({_NUMBER}) ?%"
WITH_WORD = rf"({_NUMBER}) ?(?:[-–—:=] ?|\()[^\W\d].*"
DATE = r"\d{4}-\d\d?-\d\d?([ T].*)?|\d\d?[./-]\d\d?[./-](\d{4}|\d\d)?"
_HALF = 2


def observed(text: pd.Series) -> pd.Series:
    """Whether something stands in a cell; "not observed", "-", "NA" and the like are nothing."""
    return ~text.str.casefold().str.replace(r"[\s_]+|(?<=\w)-(?=\w)", " ", regex=True).str.strip().isin(_NOT_OBSERVED)


def is_missing(cell: str) -> bool:
    """The same for one cell."""
    return not observed(pd.Series([cell], dtype="str")).iloc[0]


def parsed(text: pd.Series) -> pd.Series:
    """Numbers, with a decimal comma where there is no point and any kind of minus; NaN for what is none."""
    text = text.str.replace("\u2212", "-", regex=False)
    comma = text.str.fullmatch(r"[+-]?\d+,\d+")
    return pd.to_numeric(text.where(~comma, text.str.replace(",", ".", regex=False)), errors="coerce")


def marks_in(text: pd.Series) -> pd.Series:
    """Numbers of cells in any form; NaN for what has none. 4/5 is 4, 80% is 80, "4 - good" is 4."""
    values = parsed(text)
    for form in (OUT_OF, PERCENT, WITH_WORD):
        rest = values.isna()
        if not rest.any():
            break
        values = values.fillna(parsed(text.where(rest, "").str.extract(f"^{form}$", flags=re.IGNORECASE)[0].fillna("")))
    return values


def distinct(column: pd.Series) -> pd.Series:
    """The cells of a column that hold something, each once."""
    cells = pd.Series(column.unique(), dtype="str")
    return cells[observed(cells)]


def holds_marks(column: pd.Series, *, any_will_do: bool = False) -> bool:
    """Whether most cells of a column are marks, so that one mistyped mark is reported and not a column ignored.

    With `any_will_do` a single one makes it a column of marks, because nothing else is likely under its heading.
    """
    counts = column.value_counts()
    counts = counts[observed(pd.Series(counts.index, dtype="str")).to_numpy()]
    numeric = marks_in(pd.Series(counts.index, dtype="str")).notna().to_numpy()
    if any_will_do or not numeric.any():
        return bool(numeric.any())
    return _HALF * int(counts[numeric].sum()) >= int(counts.sum())


def holds_dates(column: pd.Series) -> bool:
    """Whether most distinct cells of a column are days."""
    cells = distinct(column)
    return len(cells) > 0 and _HALF * int(cells.str.fullmatch(DATE).sum()) > len(cells)


def begins_with_digits(column: pd.Series) -> bool:
    """Whether most cells are short and begin with a digit, as in "4+" or "3?": marks in a form that isn't known."""
    cells = distinct(column)
    return len(cells) > 0 and _HALF * int(cells.str.fullmatch(r"[+-]?\d.{0,8}").sum()) >= len(cells)
