"""Frames of ratings for tests: written small, or drawn."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from hypothesis import strategies as st

DATA = Path(__file__).parent.parent / "data"


def long(rows: str, columns: str = "candidate interviewer criterion score") -> pd.DataFrame:
    """A long frame from lines of words; a dot is not observed."""
    frame = pd.DataFrame([line.split() for line in rows.strip().splitlines()], columns=columns.split())
    frame["score"] = [np.nan if score == "." else float(score) for score in frame["score"]]
    return frame


def crossed(table: dict[str, list[float]], criterion: str = "service") -> pd.DataFrame:
    """One row a candidate, one column an interviewer."""
    return pd.DataFrame(
        [
            (candidate, f"judge {judge + 1}", criterion, score)
            for candidate, scores in table.items()
            for judge, score in enumerate(scores)
        ],
        columns=["candidate", "interviewer", "criterion", "score"],
    )


@st.composite
def panels(draw: st.DrawFn, missing: bool = True) -> pd.DataFrame:
    """Any small panel: some interviewers, some questions, some answers not observed."""
    people, raters, criteria = draw(st.integers(1, 5)), draw(st.integers(1, 4)), draw(st.integers(1, 3))
    marks = st.one_of(st.none(), st.integers(1, 5)) if missing else st.integers(1, 5)
    rows = [
        (f"c{person}", f"i{rater}", f"d{criterion}", question, draw(marks))
        for person in range(people)
        for rater in range(raters)
        for criterion in range(criteria)
        for question in range(draw(st.integers(0, 3)))
    ]
    rows = rows or [("c0", "i0", "d0", 0, 3)]
    frame = pd.DataFrame(rows, columns=["candidate", "interviewer", "criterion", "question", "score"])
    return frame.astype({"score": "float64"})
