"""What rounds add to the error of a total: two listeners of one talk are not two samples. Pure."""

from __future__ import annotations

from hiring.measurement.consistency.reliability import PAGE_CANDIDATES, history
from hiring.measurement.libraries import np, pd
from hiring.measurement.model.crossed import CrossedFit
from hiring.measurement.model.rounds import by_share
from hiring.measurement.ratings import codes_of
from hiring.measurement.splitting.split import SplitFit, with_error_of_rounds


def are_shared(marks: pd.DataFrame) -> bool:
    """Whether 30 rounds of an application or more had two listeners, enough to see what these share.

    `marks` has `application`, `round`, `interviewer`.
    """
    people, rounds, panel = (codes_of(marks[name], name)[0] for name in ("application", "round", "interviewer"))
    met = np.unique(np.stack([people, rounds, panel]), axis=1)
    _, listeners = np.unique(met[:2], axis=1, return_counts=True)
    return int((listeners > 1).sum()) >= PAGE_CANDIDATES


def fit_by_round(totals: pd.DataFrame) -> CrossedFit | None:
    """The totals, an application in each round counting as someone else; None where too few rounds are shared.

    `totals` has `application`, `opening`, `interviewer`, `total` (points) and, where rounds are known, `round`.
    """
    if "round" not in totals or not len(totals) or not are_shared(totals):
        return None
    people, rounds = (codes_of(totals[name], name)[0] for name in ("application", "round"))
    unit = people * (int(rounds.max()) + 1) + rounds
    return history(totals.assign(candidate=unit, score=totals["total"]), fixed=["opening"]).fit


def left_over(totals: pd.DataFrame) -> pd.Series[float]:
    """Application → how much of the variance of one round is left in its mean: the sum of (share of cards)²."""
    counts = totals.groupby(["application", "round"], observed=True).size()
    share = counts / counts.groupby(level="application", observed=True).transform("sum")
    return (share**2).groupby(level="application", observed=True).sum()


def heard(fit: CrossedFit, by_round: CrossedFit, totals: pd.DataFrame) -> SplitFit:
    """The fit of some applications' `totals`, what their rounds add counted among the errors of each."""
    parts, left = by_share(by_round.components), left_over(totals)
    extra = np.asarray(parts.round * left.to_numpy(), dtype=np.float64)
    return with_error_of_rounds(fit, left.index.tolist(), extra, parts.candidate)
