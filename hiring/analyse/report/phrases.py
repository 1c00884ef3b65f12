"""The sentences that the text and the page of an analysis share, and how their figures are written."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from hiring.foundation import figures
from hiring.measurement import sentences
from hiring.measurement.analysis import Analysis, Measured
from hiring.measurement.components import NORMAL_95, Components
from hiring.measurement.number_format import count, fraction, listed, number

# A page of text is for reading; beyond this many the rest is in the JSON and the web page.
LISTED = 200
LENIENCY = (
    "Leniency is how much higher an interviewer marks than colleagues who met the same people, pulled towards 0 where "
    "little is known. It doesn't say how good an interviewer is."
)
READ = "What we read"
DISCUSS = "Discuss before deciding"
DISAGREED = "These interviewers saw their candidate differently. Let them talk before anyone decides."
AGREED = "No panel disagreed more than honest panels do."
CARE = "What we don't know, or aren't sure of"
AVERAGED = (
    "With fewer than 30 candidates, ranges are averaged over all variances that these marks and published interviews "
    "leave plausible (a grid of ratios around .28, .09 and .27, the residual by Jeffreys' prior)."
)
PLUGGED_IN = "From 30 candidates on, ranges take the variances of the fit as known."
THREE_VALUES = (sentences.MEAN_IS, sentences.ADJUSTED_IS, sentences.LEVEL_IS)
_NAMED, _GROUPS = 12, 20


def first(analysis: Analysis) -> str:
    """What matters, in a sentence or two."""
    candidates = analysis.candidates
    leaders = int((candidates["tie_group"] == 1).sum())
    apart = len({candidate for candidate, _, _ in analysis.disagreements})
    rough = any(warning.startswith("Few data") for warning in analysis.warnings)
    networks, alike = int(candidates["network"].max()), analysis.whole.without_differences
    return sentences.first_of_all(len(candidates), leaders, apart, networks, rough=rough, no_differences=alike)


def read(analysis: Analysis) -> str:
    """What was read, in one sentence."""
    return (
        f"{count(analysis.ratings, 'rating')} of {count(len(analysis.candidates), 'candidate')} "
        f"by {count(len(analysis.interviewers), 'interviewer')}, marks from {number(analysis.scale[0], 2)} "
        f"to {number(analysis.scale[1], 2)}."
    )


def ends(row: Mapping[Any, Any], bounds: tuple[float, float] | None, name: str = "level") -> tuple[float, float]:
    """The 95 % range of a candidate's level, or of `adjusted`, cut off at the ends of a known scale; NaN for none."""
    low, high = float(row[f"{name}_low"]), float(row[f"{name}_high"])
    if bounds is None or not low <= high:
        return low, high
    return min(max(low, bounds[0]), bounds[1]), min(max(high, bounds[0]), bounds[1])


def likely(row: Mapping[Any, Any], analysis: Analysis) -> str:
    """The same for a reader; nothing where marks without any error leave no width."""
    low, high = ends(row, analysis.bounds)
    return f"{figure(low, analysis)} to {figure(high, analysis)}" if low < high else "–"


def adjusted(row: Mapping[Any, Any], analysis: Analysis) -> str:
    """An adjusted score with its range; alone where the range isn't known, which a warning says."""
    low, high = ends(row, None, "adjusted")
    value = figure(row["adjusted"], analysis)
    reach = max(row["adjusted"] - low, high - row["adjusted"])
    return f"{value} ± {figure(reach, analysis)}" if low < high else value


def figure(value: float, analysis: Analysis) -> str:
    """A mean or a level to a hundredth of the usual scale's point, and as finely on a narrower scale."""
    if not math.isfinite(value):
        return "–"
    return figures.fixed(value, digits(analysis))


def digits(analysis: Analysis) -> int:
    """How many decimals a mean needs on this scale."""
    return min(max(2, 2 - math.floor(math.log10((analysis.scale[1] - analysis.scale[0]) / 4))), 12)


def leniency(row: Mapping[Any, Any], analysis: Analysis) -> str:
    """A leniency with its 95 % reach."""
    if not math.isfinite(row["leniency"]):
        return "not known"
    if row["se"] == 0:
        return "none found"
    places = digits(analysis)
    value, reach = figures.fixed(row["leniency"], places), figures.fixed(NORMAL_95 * row["se"], places)
    return f"{'' if value.startswith('−') else '+'}{value} (± {reach})"


def ties(analysis: Analysis) -> list[str]:
    """Who belongs to which tie group, one line each; by sets where interviewers do not link all candidates."""
    grouped = analysis.candidates[analysis.candidates["tie_group"] > 0]
    lines = []
    for group, rows in list(grouped.groupby("tie_group", sort=True))[:_GROUPS]:
        names = [str(name) for name in rows["candidate"]]
        some = listed(names) if len(names) <= _NAMED else f"{', '.join(names[:10])} and {len(names) - 10} more"
        where = "" if analysis.connected else f", of set {rows['network'].iloc[0]}"
        lines.append(f"Tie group {group}{where}: {some}.")
    return lines or ["These marks don't tell any two candidates apart yet."]


def disagreements(analysis: Analysis) -> list[str]:
    """One line for each candidate and criterion on which interviewers saw different people."""
    several = len(analysis.criteria) > 1
    return [
        f"{candidate}{f', {criterion}' if several else ''}: {listed([number(mark, 2) for mark in marks])}."
        for candidate, criterion, marks in analysis.disagreements
    ]


def reliability(analysis: Analysis) -> list[str]:
    """Reliability with its range and what more rounds would give; or why it is not known."""
    whole = analysis.whole
    if whole.fit is not None and not whole.fit.components.candidate + whole.fit.components.error > 0:
        return [sentences.ALIKE]
    if whole.reliability is None:
        if whole.fit is not None:
            return [whole.no_range]
        return [sentences.OF_EACH_ONLY if analysis.criteria else sentences.NOT_KNOWN_YET]
    planned = [rounds for rounds in whole.study if rounds[0] in (1, 2, 4)]
    study = [sentences.d_study(planned)] if planned else []
    return [sentences.reliability(whole.reliability.g, whole.interval, whole.no_range), *study]


def _method(analysis: Analysis) -> list[str]:
    """Which way ranges were worked out: there is one below 30 candidates, and another from there on."""
    return [] if analysis.whole.fit is None else [AVERAGED if analysis.whole.averaged is not None else PLUGGED_IN]


def expert(analysis: Analysis) -> list[str]:
    """The figures behind the sentences, with the names that the literature gives them."""
    whole, lines = analysis.whole, []
    if whole.fit is not None and whole.reliability is not None:
        parts, made = whole.fit.components, whole.reliability
        variances = [figures.significant(variance) for variance in (parts.candidate, parts.interviewer, parts.residual)]
        lines = [
            f"ICC(A,1), one interviewer alone: {share(made.icc_a1)}. ICC(A,k), panels of {number(made.k)} (harmonic "
            f"mean), others each time: {share(made.icc_ak)}. ICC(C,k), the same panel for everybody: "
            f"{share(made.icc_ck)}. G(q,k), these panels: {share(made.g)}, q {figures.fixed(made.q, 3)}.",
            f"Variance of one interviewer's mark: {variances[0]} candidate, {variances[1]} leniency, "
            f"{variances[2]} the rest{_of_rounds(parts)}. Fitted mean: {figure(analysis.mean, analysis)}.",
        ]
        if math.isfinite(whole.fit.criterion):
            lines.append(f"REML criterion, −2 × restricted log-likelihood: {number(whole.fit.criterion, 4)}.")
    left_out = sentences.MEASUREMENTS in analysis.warnings
    return [*lines, *_method(analysis), sentences.MEASUREMENTS if left_out else sentences.alpha(whole.alpha)]


def _of_rounds(parts: Components) -> str:
    return f", {figures.significant(parts.round)} the round" if parts.round else ""


def criteria(analysis: Analysis) -> list[tuple[str, ...]]:
    """Name, marks, mean, reliability with its range, and alpha of each of several criteria."""
    return [(name, *_criterion(measured, analysis)) for name, measured in analysis.criteria.items()]


def _criterion(measured: Measured, analysis: Analysis) -> tuple[str, ...]:
    made, range_ = measured.reliability, measured.interval
    return (
        str(len(measured.marks)),
        figure(float(measured.marks["score"].mean()), analysis),
        "–" if made is None else share(made.g),
        "–" if range_ is None else f"{fraction(range_[0])} to {fraction(range_[1])}",
        "–" if measured.alpha.value is None else fraction(measured.alpha.value),
    )


def warnings(analysis: Analysis) -> list[str]:
    """What is not known; agreement stands among the figures already."""
    elsewhere = [
        sentences.MEASUREMENTS,
        *analysis.premise,
        *([analysis.whole.no_range] if analysis.whole.no_range else []),
        *(sentences.alpha(measured.alpha) for measured in (analysis.whole, *analysis.criteria.values())),
    ]
    return [warning for warning in analysis.warnings if not warning.endswith(tuple(elsewhere))] or ["Nothing to add."]


def share(value: float) -> str:
    """A coefficient, where there is one."""
    return fraction(value) if math.isfinite(value) else "–"
