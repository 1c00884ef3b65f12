"""Which column of a table names the candidate, the interviewer and the criterion, and which holds the mark."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from hiring.analyse.reading.frame import UNNAMED, RatingTable, SheetError
from hiring.analyse.reading.headings import REMARK_OR_MARK, USUAL, plain, shown, usual, within
from hiring.analyse.reading.marks import is_marks, parsed

# In the roles of a wide sheet: what its columns of marks stand for.
ACROSS = "\0across"
LACKING = "\0lacking"
# Fewer rows than this may be numbered by chance.
_FEW = 3


@dataclass(frozen=True)
class ColumnNames:
    """Column names given on the command line; None is guessed from usual names."""

    candidate: str | None = None
    interviewer: str | None = None
    criterion: str | None = None
    score: str | None = None
    round: str | None = None


def columns_of(table: RatingTable, named: ColumnNames) -> dict[str, str]:
    """Role → heading. Without "score" the sheet is a wide one, and `ACROSS` the role its columns of marks have.

    That is "interviewer"; or "criterion" where each row is one interviewer's of one candidate; or "candidate" where
    each row is an interviewer's. Where only one of interviewer and score was found, `LACKING` is the other. Raises
    `SheetError` where a column is named that is not there, or twice, or where nothing tells what is what.
    """
    given = {role: _given(table, name) for role, name in vars(named).items() if name is not None}
    twice = [name for name in given.values() if list(given.values()).count(name) > 1]
    if twice:
        raise SheetError(f"The column “{twice[0]}” was named for two things at once.")
    headings = dict(given)
    for role in USUAL:
        guess = _guess(table, role, set(headings.values())) if role not in headings else None
        if guess is not None:
            headings[role] = guess
    if "score" in headings and "interviewer" in headings:
        if "candidate" not in headings:
            raise no_column("candidate", table)
        return headings
    if "interviewer" in headings and _one_row_each(table, headings, sure="interviewer" in given):
        first = table.headings[0]
        if "candidate" not in headings and headings["interviewer"] == first:
            return headings | {ACROSS: "candidate"}
        return {"candidate": first} | headings | {ACROSS: "criterion"}
    lacking = "interviewer" if "score" in headings else "score"
    if {"interviewer", "score"} & given.keys():
        raise no_column(lacking, table)
    rest = {role: name for role, name in headings.items() if role not in ("interviewer", "score")} | {
        ACROSS: "interviewer"
    }
    whole = any(usual(headings[role], role) is not None for role in ("interviewer", "score") if role in headings)
    return rest | ({LACKING: lacking} if whole else {})


def marks_of(table: RatingTable, fixed: set[str]) -> list[str]:
    """The columns of marks among those that are not `fixed`, in their order."""
    frame = table.frame
    return [name for name in table.headings if name not in fixed and is_marks(frame[name]) and not _counts(frame[name])]


def _counts(column: pd.Series) -> bool:
    """Whether a column numbers the rows, which programs write without a heading; from 0 or from 1."""
    if not str(column.name).startswith(UNNAMED) or len(column) < _FEW:
        return False
    numbers = parsed(column).to_numpy()
    return bool((np.diff(numbers) == 1).all()) and numbers[0] in (0, 1)


def no_marks(columns: dict[str, str], table: RatingTable) -> SheetError:
    """What to say of a sheet that is neither long nor wide."""
    if LACKING in columns:
        return no_column(columns[LACKING], table)
    return SheetError(
        f"No column of scores was found, nor columns of marks; name them with --score and the like.{_there(table)}"
    )


def _one_row_each(table: RatingTable, headings: dict[str, str], *, sure: bool) -> bool:
    """Whether the rows of a sheet without a column of scores are each an interviewer's, with several marks.

    Most rows must then have a candidate and interviewer of their own. A heading that only has a usual word in it may be
    that of a remark ("lead interviewer") unless candidates come again.
    """
    interviewer, candidate = headings["interviewer"], headings.get("candidate", table.headings[0])
    again = table.frame.duplicated([candidate, interviewer])
    if "criterion" in headings or len(marks_of(table, set(headings.values()))) < 2 or 2 * int(again.sum()) > len(again):
        return False
    if sure or usual(interviewer, "interviewer") is not None:
        return True
    return "candidate" in headings and bool(table.frame[headings["candidate"]].duplicated().any())


def no_column(lacking: str, table: RatingTable) -> SheetError:
    """What to say where a column that is needed was not found."""
    return SheetError(f"No column of {lacking}s was found; name it with --{lacking}.{_there(table)}")


def _there(table: RatingTable) -> str:
    return f" There are: {', '.join(map(shown, table.headings))}."


def _given(table: RatingTable, name: str) -> str:
    alike = (
        [name] if name in table.headings else [heading for heading in table.headings if plain(heading) == plain(name)]
    )
    if not alike:
        raise SheetError(f"There is no column “{name}”.{_there(table)}")
    if len(alike) > 1 or any(heading.startswith(f"{name}\0") for heading in table.headings):
        raise SheetError(f"There are two columns called “{name}”.")
    return alike[0]


def _guess(table: RatingTable, role: str, taken: set[str]) -> str | None:
    free = [name for name in table.headings if name not in taken and not _is_remark(table, name)]
    likely = sorted((at, name) for name in free if (at := usual(name, role)) is not None)
    if likely:
        best = [name for at, name in likely if at == likely[0][0]]
        if len(best) > 1 or plain(best[0]) in table.repeated:
            raise SheetError(f"There are two columns called “{shown(best[0])}”.")
        return best[0]
    partly = [name for name in free if within(name, role)]
    return partly[0] if len(partly) == 1 else None


def _is_remark(table: RatingTable, name: str) -> bool:
    return plain(shown(name)) in REMARK_OR_MARK and not is_marks(table.frame[name])
