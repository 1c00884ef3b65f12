"""Everything that can be said of one table of ratings, for somebody who has only that table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from hiring.measurement import sentences
from hiring.measurement.components import ASSUMED
from hiring.measurement.consistency.alpha import Alpha, alpha, count_table
from hiring.measurement.consistency.reliability import Design, Reliability, design, reliability
from hiring.measurement.consistency.resampling import Step, g_and_d_study
from hiring.measurement.libraries import pd
from hiring.measurement.model.crossed import CrossedFit, fit_crossed
from hiring.measurement.model.networks import networks, panels_differ
from hiring.measurement.number_format import listed
from hiring.measurement.ratings import BadRatings, FloatArray, NotEnoughData, coded, codes_of
from hiring.measurement.scoring.agreement import disagreement
from hiring.measurement.scoring.bands import tie_groups
from hiring.measurement.scoring.cells import interviewer_marks
from hiring.measurement.splitting import shared_out

# The table of counts behind alpha, in entries; beyond it marks are measurements, not categories.
_ALPHA_ENTRIES = 20_000_000


@dataclass(frozen=True)
class Measured:
    """One set of marks, its fit and its reliability.

    `marks` has one row a mark: `candidate`, `interviewer`, `score` (points of the scale), without missing ones.
    `design` is who met whom, None for one candidate. `alpha` has candidates (× criterion × question) as its units.
    `fit`, `reliability` (NaN without any variance) and `interval` (95 %, of G) are None where they are unknown;
    `study` says what other numbers of rounds would give, as `resampling.g_and_d_study`.
    """

    marks: pd.DataFrame
    design: Design | None
    alpha: Alpha
    fit: CrossedFit | None = None
    reliability: Reliability | None = None
    interval: tuple[float, float] | None = None
    study: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Analysis:
    """What a table of ratings says. Points are those of the scale, errors standard errors in points.

    `ratings` counts the marks given, `scale` is (lowest, highest) mark, `bounds` the same where it is known and not
    taken from the marks. `whole` is the only criterion or the composite, `criteria` is each of several, by name.
    `candidates` has one row a candidate: `n` (interviewers), `mean`, `sd` (ddof 1, NaN for one mark) and `range` of the
    raw marks; `adjusted` (candidates fixed, leniency random, not shrunken) with `adjusted_se`; `blup` (deviation from
    `mean` below, shrunken) with `se`, the prediction error, which includes that of the mean; `level` (mean + blup)
    with `level_se`; `tie_group` (from 1, see `bands.banded`); `network`, within which alone comparisons hold; and
    `flags`, a tuple of sentences. `interviewers` has one row an interviewer: `n` (candidates), `leniency` (blup,
    positive when marking higher) and its `se`. Both are sorted by name; what cannot be known is NaN (tie group 0).
    `connected` says whether all are in one network, `mean` is the fitted mean, or that of the candidates' means where
    nothing was fitted. `disagreements` are (candidate, criterion, marks), so sorted. `warnings` are sentences on what
    is unknown, or known with care; `notes` on how the table was read, which whoever read it adds. Sources: Patterson &
    Thompson 1971 (REML), Henderson 1975 (blup, its error), Putka, Le, McCloy & Diaz 2008 (G), Krippendorff 2011.
    """

    ratings: int
    scale: tuple[float, float]
    whole: Measured
    criteria: dict[str, Measured]
    candidates: pd.DataFrame
    interviewers: pd.DataFrame
    connected: bool
    mean: float
    disagreements: list[tuple[str, str, list[float]]]
    bounds: tuple[float, float] | None = None
    warnings: list[str] = field(default_factory=list)
    notes: tuple[str, ...] = ()


def analyse(ratings: pd.DataFrame, scale: tuple[float, float] | None = None, draws: int = 400) -> Analysis:
    """Analyse a long frame of ratings; every figure that can be estimated is, with a warning where data are few.

    `ratings` has one row a rating: `candidate`, `interviewer`, `criterion`, `score` and perhaps `question`, as
    `ratings.coded` wants it; a score of NaN was not observed, and counts nowhere. The order of rows does not matter.
    `scale` is the lowest and highest mark; by default 1 to 5 where all marks are whole numbers between these, else the
    lowest and highest seen, with a warning. It decides what a wide range is, and changes no mark.

    Questions are averaged within a criterion, and criteria, which count equally, within an interviewer, whose composite
    is missing unless every criterion is there. Where fewer than half the scorecards rate every criterion, each
    criterion is fitted by itself, and raw means and adjusted scores are combined (`split.fit_split`) of candidates with
    all criteria; the composite then has no fit. `draws` is how often the interval of a reliability resamples, a quarter
    of it for each criterion; 0 gives none.

    Raises `BadRatings` for a frame nobody should compute with, or without a single mark.
    """
    data = coded(ratings)
    seen = data.score[~np.isnan(data.score)]
    if not len(seen):
        raise BadRatings("There is not one mark in it.")
    warnings: list[str] = []
    bounds = scale or _usual_bounds(seen)
    scale = bounds or _scale(seen, warnings)
    marks = interviewer_marks(data).rename(columns={"mark": "score"}).dropna(subset="score")
    each, whole, candidates, interviewers = _measured(marks, ratings, draws, warnings)
    apart = _disagreements(marks, each or {str(marks["criterion"].iloc[0]): whole}, scale)
    return Analysis(
        ratings=len(seen),
        scale=scale,
        whole=whole,
        criteria=each,
        candidates=candidates.assign(flags=pd.Series(_flags(candidates, apart, bool(each)), dtype=object)),
        interviewers=interviewers,
        connected=bool(candidates["network"].max() <= 1),
        mean=whole.fit.mean if whole.fit else float(candidates["mean"].mean()),
        disagreements=apart,
        bounds=bounds,
        warnings=warnings,
    )


def _measured(
    marks: pd.DataFrame, ratings: pd.DataFrame, draws: int, warnings: list[str]
) -> tuple[dict[str, Measured], Measured, pd.DataFrame, pd.DataFrame]:
    """Each of several criteria, the whole, the table of candidates and that of interviewers."""
    names = sorted(marks["criterion"].unique())
    composite, splits = _composite(marks, names, warnings)
    each = _criteria(marks, ratings, draws // 4, warnings) if len(names) > 1 else {}
    if splits:
        whole, candidates, interviewers = _shared_out(marks, composite, ratings, warnings)
    else:
        whole = _measure(composite, ratings, draws, warnings)
        candidates, interviewers = _candidates(whole), _interviewers(whole)
    _few(composite, int(candidates["network"].max()), warnings)
    return each, whole, candidates, interviewers


def _criteria(marks: pd.DataFrame, ratings: pd.DataFrame, draws: int, warnings: list[str]) -> dict[str, Measured]:
    """Each criterion by itself; what is to be said of several is said once."""
    ratings_of = dict(list(ratings.groupby("criterion", sort=True)))
    measured, criteria_of = {}, defaultdict(list)
    for name, rows in marks.groupby("criterion", sort=True):
        own: list[str] = []
        measured[str(name)] = _measure(rows, ratings_of[name], draws, own)
        for sentence in own:
            criteria_of[sentence].append(str(name))
    warnings += [f"{listed(names)}: {sentence}" for sentence, names in criteria_of.items()]
    return measured


def _usual_bounds(seen: FloatArray) -> tuple[float, float] | None:
    """1 to 5 where all marks are whole numbers between these."""
    return (1.0, 5.0) if seen.min() >= 1 and seen.max() <= 5 and (seen == np.rint(seen)).all() else None


def _scale(seen: FloatArray, warnings: list[str]) -> tuple[float, float]:
    low, high = float(seen.min()), float(seen.max())
    warnings.append(sentences.scale_taken(low, high))
    return low, high if high > low else low + 1.0


def _composite(marks: pd.DataFrame, criteria: Sequence[str], warnings: list[str]) -> tuple[pd.DataFrame, bool]:
    """The mean over criteria of every interviewer who rated all, and whether too few did for that."""
    if len(criteria) == 1:
        return marks[["candidate", "interviewer", "score"]], False
    cards = marks.groupby(["candidate", "interviewer"])["score"].agg(score="mean", size="size").reset_index()
    complete = cards["size"] == len(criteria)
    if 2 * int(complete.sum()) < len(cards):
        warnings.append(sentences.split_criteria(int(complete.sum()), len(cards)))
        return cards[["candidate", "interviewer", "score"]], True
    if not complete.all():
        warnings.append(sentences.incomplete(int((~complete).sum())))
        lost = sorted(set(map(str, cards["candidate"])) - set(map(str, cards.loc[complete, "candidate"])))
        warnings += [sentences.without_total(lost)] if lost else []
    return cards.loc[complete, ["candidate", "interviewer", "score"]].reset_index(drop=True), False


def _measure(marks: pd.DataFrame, ratings: pd.DataFrame, draws: int, warnings: list[str]) -> Measured:
    who_met, agreement = _design(marks), _alpha(ratings, warnings)
    try:
        fit = fit_crossed(marks)
    except NotEnoughData as error:
        warnings.append(str(error))
        return Measured(marks, who_met, agreement)
    if fit.components.candidate + fit.components.error == 0:
        warnings.append(sentences.ALL_EQUAL)
        return Measured(marks, who_met, agreement, fit, reliability(fit.components, design(fit.data)))
    warnings += [sentences.at_zero(name) for name in fit.at_zero]
    if fit.unknown:
        warnings.append(sentences.INTERVIEWERS_UNKNOWN)
    interval, study = g_and_d_study(fit, draws=draws)
    if interval is None and "residual" not in fit.at_zero:
        warnings.append(sentences.NO_INTERVAL)
    return Measured(marks, who_met, agreement, fit, reliability(fit.components, design(fit.data)), interval, study)


def _design(marks: pd.DataFrame) -> Design | None:
    return design(marks) if marks["candidate"].nunique() > 1 else None


def _alpha(ratings: pd.DataFrame, warnings: list[str]) -> Alpha:
    unit = [name for name in ("candidate", "criterion", "question") if name in ratings.columns]
    if ratings["score"].nunique() * len(ratings[unit].drop_duplicates()) > _ALPHA_ENTRIES:
        warnings.append(sentences.MEASUREMENTS)
        return Alpha(None, None, 0)
    agreement = alpha(*count_table(ratings, unit))
    warnings += [sentences.alpha(agreement)] if agreement.interval is None else []
    return agreement


def _candidates(whole: Measured) -> pd.DataFrame:
    if whole.fit is not None:
        table = whole.fit.candidates.drop(columns=["differs"])
        return _with_spread(table.assign(tie_group=tie_groups(whole.fit)["tie_group"]), whole.marks)
    sizes = whole.marks.groupby("candidate", sort=True)["score"].agg(["size", "mean"]).reset_index()
    people, names = codes_of(whole.marks["candidate"], "candidate")
    panel, others = codes_of(whole.marks["interviewer"], "interviewer")
    number = networks(people, panel, len(names), len(others))[0]
    table = sizes.rename(columns={"size": "n"}).assign(network=number, tie_group=0)
    # Where everybody met the same people there is nothing to adjust, whatever the components.
    table["adjusted"] = table["mean"].where(~panels_differ(people, panel, number))
    unknown = dict.fromkeys(("adjusted_se", "blup", "se", "level", "level_se"), np.nan)
    return _with_spread(table.assign(**unknown), whole.marks)


def _with_spread(table: pd.DataFrame, marks: pd.DataFrame) -> pd.DataFrame:
    spread = marks.groupby("candidate", sort=True)["score"].agg(["std", "min", "max"])
    return table.assign(sd=spread["std"].to_numpy(), range=(spread["max"] - spread["min"]).to_numpy())


def _shared_out(
    marks: pd.DataFrame, composite: pd.DataFrame, ratings: pd.DataFrame, warnings: list[str]
) -> tuple[Measured, pd.DataFrame, pd.DataFrame]:
    """The total, candidates and interviewers where too few interviewers rated everything for a fit of the total."""
    bare = Measured(composite, _design(composite), _alpha(ratings, warnings))
    split, why = shared_out.combine(marks)
    candidates, lost = shared_out.with_totals(_candidates(bare), marks, split)
    warnings += [*lost, *why]
    interviewers = shared_out.leniency_of_cards(marks)
    whole = replace(bare, reliability=shared_out.of_total(split, bare.design))
    return whole, candidates, _interviewers(bare) if interviewers is None else interviewers


def _interviewers(whole: Measured) -> pd.DataFrame:
    if whole.fit is not None:
        return whole.fit.interviewers[["interviewer", "n", "leniency", "se"]]
    sizes = whole.marks.groupby("interviewer", sort=True).size().rename("n").reset_index()
    return sizes.assign(leniency=np.nan, se=np.nan)


def _disagreements(
    marks: pd.DataFrame, each: dict[str, Measured], scale: tuple[float, float]
) -> list[tuple[str, str, list[float]]]:
    flagged_marks = []
    for name, measured in each.items():
        rows = marks[marks["criterion"].astype(str) == name]
        fitted = measured.fit.components if measured.fit is not None and measured.fit.components.error > 0 else None
        table = disagreement(rows, fitted or ASSUMED.on_scale(*scale), scale)
        flagged = rows[rows["candidate"].isin(table.loc[table["flag"], "candidate"])]
        for candidate, seen in flagged.groupby("candidate", sort=True)["score"]:
            flagged_marks.append((str(candidate), name, sorted(seen.tolist())))
    return sorted(flagged_marks, key=lambda row: row[:2])


def _flags(candidates: pd.DataFrame, apart: list[tuple[str, str, list[float]]], several: bool) -> list[tuple[str, ...]]:
    flags_of: dict[str, list[str]] = {str(name): [] for name in candidates["candidate"]}
    for candidate, criterion, _ in apart:
        if candidate in flags_of:
            flags_of[candidate].append(f"disagreement: {criterion}" if several else "disagreement")
    for candidate in candidates.loc[candidates["n"] == 1, "candidate"]:
        flags_of[str(candidate)].append("one interviewer only")
    return [tuple(flags) for flags in flags_of.values()]


def _few(marks: pd.DataFrame, separate: int, warnings: list[str]) -> None:
    several = int((marks["candidate"].value_counts() >= 2).sum())
    busy = int((marks["interviewer"].value_counts() >= 3).sum())
    if several < 30 or busy < 8:
        warnings.append(sentences.few(several, busy))
    if separate > 1:
        warnings.append(sentences.separate(separate))
