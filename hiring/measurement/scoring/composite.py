"""The weighted composite of panel cells, and the errors that one interviewer makes on several criteria together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hiring.measurement.components import ASSUMED, Components
from hiring.measurement.libraries import np, pd
from hiring.measurement.ratings import Coded, FloatArray, IntArray, NotEnoughData, coded
from hiring.measurement.scoring.cells import marks_of, panel_cells


def composites(
    ratings: pd.DataFrame | Coded,
    weights: Mapping[str, float],
    components: Components = ASSUMED,
    shared: float = 1.0,
) -> pd.DataFrame:
    """The weighted composite of each candidate, C = sum(w m) / sum(w), on the scale of the ratings.

    Takes the long frame of `ratings.coded`; `weights` has one non-negative number a criterion, and criteria it does
    not name are left out; `components` are those of one mark and `shared` as for `contributions`. Returns, sorted by
    candidate, `candidate`, `composite`, `covered` (share of the weight that was rated, 0 to 1), `sem` (points) and
    `missing` (tuple of criteria). With any weighted criterion missing the composite and its error are NaN: weights
    are never silently spread over what is left. sem² is (leniency + residual) times the sum of squared contributions of
    interviewers, and the variance of a round times that of rounds.

    Raises `ValueError` for a negative or not finite weight, or when no weight is above 0, and what `coded` raises.
    """
    data, share = coded(ratings), shares(weights)
    candidates, mean = _wide(panel_cells(data), "mean", share)
    parts = contributions(data, weights, shared)
    row = candidates.get_indexer(pd.Index(parts["candidate"]))
    square, of_round = parts["weight"].to_numpy() ** 2, parts["is_round"].to_numpy()
    own = np.bincount(row[~of_round], weights=square[~of_round], minlength=len(candidates))
    together = np.bincount(row[of_round], square[of_round], len(candidates)) if of_round.any() else own
    error = components.own * own + components.round * together
    weight, names = share.to_numpy(), share.index.to_numpy(dtype=object)
    rated = ~np.isnan(mean)
    complete = np.asarray(rated.all(axis=1))
    return pd.DataFrame(
        {
            "candidate": candidates,
            "composite": mean @ weight,
            "covered": np.where(complete, 1.0, rated @ weight),
            "sem": np.where(complete, np.sqrt(error), np.nan),
            "missing": [() if whole else tuple(names[~row]) for whole, row in zip(complete, rated, strict=True)],
        }
    )


def contributions(ratings: pd.DataFrame | Coded, weights: Mapping[str, float], shared: float = 1.0) -> pd.DataFrame:
    """How much each source of error counts in a candidate's composite: an interviewer, and that interviewer on one
    criterion.

    Takes the long frame of `ratings.coded` and `weights` as for `composites`. An interviewer's mark counts w / k in a
    composite, w the share of its criterion and k the number of those who marked it. `shared` is the correlation, 0 to
    1, of the errors that an interviewer makes on two criteria of a candidate: that share of an error is the
    interviewer's and comes with every mark (their marks add up, times sqrt(shared)), the rest is the criterion's (times
    sqrt(1 - shared)). 1, for when it is not known, is the most careful: the marks of one interviewer are then one
    error. Different interviewers share none.

    Where rounds are known there is a source for each round of a candidate, too, made of its marks in the same way.

    Returns `candidate`, `source` (a number, the same for the same interviewer, or interviewer and criterion, of
    another candidate), `weight` and `is_round`, one row each, none for a weight of 0.
    """
    data, share = coded(ratings), shares(weights)
    marks = marks_of(data)
    place = share.index.get_indexer(data.criteria)[marks.criterion]
    seen = (place >= 0) & ~np.isnan(marks.mark)
    candidate, interviewer, criterion = marks.candidate[seen], marks.interviewer[seen], place[seen]
    panel, wide = len(data.interviewers), len(share)
    cell = candidate * wide + criterion
    weight = share.to_numpy()[criterion] / np.bincount(cell)[cell]
    both = float(np.clip(shared, 0.0, 1.0))
    sources = [_sources(candidate, interviewer, criterion, weight, (panel, wide, both))]
    if marks.round is not None:
        unit = marks.round[seen]
        sources.append(_sources(candidate, unit, criterion, weight, (int(unit.max(initial=0)) + 1, wide, both)))
    table = pd.concat([part.assign(is_round=at > 0) for at, part in enumerate(sources)], ignore_index=True)
    table["candidate"] = data.candidates.take(table["candidate"].to_numpy())
    return table[table["weight"] > 0].reset_index(drop=True)


def _sources(
    candidate: IntArray, source: IntArray, criterion: IntArray, weight: FloatArray, shape: tuple[int, int, float]
) -> pd.DataFrame:
    """What each source adds up to, over all criteria and on each; `shape` is sources, criteria and the shared part."""
    many, wide, both = shape
    pair, first, row = np.unique(candidate * many + source, return_index=True, return_inverse=True)
    whole = both**0.5 * np.bincount(row, weights=weight, minlength=len(pair))
    keys, place = np.unique(np.stack([candidate, source, criterion]), axis=1, return_inverse=True)
    apart = (1.0 - both) ** 0.5 * np.bincount(place.ravel(), weights=weight, minlength=keys.shape[1])
    return pd.DataFrame(
        {
            "candidate": np.concatenate([candidate[first], keys[0]]),
            "source": np.concatenate([source[first], many + keys[1] * wide + keys[2]]),
            "weight": np.concatenate([whole, apart]),
        }
    )


def effective_weights(cells: pd.DataFrame, weights: Mapping[str, float]) -> pd.DataFrame:
    """What each criterion really contributed to the differences between candidates, w cov(m, C) / var(C).

    `cells` and `weights` as for `composites`; only candidates rated on every weighted criterion count.
    Returns `criterion`, `weight` (stated share) and `effective` (both sum to 1; effective may be negative).

    Raises `NotEnoughData` with fewer than three such candidates, or when their composites are all equal.
    """
    share = shares(weights)
    _, mean = _wide(cells, "mean", share)
    mean = mean[~np.isnan(mean).any(axis=1)]
    if len(mean) < 3:
        raise NotEnoughData(f"{len(mean)} complete candidates", "Three")
    deviation = mean - mean.mean(axis=0)
    composite = deviation @ share.to_numpy()
    variance = float(composite @ composite)
    if variance <= 1e-18 * len(mean):
        raise NotEnoughData("all composites are equal", "Candidates who differ")
    effective = share.to_numpy() * (composite @ deviation) / variance
    return pd.DataFrame({"criterion": share.index, "weight": share.to_numpy(), "effective": effective})


def shares(weights: Mapping[str, float]) -> pd.Series[float]:
    """Weights above 0 as shares of their sum, sorted by criterion.

    Raises `ValueError` for a negative or not finite weight, or when none is above 0.
    """
    names = sorted(weights)
    given = np.array([weights[name] for name in names], dtype=np.float64)
    if not np.isfinite(given).all() or (given < 0).any():
        raise ValueError("A weight must be a number, 0 or above.")
    if not given.any():
        raise ValueError("At least one criterion needs a weight above 0.")
    counting = [name for name, weight in zip(names, given, strict=True) if weight > 0]
    return pd.Series(given[given > 0] / given.sum(), index=pd.Index(counting))


def _wide(cells: pd.DataFrame, column: str, share: pd.Series[float]) -> tuple[pd.Index[Any], FloatArray]:
    row, candidates = pd.factorize(cells["candidate"], sort=True)
    place = share.index.get_indexer(pd.Index(cells["criterion"]))
    weighted = place >= 0
    wide = np.full((len(candidates), len(share)), np.nan)
    wide[row[weighted], place[weighted]] = cells[column].to_numpy(dtype=np.float64)[weighted]
    return pd.Index(candidates), wide
