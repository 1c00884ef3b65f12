"""The core model: what an interviewer's mark says of the candidate, and what of the interviewer.

score = mean + round and opening (fixed) + candidate (random) + leniency of the interviewer (random) + the
rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from hiring.measurement.components import Components
from hiring.measurement.libraries import np, pd
from hiring.measurement.model.effects import Effects
from hiring.measurement.model.equations import Equations, equations
from hiring.measurement.model.estimate import Estimate, estimate, estimate_at
from hiring.measurement.model.large import LARGEST, estimate_large
from hiring.measurement.model.networks import networks, panels_differ
from hiring.measurement.number_format import count
from hiring.measurement.ratings import (
    BadRatings,
    BoolArray,
    FloatArray,
    IntArray,
    NotEnoughData,
    codes_of,
    scores,
)


@dataclass(frozen=True)
class Meetings:
    """Marks as sorted codes: who met who, under which fixed levels, and the score. Made by `meetings`.

    `candidates` and `interviewers` are the sorted distinct names; `candidate`, `interviewer` and `score` have one entry
    a mark, the first two index into those names. `levels` has, for each fixed column, the codes and how many there are.
    No score is NaN.
    """

    candidates: pd.Index[Any]
    interviewers: pd.Index[Any]
    candidate: IntArray
    interviewer: IntArray
    levels: list[tuple[IntArray, int]]
    score: FloatArray


@dataclass(frozen=True)
class CrossedFit:
    """One fit of the core model; all values in points of the scale, variances in squared points.

    `n` counts the marks, `mean` is the fitted mean. `criterion` is -2 × the restricted log-likelihood as lme4 prints
    it, NaN where there is none. `at_zero` names the components whose estimate is at the boundary; `unknown` those that
    this design cannot tell from the residual, whose variance is then part of the residual's. `method` is "REML",
    "exact" (an additive model leaves no error), "Henderson 1" (very large data) or "given" (components assumed).
    `ratios` are the variances of candidate and interviewer in units of the residual's, (1, 1) where that is 0. The two
    frames are made when they are first asked for.
    """

    n: int
    mean: float
    components: Components
    criterion: float
    at_zero: tuple[str, ...]
    unknown: tuple[str, ...]
    method: str
    ratios: tuple[float, float]
    data: Meetings = field(repr=False)
    _estimate: Estimate = field(repr=False)

    @cached_property
    def candidates(self) -> pd.DataFrame:
        """One row a candidate, sorted by name.

        `candidate`, `n` (marks), `mean` (raw), `adjusted` (as if everybody had met interviewers of ordinary
        leniency; not shrunken, fixed effects included) with `adjusted_se`, `blup` (shrunken deviation from
        the fixed effects) with `se`, `level` (fixed effects + blup) with `level_se`, `network` (comparisons
        hold only within one) and `differs` (whether candidates of that network met different interviewers,
        which is when the adjusted score says more than the raw one).
        """
        data, random, centre = self.data, self._estimate.random, float(self.data.score.mean())
        sizes = np.bincount(data.candidate)
        return pd.DataFrame(
            {
                "candidate": data.candidates,
                "n": sizes,
                "mean": np.bincount(data.candidate, weights=data.score) / sizes,
                "adjusted": centre + self._adjusted.candidate,
                "adjusted_se": self._adjusted.candidate_se,
                "blup": random.candidate + 0.0,
                "se": random.candidate_se,
                "level": centre + self._levels.candidate,
                "level_se": self._levels.candidate_se,
                "network": self.network,
                "differs": self.differs,
            }
        )

    @property
    def network(self) -> IntArray:
        """The network number of every candidate, as in `candidates`."""
        return self._networks[0]

    @property
    def differs(self) -> BoolArray:
        """For every candidate whether those of their network met different interviewers, as in `candidates`."""
        return panels_differ(self.data.candidate, self.data.interviewer, self.network)

    @cached_property
    def interviewers(self) -> pd.DataFrame:
        """One row an interviewer, sorted by name.

        `interviewer`, `n` (marks), `leniency` (blup; positive when marking higher than colleagues who met
        the same people), `se`, `network`. Leniency and se are NaN when the design cannot tell interviewers
        from chance.
        """
        data, random = self.data, self._estimate.random
        hidden = np.nan if self.unknown else 1.0
        return pd.DataFrame(
            {
                "interviewer": data.interviewers,
                "n": np.bincount(data.interviewer),
                "leniency": hidden * random.interviewer + 0.0,
                "se": hidden * random.interviewer_se,
                "network": self._networks[1],
            }
        )

    @property
    def curvature(self) -> FloatArray | None:
        """The average information of the two `ratios`, shape (2, 2); None where they weren't estimated by REML."""
        return self._estimate.curvature

    @property
    def connected(self) -> bool:
        """Whether every candidate can be compared with every other through shared interviewers."""
        return bool(self._networks[0].max() <= 1)

    def places(self, candidates: Sequence[Any]) -> IntArray:
        """Row numbers of named candidates in `candidates`; `KeyError` for one who is not in the fit."""
        place = self.data.candidates.get_indexer(pd.Index(candidates))
        if (place < 0).any():
            raise KeyError(f"Not in this fit: {list(candidates)[int(np.argmin(place))]}")
        return place.astype(np.int64)

    def covariance(self, candidates: Sequence[Any]) -> FloatArray:
        """Joint prediction-error covariance of the blups of these candidates, shape (len, len), in squared points.

        `KeyError` for one who is not in the fit. Source: Henderson 1973.
        """
        return self._estimate.random.covariance(self.places(candidates))

    def adjusted_covariance(self, candidates: Sequence[Any]) -> FloatArray:
        """Joint error covariance of the adjusted scores of these candidates, shape (len, len), in squared points.

        `KeyError` for one who is not in the fit.
        """
        return self._adjusted.covariance(self.places(candidates))

    def level_covariance(self, candidates: Sequence[Any]) -> FloatArray:
        """Joint prediction-error covariance of the levels of these candidates, shape (len, len), in squared points.

        `KeyError` for one who is not in the fit.
        """
        return self._levels.covariance(self.places(candidates))

    def level_differences(self, place: IntArray) -> FloatArray:
        """Standard errors of the differences in level between the first of these rows of `candidates` and each.

        At least one row; one entry a row, in points, 0 for the first.
        """
        return self._levels.differences(int(place[0]), place)

    @cached_property
    def _levels(self) -> Effects:
        return self._estimate.levels()

    @cached_property
    def _adjusted(self) -> Effects:
        return self._estimate.adjust()

    @cached_property
    def _networks(self) -> tuple[IntArray, IntArray]:
        data = self.data
        return networks(data.candidate, data.interviewer, len(data.candidates), len(data.interviewers))


def meetings(marks: pd.DataFrame, fixed: Sequence[str] = (), score: str = "score") -> Meetings:
    """Check and code a frame of marks.

    `marks` has one row a mark: `candidate`, `interviewer`, the column named by `score` (points), and the columns named
    in `fixed` (such as round and opening), taken as categories. NaN scores are left out; a frame without any other
    gives empty arrays. Order of rows and index do not matter. Raises `BadRatings` for a missing column, a missing name
    or a score that is not a finite number.
    """
    for name in ("candidate", "interviewer", score, *fixed):
        if name not in marks.columns:
            raise BadRatings(f"The marks have no column {name}.")
    values = scores(marks[score])
    seen = ~np.isnan(values)
    if not seen.all():
        marks, values = marks[seen], values[seen]
    keys = ("candidate", "interviewer", *fixed)
    codes, names = zip(*(codes_of(marks[key], key) for key in keys), strict=True)
    cell = codes[0]
    for code, name in zip(codes[1:], names[1:], strict=True):
        cell = cell * max(len(name), 1) + code
    if not (np.diff(cell) > 0).all():
        order = np.lexsort((values, *reversed(codes)))
        codes, values = tuple(code[order] for code in codes), values[order]
    candidate, interviewer, *others = codes
    levels = [(code, len(name)) for code, name in zip(others, names[2:], strict=True)]
    return Meetings(names[0], names[1], candidate, interviewer, levels, values)


def summed(data: Meetings, score: FloatArray) -> tuple[Equations, bool]:
    """The equations of scores on this design, and whether interviewers are the eliminated factor.

    `score` has one entry a mark, in the order of `data`, and stands for the scores in it: drawn ones, or the same less
    their mean. The factor with more levels is eliminated, candidates where both have as many.
    """
    people, panel = (data.candidate, len(data.candidates)), (data.interviewer, len(data.interviewers))
    swapped = panel[1] > people[1]
    outer, inner = (panel, people) if swapped else (people, panel)
    return equations(outer, inner, data.levels, score), swapped


def fit_crossed(
    marks: pd.DataFrame | Meetings,
    fixed: Sequence[str] = (),
    start: CrossedFit | None = None,
    score: str = "score",
    *,
    rough: bool = False,
) -> CrossedFit:
    """Fit the core model by exact restricted maximum likelihood.

    `marks`, `fixed` and `score` as for `meetings`. `start` is an earlier fit of nearly the same data, to begin from its
    ratios; `rough` leaves out the last steps, which move variances in their fourth or fifth digit and effects far less.
    Standard errors take the variance components as known, as is usual.

    Raises what `meetings` raises, and `NotEnoughData` when candidates cannot be told from the rest: fewer than two
    candidates, nobody marked twice, or every candidate under a fixed level of their own. Source: Patterson & Thompson
    1971 (REML); Henderson 1973 (equations, blup and its error); the block of the larger factor is diagonal and
    eliminated, so that the work is that of the smaller factor. Above 2,500 of both, see `large`.
    """
    data = marks if isinstance(marks, Meetings) else meetings(marks, fixed, score)
    n_candidates, n_interviewers = len(data.candidates), len(data.interviewers)
    if n_candidates < 2:
        raise NotEnoughData(count(n_candidates, "candidate"), "Two candidates, both met by the same two,")
    if min(n_candidates, n_interviewers) > LARGEST:
        estimated = estimate_large(data.candidate, data.interviewer, data.levels, data.score - data.score.mean())
    else:
        system, swapped = summed(data, data.score - data.score.mean())
        estimated = estimate(system, swapped, None if start is None else start.ratios, rough=rough)
    return from_estimate(data, estimated)


def assume_crossed(
    marks: pd.DataFrame | Meetings, components: Components, fixed: Sequence[str] = (), score: str = "score"
) -> CrossedFit:
    """The core model at components that are given, for the many panels that are too few to estimate them.

    `marks`, `fixed` and `score` as for `fit_crossed`, which it replaces below the minimums of `reliability.history`;
    candidates met by one interviewer and single candidates are no obstacle. Raises what `meetings` raises,
    `NotEnoughData` without any mark, `ValueError` when the residual variance is not above 0.
    """
    data = marks if isinstance(marks, Meetings) else meetings(marks, fixed, score)
    if not len(data.score):
        raise NotEnoughData("nobody was marked", "One mark")
    if not components.residual > 0:
        raise ValueError("The residual variance must be above 0.")
    system, swapped = summed(data, data.score - data.score.mean())
    return from_estimate(data, estimate_at(system, swapped, components))


def from_estimate(data: Meetings, estimated: Estimate) -> CrossedFit:
    """The fit of these marks that an estimate, around the mean of all marks, makes."""
    return CrossedFit(
        n=len(data.score),
        mean=float(data.score.mean()) + estimated.mean,
        components=estimated.components,
        criterion=estimated.criterion,
        at_zero=estimated.at_zero,
        unknown=estimated.unknown,
        method=estimated.method,
        ratios=estimated.ratios,
        data=data,
        _estimate=estimated,
    )
