"""What long ratings must keep: a name in each row, one mark of an interviewer on each thing."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from hiring.analyse.reading.files import FORMULA
from hiring.analyse.reading.headings import sums_up
from hiring.analyse.reading.marks import unsolved
from hiring.analyse.reading.refusals import SheetError
from hiring.measurement.number_format import listed

_KEYS = ("opening", "candidate", "interviewer", "criterion", "question", "round")


def check_unsolved(long: pd.DataFrame, role: str) -> None:
    """`SheetError` for a name that is a formula without a result."""
    if any(str(name).startswith(FORMULA) for name in long[role].unique()):
        raise unsolved(int(long["row"][long[role].str.startswith(FORMULA)].min()))


def without_foot(long: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Rows such as "Total" at the foot of a long sheet, which name nobody else."""
    if not (long["candidate"] == "").any() and not (long["interviewer"] == "").any():
        return long, []
    names = long[["candidate", "interviewer"]].astype("str")
    foot = (names == "").any(axis=1)
    foot &= names.map(lambda name: name == "" or sums_up(name)).all(axis=1) & (names != "").any(axis=1)
    notes = [f"Row {row} was left out: it sums up the others." for row in sorted(set(long["row"][foot]))]
    return long[~foot].copy(), notes


def check_names(long: pd.DataFrame, roles: Iterable[str]) -> None:
    for role in roles:
        if role in long and (long[role] == "").any():
            first = long.loc[long[role] == "", "row"].min()
            sheet = f"Sheet “{long.loc[long[role] == '', 'sheet'].iloc[0]}”, row" if "sheet" in long else "Row"
            raise SheetError(f"{sheet} {first} has no {role}.")


def check_twice(long: pd.DataFrame, *, by_criterion: bool) -> None:
    """`SheetError` where one interviewer marked one candidate on one thing in two rows.

    A round is no key of its own: it says when an interviewer marked, who marks each candidate once.
    """
    keys = [role for role in _KEYS if role in long and role != "round"]
    twice = long.duplicated(keys, keep="first")
    if twice.any():
        again = long[twice].sort_values("row", kind="stable").iloc[0]
        same = np.logical_and.reduce([long[key] == again[key] for key in keys])
        on = f" on {again['criterion']}" if by_criterion else ""
        raise SheetError(
            f"Row {again['row']}: {again['interviewer']} has already marked {again['candidate']}{on} "
            f"in row {long['row'][same].min()}."
        )


def unmarked(long: pd.DataFrame) -> list[str]:
    """Who is in the sheet and was marked by nobody, and so is in no figure."""
    notes = []
    for role in ("candidate", "interviewer"):
        marked = set(long.loc[long["score"].notna(), role].unique())
        lost = sorted(set(long[role].unique()) - marked)
        if lost:
            some = listed(lost if len(lost) <= 5 else [*lost[:4], f"{len(lost) - 4} more"])
            notes.append(f"Without any mark and so left out: {some}.")
    return notes
