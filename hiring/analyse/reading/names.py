"""Names of people and criteria as they were typed: made comparable, and pairs pointed out that may be one."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict

import pandas as pd

from hiring.analyse.reading.heading_rows import clean
from hiring.measurement.number_format import listed

_SHOWN = 3


def tidy_name(name: str) -> str:
    """Spaces, letters with accents and invisible characters are written in more than one way."""
    return clean(unicodedata.normalize("NFC", name))


def names_of_rows(column: pd.Series) -> pd.Series:
    """Tidy names as sorted categories, so that nobody has to look at each of a million names again."""
    code, distinct = pd.factorize(column)
    place, names = pd.factorize(pd.Series([tidy_name(str(name)) for name in distinct], dtype="str"), sort=True)
    return pd.Series(pd.Categorical.from_codes(place[code], categories=pd.Index(names)), index=column.index)


def alike(long: pd.DataFrame) -> list[str]:
    """A note for names that differ in capitals or leading noughts only; they stay two, for they may be two."""
    notes = []
    for role in ("candidate", "interviewer", "criterion"):
        same = defaultdict(list)
        for name in sorted(long[role].unique()):
            same[_key(name)].append(f"“{name}”")
        pairs = [listed(names) for names in same.values() if len(names) > 1]
        many = {"criterion": "criteria"}.get(role, f"{role}s")
        notes += [
            f"{pair} are counted as different {many}; write them alike if they are one." for pair in pairs[:_SHOWN]
        ]
    return notes


def _key(name: str) -> str:
    number = re.fullmatch(r"0*(\d+?)(\.0+)?", name)
    return number[1] if number else name.casefold()
