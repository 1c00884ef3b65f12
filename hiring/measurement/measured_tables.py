"""The tables of candidates and interviewers that one set of marks and its fit make."""

from __future__ import annotations

from hiring.measurement.components import interval
from hiring.measurement.libraries import np, pd
from hiring.measurement.measured import Measured
from hiring.measurement.model.crossed import CrossedFit
from hiring.measurement.model.networks import networks, panels_differ
from hiring.measurement.ratings import FloatArray, IntArray, codes_of
from hiring.measurement.scoring.bands import averaged_tie_groups, tie_groups

_LEVELS = ("level", "level_se", "level_low", "level_high")


def candidate_table(whole: Measured) -> pd.DataFrame:
    """The table of candidates of `analysis.Analysis`, without flags."""
    if whole.fit is not None:
        return _with_spread(_fitted(whole, whole.fit), whole.marks)
    sizes = whole.marks.groupby("candidate", sort=True)["score"].agg(["size", "mean"]).reset_index()
    people, names = codes_of(whole.marks["candidate"], "candidate")
    panel, others = codes_of(whole.marks["interviewer"], "interviewer")
    number = networks(people, panel, len(names), len(others))[0]
    table = sizes.rename(columns={"size": "n"}).assign(network=number, tie_group=0)
    # Where everybody met the same people there is nothing to adjust, whatever the components.
    table["adjusted"] = table["mean"].where(~panels_differ(people, panel, number))
    unknown = dict.fromkeys(("adjusted_se", "adjusted_low", "adjusted_high", "blup", "se", *_LEVELS), np.nan)
    return _with_spread(table.assign(**unknown), whole.marks)


def _fitted(whole: Measured, fit: CrossedFit) -> pd.DataFrame:
    table = fit.candidates.drop(columns=["differs"])
    for name in ("adjusted", "level"):
        ends = interval(table[name].to_numpy(), table[f"{name}_se"].to_numpy())
        table = table.assign(**{f"{name}_low": ends[0], f"{name}_high": ends[1]})
    if whole.averaged is not None:
        mixed = whole.averaged.levels(table["adjusted"].to_numpy())
        table = table.assign(adjusted_low=mixed.adjusted_low, adjusted_high=mixed.adjusted_high, level=mixed.level,
                             level_low=mixed.low, level_high=mixed.high)  # fmt: skip
    if whole.is_exact:
        nothing = dict.fromkeys(("adjusted_low", "adjusted_high", *_LEVELS), np.nan)
        return table.assign(**nothing, tie_group=1 if whole.without_differences else 0)
    if whole.without_differences:
        return table.assign(**dict.fromkeys(_LEVELS, np.nan), tie_group=table["network"])
    table["level_low"] = np.minimum(table["level_low"], table["mean"])
    table["level_high"] = np.maximum(table["level_high"], table["mean"])
    return table.assign(tie_group=_groups(whole, fit, table["level"].to_numpy()))


def _groups(whole: Measured, fit: CrossedFit, level: FloatArray) -> IntArray:
    if whole.averaged is not None:
        return averaged_tie_groups(whole.averaged, level, fit.network)
    return tie_groups(fit)["tie_group"].to_numpy(dtype=np.int64)


def _with_spread(table: pd.DataFrame, marks: pd.DataFrame) -> pd.DataFrame:
    spread = marks.groupby("candidate", sort=True)["score"].agg(["std", "min", "max"])
    return table.assign(sd=spread["std"].to_numpy(), range=(spread["max"] - spread["min"]).to_numpy())


def interviewer_table(whole: Measured) -> pd.DataFrame:
    """The table of interviewers of `analysis.Analysis`."""
    if whole.fit is not None:
        return whole.fit.interviewers[["interviewer", "n", "leniency", "se"]]
    sizes = whole.marks.groupby("interviewer", sort=True).size().rename("n").reset_index()
    return sizes.assign(leniency=np.nan, se=np.nan)
