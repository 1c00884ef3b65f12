"""Who can be told from whom: errors of differences, tie groups, and the chance that one is better."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import ndtr

from hiring.measurement.components import NORMAL_95
from hiring.measurement.crossed import CrossedFit
from hiring.measurement.ratings import FloatArray

_NOTHING = 1e-9


class NotComparable(ValueError):
    """These candidates are not linked through shared interviewers, so leniency cannot be told from merit."""


def pair_sed(covariance: FloatArray) -> FloatArray:
    """Standard error of every difference, sqrt(v_i + v_j - 2 c_ij), shape as the covariance.

    Interviewers whom two candidates share cancel in the difference, so this is smaller than two standard errors added.
    """
    variance = np.diag(covariance)
    return np.sqrt(np.clip(variance[:, None] + variance[None, :] - 2.0 * covariance, 0.0, None))


def tie_groups(fit: CrossedFit, candidates: Sequence[Any] | None = None) -> pd.DataFrame:
    """Tie groups from the top: all whose level is within 1.96 standard errors of the difference from a leader.

    The leader of the first group is the highest; that of each further group the highest who is in none yet. Levels
    are blups with fixed effects. So nobody is told from the leader of their own group, while two members of different
    groups may well be tied: bands are not transitive. `candidates` limits who is compared, all by default; groups are
    made within each network and numbered through, larger networks not first but in order of their names.

    Returns `candidate`, `level`, `se`, `network`, `tie_group` (from 1), sorted by candidate.
    """
    frame = fit.candidates
    if candidates is not None:
        frame = frame.iloc[np.sort(fit.places(candidates))]
    found = frame[["candidate", "level", "network"]].assign(se=frame["level_se"], tie_group=0)
    number = 0
    for _, members in frame.groupby("network", sort=True):
        for group in _banded(fit, members):
            number += 1
            found.loc[group, "tie_group"] = number
    return found[["candidate", "level", "se", "network", "tie_group"]].reset_index(drop=True)


def _banded(fit: CrossedFit, members: pd.DataFrame) -> list[pd.Index[Any]]:
    waiting = members.sort_values(["level", "candidate"], ascending=[False, True])
    groups = []
    while len(waiting):
        level = waiting["level"].to_numpy()
        near = level[0] - level <= NORMAL_95 * fit.level_differences(waiting["candidate"].tolist()) + _NOTHING
        groups.append(waiting.index[near])
        waiting = waiting[~near]
    return groups


def chance_better(fit: CrossedFit, one: Any, other: Any) -> float:
    """P(one > other) = Phi((u_one - u_other) / SED), from 0 to 1; .5 where nothing tells them apart.

    Raises `NotComparable` for candidates of different networks, `KeyError` for unknown ones.
    """
    first, second = fit.places([one, other])
    _same_network(fit, [one, other])
    level = fit.candidates["level"]
    difference = float(level.iloc[first] - level.iloc[second])
    sed = float(pair_sed(fit.level_covariance([one, other]))[0, 1])
    if sed <= _NOTHING:
        return 0.5 if abs(difference) <= _NOTHING else float(difference > 0)
    return float(ndtr(difference / sed))


def best_of(
    fit: CrossedFit, candidates: Sequence[Any], posts: int = 1, draws: int = 20_000, seed: int = 1
) -> pd.DataFrame:
    """The chance of each of a shortlist to be truly among the best `posts`, by draws from N(level, covariance).

    Returns `candidate` and `chance` in the order given; chances sum to `posts` and are good to about .01. The same
    seed gives the same chances. Raises `NotComparable` across networks, `ValueError` when there are not more
    candidates than posts.
    """
    if not 0 < posts < len(candidates):
        raise ValueError("A shortlist needs more candidates than posts.")
    _same_network(fit, candidates)
    level = fit.candidates["level"].to_numpy()[fit.places(candidates)]
    value, vector = np.linalg.eigh(fit.level_covariance(candidates))
    root = vector * np.sqrt(np.clip(value, 0.0, None))
    rng = np.random.default_rng(seed)
    true = level + rng.standard_normal((draws, len(candidates))) @ root.T
    true += _NOTHING * rng.standard_normal(true.shape)
    winners = np.argpartition(-true, posts - 1, axis=1)[:, :posts]
    chance = np.bincount(winners.ravel(), minlength=len(candidates)) / draws
    return pd.DataFrame({"candidate": list(candidates), "chance": chance})


def _same_network(fit: CrossedFit, candidates: Sequence[Any]) -> None:
    network = fit.candidates["network"].to_numpy()[fit.places(candidates)]
    if len(np.unique(network)) > 1:
        raise NotComparable(
            "These candidates met interviewers who have nobody in common, not even through others; "
            "a difference between them could be a difference between interviewers."
        )
