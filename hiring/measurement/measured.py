"""One set of marks with its fit, its reliability and what each figure rests on."""

from __future__ import annotations

from dataclasses import dataclass, field

from hiring.measurement import sentences
from hiring.measurement.consistency.alpha import Alpha, alpha, count_table
from hiring.measurement.consistency.reliability import ROUNDS, Design, Reliability, design, reliability, separate_rounds
from hiring.measurement.consistency.resampling import Step, g_and_d_study
from hiring.measurement.libraries import pd
from hiring.measurement.model.averaged import AVERAGED_BELOW, Averaged, Grid, averaged, grid
from hiring.measurement.model.crossed import CrossedFit, fit_crossed
from hiring.measurement.model.dense import MOST_EFFECTS
from hiring.measurement.model.rounds import fit_rounds
from hiring.measurement.ratings import IntArray, NotEnoughData

# The table of counts behind alpha, in entries; beyond it marks are measurements, not categories.
_ALPHA_ENTRIES = 20_000_000


@dataclass(frozen=True)
class Measured:
    """One set of marks, its fit and its reliability.

    `marks` has one row a mark: `candidate`, `interviewer`, `score` (points of the scale), perhaps `round`, without
    missing ones. `design` is who met who, None for one candidate. `alpha` has candidates (× criterion × question) as
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

    `marks` has `candidate`, `interviewer`, `score` (points), and perhaps `round`, which is then a facet.
    `ratings` has the same by question, for alpha: `candidate`, `criterion`, `score`, and perhaps `question`.
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
    """Who met who, from `candidate` and `interviewer` of `marks`; None for one candidate."""
    return design(marks) if marks["candidate"].nunique() > 1 else None


def agreement_of(ratings: pd.DataFrame, warnings: list[str]) -> Alpha:
    """Krippendorff's alpha of the answers in `ratings`; none, with a warning, where marks are measurements.

    `ratings` has `score` (points) and what of `candidate`, `criterion` and `question` tells one answer from another.
    """
    unit = [name for name in ("candidate", "criterion", "question") if name in ratings.columns]
    if ratings["score"].nunique() * len(ratings[unit].drop_duplicates()) > _ALPHA_ENTRIES:
        warnings.append(sentences.MEASUREMENTS)
        return Alpha(None, None, 0)
    agreement = alpha(*count_table(ratings, unit))
    warnings += [sentences.alpha(agreement)] if agreement.interval is None else []
    return agreement
