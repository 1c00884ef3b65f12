"""The same statistics once more, in plain loops, slow and obvious."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import minimize

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


@dataclass(frozen=True)
class Dense:
    """The mixed model written out with the full covariance of the ratings."""

    criterion: float
    beta: np.ndarray
    candidate: np.ndarray
    candidate_cov: np.ndarray
    interviewer: np.ndarray
    interviewer_cov: np.ndarray
    level: np.ndarray
    level_cov: np.ndarray
    adjusted: np.ndarray
    adjusted_cov: np.ndarray


def mixed(marks: pd.DataFrame, variances: tuple[float, float, float], fixed: list[str]) -> Dense:
    """REML criterion, blups and errors at given variances of candidate, interviewer, residual: O(n³)."""
    people, panel = pd.get_dummies(marks["candidate"]), pd.get_dummies(marks["interviewer"])
    z, w = people.to_numpy(float), panel.to_numpy(float)
    extra = [pd.get_dummies(marks[name]).to_numpy(float)[:, 1:] for name in fixed]
    x = np.hstack([np.ones((len(marks), 1)), *extra])
    y = marks["score"].to_numpy(float)
    v = variances[0] * z @ z.T + variances[1] * w @ w.T + variances[2] * np.eye(len(y))
    inverse = np.linalg.inv(v)
    information = np.linalg.inv(x.T @ inverse @ x)
    p = inverse - inverse @ x @ information @ x.T @ inverse
    beta = information @ x.T @ inverse @ y
    logs = np.linalg.slogdet(v)[1] - np.linalg.slogdet(information)[1]
    criterion = logs + y @ p @ y + (len(y) - x.shape[1]) * math.log(2 * math.pi)
    rest = variances[1] * w @ w.T + variances[2] * np.eye(len(y))
    wide = np.hstack([z, x])
    bread = np.linalg.pinv(wide.T @ np.linalg.inv(rest) @ wide)
    place = np.hstack([np.eye(z.shape[1]), (z.T @ x) / z.sum(axis=0)[:, None]])
    every = np.hstack([x, z, w])
    prior = np.repeat(
        [0.0, 1 / max(variances[0], 1e-12), 1 / max(variances[1], 1e-12)], [x.shape[1], z.shape[1], w.shape[1]]
    )
    joint = np.linalg.inv(every.T @ every / variances[2] + np.diag(prior))
    typical = (z.T @ x) / z.sum(axis=0)[:, None]
    sum_up = np.hstack([typical, np.eye(z.shape[1]), np.zeros((z.shape[1], w.shape[1]))])
    return Dense(
        level=typical @ beta + variances[0] * z.T @ p @ y,
        level_cov=sum_up @ joint @ sum_up.T,
        criterion=float(criterion),
        beta=beta,
        candidate=variances[0] * z.T @ p @ y,
        candidate_cov=variances[0] * np.eye(z.shape[1]) - variances[0] ** 2 * z.T @ p @ z,
        interviewer=variances[1] * w.T @ p @ y,
        interviewer_cov=variances[1] * np.eye(w.shape[1]) - variances[1] ** 2 * w.T @ p @ w,
        adjusted=place @ bread @ wide.T @ np.linalg.inv(rest) @ y,
        adjusted_cov=place @ bread @ place.T,
    )


def restricted(y: np.ndarray, parts: list[np.ndarray], variances: np.ndarray) -> float:
    """-2 × the restricted log-likelihood, from the covariance of all marks and nothing cleverer."""
    v = sum(variance * part for variance, part in zip(variances, parts, strict=True))
    sign, log_det = np.linalg.slogdet(v)
    if sign <= 0:
        return math.inf
    one = np.ones(len(y))
    a, b = np.linalg.solve(v, np.column_stack([one, y])).T
    mean = (one @ b) / (one @ a)
    return float(log_det + math.log(one @ a) + (y - mean) @ (b - mean * a) + (len(y) - 1) * math.log(2 * math.pi))


def reml(marks: pd.DataFrame) -> tuple[float, list[float]]:
    """The criterion and the variances at its maximum, found by walking over the three standard deviations.

    A standard deviation may wander below 0 and counts by its square, so that a variance of 0 is no wall.
    """
    both = [pd.get_dummies(marks[name]).to_numpy(float) for name in ("candidate", "interviewer")]
    y = marks["score"].to_numpy(float)
    parts = [*(one @ one.T for one in both), np.eye(len(y))]
    walks = [
        minimize(
            lambda sd: restricted(y, parts, sd**2),
            np.array(start) * y.std(),
            method="Nelder-Mead",
            options={"xatol": 1e-8, "fatol": 1e-11, "maxiter": 4000, "maxfev": 4000},
        )
        for start in ([0.7, 0.4, 0.7], [0.1, 0.9, 0.6], [0.9, 0.05, 0.3])
    ]
    best = min(walks, key=lambda one: float(one.fun))
    return float(best.fun), (best.x**2).tolist()


def split(
    marks: pd.DataFrame, weights: dict[str, float], variances: dict[str, tuple[float, float]], shared: float
) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Composites of adjusted scores and their error covariance: the weight of every mark, the error of every two.

    `variances` are those of leniency and of noise of each criterion; returned are the candidates with every criterion.
    """
    whole = sum(weights.values())
    names = sorted(set.intersection(*(set(marks.candidate[marks.criterion == name]) for name in weights)))
    rows = marks[marks.criterion.isin(list(weights))].reset_index(drop=True)
    counts = np.zeros((len(names), len(rows)))
    for criterion, weight in weights.items():
        own = rows[rows.criterion == criterion]
        people, panel = sorted(set(own.candidate)), sorted(set(own.interviewer))
        who = np.array([[one == name for name in people] for one in own.candidate], dtype=float)
        met = np.array([[one == name for name in panel] for one in own.interviewer], dtype=float)
        lenient, noise = variances[criterion]
        covariance = np.linalg.inv(lenient * met @ met.T + noise * np.eye(len(own)))
        scores = np.linalg.inv(who.T @ covariance @ who) @ who.T @ covariance
        for row, name in enumerate(names):
            counts[row, own.index] += weight / whole * scores[people.index(name)]
    error = np.zeros((len(rows), len(rows)))
    for a, one in enumerate(rows.itertuples()):
        for b, other in enumerate(rows.itertuples()):
            if one.interviewer == other.interviewer:
                alike = 1.0 if one.criterion == other.criterion else shared
                mine, theirs = variances[one.criterion], variances[other.criterion]
                error[a, b] = alike * math.sqrt(mine[0] * theirs[0])
                error[a, b] += alike * math.sqrt(mine[1] * theirs[1]) if one.candidate == other.candidate else 0.0
    return names, counts @ rows.mark.to_numpy(), counts @ error @ counts.T
