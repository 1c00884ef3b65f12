"""What the organisation's finished panels say of its marks: how sure they are, and who marks higher. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any, TypeVar

from hiring.measurement import sentences
from hiring.measurement.components import ASSUMED, Components
from hiring.measurement.consistency.reliability import (
    PAGE_CANDIDATES,
    PAGE_INTERVIEWERS,
    PAGE_MET,
    Design,
    design,
    history,
)
from hiring.measurement.libraries import np, pd
from hiring.measurement.model.crossed import CrossedFit, fit_crossed
from hiring.measurement.model.rounds import by_share
from hiring.measurement.ratings import IntArray, NotEnoughData, codes_of
from hiring.measurement.scoring.bands import chance_higher_again, tie_groups
from hiring.measurement.scoring.cells import Marks
from hiring.measurement.splitting.scorecards import scorecards
from hiring.measurement.splitting.split import SplitFit, TooLarge, fit_split
from hiring.measurement.splitting.split_errors import correlation
from hiring.panels.pooled_model import rounds
from hiring.panels.pooled_model.shares import as_categories, shared_out, shares, shift_errors
from hiring.panels.values import Adjusted

T = TypeVar("T")

# What names a whole comparison among the things a model keeps, and how many of those.
COMPARISON, MOST_COMPARISONS = "comparison", 8

# Of one matrix of those that combine criteria, while someone waits for a page.
_SPLIT_ENTRIES = 4_000_000


@dataclass(frozen=True)
class Model:
    """One reading of all finished panels, no matter who looks.

    `marks` has one row an application, interviewer and criterion, sorted by them; `cards` one an application and
    interviewer, in the same order, `score` being the weighted mean of what they rated; `totals` are those of them who
    rated everything that counts in that opening. In openings of `shared_out` most interviewers rated only
    some of it, as where rounds share the criteria out. `fit` and `each` are None, and the components assumed, below
    the minimums of `reliability.history`. `shared` is the correlation of the errors that an interviewer
    makes on two criteria of one candidate; where it is not known they are taken for one error, the most careful way.
    """

    candidates: int
    interviewers: int
    marks: pd.DataFrame
    totals: pd.DataFrame
    cards: pd.DataFrame
    shared_out: frozenset[str]
    fit: CrossedFit | None = None
    each: Components | None = None
    shared: float = 1.0
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
    def is_large_enough(self) -> bool:
        """Whether there are panels enough to estimate from; what they rate may still differ."""
        return _enough(self.candidates, self.interviewers)

    @property
    def basis(self) -> str:
        """What intervals rest on, in words."""
        if not self.is_assumed:
            return sentences.estimated(self.candidates, self.interviewers)
        if self.is_large_enough:
            return sentences.NEVER_THE_SAME
        return sentences.assumed(self.candidates, self.interviewers)

    @property
    def basis_of_totals(self) -> str:
        """The same, with how the errors of criteria make that of a total."""
        return f"{self.basis} {sentences.shared_errors(None if self.is_assumed else self.shared)}"

    def kept(self, name: Any, make: Callable[[], T]) -> T:
        """Something slow to compute of this model, computed once; of what is large only the latest few are kept."""
        if name not in self._kept:
            self._kept[name] = make()
            _forget_oldest(self._kept)
        kept: T = self._kept[name]
        return kept

    def of(self, opening: str) -> OpeningModel:
        return OpeningModel(self, opening)

    @property
    def by_card(self) -> CrossedFit | None:
        """Whole scorecards beside those of colleagues who were asked the same of the same candidate.

        The totals where there are enough of them; else, where rounds share the criteria out, what each interviewer
        rated, a candidate counting once for every set of criteria.
        """
        return self.fit or self.kept("cards", lambda: _fit_cards(self.marks, self.cards))

    def adjusted(self, opening: str, weights: Mapping[str, float], applications: Sequence[str]) -> dict[str, Adjusted]:
        """Application → its adjusted total, of those that have one."""
        fit = self._fit_of(opening, weights)
        if fit is None:
            return {}
        frame = fit.candidates
        rows = frame[frame["candidate"].isin(applications)]
        columns = [rows[name].tolist() for name in ("candidate", "adjusted", "adjusted_se", "differs")]
        columns.append(shift_errors(None if self.is_split(opening) else self.fit, rows))
        return {name: Adjusted(*of_candidate) for name, *of_candidate in zip(*columns, strict=True)}

    def are_linked(self, opening: str, weights: Mapping[str, float], applications: Sequence[str]) -> bool:
        """Whether interviewers in common, also through others, let all of them be compared; True without a fit."""
        fit = self._fit_of(opening, weights)
        if fit is None:
            return True
        frame = fit.candidates
        return bool(frame.loc[frame["candidate"].isin(applications), "network"].nunique() <= 1)

    def ties(self, opening: str, weights: Mapping[str, float], applications: Sequence[str]) -> dict[str, int] | None:
        """Application → tie group from the joint covariance, of those with a total; None where there is no fit."""
        fit = self._fit_of(opening, weights)
        if fit is None:
            return None
        known = set(fit.candidates["candidate"])
        frame = tie_groups(fit, [application for application in applications if application in known])
        return dict(zip(frame["candidate"].tolist(), frame["tie_group"].tolist(), strict=True))

    def _fit_of(self, opening: str, weights: Mapping[str, float]) -> CrossedFit | SplitFit | None:
        if self.is_split(opening):
            return self._split(opening, weights)
        if self.fit is None or self.by_round is None:
            return self.fit
        return self.kept(("heard", opening), lambda: self._heard(opening))

    @property
    def by_round(self) -> CrossedFit | None:
        """The totals where an application in each round counts as someone else; None where few rounds are shared."""
        return self.kept("by round", lambda: rounds.fit_by_round(self.totals))

    def _heard(self, opening: str) -> CrossedFit | SplitFit | None:
        """The fit of the totals, what one round adds counted among the errors of this opening's candidates."""
        if self.fit is None or self.by_round is None:
            return self.fit
        return rounds.heard(self.fit, self.by_round, self.totals[(self.totals["opening"] == opening).to_numpy()])

    @property
    def panels(self) -> Design | None:
        """Who met who for the totals, and in how many rounds; None where these are not fitted by round."""
        if self.fit is None or self.by_round is None:
            return None
        return replace(design(self.fit.data), rounds=float(rounds.left_over(self.totals).mean()))

    def is_split(self, opening: str) -> bool:
        """Whether most interviewers of the opening rated only some of what counts."""
        return opening in self.shared_out

    def chances(
        self, opening: str, weights: Mapping[str, float], applications: Sequence[str]
    ) -> list[tuple[str, str, float]]:
        """For each two of these applications the chance that another such panel would put the first higher.

        Nothing where a total of theirs is not in the model; `NotComparable` where nobody links their interviewers.
        """
        fit = self._fit_of(opening, weights)
        if fit is None or not set(applications) <= set(fit.candidates["candidate"]):
            return []
        pairs = combinations(applications, 2)
        return [(first, second, chance_higher_again(fit, first, second)) for first, second in pairs]

    def _split(self, opening: str, weights: Mapping[str, float]) -> SplitFit | None:
        if self.each is None:
            return None
        if opening not in self.splits:
            self.splits[opening] = self._fit_split(opening, weights)
        return self.splits[opening]

    def _fit_split(self, opening: str, weights: Mapping[str, float]) -> SplitFit | None:
        """From what everybody marked on these criteria, wherever; composites of this opening's candidates alone."""
        seen = self.marks.rename(columns={"application": "candidate"})
        among = seen["candidate"].to_numpy()[(seen["opening"] == opening).to_numpy()]
        try:
            return fit_split(seen, weights, self.each, ["opening"], set(among), _SPLIT_ENTRIES)
        except (NotEnoughData, TooLarge):
            return None


@dataclass(frozen=True, slots=True)
class OpeningModel:
    """The model as one opening asks it, whose criteria and weights stand still once there is anything to ask."""

    pooled: Model
    opening: str

    def adjusted(self, weights: Mapping[str, float], applications: Sequence[str]) -> dict[str, Adjusted]:
        return self.pooled.adjusted(self.opening, weights, applications)

    def ties(self, weights: Mapping[str, float], applications: Sequence[str]) -> dict[str, int] | None:
        return self.pooled.ties(self.opening, weights, applications)

    def are_linked(self, weights: Mapping[str, float], applications: Sequence[str]) -> bool:
        return self.pooled.are_linked(self.opening, weights, applications)


def _forget_oldest(kept: dict[Any, Any]) -> None:
    """Comparisons hold every panel of an opening, so that a server with many openings keeps only so many of them."""
    comparisons = [name for name in kept if name[0] == COMPARISON]
    for name in comparisons[:-MOST_COMPARISONS]:
        kept.pop(name, None)


def model_of(marks: pd.DataFrame, weights: Mapping[str, Mapping[str, float]]) -> Model:
    """Fit all finished panels. `marks` has `application`, `opening`, `interviewer`, `criterion`, `mark`, and `round`
    where rounds are known.

    `weights` gives each opening's criteria their weight; what an opening does not weigh, such as the floor of skill,
    is left out.
    """
    marks = as_categories(marks)
    weighed = marks.assign(share=shares(marks, weights)).dropna(subset="share")
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
    kept = ("application", "opening", "interviewer", *(("round",) if "round" in marks else ()))
    columns = {name: marks[name].array[first] for name in kept}
    cards = pd.DataFrame({**columns, "score": total / part})
    totals = cards[whole].rename(columns={"score": "total"}).reset_index(drop=True)
    split_openings = shared_out(marks["opening"].array[first], whole)
    several = int((np.bincount(whom, minlength=len(applications)) >= 2).sum())
    busy = int((np.bincount(who, minlength=len(interviewers)) >= PAGE_MET).sum())
    if not _enough(several, busy):
        return Model(several, busy, marks, totals, cards, split_openings)
    return Model(several, busy, marks, totals, cards, split_openings, _fit(totals), *_each(marks, people, panel))


def _enough(candidates: int, interviewers: int) -> bool:
    return candidates >= PAGE_CANDIDATES and interviewers >= PAGE_INTERVIEWERS


def _fit(totals: pd.DataFrame) -> CrossedFit | None:
    """The totals, where there are enough of them for themselves; rounds that share the criteria out leave few."""
    scores = totals.rename(columns={"application": "candidate", "total": "score"})
    return history(scores, fixed=["opening"]).fit if len(scores) else None


def _fit_cards(marks: pd.DataFrame, cards: pd.DataFrame) -> CrossedFit | None:
    if not len(cards):
        return None
    scores = scorecards(marks.rename(columns={"application": "candidate", "mark": "score"}), ["opening"])
    return history(scores.assign(score=cards["score"]), fixed=["asked"]).fit


def _each(marks: pd.DataFrame, people: IntArray, panel: IntArray) -> tuple[Components | None, float]:
    """Components of a mark on one criterion, pooled over criteria, and how far errors on two criteria go together.

    None and 1 where the components cannot be told apart.
    """
    criterion, names = codes_of(marks["criterion"], "criterion")
    mark = marks["mark"].to_numpy(dtype=np.float64)
    cells = pd.DataFrame({"candidate": people * len(names) + criterion, "interviewer": panel, "criterion": criterion})
    together = "round" in marks and rounds.are_shared(marks)
    if together:
        held, places = codes_of(marks["round"], "round")
        cells["candidate"] = cells["candidate"] * len(places) + held
    try:
        fit = fit_crossed(cells.assign(score=mark), fixed=["criterion"])
    except NotEnoughData:
        return None, 1.0
    if fit.unknown or not fit.components.error > 0:
        return None, 1.0
    parts = by_share(fit.components) if together else fit.components
    return parts, correlation(Marks(people, panel, criterion, mark))
