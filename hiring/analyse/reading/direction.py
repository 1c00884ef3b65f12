"""Which way marks go: higher is better unless someone says otherwise, and what makes that doubtful."""

from __future__ import annotations

import pandas as pd

from hiring.analyse.reading.headings import shown, words_of
from hiring.analyse.reading.reading import SheetReading
from hiring.analyse.reading.vocabulary import LOWER_MAY_BE_BETTER
from hiring.measurement.number_format import number

_ASK = "If 1 is best, add --lower-is-better."
# So few candidates may be marked 1, 2 and 3 by chance.
_FEWEST = 3


def doubts_of(long: pd.DataFrame, reading: SheetReading) -> tuple[str, ...]:
    """Why lower marks may be the better ones: a heading such as "Note" or "Rank", or marks that rank everyone."""
    doubts = [
        f"“{shown(use.heading)}” is often a rank or a grade where 1 is best. {_ASK}"
        for use in reading.columns
        if use.role == "score" and words_of(use.heading) & LOWER_MAY_BE_BETTER
    ]
    marks = long.dropna(subset="score")
    if not doubts and len(marks) and marks["score"].min() == 1 and marks["score"].max() >= _FEWEST:
        each = marks.groupby(["interviewer", "criterion"], sort=False, observed=True)["score"].agg(
            ["size", "nunique", "max"]
        )
        if len(each) > 1 and bool(((each["size"] == each["nunique"]) & (each["size"] == each["max"])).all()):
            doubts.append(f"Every interviewer gave each mark from 1 on once, as in a ranking. {_ASK}")
    return tuple(doubts)


def turned_round(score: pd.Series, scale: tuple[float, float] | None) -> tuple[pd.Series, str]:
    """Marks of which lower ones are better, turned round on their scale, and a sentence that says so.

    Without a `scale` it is 1 to 5 where all marks are whole numbers between these, else from the lowest to the highest.
    """
    low, high = float(score.min()), float(score.max())
    seen = score.dropna()
    if scale is not None:
        low, high = scale
    elif low >= 1 and high <= 5 and bool((seen % 1 == 0).all()):
        low, high = 1.0, 5.0
    ends = number(low, 2), number(high, 2)
    sentence = (
        f"Lower marks are taken as better: every mark was turned round, {ends[0]} into {ends[1]} and {ends[1]} into "
        f"{ends[0]}. In all figures, higher is better."
    )
    return low + high - score, sentence
