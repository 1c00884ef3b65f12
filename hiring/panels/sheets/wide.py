"""A sheet with one column an interviewer, unfolded into a row a mark; sums and means in it are no marks."""

from __future__ import annotations

import numpy as np
import pandas as pd

from hiring.measurement.wording import listed
from hiring.panels.sheets.columns import LACKING, no_marks, shown, words_of
from hiring.panels.sheets.tables import ROW, SheetError, Table, plain

NOT_OBSERVED = {"", ".", "-", "–", "—", "na", "n/a", "nan", "none", "null", "not observed", "n.o."}
_SUMMARY = {"mean", "average", "avg", "total", "sum", "sd", "median", "overall", "final", "min", "max", "minimum",
            "maximum", "variance", "spread", "score", "rating", "mark"}  # fmt: skip
# Columns that a sheet may carry beside its interviewers.
_NOT_PEOPLE = {
    "rank",
    "row",
    "no",
    "id",
    "nr",
    "number",
    "age",
    "year",
    "years",
    "date",
    "time",
    "phone",
    "room",
    "week",
}
_SHOWN = 12


def unfolded(table: Table, columns: dict[str, str]) -> tuple[pd.DataFrame, list[str]]:
    """The long form, `text` and `row` with it, and how the sheet was read."""
    frame = table.frame
    candidate = columns.get("candidate", table.headings[0])
    fixed = [candidate, *(columns[role] for role in ("criterion", "question") if role in columns)]
    if all(_is_number(shown(name)) for name in table.headings):
        raise SheetError("The first row has marks where headings are needed: name the candidate and each interviewer.")
    marks = [name for name in table.headings if name not in fixed and _is_person(name) and _is_marks(frame[name])]
    people = [name for name in marks if not _sums_up(frame, name, [one for one in marks if one != name])]
    if not people or (LACKING in columns and len(people) < 2):
        raise no_marks(columns)
    doubled = [name for name in people if plain(shown(name)) in table.repeated]
    if doubled:
        raise SheetError(f"There are two columns called “{shown(doubled[0])}”.")
    below = frame[candidate].map(_is_summary)
    long = frame[~below].melt([ROW, *fixed], people, var_name="\0who", value_name="\0text")
    found = pd.DataFrame({"candidate": long[candidate], "interviewer": long["\0who"].astype("str").map(shown)})
    found["criterion"] = long[columns["criterion"]] if "criterion" in columns else "score"
    if "question" in columns:
        found["question"] = long[columns["question"]]
    notes = [f"Read as one column an interviewer: {_some(people)}; candidates from “{shown(candidate)}”."]
    notes += [f"Row {row} was left out: it sums up the others." for row in frame.loc[below, ROW]]
    notes += [f"The column “{name}” was left out: it sums up the others." for name in marks if name not in people]
    return found.assign(text=long["\0text"], row=long[ROW]), notes


def _some(people: list[str]) -> str:
    named = [shown(name) for name in people]
    return listed(named) if len(named) <= _SHOWN else listed([*named[: _SHOWN - 1], f"{len(named) - _SHOWN + 1} more"])


def _is_number(text: str) -> bool:
    return bool(parsed(pd.Series([text], dtype="str")).notna().iloc[0])


def _is_person(name: str) -> bool:
    return not (_SUMMARY & words_of(name)) and plain(shown(name)) not in _NOT_PEOPLE


def _is_summary(name: str) -> bool:
    return plain(name) in _SUMMARY - {"score", "rating", "mark", "spread"}


def _is_marks(column: pd.Series) -> bool:
    """Whether most cells of a column are marks, so that one mistyped mark is reported and not a column ignored."""
    cells = column[~column.str.casefold().isin(NOT_OBSERVED)]
    return len(cells) > 0 and 2 * int(parsed(cells).notna().sum()) >= len(cells)


def _sums_up(frame: pd.DataFrame, name: str, others: list[str]) -> bool:
    """Whether a column is the sum of the others in every row, or their mean with decimals that no other column has."""
    if len(others) < 2:
        return False
    own, rest = parsed(frame[name]).to_numpy(), frame[others].apply(parsed).to_numpy(dtype=np.float64)
    seen = ~np.isnan(own) & ~np.isnan(rest).all(axis=1)
    if seen.sum() < 2:
        return False
    own, rest = own[seen], rest[seen]
    total, count = np.nansum(rest, axis=1), (~np.isnan(rest)).sum(axis=1)
    if (np.abs(own - total) < 1e-6).all() and (np.abs(own) > np.nanmax(np.abs(rest), axis=1)).any():
        return True
    whole = bool((rest[~np.isnan(rest)] % 1 == 0).all())
    return whole and bool((own % 1 != 0).any()) and bool((np.abs(own - total / count) < 0.051).all())


def parsed(text: pd.Series) -> pd.Series:
    """Numbers, with a decimal comma where there is no point; NaN for what is none."""
    comma = text.str.fullmatch(r"[+-]?\d+,\d+")
    return pd.to_numeric(text.where(~comma, text.str.replace(",", ".")), errors="coerce")
