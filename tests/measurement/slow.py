"""The same statistics once more, in plain loops, slow and obvious."""

from __future__ import annotations

import math
from collections import defaultdict

import pandas as pd

Point = tuple[str, str, str]


def marks(ratings: pd.DataFrame) -> dict[Point, float]:
    """Mean over the observed questions of each candidate, interviewer and criterion; nothing when none."""
    heard: dict[Point, list[float]] = defaultdict(list)
    for row in ratings.itertuples():
        if not math.isnan(row.score):
            heard[row.candidate, row.interviewer, row.criterion].append(row.score)
    return {point: sum(scores) / len(scores) for point, scores in heard.items()}


def cells(ratings: pd.DataFrame) -> dict[tuple[str, str], list[float]]:
    """The interviewers' marks of every candidate × criterion in the frame."""
    found: dict[tuple[str, str], list[float]] = {
        (candidate, criterion): [] for candidate in set(ratings.candidate) for criterion in set(ratings.criterion)
    }
    for (candidate, _, criterion), mark in marks(ratings).items():
        found[candidate, criterion].append(mark)
    return found


def mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else math.nan


def sd(values: list[float]) -> float:
    if len(values) < 2:
        return math.nan
    return math.sqrt(sum((value - mean(values)) ** 2 for value in values) / (len(values) - 1))


def ad(values: list[float]) -> float:
    return mean([abs(value - mean(values)) for value in values]) if len(values) > 1 else math.nan
