"""One set of marks with its fit, its reliability and what each figure rests on."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from hiring.measurement import sentences
from hiring.measurement.components import interval
from hiring.measurement.consistency.alpha import Alpha, alpha, count_table
from hiring.measurement.consistency.reliability import ROUNDS, Design, Reliability, design, reliability, separate_rounds
from hiring.measurement.consistency.resampling import Step, g_and_d_study
from hiring.measurement.libraries import pd
from hiring.measurement.model.averaged import AVERAGED_BELOW, Averaged, Grid, averaged, grid
from hiring.measurement.model.crossed import CrossedFit, fit_crossed
from hiring.measurement.model.dense import MOST_EFFECTS
from hiring.measurement.model.networks import networks, panels_differ
from hiring.measurement.model.rounds import fit_rounds
from hiring.measurement.ratings import FloatArray, IntArray, NotEnoughData, codes_of
from hiring.measurement.scoring.bands import averaged_tie_groups, tie_groups

# The table of counts behind alpha, in entries; beyond it marks are measurements, not categories.
_ALPHA_ENTRIES = 20_000_000
_LEVELS = ("level", "level_se", "level_low", "level_high")


@dataclass(frozen=True)
class Measured:
    """One set of marks, its fit and its reliability.

    `marks` has one row a mark: `candidate`, `interviewer`, `score` (points of the scale), perhaps `round`, without
    missing ones. `design` is who met whom, None for one candidate. `alpha` has candidates (× criterion × question) as
    its units. `fit`, `reliability` and `interval` (95 %, of G) are None where they are unknown; `no_range` is the
    sentence on why there is no interval, or no G. `study` says what other numbers of rounds would give, as
    `resampling.g_and_d_study`; nothing where rounds are not known. `averaged` is the fit of a table of fewer than 30
    candidates over all plausible variances.
    """

    marks: pd.DataFrame
    design: Design | None
    alpha: Alpha
    fit: CrossedFit | None = None
    reliability: Reliability | None = None
    interval: tuple[float, float] | None = None
    study: tuple[Step, ...] = ()
    no_range: str = ""
    averaged: Averaged | None = None

    @property
    def is_exact(self) -> bool:
        """Whether an additive model leaves no error, so that the marks tell nothing about error."""
        return self.fit is not None and "residual" in self.fit.at_zero

    @property
    def without_differences(self) -> bool:
        """Whether no difference between candidates could be found."""
        return self.fit is not None and self.fit.components.candidate == 0


@dataclass
class Workshop:
    """What several criteria on one design share: `draws` of a bootstrap, and the grid of each design, made once."""

    draws: int
    grids: dict[tuple[bytes, ...], Grid | None] = field(default_factory=dict)

    def averaged(self, fit: CrossedFit, unit: IntArray | None) -> Averaged | None:
        """The fit over all plausible variances below 30 candidates; None from there on, or with too many effects."""
        data = fit.data
        people = len(data.candidates)
        if not 2 <= people < AVERAGED_BELOW or people + len(data.interviewers) > MOST_EFFECTS:
            return None
        parts = [data.candidate, data.interviewer, *([] if unit is None else [unit])]
        key = tuple(part.tobytes() for part in parts)
        if key not in self.grids:
            self.grids[key] = grid(data, unit) if len(data.score) > 1 else None
        made = self.grids[key]
        return None if made is None else averaged(data, unit, made)


def measure(marks: pd.DataFrame, ratings: pd.DataFrame, shop: Workshop, warnings: list[str]) -> Measured:
    """Fit one set of marks; what cannot be known is left out, with a sentence in `warnings`.

    `marks` as in `Measured`; `ratings` are the marks by question, for alpha. Rounds are a facet where `marks` have
    them.
    """
    agreement = agreement_of(ratings, warnings)
    unit = None
    try:
        if "round" in marks:
            rounded = fit_rounds(marks)
            fit, unit = rounded.fit, rounded.unit
            warnings += [sentences.ROUND_ASSUMED] if rounded.assumed else []
        else:
            fit = fit_crossed(marks)
    except NotEnoughData as error:
        warnings.append(str(error))
        return Measured(marks, design_of(marks), agreement, no_range=str(error))
    made = design(fit.data, unit)
    if fit.components.candidate + fit.components.error == 0:
        warnings.append(sentences.ALL_EQUAL)
        return Measured(marks, made, agreement, fit, no_range=sentences.ALL_EQUAL)
    warnings += [sentences.at_zero(name) for name in fit.at_zero]
    if fit.unknown:
        warnings.append(sentences.INTERVIEWERS_UNKNOWN)
    if "residual" in fit.at_zero:
        return Measured(marks, made, agreement, fit, no_range=sentences.at_zero("residual"))
    mixed = shop.averaged(fit, unit)
    if fit.components.candidate == 0:
        return Measured(marks, made, agreement, fit, no_range=sentences.at_zero("candidate"), averaged=mixed)
    if not fit.connected and not fit.unknown:
        return Measured(marks, made, agreement, fit, no_range=sentences.NO_G_ACROSS_SETS, averaged=mixed)
    range_, study = _how_sure(fit, made, mixed, shop.draws, rounds=unit is not None)
    why = "" if range_ else sentences.NO_INTERVAL
    warnings += [why] if why else []
    return Measured(marks, made, agreement, fit, reliability(fit.components, made), range_, study, why, mixed)


def _how_sure(
    fit: CrossedFit, made: Design, mixed: Averaged | None, draws: int, *, rounds: bool
) -> tuple[tuple[float, float] | None, tuple[Step, ...]]:
    """The range of G, and what other numbers of rounds would give, the latter only where rounds are known."""
    if mixed is None:
        return (None, ()) if rounds else (g_and_d_study(fit, draws=draws)[0], ())
    steps = []
    for number in ROUNDS if rounds else ():
        other = separate_rounds(number)
        steps.append((number, reliability(fit.components, other).g, _range(mixed, other)))
    return _range(mixed, made), tuple(steps)


def _range(mixed: Averaged, made: Design) -> tuple[float, float]:
    candidate, interviewer, held = mixed.ratios.T
    signal = candidate / (made.q * interviewer + made.rounds * held + 1.0 / made.k)
    return mixed.quantiles(signal / (1.0 + signal))


def design_of(marks: pd.DataFrame) -> Design | None:
    """Who met whom; None for one candidate."""
    return design(marks) if marks["candidate"].nunique() > 1 else None


def agreement_of(ratings: pd.DataFrame, warnings: list[str]) -> Alpha:
    """Krippendorff's alpha of the answers in `ratings`; none, with a warning, where marks are measurements."""
    unit = [name for name in ("candidate", "criterion", "question") if name in ratings.columns]
    if ratings["score"].nunique() * len(ratings[unit].drop_duplicates()) > _ALPHA_ENTRIES:
        warnings.append(sentences.MEASUREMENTS)
        return Alpha(None, None, 0)
    agreement = alpha(*count_table(ratings, unit))
    warnings += [sentences.alpha(agreement)] if agreement.interval is None else []
    return agreement


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
    low, high = interval(table["adjusted"].to_numpy(), table["adjusted_se"].to_numpy())
    table = table.assign(adjusted_low=low, adjusted_high=high)
    low, high = interval(table["level"].to_numpy(), table["level_se"].to_numpy())
    table = table.assign(level_low=low, level_high=high)
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
