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


def drawn(
    candidates: int,
    interviewers: int,
    panel: int,
    sd: tuple[float, float, float] = (0.53, 0.3, 0.52),
    seed: int = 1,
) -> pd.DataFrame:
    """Marks drawn from the core model: random panels, SDs of candidate, interviewer and residual, mean 3.

    The columns `true` and `lenient` hold what is to be found.
    """
    rng = np.random.default_rng(seed)
    met = np.concatenate([rng.choice(interviewers, panel, replace=False) for _ in range(candidates)])
    who = np.repeat(np.arange(candidates), panel)
    true, lenient = rng.normal(0, sd[0], candidates), rng.normal(0, sd[1], interviewers)
    score = 3 + true[who] + lenient[met] + rng.normal(0, sd[2], len(who))
    return pd.DataFrame(
        {"candidate": who, "interviewer": met, "score": score, "true": true[who], "lenient": lenient[met]}
    )


def shrout_fleiss() -> pd.DataFrame:
    """Six targets by four judges."""
    return pd.read_csv(DATA / "shrout_fleiss_1979.csv")


def penicillin() -> pd.DataFrame:
    """24 plates by six samples, plates as candidates and samples as interviewers."""
    names = {"plate": "candidate", "sample": "interviewer", "diameter": "score"}
    return pd.read_csv(DATA / "penicillin.csv").rename(columns=names).astype({"score": "float64"})
