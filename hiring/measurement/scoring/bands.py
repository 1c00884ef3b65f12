"""Who can be told from whom: errors of differences, tie groups, and the chance that one is better."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

import numpy as np

from hiring.measurement.components import NORMAL_95, Components
from hiring.measurement.libraries import pd, special
from hiring.measurement.ratings import FloatArray, IntArray

_NOTHING = 1e-9


class Fit(Protocol):
    """What comparing needs of a fit, be it a `CrossedFit` or a `SplitFit`.

    `candidates` has `candidate`, `level`, `level_se` (points) and `network`, sorted by candidate.
    """

    @property
    def candidates(self) -> pd.DataFrame:
        """One row a candidate."""

    def places(self, candidates: Sequence[Any]) -> IntArray:
        """Row numbers of named candidates; `KeyError` for one who is not in."""

    def level_covariance(self, candidates: Sequence[Any]) -> FloatArray:
        """Joint prediction-error covariance of the levels of these candidates, shape (len, len)."""

    def level_differences(self, place: IntArray) -> FloatArray:
        """Standard errors of the differences in level between the first of these rows of `candidates` and each."""


class NotComparable(ValueError):
    """These candidates are not linked through shared interviewers, so leniency cannot be told from merit."""


def pair_sed(covariance: FloatArray) -> FloatArray:
    """Standard error of every difference, sqrt(v_i + v_j - 2 c_ij), shape as the covariance, in points.

    `covariance` is the joint error covariance, shape (n, n), in squared points; the diagonal of the result is 0.
    Interviewers whom two candidates share cancel in the difference, so this is smaller than two standard errors added.
    """
    variance = np.diag(covariance)
    return np.sqrt(np.clip(variance[:, None] + variance[None, :] - 2.0 * covariance, 0.0, None))


def tie_groups(fit: Fit, candidates: Sequence[Any] | None = None) -> pd.DataFrame:
    """Tie groups from the top: all whose level is within 1.96 standard errors of the difference from a leader.

    The leader of the first group is the highest; that of each further group the highest who is in none yet. Levels are
    blups with fixed effects. So nobody is told from the leader of their own group, while two members of different
    groups may well be tied: bands are not transitive. `candidates` limits who is compared, all by default (`KeyError`
    for one who is not in the fit); groups are made within each network and numbered through in the order of `network`.

    Returns `candidate`, `level` and `se` (points), `network`, `tie_group` (from 1), sorted by candidate.
    """
    frame = fit.candidates
    place = np.arange(len(frame)) if candidates is None else np.sort(fit.places(candidates))
    names, level, error, network = (frame[name].array[place] for name in ("candidate", "level", "level_se", "network"))
    number = banded(np.asarray(level), np.asarray(network), lambda rows: fit.level_differences(place[rows]))
    return pd.DataFrame({"candidate": names, "level": level, "se": error, "network": network, "tie_group": number})


def banded(level: FloatArray, network: IntArray, differences: Callable[[IntArray], FloatArray]) -> IntArray:
    """Tie groups as in `tie_groups` for any levels: a group number for each, from 1; 0 where the level is NaN.

    `level` is in points, `network` has one number a level; of equal levels the first leads. `differences` takes places
    in `level` and gives the standard errors of the differences between the first of them and each, one each; where such
    an error is NaN nobody is told apart.
    """
    groups = np.zeros(len(level), dtype=np.int64)
    downward = np.argsort(-level, kind="stable")
    number = 0
    for linked in np.unique(network):
        waiting = downward[(network[downward] == linked) & ~np.isnan(level[downward])]
        while len(waiting):
            number += 1
            near = ~(level[waiting[0]] - level[waiting] > NORMAL_95 * differences(waiting) + _NOTHING)
            groups[waiting[near]] = number
            waiting = waiting[~near]
    return groups


def chance_better(fit: Fit, candidate: Any, other: Any) -> float:
    """P(candidate > other) = Phi(difference of their levels / SED), from 0 to 1; .5 where nothing tells them apart.

    Levels and their joint error are those of `fit`. Raises `NotComparable` for candidates of different networks,
    `KeyError` for unknown ones.
    """
    first, second = fit.places([candidate, other])
    _same_network(fit, [candidate, other])
    level = fit.candidates["level"]
    difference = float(level.iloc[first] - level.iloc[second])
    return chance_above(difference, float(pair_sed(fit.level_covariance([candidate, other]))[0, 1]))


def chance_above(difference: float, sed: float) -> float:
    """P(true difference > 0) = Phi(difference / SED), from 0 to 1; .5 where both are nothing.

    Both in points of the scale. Without error (`sed` 0) it is 1 for a difference above 0 and 0 for one below; NaN in
    either gives NaN.
    """
    if sed <= _NOTHING:
        return 0.5 if abs(difference) <= _NOTHING else float(difference > 0)
    return float(special.ndtr(difference / sed))


def best_of(fit: Fit, candidates: Sequence[Any], posts: int = 1, draws: int = 20_000, seed: int = 1) -> pd.DataFrame:
    """The chance of each of a shortlist to be truly among the best `posts`, by draws from N(level, covariance).

    Returns `candidate` and `chance` (0 to 1) in the order given; chances sum to `posts` and are good to about .01. The
    same seed gives the same chances. Raises `NotComparable` across networks, `KeyError` for a candidate who is not in
    the fit, `ValueError` when there are not more candidates than posts.
    """
    if not 0 < posts < len(candidates):
        raise ValueError("A shortlist needs more candidates than posts.")
    _same_network(fit, candidates)
    level = fit.candidates["level"].to_numpy()[fit.places(candidates)]
    chance = chances_best(level, fit.level_covariance(candidates), posts, draws, seed)
    return pd.DataFrame({"candidate": list(candidates), "chance": chance})


def chances_best(
    level: FloatArray, covariance: FloatArray, posts: int = 1, draws: int = 20_000, seed: int = 1
) -> FloatArray:
    """The chance of each to be truly among the best `posts`, by draws from N(level, covariance).

    `level` in points, no NaN; `covariance` its joint error, shape (len, len); `posts` from 1 to the number of levels.
    Returns a chance from 0 to 1 for each; they sum to `posts`. Equal levels without error share the chance evenly. The
    same `seed` gives the same chances.
    """
    value, vector = np.linalg.eigh(covariance)
    root = vector * np.sqrt(np.clip(value, 0.0, None))
    rng = np.random.default_rng(seed)
    true = level + rng.standard_normal((draws, len(level))) @ root.T
    true += _NOTHING * rng.standard_normal(true.shape)
    winners = np.argpartition(-true, posts - 1, axis=1)[:, :posts]
    return np.bincount(winners.ravel(), minlength=len(level)) / draws


def _same_network(fit: Fit, candidates: Sequence[Any]) -> None:
    network = fit.candidates["network"].to_numpy()[fit.places(candidates)]
    if len(np.unique(network)) > 1:
        raise NotComparable(
            "These candidates met interviewers who have nobody in common, not even through others; "
            "a difference between them could be a difference between interviewers."
        )


def raw_tie_groups(levels: pd.DataFrame, parts: pd.DataFrame, components: Components) -> IntArray:
    """Tie groups of raw panel means, from the top, for each row of `levels`; 0 where the level is NaN.

    `levels` has `candidate` (unique) and `level` (points of the scale, NaN where there is none); `parts` is what
    `composite.contributions` returns, or any frame of its columns: `candidate`, `source` and `weight`. With weights a
    and b of the sources of two levels, the difference has variance

        residual * (sum a² + sum b²) + interviewer * sum (a - b)²,

    because the leniency of an interviewer whom both met cancels. For plain means of k_i and k_j interviewers, m of them
    the same, that is residual (1/k_i + 1/k_j) + interviewer (1/k_i + 1/k_j - 2 m / (k_i k_j)) (Putka, Le, McCloy & Diaz
    2008). Groups are bands of 1.96 such errors below a leader, as in `tie_groups`. Raises `KeyError` for a candidate
    with a level and no part.
    """
    known = levels.reset_index(drop=True).dropna(subset="level").sort_values("candidate", kind="stable")
    names = pd.Index(known["candidate"])
    row = names.get_indexer(pd.Index(parts["candidate"]))
    source, sources = pd.factorize(parts["source"])
    weight = parts["weight"].to_numpy(dtype=np.float64)
    row, source, weight = row[row >= 0], source[row >= 0], weight[row >= 0]
    square = np.bincount(row, weights=weight**2, minlength=len(names))
    if (square == 0).any():
        raise KeyError(f"Nobody marked {names[int(np.argmin(square))]}.")

    def differences(among: IntArray) -> FloatArray:
        leader = np.zeros(len(sources))
        leader[source[row == among[0]]] = weight[row == among[0]]
        shared = np.bincount(row, weights=weight * leader[source], minlength=len(names))[among]
        variance = components.error * (square[among[0]] + square[among]) - 2.0 * components.interviewer * shared
        variance[0] = 0.0
        return np.asarray(np.sqrt(np.clip(variance, 0.0, None)), dtype=np.float64)

    groups = np.zeros(len(levels), dtype=np.int64)
    groups[known.index] = banded(known["level"].to_numpy(), np.zeros(len(known), dtype=np.int64), differences)
    return groups
