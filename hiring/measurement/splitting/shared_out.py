"""A table of ratings where rounds share the criteria out: what can be said of its total all the same."""

from __future__ import annotations

from collections.abc import Mapping

from hiring.measurement import sentences
from hiring.measurement.components import interval
from hiring.measurement.consistency.reliability import Design, Reliability
from hiring.measurement.libraries import np, pd
from hiring.measurement.model.crossed import fit_crossed
from hiring.measurement.model.rounds import ROUND_SHARE
from hiring.measurement.ratings import NotEnoughData
from hiring.measurement.scoring.bands import tie_groups
from hiring.measurement.splitting.scorecards import scorecards
from hiring.measurement.splitting.split import SplitFit, TooLarge, fit_split, unsurer


def combine(marks: pd.DataFrame, weights: Mapping[str, float] | None = None) -> tuple[SplitFit | None, list[str]]:
    """The criteria, which count equally unless there are `weights`, combined; or None, and a sentence on why.

    `split.fit_split` does it. `marks` has one row a mark: `candidate`, `interviewer`, `criterion`, `score` (points,
    without missing ones), and perhaps `round`: then the published share of what listeners of a round agree on is taken
    for the round's own.
    """
    try:
        names = marks["criterion"].unique()
        weight = {name: 1.0 if weights is None else float(weights[name]) for name in names}
        split = fit_split(marks.rename(columns={"score": "mark"}), weight)
        return (split, []) if "round" not in marks else (_with_rounds(split, marks, weight), [sentences.ROUND_ASSUMED])
    except TooLarge:
        return None, [sentences.TOO_LARGE_TO_COMBINE]
    except NotEnoughData as error:
        return None, [str(error)]


def _with_rounds(split: SplitFit, marks: pd.DataFrame, weight: Mapping[str, float]) -> SplitFit:
    """The variance of rounds added to the error of each total: over criteria (share of the total)², the share of the
    criterion's variance, and the sum over the candidate's rounds of (share of marks)².
    """
    counts = marks.groupby(["criterion", "candidate", "round"], sort=True).size()
    within = counts.groupby(level=["criterion", "candidate"]).transform("sum")
    left = ((counts / within) ** 2).groupby(level=["criterion", "candidate"]).sum().reset_index(name="left")
    whole = sum(weight.values())
    held = {
        name: ROUND_SHARE * fit.components.candidate * (weight[name] / whole) ** 2 for name, fit in split.fits.items()
    }
    extra = left["left"] * left["criterion"].astype(str).map(held)
    total = extra.groupby(left["candidate"]).sum()
    return unsurer(split, total.reindex(split.candidates["candidate"]).to_numpy(dtype=np.float64))


def with_totals(
    candidates: pd.DataFrame,
    marks: pd.DataFrame,
    split: SplitFit | None,
    weights: Mapping[str, float] | None = None,
) -> tuple[pd.DataFrame, list[str]]:
    """Candidates with their totals instead of the means over all their marks, and a sentence on who has none.

    `candidates` has one row each with the columns of `analysis.Analysis.candidates`, `marks` as for `combine`. The raw
    `mean` becomes that of the criteria's means, because of one criterion interviewers may be many and of another few;
    `adjusted`, levels, their errors and tie groups are those of `split`, NaN (tie group 0) where it knows nothing.
    """
    means = marks.pivot_table(index="candidate", columns="criterion", values="score")
    weight = pd.Series({name: 1.0 if weights is None else weights[name] for name in means.columns})
    raw = (means * weight / weight.mean()).mean(axis=1, skipna=False)
    raw = raw.reindex(candidates["candidate"]).set_axis(candidates.index)
    candidates = candidates.assign(mean=raw, adjusted=raw.where(candidates["adjusted"].notna()))
    lost = candidates.loc[candidates["mean"].isna(), "candidate"].astype(str).tolist()
    warnings = [sentences.missing_criterion(lost)] if lost else []
    if split is None:
        return candidates, warnings
    place, known = candidates["candidate"].isin(split.candidates["candidate"]).to_numpy(), split.candidates
    columns = {"adjusted": known["adjusted"], "adjusted_se": known["adjusted_se"], "network": known["network"],
               "blup": known["level"] - candidates["mean"].mean(), "se": known["level_se"], "level": known["level"],
               "level_se": known["level_se"], **_ranges(known),
               "tie_group": tie_groups(split)["tie_group"]}  # fmt: skip
    for name, values in columns.items():
        candidates.loc[place, name] = values.to_numpy()
    return candidates, warnings


def _ranges(known: pd.DataFrame) -> dict[str, pd.Series[float]]:
    """The 95 % ranges of adjusted totals and of levels, which hold the adjusted total."""
    columns = {}
    for name in ("adjusted", "level"):
        low, high = interval(known[name].to_numpy(), known[f"{name}_se"].to_numpy())
        columns[f"{name}_low"] = pd.Series(np.minimum(low, known["adjusted"]))
        columns[f"{name}_high"] = pd.Series(np.maximum(high, known["adjusted"]))
    return columns


def of_total(split: SplitFit | None, made: Design | None) -> Reliability | None:
    """G of the combined totals with the design `made` of who met who; None where either is not known.

    Single interviewers rate no total, so the three ICCs are NaN.
    """
    if split is None or made is None:
        return None
    return Reliability(split.reliability, made.q, made.k, np.nan, np.nan, np.nan)


def leniency_of_cards(marks: pd.DataFrame) -> pd.DataFrame | None:
    """Leniency of whole scorecards beside those of colleagues who rated the same; None where nobody did.

    `marks` as for `combine`. Returns `interviewer`, `n` (scorecards), `leniency` and `se` in points, sorted by
    interviewer, as in `crossed.CrossedFit.interviewers`.
    """
    try:
        fit = fit_crossed(scorecards(marks), ["asked"])
    except NotEnoughData:
        return None
    return fit.interviewers[["interviewer", "n", "leniency", "se"]]
