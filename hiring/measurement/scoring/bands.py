"""Who can be told from who: errors of differences, tie groups, and the chance that one is better."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Protocol

from hiring.measurement.components import Components
from hiring.measurement.libraries import np, pd
from hiring.measurement.model.averaged import Averaged
from hiring.measurement.ratings import BoolArray, FloatArray, IntArray
from hiring.measurement.scoring.tails import below_normal

_NOTHING = 1e-9
# Someone is lower than a leader when the chance that the leader is higher is above this.
AHEAD = 0.995
_REACH = 2.575829303548901
_FAMILY = 0.95


class Fit(Protocol):
    """What comparing needs of a fit, be it a `CrossedFit` or a `SplitFit`.

    `candidates` has `candidate`, `level`, `level_se` (points) and `network`, sorted by candidate.
    """

    @property
    def candidates(self) -> pd.DataFrame:
        """One row a candidate."""

    def places(self, candidates: Sequence[Any]) -> IntArray:
        """Row numbers of named candidates; `KeyError` for one who is not in."""

    def adjusted_covariance(self, candidates: Sequence[Any]) -> FloatArray:
        """Joint error covariance of the adjusted scores of these candidates, shape (len, len)."""

    def level_covariance(self, candidates: Sequence[Any]) -> FloatArray:
        """Joint prediction-error covariance of the levels of these candidates, shape (len, len)."""

    def level_differences(self, place: IntArray) -> FloatArray:
        """Standard errors of the differences in level between the first of these rows of `candidates` and each."""


class NotComparable(ValueError):
    """These candidates are not linked through shared interviewers, so leniency cannot be told from merit."""


def pair_sed(covariance: FloatArray) -> FloatArray:
    """Standard error of every difference, sqrt(v_i + v_j - 2 c_ij), shape as the covariance, in points.

    `covariance` is the joint error covariance, shape (n, n), in squared points; the diagonal of the result is 0.
    Interviewers that two candidates share cancel in the difference, so this is smaller than two standard errors added.
    """
    variance = np.diag(covariance)
    return np.sqrt(np.clip(variance[:, None] + variance[None, :] - 2.0 * covariance, 0.0, None))


def tie_groups(fit: Fit, candidates: Sequence[Any] | None = None) -> pd.DataFrame:
    """Tie groups from the top: everyone a leader is not above with a chance of more than 99.5 %.

    The leader of the first group is the highest; that of each further group the highest who is in none yet. Levels are
    blups with fixed effects, so the more may be chance the nearer they are pulled together; that and the 99.5 % keep a
    second group out of 95 of 100 openings without any difference (`make calibrate`). So nobody is told from the leader
    of their own group, while two members of different groups may well be tied: bands are not transitive. `candidates`
    limits who is compared, all by default (`KeyError` for one who is not in the fit); groups are made within each
    network and numbered through in the order of `network`.

    Returns `candidate`, `level` and `se` (points), `network`, `tie_group` (from 1), sorted by candidate.
    """
    frame = fit.candidates
    place = np.arange(len(frame)) if candidates is None else np.sort(fit.places(candidates))
    names, level, error, network = (frame[name].array[place] for name in ("candidate", "level", "level_se", "network"))
    number = banded(np.asarray(level), np.asarray(network), lambda rows: fit.level_differences(place[rows]))
    return pd.DataFrame({"candidate": names, "level": level, "se": error, "network": network, "tie_group": number})


def averaged_tie_groups(fit: Averaged, level: FloatArray, network: IntArray) -> IntArray:
    """The groups of `tie_groups` where the variances are averaged over; one entry a candidate.

    `level` (points) and `network` have one entry a candidate, in the order of the fit.
    """
    return _grouped(level, network, lambda rows: fit.chance_above(int(rows[0]), rows) <= AHEAD)


def banded(
    level: FloatArray, network: IntArray, differences: Callable[[IntArray], FloatArray], reach: float = _REACH
) -> IntArray:
    """Tie groups as in `tie_groups` for any levels: a group number for each, from 1; 0 where the level is NaN.

    `level` is in points, `network` has one number a level; of equal levels the first leads. `differences` takes places
    in `level` and gives the standard errors of the differences between the first of them and each, one each; where such
    an error is NaN nobody is told apart. `reach` is how many of them a leader may be ahead of a member.
    """

    def near(rows: IntArray) -> BoolArray:
        return np.asarray(~(level[rows[0]] - level[rows] > reach * differences(rows) + _NOTHING))

    return _grouped(level, network, near)


def _grouped(level: FloatArray, network: IntArray, near: Callable[[IntArray], BoolArray]) -> IntArray:
    """Groups from the top; `near` takes places, the leader's first, and says who cannot be told from it."""
    groups = np.zeros(len(level), dtype=np.int64)
    downward = np.argsort(-level, kind="stable")
    number = 0
    for linked in np.unique(network):
        waiting = downward[(network[downward] == linked) & ~np.isnan(level[downward])]
        while len(waiting):
            number += 1
            tied = near(waiting)
            groups[waiting[tied]] = number
            waiting = waiting[~tied]
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


def chance_higher_again(fit: Fit, candidate: Any, other: Any) -> float:
    """The chance that a panel like theirs, of other interviewers, would put one above the other, from 0 to 1.

    Phi(difference of their levels / sqrt(SED² + E²)): what isn't known of the true difference, and E, the error with
    which a panel of that size shows one, which is that of the difference of their adjusted scores. So it's nearer to
    one half than `chance_better`, which speaks of true levels. Raises `NotComparable` for candidates of different
    networks, `KeyError` for unknown ones.
    """
    pair = [candidate, other]
    first, second = fit.places(pair)
    _same_network(fit, pair)
    level = fit.candidates["level"]
    difference = float(level.iloc[first] - level.iloc[second])
    errors = [pair_sed(covariance(pair))[0, 1] for covariance in (fit.level_covariance, fit.adjusted_covariance)]
    return chance_above(difference, float(np.hypot(*errors)))


def chance_above(difference: float, sed: float) -> float:
    """P(true difference > 0) = Phi(difference / SED), from 0 to 1; .5 where both are nothing.

    Both in points of the scale. Without error (`sed` 0) it is 1 for a difference above 0 and 0 for one below; NaN in
    either gives NaN.
    """
    if sed <= _NOTHING:
        return 0.5 if abs(difference) <= _NOTHING else float(difference > 0)
    return below_normal(difference / sed)


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
            "These candidates met interviewers who have nobody in common, not even through others. "
            "A difference between them could be a difference between interviewers."
        )


@lru_cache(maxsize=256)
def family_reach(people: int) -> float:
    """How many errors of a difference the highest of equal levels is above the lowest at most, 19 times in 20.

    1.96 for two; the upper 5 % of the range of `people` normal values, over the square root of 2. Source: Tukey's
    studentized range with known error (Kramer 1956 for unequal errors).
    """
    if people < 2:
        return 0.0
    at = np.linspace(-9.0, 9.0, 401)
    density = np.exp(-(at**2) / 2.0) / np.sqrt(2.0 * np.pi) * (at[1] - at[0])
    below, low, high = np.array([below_normal(x) for x in at.tolist()]), 0.0, 20.0
    for _ in range(50):
        middle = (low + high) / 2.0
        inside = np.clip(below - [below_normal(x) for x in (at - middle).tolist()], 0.0, 1.0)
        covered = people * float(density @ inside ** (people - 1))
        low, high = (middle, high) if covered < _FAMILY else (low, middle)
    return float((low + high) / 2.0 / 2.0**0.5)


def raw_tie_groups(levels: pd.DataFrame, parts: pd.DataFrame, components: Components) -> IntArray:
    """Tie groups of raw panel means, from the top, for each row of `levels`; 0 where the level is NaN.

    `levels` has `candidate` (unique) and `level` (points of the scale, NaN where there is none); `parts` is what
    `composite.contributions` returns, or any frame of its columns: `candidate`, `source`, `weight` and perhaps
    `is_round`. With weights a and b of the interviewers of two levels, r and s of their rounds, the difference has
    variance

        own * (sum a² + sum b²) - 2 interviewer * sum ab + round * (sum r² + sum s²),

    `own` being that of `Components`: the leniency of an interviewer that both met cancels, and two candidates share no
    round. Without rounds each interviewer counts as one, and for plain means of k_i and k_j interviewers, m of them the
    same, that is residual (1/k_i + 1/k_j) + interviewer (1/k_i + 1/k_j - 2 m / (k_i k_j)) (Putka, Le, McCloy & Diaz
    2008). Groups are bands of `family_reach` such errors. Raises `KeyError` for a candidate with a level and no part.
    """
    known = levels.reset_index(drop=True).dropna(subset="level").sort_values("candidate", kind="stable")
    names = pd.Index(known["candidate"])
    row = names.get_indexer(pd.Index(parts["candidate"]))
    weight = parts["weight"].to_numpy(dtype=np.float64)
    of_round = parts["is_round"].to_numpy(dtype=bool) if "is_round" in parts else np.zeros(len(parts), dtype=bool)
    together = np.bincount(row[(row >= 0) & of_round], weight[(row >= 0) & of_round] ** 2, len(names))
    mine = (row >= 0) & ~of_round
    source, sources = pd.factorize(parts["source"][mine])
    row, weight = row[mine], weight[mine]
    square = np.bincount(row, weights=weight**2, minlength=len(names))
    if (square == 0).any():
        raise KeyError(f"Nobody marked {names[int(np.argmin(square))]}.")
    alone = components.own * square + components.round * (together if of_round.any() else square)

    def differences(among: IntArray) -> FloatArray:
        leader = np.zeros(len(sources))
        leader[source[row == among[0]]] = weight[row == among[0]]
        shared = np.bincount(row, weights=weight * leader[source], minlength=len(names))[among]
        variance = alone[among[0]] + alone[among] - 2.0 * components.interviewer * shared
        variance[0] = 0.0
        return np.asarray(np.sqrt(np.clip(variance, 0.0, None)), dtype=np.float64)

    groups, alike = np.zeros((2, len(levels)), dtype=np.int64)
    groups[known.index] = banded(known["level"].to_numpy(), alike[: len(known)], differences, family_reach(len(names)))
    return groups
