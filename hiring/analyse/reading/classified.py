"""What each column beside the names holds: marks, or why not; and the question where that can't be told."""

from __future__ import annotations

import numpy as np
import pandas as pd

from hiring.analyse.reading.columns import ACROSS, given_column
from hiring.analyse.reading.crossing import crossed
from hiring.analyse.reading.files import FORMULA
from hiring.analyse.reading.frame import ROW, UNNAMED, RatingTable
from hiring.analyse.reading.headings import (
    holds_no_marks,
    looks_like_criterion,
    looks_like_people,
    may_sum_up,
    shown,
    sums_up,
    usual,
)
from hiring.analyse.reading.mark_forms import begins_with_digits, distinct, holds_dates, holds_marks, marks_in, parsed
from hiring.analyse.reading.marks import unsolved
from hiring.analyse.reading.options import ReadingOptions, joined_list
from hiring.analyse.reading.reading import LEFT_OUT, ColumnUse
from hiring.analyse.reading.refusals import UnclearShape
from hiring.analyse.reading.summaries import is_sum_of
from hiring.analyse.reading.vocabulary import GRADE_WORDS
from hiring.measurement.number_format import listed

# Fewer rows than this may be numbered by chance.
_FEW = 3
# Marks of one scale don't reach so many times as far as those of most columns.
_FAR = 4.0
# So few different words, which come again, may be marks in words.
_WORDS = 7
_SHOWN = 6


def classified(table: RatingTable, columns: dict[str, str], options: ReadingOptions) -> list[ColumnUse]:
    """A use for each column that has no role: marks of someone or on something, or left out.

    Raises `UnclearShape` where a column might be marks and might not: its heading is none of a person, its figures are
    on another scale, or it has no heading.
    """
    across = columns[ACROSS]
    fixed = set(columns.values())
    free = [name for name in table.headings if name not in fixed]
    ignored = {given_column(table, name) for name in options.ignore}
    chosen = {given_column(table, name) for name in (*options.interviewer_columns, *options.criterion_columns)}
    if chosen:
        return [ColumnUse(name, "marks", of=shown(name)) if name in chosen else
                ColumnUse(name, LEFT_OUT, "you asked for that" if name in ignored else "you didn't name it")
                for name in free]  # fmt: skip
    marks = [name for name in free if name not in ignored and _may_be_marks(table, name, across)]
    uses = [_use(table, name, marks, across, ignored) for name in free]
    kept = [use.heading for use in uses if use.role == "marks"]
    _ask_about(table, kept, across, columns)
    _refuse_unsolved(table, [use.heading for use in uses if use.role == LEFT_OUT and use.heading not in ignored])
    return uses


def _may_be_marks(table: RatingTable, name: str, across: str) -> bool:
    cells = table.frame[name]
    if name.startswith(UNNAMED) and _counts(cells):
        return False
    of_person = across == "interviewer" and looks_like_people(name) and not holds_no_marks(name, of_criteria=False)
    of_person = of_person and not holds_dates(cells) and not _is_remark(name)
    return holds_marks(cells, any_will_do=of_person) or (of_person and begins_with_digits(cells))


def _is_remark(name: str) -> bool:
    words = set(shown(name).casefold().split())
    return bool(words & {"note", "notes", "comment", "comments", "remark", "remarks", "evidence", "feedback"})


def _use(table: RatingTable, name: str, marks: list[str], across: str, ignored: set[str]) -> ColumnUse:
    cells = table.frame[name]
    if name in ignored:
        return ColumnUse(name, LEFT_OUT, "you asked for that")
    if name not in marks:
        return ColumnUse(name, LEFT_OUT, _why_no_marks(cells, name))
    if holds_no_marks(name, of_criteria=across != "interviewer"):
        return ColumnUse(name, LEFT_OUT, _why_heading(table, name, across))
    if _sums_up(table.frame, name, marks, across):
        return ColumnUse(name, LEFT_OUT, "it sums up the others")
    return ColumnUse(name, "marks", of=shown(name))


def _why_heading(table: RatingTable, name: str, across: str) -> str:
    if usual(name, "weight") is not None and across == "interviewer":
        return f"criteria count equally; --weight “{shown(name)}” uses it"
    if usual(name, "opening") is not None:
        return f"candidates of all openings are compared; --opening “{shown(name)}” keeps openings apart"
    return "it numbers the rows" if _counts(table.frame[name]) else f"its heading names no {across}"


def _why_no_marks(cells: pd.Series, name: str) -> str:
    if not (cells != "").any():
        return "it's empty"
    if holds_dates(cells):
        return "it holds dates"
    if holds_marks(cells):
        return "it numbers the rows"
    words = set(distinct(cells).str.casefold())
    if words and words <= {"true", "false", "yes", "no", "y", "ja", "nein"}:
        return "it holds yes or no"
    return "it holds text" if len(words) else "it has no marks"


def _counts(column: pd.Series) -> bool:
    """Whether a column numbers the rows, which programs write without a heading; from 0 or from 1, in any order."""
    if len(column) < _FEW:
        return False
    numbers = np.sort(parsed(column).to_numpy())
    return bool((np.diff(numbers) == 1).all()) and numbers[0] in (0, 1)


def _sums_up(frame: pd.DataFrame, name: str, marks: list[str], across: str) -> bool:
    if sums_up(name) or (across == "interviewer" and may_sum_up(name)):
        return True
    others = [
        other
        for other in marks
        if other != name and not holds_no_marks(other, of_criteria=across != "interviewer") and not may_sum_up(other)
    ]
    rest = frame[others].apply(marks_in).to_numpy(dtype="float64")
    return is_sum_of(name, marks_in(frame[name]).to_numpy(), rest)


def _ask_about(table: RatingTable, kept: list[str], across: str, columns: dict[str, str]) -> None:
    """`UnclearShape` for columns that may be no marks of one scale by people."""
    of_people = across == "interviewer" and ("criterion" in columns or crossed(kept) is None)
    doubts = {name: why for name in kept if (why := _doubt(table.frame, name, kept, of_people=of_people))}
    if of_people and len(kept) > 1 and all(map(looks_like_criterion, kept)):
        names = joined_list(map(shown, kept))
        raise UnclearShape(
            f"{_named(kept)} look like criteria, and no column names the interviewers. If they are people, name them "
            "with --interviewer-columns.",
            (("--criterion-columns", names),),
        )
    words = [use for use in table.headings if use not in (*kept, *columns.values()) and across == "interviewer"
             and kept and _words_for_marks(table.frame[use], use)]  # fmt: skip
    doubts |= dict.fromkeys(words, "has words that may be marks (then say what they stand for: --map good=4,poor=2)")
    if not doubts:
        return
    sure = [name for name in kept if name not in doubts]
    option = "--criterion-columns" if across == "criterion" else "--interviewer-columns"
    first = next(iter(doubts))
    more = f" So do {len(doubts) - 1} other columns." if len(doubts) > 1 and _alike(doubts) else ""
    raise UnclearShape(
        f"“{shown(first)}” {doubts[first]}.{more}",
        ((option, joined_list(map(shown, sure or kept))),
         *((("--ignore", joined_list(map(shown, doubts))),) if sure else ()))
        if across != "candidate" else (("--ignore", joined_list(map(shown, doubts))),),
    )  # fmt: skip


def _alike(doubts: dict[str, str]) -> bool:
    return len(set(doubts.values())) == 1


def _doubt(frame: pd.DataFrame, name: str, kept: list[str], *, of_people: bool) -> str:
    if name.startswith(UNNAMED):
        return "has numbers and no heading"
    if of_people and not looks_like_people(name):
        return "has numbers, but its heading isn't that of a person"
    own = marks_in(frame[name]).dropna()
    others = [marks_in(frame[other]).dropna() for other in kept if other != name]
    others = [other for other in others if len(other)]
    if not others or not len(own):
        return ""
    reach = float(np.median([other.abs().max() for other in others]))
    if own.abs().max() > _FAR * max(reach, 1.0) or (own.min() < 0 <= min(float(other.min()) for other in others)):
        return "has numbers on another scale than the other columns"
    decimals = (own % 1 != 0).mean() > 0.5
    if decimals and all(bool((other % 1 == 0).all()) for other in others) and len(others) > 1:
        return "has decimals where all other columns have whole marks"
    return ""


def _words_for_marks(cells: pd.Series, name: str) -> bool:
    """Whether a person's column has a few words that come again, or words such as "good" and "poor"."""
    words = distinct(cells).str.casefold()
    grades = bool(words.map(lambda cell: set(cell.split()) <= GRADE_WORDS).all())
    return (
        looks_like_people(name)
        and not name.startswith(UNNAMED)
        and not holds_no_marks(name, of_criteria=False)
        and not _is_remark(name)
        and not holds_dates(cells)
        and not holds_marks(cells, any_will_do=True)
        and (grades or 1 < len(words) < int((cells != "").sum()))
        and 0 < len(words) <= _WORDS
        and bool((words.str.count(" ") < 2).all())
    )


def _refuse_unsolved(table: RatingTable, left_out: list[str]) -> None:
    for name in left_out:
        blank = table.frame[name].str.startswith(FORMULA)
        if blank.any() and not may_sum_up(name) and not holds_marks(table.frame[name]):
            raise unsolved(int(table.frame.loc[blank, ROW].iloc[0]))


def _named(names: list[str]) -> str:
    quoted = [f"“{shown(name)}”" for name in names]
    return listed(quoted if len(quoted) <= _SHOWN else [*quoted[:_SHOWN], f"{len(quoted) - _SHOWN} more"])
