"""A sheet with several marks a row, unfolded into a row a mark; sums and means in it are no marks."""

from __future__ import annotations

import pandas as pd

from hiring.analyse.reading.columns import ACROSS, LACKING, marks_of, no_column, no_marks
from hiring.analyse.reading.frame import FORMULA, ROW, RatingTable, SheetError
from hiring.analyse.reading.headings import may_be_marks_of_one, may_sum_up, plain, shown, sums_up
from hiring.analyse.reading.marks import is_marks, parsed, unsolved
from hiring.analyse.reading.summaries import is_sum_of
from hiring.measurement.number_format import listed

_SHOWN = 12
_ROLES = ("candidate", "interviewer", "criterion", "question")


def unfolded(table: RatingTable, columns: dict[str, str]) -> tuple[pd.DataFrame, list[str]]:
    """The long form, `text` and `row` with it, and how the sheet was read."""
    across = columns[ACROSS]
    if all(_is_number(shown(name)) for name in table.headings):
        raise SheetError("The first row has marks where headings are needed: name the candidate and each interviewer.")
    fixed = {role: columns[role] for role in _ROLES if role in columns}
    if across != "candidate" and "candidate" not in fixed:
        fixed["candidate"] = _first(table, columns)
    marks = marks_of(table, set(fixed.values()))
    left_out = {name: why for name in marks if (why := _no_marks(table.frame, name, marks, across))}
    kept = [name for name in marks if name not in left_out]
    if not kept or (LACKING in columns and len(kept) < 2):
        raise no_marks(columns, table)
    _check(table, kept, set(fixed.values()), strangers=set(columns) == {ACROSS})
    below = _sums_below(table.frame, fixed, across)
    long = table.frame[~below].melt([ROW, *fixed.values()], kept, var_name="\0who", value_name="\0text")
    ratings = pd.DataFrame({role: long[name] for role, name in fixed.items()})
    ratings[across] = long["\0who"].astype("str").map(shown)
    if "criterion" not in ratings:
        ratings["criterion"] = "score"
    order = [role for role in _ROLES if role in ratings]
    notes = [f"Read as one column {_article(across)} {across}: {_some(kept)}; {_from(fixed)}."]
    notes += [f"Row {row} was left out: it sums up the others." for row in table.frame.loc[below, ROW]]
    notes += [f"The column “{shown(name)}” was left out: {why}." for name, why in left_out.items()]
    return ratings[order].assign(text=long["\0text"], row=long[ROW]), notes


def _first(table: RatingTable, columns: dict[str, str]) -> str:
    """The first column has the candidates where no heading says so, unless it looks like marks."""
    first = table.headings[0]
    if is_marks(table.frame[first]) and table.frame[first].duplicated().any() and "criterion" not in columns:
        raise no_column("candidate", table)
    return first


def _no_marks(frame: pd.DataFrame, name: str, marks: list[str], across: str) -> str:
    """Why a column of numbers is left out; nothing where it is not."""
    if not may_be_marks_of_one(name):
        return f"its heading names no {across}"
    others = [other for other in marks if other != name and may_be_marks_of_one(other) and not may_sum_up(other)]
    rest = frame[others].apply(parsed).to_numpy(dtype="float64")
    named = sums_up(name) or (across == "interviewer" and may_sum_up(name))
    return "it sums up the others" if named or is_sum_of(name, parsed(frame[name]).to_numpy(), rest) else ""


def _check(table: RatingTable, kept: list[str], fixed: set[str], *, strangers: bool) -> None:
    doubled = [name for name in kept if plain(shown(name)) in table.repeated]
    if doubled:
        raise SheetError(f"There are two columns called “{shown(doubled[0])}”.")
    for name in set(table.headings) - fixed - set(kept):
        blank = table.frame[name].str.startswith(FORMULA)
        if blank.any() and not may_sum_up(name) and not is_marks(table.frame[name]):
            raise unsolved(int(table.frame.loc[blank, ROW].iloc[0]))
    if strangers and any(_is_number(shown(name)) for name in kept) and len(kept) + len(fixed) < len(table.headings):
        raise SheetError("The first row seems to be a rating; headings are needed that say what each column is.")


def _sums_below(frame: pd.DataFrame, fixed: dict[str, str], across: str) -> pd.Series:
    """The rows that sum up others, which stand where the names of people do."""
    return frame[fixed["interviewer" if across == "candidate" else "candidate"]].map(sums_up)


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"


def _from(fixed: dict[str, str]) -> str:
    people = [role for role in ("candidate", "interviewer") if role in fixed]
    return " and ".join(f"{role}s from “{shown(fixed[role])}”" for role in people)


def _some(names: list[str]) -> str:
    named = [shown(name) for name in names]
    return listed(named) if len(named) <= _SHOWN else listed([*named[: _SHOWN - 1], f"{len(named) - _SHOWN + 1} more"])


def _is_number(text: str) -> bool:
    return bool(parsed(pd.Series([text], dtype="str")).notna().iloc[0])
