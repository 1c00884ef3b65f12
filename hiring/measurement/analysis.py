"""Everything that can be said of one table of ratings, for someone who has only that table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from hiring.measurement import sentences
from hiring.measurement.judged import flags, judged
from hiring.measurement.libraries import np, pd
from hiring.measurement.measured import (
    Measured,
    Workshop,
    agreement_of,
    design_of,
    measure,
)
from hiring.measurement.measured_tables import candidate_table, interviewer_table
from hiring.measurement.number_format import listed, number
from hiring.measurement.ratings import BadRatings, FloatArray, coded, off_scale
from hiring.measurement.scoring.cells import interviewer_marks
from hiring.measurement.splitting import shared_out

__all__ = ["Analysis", "Measured", "analyse"]


@dataclass(frozen=True)
class Analysis:
    """What a table of ratings says. Points are those of the scale, errors standard errors in points.

    `ratings` counts the marks given, `scale` is (lowest, highest) mark, `bounds` the same where it is known and not
    taken from the marks. `whole` is the only criterion or the composite, `criteria` is each of several, by name.
    `candidates` has one row a candidate: `n` (interviewers), `mean`, `sd` (ddof 1, NaN for one mark) and `range` of the
    raw marks; `adjusted` (candidates fixed, leniency random, not shrunken) with `adjusted_se` and its 95 % range
    `adjusted_low` to `adjusted_high`; `blup` (deviation from `mean` below, shrunken) with `se`, the prediction error,
    which includes that of the mean; `level`, the likely level, with `level_se` and its 95 % range `level_low` to
    `level_high`, which always holds the candidate's own mean; `tie_group` (from 1, see `bands.tie_groups`); `network`,
    within which alone comparisons hold; and `flags`, a tuple of sentences. `interviewers` has one row an interviewer:
    `n` (candidates), `leniency` (blup, positive when marking higher) and its `se`. Both are sorted by name; what cannot
    be known is NaN (tie group 0).
    `connected` says whether all are in one network, `mean` is the fitted mean, or that of the candidates' means where
    nothing was fitted. `disagreements` are (candidate, criterion, marks), so sorted. `warnings` are sentences on what
    is unknown, or known with care; `premise` those that a reader must know first; `notes` on how the table was read,
    which its reader adds. Below 30 candidates levels and ranges are averaged over all plausible variances
    (`model.averaged`), from there on the variances are those of `whole.fit`. Sources: Patterson &
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
    premise: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def analyse(
    ratings: pd.DataFrame,
    scale: tuple[float, float] | None = None,
    draws: int = 400,
    weights: Mapping[str, float] | None = None,
) -> Analysis:
    """Analyse a long frame of ratings; every figure that can be estimated is, with a warning where data are few.

    `ratings` has one row a rating: `candidate`, `interviewer`, `criterion`, `score` and perhaps `question` and `round`,
    as `ratings.coded` wants it; a score of NaN was not observed, and counts nowhere. The order of rows does not matter.
    `scale` is the lowest and highest mark; by default 1 to 5 where all marks are whole numbers between these, else the
    lowest and highest seen, with a warning. It decides what a wide range is, and changes no mark.

    Questions are averaged within a criterion, and criteria within an interviewer, equally or by `weights` (criterion →
    a number above 0, for every criterion); a composite is missing unless every criterion is there. Where fewer than
    half the scorecards rate every criterion, each criterion is fitted by itself, and raw means and adjusted scores are
    combined (`split.fit_split`) of candidates with all criteria; the composite then has no fit. `draws` is how often
    the interval of a reliability resamples, a quarter of it for each criterion; 0 gives none.

    With `round`, listeners of one talk are not counted as two samples; without, everyone is taken to have met the
    candidate alone, which the first warning says, and there is no D-study. Raises `BadRatings` for a frame nobody
    should compute with, without a mark, or with one far off a scale that all others keep (unless `scale` is given).
    """
    data = coded(ratings)
    seen = _seen(data.score, ratings, scale)
    warnings: list[str] = []
    bounds = scale or _usual_bounds(seen)
    scale = bounds or _scale(seen, warnings)
    marks = interviewer_marks(data).rename(columns={"mark": "score"}).dropna(subset="score")
    each, whole, candidates, interviewers = _measured(marks, ratings, Workshop(draws), warnings, weights)
    apart, given = judged(marks, whole, each, scale, warnings)
    flagged = candidates.assign(flags=pd.Series(flags(candidates, apart, bool(each)), dtype=object))
    return Analysis(
        len(seen), scale, whole, each, flagged, interviewers,
        connected=bool(candidates["network"].max() <= 1),
        mean=whole.fit.mean if whole.fit else float(candidates["mean"].mean()),
        disagreements=apart, bounds=bounds, warnings=[*given, *warnings], premise=tuple(given),
    )  # fmt: skip


def _seen(score: FloatArray, ratings: pd.DataFrame, scale: tuple[float, float] | None) -> FloatArray:
    """The marks that were given; `BadRatings` for none, and for one far off a scale nobody named."""
    seen = score[~np.isnan(score)]
    if not len(seen):
        raise BadRatings("It has no marks.")
    far = off_scale(ratings["score"]) if scale is None else ()
    if far:
        raise BadRatings(sentences.far_off(number(float(ratings["score"].iloc[far[0]]), 2)), far)
    return seen


def _measured(
    marks: pd.DataFrame,
    ratings: pd.DataFrame,
    shop: Workshop,
    warnings: list[str],
    weights: Mapping[str, float] | None,
) -> tuple[dict[str, Measured], Measured, pd.DataFrame, pd.DataFrame]:
    """Each of several criteria, the whole, the table of candidates and that of interviewers."""
    names = sorted(marks["criterion"].unique())
    composite, splits = _composite(marks, names, warnings, weights)
    each = _criteria(marks, ratings, shop.draws // 4, warnings) if len(names) > 1 else {}
    if splits:
        whole, candidates, interviewers = _shared_out(marks, composite, ratings, warnings, weights)
    else:
        whole = measure(composite, ratings, shop, warnings)
        candidates, interviewers = candidate_table(whole), interviewer_table(whole)
    _few(composite, int(candidates["network"].max()), warnings)
    return each, whole, candidates, interviewers


def _criteria(marks: pd.DataFrame, ratings: pd.DataFrame, draws: int, warnings: list[str]) -> dict[str, Measured]:
    """Each criterion by itself; what is to be said of several is said once."""
    ratings_of = dict(list(ratings.groupby("criterion", sort=True)))
    measured, criteria_of, shop = {}, defaultdict(list), Workshop(draws)
    for name, rows in marks.groupby("criterion", sort=True):
        own: list[str] = []
        measured[str(name)] = measure(rows, ratings_of[name], shop, own)
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


def _composite(
    marks: pd.DataFrame, criteria: Sequence[str], warnings: list[str], weights: Mapping[str, float] | None
) -> tuple[pd.DataFrame, bool]:
    """The weighted mean over criteria of every interviewer who rated all, and whether too few did for that."""
    if len(criteria) == 1:
        return marks.drop(columns="criterion"), False
    if weights is not None:
        mean = sum(weights[name] for name in criteria) / len(criteria)
        weight = marks["criterion"].astype(str).map(weights).astype("float64")
        marks = marks.assign(score=marks["score"] * weight / mean)
    columns = {"score": ("score", "mean"), "size": ("score", "size")}
    columns |= {"round": ("round", "first")} if "round" in marks else {}
    cards = marks.groupby(["candidate", "interviewer"]).agg(**columns).reset_index()
    complete = cards["size"] == len(criteria)
    if 2 * int(complete.sum()) < len(cards):
        warnings.append(sentences.split_criteria(int(complete.sum()), len(cards)))
        return cards.drop(columns="size"), True
    if not complete.all():
        warnings.append(sentences.incomplete(int((~complete).sum())))
        lost = sorted(set(map(str, cards["candidate"])) - set(map(str, cards.loc[complete, "candidate"])))
        warnings += [sentences.without_total(lost)] if lost else []
    return cards[complete].drop(columns="size").reset_index(drop=True), False


def _shared_out(
    marks: pd.DataFrame,
    composite: pd.DataFrame,
    ratings: pd.DataFrame,
    warnings: list[str],
    weights: Mapping[str, float] | None,
) -> tuple[Measured, pd.DataFrame, pd.DataFrame]:
    """The total, candidates and interviewers where too few interviewers rated everything for a fit of the total."""
    bare = Measured(composite, design_of(composite), agreement_of(ratings, warnings))
    split, why = shared_out.combine(marks, weights)
    candidates, lost = shared_out.with_totals(candidate_table(bare), marks, split, weights)
    warnings += [*lost, *why]
    interviewers = shared_out.leniency_of_cards(marks)
    whole = replace(bare, reliability=shared_out.of_total(split, bare.design), no_range=sentences.NO_RANGE_SPLIT)
    if candidates["network"].max() > 1:
        whole = replace(whole, reliability=None, no_range=sentences.NO_G_ACROSS_SETS)
    return whole, candidates, interviewer_table(bare) if interviewers is None else interviewers


def _few(marks: pd.DataFrame, separate: int, warnings: list[str]) -> None:
    several = int((marks["candidate"].value_counts() >= 2).sum())
    busy = int((marks["interviewer"].value_counts() >= 3).sum())
    if several < 30 or busy < 8:
        warnings.append(sentences.few(several, busy))
    if separate > 1:
        warnings.append(sentences.separate(separate))
