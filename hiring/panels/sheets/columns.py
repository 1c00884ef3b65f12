"""Which column of a table names the candidate, the interviewer and the criterion, and which holds the mark."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hiring.panels.sheets.tables import SheetError, Table, plain

# The whole of a usual heading, the likeliest first; failing that, one word of it.
_USUAL = {
    "candidate": ("candidate", "candidate id", "candidate name", "applicant", "target", "ratee", "subject", "name"),
    "interviewer": ("interviewer", "interviewer id", "interviewer name", "rater", "judge", "assessor", "panellist",
                    "panelist", "evaluator", "observer", "reviewer"),
    "criterion": ("criterion", "criteria", "dimension", "competency", "competence", "trait", "attribute"),
    "question": ("question", "item", "question id"),
    "score": ("score", "rating", "mark", "value", "points", "grade"),
}  # fmt: skip
LACKING = "\0lacking"
_NOT_A_WORD = {"name", "subject", "item", "value", "id"}
# Whatever else the heading says, a column of these is none of the five.
_ASIDE = {"comment", "comments", "note", "notes", "remark", "remarks", "date", "time", "email", "e-mail", "phone"}


@dataclass(frozen=True)
class Named:
    """Column names given on the command line; None is guessed from usual names."""

    candidate: str | None = None
    interviewer: str | None = None
    criterion: str | None = None
    score: str | None = None


def columns_of(table: Table, named: Named) -> dict[str, str]:
    """Role → heading. Without "score" the sheet is a wide one, with a column an interviewer.

    A sheet with one of interviewer and score is wide where it has columns of marks, and `LACKING` the other if not.
    """
    given = {role: _given(table, name) for role, name in vars(named).items() if name is not None}
    twice = [name for name in given.values() if list(given.values()).count(name) > 1]
    if twice:
        raise SheetError(f"The column “{twice[0]}” was named for two things at once.")
    found = dict(given)
    for role in _USUAL:
        guess = _guess(table, role, set(found.values())) if role not in found else None
        if guess is not None:
            found[role] = guess
    if ("score" in found) == ("interviewer" in found):
        if "score" in found and "candidate" not in found:
            raise SheetError("No column of candidates was found; name it with --candidate.")
        return found
    lacking = "interviewer" if "score" in found else "score"
    if {"interviewer", "score"} & given.keys():
        raise SheetError(_no_column(lacking))
    rest = {role: name for role, name in found.items() if role not in ("interviewer", "score")}
    whole = any(plain(found[role]) in _USUAL[role] for role in ("interviewer", "score") if role in found)
    return rest | ({LACKING: lacking} if whole else {})


def no_marks(columns: dict[str, str]) -> SheetError:
    """What to say of a sheet that is neither long nor wide."""
    if LACKING in columns:
        return SheetError(_no_column(columns[LACKING]))
    return SheetError("No column of scores was found, nor columns of marks; name them with --score and the like.")


def _no_column(lacking: str) -> str:
    return f"No column of {lacking}s was found; name it with --{lacking}."


def _given(table: Table, name: str) -> str:
    alike = [name] if name in table.headings else [one for one in table.headings if plain(one) == plain(name)]
    if not alike:
        raise SheetError(f"There is no column “{name}”. There are: {', '.join(map(shown, table.headings))}.")
    if len(alike) > 1 or any(one.startswith(f"{name}\0") for one in table.headings):
        raise SheetError(f"There are two columns called “{name}”.")
    return alike[0]


def _guess(table: Table, role: str, taken: set[str]) -> str | None:
    free = [name for name in table.headings if name not in taken]
    for usual in _USUAL[role]:
        alike = [name for name in free if plain(name) == usual]
        if len(alike) > 1 or (alike and usual in table.repeated):
            raise SheetError(f"There are two columns called “{shown(alike[0])}”.")
        if alike:
            return alike[0]
    words = {usual for usual in _USUAL[role] if usual not in _NOT_A_WORD}
    within = [name for name in free if words & words_of(name) and not _ASIDE & words_of(name)]
    return within[0] if len(within) == 1 else None


def words_of(name: str) -> set[str]:
    """The words of a heading, a plural as its singular too."""
    words = set(re.findall(r"[^\W\d_]+", plain(shown(name))))
    return words | {word.removesuffix("s") for word in words}


def shown(name: str) -> str:
    return name.split("\0")[0]
