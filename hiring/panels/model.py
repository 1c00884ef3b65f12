"""What the organisation's finished panels say of its marks: how sure they are, and who marks higher. Pure."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from hiring.measurement import words
from hiring.measurement.bands import banded, best_of, chance_above, chance_better, chances_best, pair_sed, tie_groups
from hiring.measurement.components import ASSUMED, Components
from hiring.measurement.crossed import CrossedFit, fit_crossed
from hiring.measurement.ratings import FloatArray, IntArray, NotEnoughData, codes_of
from hiring.measurement.reliability import PAGE_CANDIDATES, PAGE_INTERVIEWERS, PAGE_MET, history
from hiring.measurement.split import SplitFit, fit_split
from hiring.panels.figures import Adjusted

T = TypeVar("T")
# Each one's chance to be the best, and for each pair that the first is better.
Chances = tuple[list[tuple[str, float]], list[tuple[str, str, float]]]

# Candidates times marks that may be combined criterion by criterion while somebody waits for a page.
_SPLIT_ENTRIES = 4_000_000


@dataclass(frozen=True)
class Model:
    """One reading of all finished panels, whoever is looking.

    `marks` has one row an application, interviewer and criterion; `totals` one an application and interviewer who
    rated everything that counts in that opening. `fit` and `each` are None, and the components assumed, below the
    minimums of `measurement.reliability.history`.
    """

    candidates: int
    interviewers: int
    marks: pd.DataFrame
    totals: pd.DataFrame
    fit: CrossedFit | None = None
    each: Components | None = None
    splits: dict[str, SplitFit | None] = field(default_factory=dict)
    _kept: dict[Any, Any] = field(default_factory=dict)

    @property
    def mark_components(self) -> Components:
        """Of one interviewer's mark on one criterion."""
        return self.each or ASSUMED

    @property
    def is_assumed(self) -> bool:
        return self.each is None

    @property
    def basis(self) -> str:
        """What intervals rest on, in words."""
        if self.is_assumed:
            return words.assumed(self.candidates, self.interviewers)
        return words.estimated(self.candidates, self.interviewers)

    def kept(self, name: Any, make: Callable[[], T]) -> T:
        """Something slow to compute of this model, computed once."""
        if name not in self._kept:
            self._kept[name] = make()
        found: T = self._kept[name]
        return found

    def of(self, opening: str) -> "Standing":
        return Standing(self, opening)

    def adjusted(self, opening: str, weights: Mapping[str, float], applications: Sequence[str]) -> dict[str, Adjusted]:
        """Application → its adjusted total, of those that have one."""
        if self.fit is not None and not self.is_split(opening):
            frame = self.fit.candidates
            rows = frame[frame["candidate"].isin(applications)]
            columns = [rows[name].tolist() for name in ("candidate", "adjusted", "adjusted_se", "differs")]
            return {name: Adjusted(level, se, bool(differs)) for name, level, se, differs in zip(*columns, strict=True)}
        split = self._split(opening, weights)
        if split is None:
            return {}
        rows = split.candidates[split.candidates["candidate"].isin(applications)]
        columns = [rows[name].tolist() for name in ("candidate", "composite", "se")]
        return {name: Adjusted(level, se, True) for name, level, se in zip(*columns, strict=True)}

    def ties(self, opening: str, weights: Mapping[str, float], applications: Sequence[str]) -> dict[str, int] | None:
        """Application → tie group from the joint covariance; None where components are assumed."""
        known = self.adjusted(opening, weights, applications)
        if not known:
            return None
        if self.fit is not None and not self.is_split(opening):
            frame = tie_groups(self.fit, sorted(known))
            return dict(zip(frame["candidate"].tolist(), frame["tie_group"].tolist(), strict=True))
        split = self._split(opening, weights)
        if split is None:
            return None
        rows = pd.DataFrame({"candidate": sorted(known), "level": split.levels(sorted(known))[0]})
        one_network = np.zeros(len(rows), dtype=np.int64)
        groups = banded(rows, one_network, lambda names: pair_sed(split.levels(names)[1])[0])
        return dict(zip(rows["candidate"].tolist(), groups.tolist(), strict=True))

    def is_split(self, opening: str) -> bool:
        """Whether most interviewers of the opening rated only some of what counts, as where sittings share it out."""
        return self.kept(("split", opening), lambda: self._find_split(opening))

    def _find_split(self, opening: str) -> bool:
        pairs = self.marks.loc[self.marks["opening"] == opening, ["application", "interviewer"]].drop_duplicates()
        return 2 * int((self.totals["opening"] == opening).sum()) < len(pairs)

    def chances(self, opening: str, weights: Mapping[str, float], applications: Sequence[str]) -> Chances:
        """Each one's chance to be truly the best of these, and for each pair that the first is truly better.

        Nothing where a total of theirs is not in the model; `NotComparable` where nobody links their interviewers.
        """
        if self.is_split(opening):
            return self._split_chances(opening, weights, applications)
        fit = self.fit
        if fit is None or not set(applications) <= set(fit.data.candidates):
            return [], []
        found = best_of(fit, applications)
        pairs = [(a, b, chance_better(fit, a, b)) for a, b in combinations(applications, 2)]
        return list(zip(found["candidate"].tolist(), found["chance"].tolist(), strict=True)), pairs

    def _split_chances(self, opening: str, weights: Mapping[str, float], applications: Sequence[str]) -> Chances:
        """The same from the criteria that sittings share out, whose errors one interviewer makes together."""
        split = self._split(opening, weights)
        if split is None or not set(applications) <= set(split.candidates["candidate"]):
            return [], []
        level, covariance = split.levels(applications)
        sed = pair_sed(covariance)
        best = chances_best(level, covariance).tolist()
        pairs = [
            (applications[a], applications[b], chance_above(float(level[a] - level[b]), float(sed[a, b])))
            for a, b in combinations(range(len(applications)), 2)
        ]
        return list(zip(applications, best, strict=True)), pairs

    def _split(self, opening: str, weights: Mapping[str, float]) -> SplitFit | None:
        if self.each is None or not self.is_split(opening):
            return None
        if opening not in self.splits:
            self.splits[opening] = self._fit_split(weights)
        return self.splits[opening]

    def _fit_split(self, weights: Mapping[str, float]) -> SplitFit | None:
        counting = {key: weight for key, weight in weights.items() if weight > 0}
        seen = self.marks[self.marks["criterion"].isin(list(counting))].rename(columns={"application": "candidate"})
        if seen["candidate"].nunique() * len(seen) > _SPLIT_ENTRIES:
            return None
        try:
            split = fit_split(seen, counting, self.each)
        except NotEnoughData:
            return None
        # Adjusted scores of people who share no interviewer, not even through others, cannot stand side by side.
        return split if all(fit.connected for fit in split.fits.values()) else None


@dataclass(frozen=True, slots=True)
class Standing:
    """The model as one opening asks it, whose criteria and weights stand still once there is anything to ask."""

    model: Model
    opening: str

    def adjusted(self, weights: Mapping[str, float], applications: Sequence[str]) -> dict[str, Adjusted]:
        asked = ("adjusted", self.opening, *applications)
        return self.model.kept(asked, lambda: self.model.adjusted(self.opening, weights, applications))

    def ties(self, weights: Mapping[str, float], applications: Sequence[str]) -> dict[str, int] | None:
        asked = ("ties", self.opening, *applications)
        return self.model.kept(asked, lambda: self.model.ties(self.opening, weights, applications))


def model_of(marks: pd.DataFrame, weights: Mapping[str, Mapping[str, float]]) -> Model:
    """Fit all finished panels. `marks` has `application`, `opening`, `interviewer`, `criterion`, `mark`.

    `weights` gives each opening's criteria their weight; what an opening does not weigh, such as the floor of skill,
    is left out.
    """
    weighed = marks.assign(share=_shares(marks, weights)).dropna(subset="share")
    people, applications = codes_of(weighed["application"], "application")
    panel, interviewers = codes_of(weighed["interviewer"], "interviewer")
    # In one order, whatever the order they were read in: sums of floats would tell the difference.
    order = np.lexsort((codes_of(weighed["criterion"], "criterion")[0], panel, people))
    people, panel, weighed = people[order], panel[order], weighed.iloc[order]
    marks, share = weighed.drop(columns="share"), weighed["share"].to_numpy()
    pair, first, place = np.unique(people * max(len(interviewers), 1) + panel, return_index=True, return_inverse=True)
    who, whom = panel[first], people[first]
    part = np.bincount(place, weights=share, minlength=len(pair))
    total = np.bincount(place, weights=share * marks["mark"].to_numpy(dtype=np.float64), minlength=len(pair))
    whole = part > 1 - 1e-9
    columns = {name: marks[name].to_numpy()[first[whole]] for name in ("application", "opening", "interviewer")}
    totals = pd.DataFrame({**columns, "total": total[whole]})
    several = int((np.bincount(whom, minlength=len(applications)) >= 2).sum())
    busy = int((np.bincount(who, minlength=len(interviewers)) >= PAGE_MET).sum())
    if several < PAGE_CANDIDATES or busy < PAGE_INTERVIEWERS:
        return Model(several, busy, marks, totals)
    return Model(several, busy, marks, totals, _fit(totals), _each(marks, people, panel))


def _shares(marks: pd.DataFrame, weights: Mapping[str, Mapping[str, float]]) -> FloatArray:
    """The share of each mark's criterion in its opening's total; NaN for a criterion that is not weighed there."""
    opening, openings = pd.factorize(marks["opening"])
    criterion, criteria = pd.factorize(marks["criterion"])
    table = np.full((len(openings), len(criteria)), np.nan)
    for row, name in enumerate(openings):
        given = weights.get(name, {})
        whole = math.fsum(given.values()) or 1.0
        table[row] = [given[key] / whole if key in given else np.nan for key in criteria]
    return np.asarray(table[opening, criterion], dtype=np.float64)


def _fit(totals: pd.DataFrame) -> CrossedFit | None:
    """The totals, where there are enough of them for themselves; sittings that share the criteria out leave few."""
    found = totals.rename(columns={"application": "candidate", "total": "score"})
    return history(found, fixed=["opening"]).fit if len(found) else None


def _each(marks: pd.DataFrame, people: IntArray, panel: IntArray) -> Components | None:
    """Components of a mark on one criterion, pooled over criteria; None where they cannot be told apart."""
    criterion, names = pd.factorize(marks["criterion"], sort=True)
    cells = pd.DataFrame({"candidate": people * len(names) + criterion, "interviewer": panel, "criterion": criterion})
    try:
        fit = fit_crossed(cells.assign(score=marks["mark"].to_numpy()), fixed=["criterion"])
    except NotEnoughData:
        return None
    return fit.components if not fit.unknown and fit.components.error > 0 else None
