"""What each question does: how its marks spread, how far interviewers agree on it, and what it goes with."""

from __future__ import annotations

from typing import Literal, TypeAlias

from hiring.measurement.libraries import np, pd
from hiring.measurement.outcomes.relations import LEAST_HIRES

# Fewer marks than these say nothing of a question.
LEAST_MARKS = 20
# From this share of one mark on, nearly everyone gets it.
SAME_MARK = 0.80
# In points: from here on a question tells people apart.
WIDE_SPREAD = 0.75
LEVELS = (1, 2, 3, 4, 5)

QuestionVerdict: TypeAlias = Literal["too few marks", "same mark", "middling", "tells apart"]


def question_table(marks: pd.DataFrame, work: pd.DataFrame) -> pd.DataFrame:
    """One row a question, sorted by it.

    `marks` has `question`, `candidate`, `interviewer` and `score` (1 to 5), one row an answer that was marked; `work`
    has `candidate` and `work`, the points of the last check-in, one row a hire who has one. Returns `question`,
    `asked` (candidates), `marks`, `m1` to `m5` (how many of each level), `sd` (points, NaN below two marks), `mode`
    and `share` (the commonest level, and how much of the marks it is, 0 to 1), `apart` (points: the mean difference
    between two interviewers on one answer; NaN without two), `rest` (how it goes with the candidate's other questions,
    -1 to 1) and `with_work` (with later work), both NaN below 25 candidates or without variation; and `hires`, how many
    the last is of.
    """
    rows: list[tuple[object, ...]] = []
    means = marks.groupby(["question", "candidate"])["score"].agg(["mean", "min", "max", "size"]).reset_index()
    sums = means.groupby("candidate")["mean"].agg(["sum", "size"])
    every, asked = means["candidate"].map(sums["sum"]), means["candidate"].map(sums["size"])
    means["others"] = (every - means["mean"]) / (asked - 1).where(asked > 1)
    means["work"] = means["candidate"].map(work.set_index("candidate")["work"]) if len(work) else np.nan
    levels = marks.groupby(["question", "score"]).size().unstack(fill_value=0).reindex(columns=LEVELS, fill_value=0)
    for question, of_question in means.groupby("question", sort=True):
        counts = levels.loc[question].to_numpy(dtype=np.int64)
        n, several = int(counts.sum()), of_question[of_question["size"] > 1]
        mean = float(counts @ np.array(LEVELS)) / n
        squares = float(counts @ (np.array(LEVELS) - mean) ** 2)
        apart = float((several["max"] - several["min"]).mean()) if len(several) else np.nan
        spread = (squares / (n - 1)) ** 0.5 if n > 1 else np.nan
        commonest = (LEVELS[int(counts.argmax())], float(counts.max()) / n)
        goes_with = (_going_together(of_question, "others"), _going_together(of_question, "work"))
        hires = int(of_question["work"].notna().sum())
        rows.append((question, len(of_question), n, *counts.tolist(), spread, *commonest, apart, *goes_with, hires))
    columns = ["question", "asked", "marks", "m1", "m2", "m3", "m4", "m5", "sd"]
    return pd.DataFrame(rows, columns=[*columns, "mode", "share", "apart", "rest", "with_work", "hires"])


def _going_together(of_question: pd.DataFrame, other: str) -> float:
    known = of_question.dropna(subset=["mean", other])
    if len(known) < LEAST_HIRES or known["mean"].nunique() < 2 or known[other].nunique() < 2:
        return float("nan")
    return float(np.corrcoef(known["mean"], known[other].astype("float64"))[0, 1])


def verdict(marks: int, share: float, sd: float) -> QuestionVerdict:
    """What a question does, from a row of `question_table`: its `marks`, `share` and `sd`."""
    if marks < LEAST_MARKS:
        return "too few marks"
    if share >= SAME_MARK:
        return "same mark"
    return "tells apart" if sd >= WIDE_SPREAD else "middling"
