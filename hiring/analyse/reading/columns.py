"""Which column of a table names the candidate, the interviewer and the criterion, and which holds the mark."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from hiring.analyse.reading.frame import RatingTable
from hiring.analyse.reading.headings import (
    REMARK_OR_MARK,
    USUAL,
    holds_no_marks,
    plain,
    shown,
    usual,
    within,
)
from hiring.analyse.reading.mark_forms import holds_dates, holds_marks, parsed
from hiring.analyse.reading.options import ReadingOptions
from hiring.analyse.reading.refusals import SheetError, UnclearShape, no_column, there_are
from hiring.analyse.reading.vocabulary import GRADE_WORDS
from hiring.measurement.number_format import listed

# In the roles of a wide sheet: what its columns of marks stand for.
ACROSS = "\0across"
LACKING = "\0lacking"
# Found by the command's options only; a heading alone makes a sheet use neither.
_NEVER_GUESSED = {"weight", "opening"}
_MOSTLY = 0.9


def columns_of(table: RatingTable, options: ReadingOptions, known: str = "") -> dict[str, str]:
    """Role → heading. Without "score" the sheet is a wide one, and `ACROSS` the role its columns of marks have.

    That is "interviewer"; or "criterion" where each row is one interviewer's of one candidate; or "candidate" where
    each row is an interviewer's. Where only one of interviewer and score was found, `LACKING` is the other. `known` is
    the role that the name of the sheet has. Raises `SheetError` where a column is named that is not there, or twice,
    and `UnclearShape` where nothing tells what is what.
    """
    given = {role: given_column(table, name) for role, name in options.columns().items()}
    aside = {given_column(table, name) for name in
             (*options.ignore, *options.interviewer_columns, *options.criterion_columns)}  # fmt: skip
    twice = [name for name in given.values() if name in aside or list(given.values()).count(name) > 1]
    if twice:
        raise SheetError(f"The column “{shown(twice[0])}” is named for two things at once.")
    headings = _guessed(table, given, aside, known, wide=bool(options.interviewer_columns or options.criterion_columns))
    if options.interviewer_columns or options.criterion_columns:
        across = "interviewer" if options.interviewer_columns else "criterion"
        headings.pop(across, None)
        return _with_candidate(table, headings, aside, known) | {ACROSS: across}
    if "score" in headings and ("interviewer" in headings or known == "interviewer"):
        return headings if known == "candidate" or "candidate" in headings else _need_candidate(table)
    if known == "interviewer" or "interviewer" in headings:
        across = _across(table, headings, known, sure="interviewer" in given)
        if across:
            rest = {role: name for role, name in headings.items() if role != "score" or "score" in given}
            return rest | {ACROSS: across} if across == "candidate" else (
                _with_candidate(table, rest, aside, known) | {ACROSS: across}
            )  # fmt: skip
    lacking = "interviewer" if "score" in headings else "score"
    if {"interviewer", "score"} & given.keys():
        raise no_column(lacking, table.headings)
    rest = {role: name for role, name in headings.items() if role not in ("interviewer", "score")}
    whole = any(usual(headings[role], role) is not None for role in ("interviewer", "score") if role in headings)
    rest = _with_candidate(table, rest, aside, known)
    return rest | {ACROSS: "interviewer"} | ({LACKING: lacking} if whole else {})


def _guessed(table: RatingTable, given: dict[str, str], aside: set[str], known: str, *, wide: bool) -> dict[str, str]:
    headings = dict(given)
    for role in USUAL:
        if role in headings or role == known or role in _NEVER_GUESSED or (wide and role == "score"):
            continue
        guess = _guess(table, role, {*headings.values(), *aside})
        if guess is not None:
            headings[role] = guess
    return headings


def _across(table: RatingTable, headings: dict[str, str], known: str, *, sure: bool) -> str:
    """What the columns of marks stand for where rows have their interviewer; nothing where they are no such rows."""
    if known == "interviewer":
        return "candidate" if "criterion" in headings and "candidate" not in headings else "criterion"
    usable = [name for name in table.headings
              if name not in headings.values() and holds_marks(table.frame[name])
              and not holds_no_marks(name, of_criteria=True)]  # fmt: skip
    texts = _texts(table, set(headings.values()))
    if "candidate" not in headings and known != "candidate" and not texts and usable:
        return "candidate" if usual(headings["interviewer"], "interviewer") is not None or sure else ""
    if "criterion" in headings or len(usable) < 2:
        return ""
    candidate = headings.get("candidate", texts[0] if texts else None)
    keys = [name for name in (candidate, headings["interviewer"]) if name]
    again = table.frame.duplicated(keys)
    if 2 * int(again.sum()) > len(again):
        return ""
    if sure or usual(headings["interviewer"], "interviewer") is not None:
        return "criterion"
    return "criterion" if candidate is not None and bool(table.frame[candidate].duplicated().any()) else ""


def _need_candidate(table: RatingTable) -> dict[str, str]:
    raise no_column("candidate", table.headings)


def _with_candidate(table: RatingTable, headings: dict[str, str], aside: Iterable[str], known: str) -> dict[str, str]:
    """The roles with a column of candidates: the only one with names in it, where no heading says so."""
    if "candidate" in headings or known == "candidate":
        return headings
    texts = _texts(table, {*headings.values(), *aside})
    likely = [name for name in texts if _tells_apart(table, name)]
    if "criterion" in headings and not likely:
        raise UnclearShape(
            f"No column names the candidates: the rows are criteria (“{shown(headings['criterion'])}”). "
            "Add a column with the candidate, or name it with --candidate."
        )
    if len(likely) == 1:
        return headings | {"candidate": likely[0]}
    if likely:
        named = listed([f"“{shown(name)}”" for name in likely])
        raise UnclearShape(f"{named} could each name the candidates.", (("--candidate", shown(likely[0])),))
    numbered = [name for name in table.headings if plain(shown(name)) in ("id", "#", "no", "nr", "number", "code")]
    if len(numbered) == 1 and not table.frame[numbered[0]].duplicated().any():
        return headings | {"candidate": numbered[0]}
    raise no_column("candidate", table.headings)


def _texts(table: RatingTable, taken: set[str]) -> list[str]:
    """Columns of words that may be names."""
    return [
        name
        for name in table.headings
        if name not in taken
        and not name.startswith("column ")
        and not _is_aside(name)
        and (table.frame[name] != "").any()
        and not holds_marks(table.frame[name], any_will_do=True)
        and not holds_dates(table.frame[name])
    ]


def _is_aside(name: str) -> bool:
    words = plain(shown(name)).split()
    return bool({"comment", "comments", "notes", "note", "remark", "remarks", "date", "time"} & set(words)) or (
        holds_no_marks(name, of_criteria=False)
    )


def _tells_apart(table: RatingTable, name: str) -> bool:
    """Whether nearly every row has a name of its own."""
    cells = table.frame[name]
    return bool((cells != "").mean() > _MOSTLY and cells.nunique() > _MOSTLY * len(cells))


def check_headings(headings: list[str]) -> None:
    """`SheetError` where the first row is a rating, or marks, and the headings are missing."""
    numbers = [_is_mark(shown(name)) for name in headings]
    if all(numbers):
        raise SheetError("The first row has marks where headings are needed: name the candidate and each interviewer.")
    if any(numbers) and not any(usual(name, role) is not None or within(name, role) for name in headings
                                for role in USUAL):  # fmt: skip
        raise SheetError("The first row seems to be a rating. Add headings that say what each column is.")


def _is_mark(text: str) -> bool:
    """Whether a heading is a mark itself, as a number or in words such as "very good"."""
    words = set(text.casefold().split())
    return bool(parsed(pd.Series([text], dtype="str")).notna().iloc[0]) or bool(words and words <= GRADE_WORDS)


def given_column(table: RatingTable, name: str) -> str:
    """The heading that a person named, however they wrote its capitals."""
    alike = [name] if name in table.headings else [
        heading for heading in table.headings if plain(shown(heading)) == plain(name)
    ]  # fmt: skip
    if not alike:
        raise SheetError(f"There's no column “{name}”.{there_are(table.headings)}")
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
        if role == "score":
            _refuse_two_scores(table, [name for _, name in likely])
        return best[0]
    partly = [name for name in free if within(name, role) and not _only_counts(name, role)]
    return partly[0] if len(partly) == 1 else None


def _only_counts(name: str, role: str) -> bool:
    """ "Number of reviewers" and "Max score" have a usual word, and hold something else."""
    return role in ("score", "interviewer") and holds_no_marks(name, of_criteria=False)


def _refuse_two_scores(table: RatingTable, names: list[str]) -> None:
    marks = [name for name in names if holds_marks(table.frame[name])]
    if len(marks) > 1 and not table.frame[marks[0]].equals(table.frame[marks[1]].rename(marks[0])):
        named = listed([f"“{shown(name)}”" for name in marks])
        raise UnclearShape(
            f"{named} could each be the marks.",
            (("--score", shown(marks[0])), ("--ignore", ",".join(shown(name) for name in marks[1:]))),
        )


def _is_remark(table: RatingTable, name: str) -> bool:
    return plain(shown(name)) in REMARK_OR_MARK and not holds_marks(table.frame[name])
