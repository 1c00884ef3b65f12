"""What the text and the page of an analysis say alike: its sentences, and how its figures are written."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from hiring.foundation import figures
from hiring.measurement import words
from hiring.measurement.analysis import Analysis, Measured
from hiring.measurement.components import NORMAL_95, interval
from hiring.measurement.wording import count, fraction, listed, number

# A page of text is for reading; beyond this many the rest is in the JSON and the web page.
LISTED = 200
LENIENCY = (
    "Leniency is how much higher an interviewer marks than colleagues who met the same people, pulled towards 0 by "
    "how little is known. It is no measure of how good an interviewer is."
)
DISAGREED = "These interviewers saw different people; let them talk before anybody decides."
AGREED = "No panel disagreed more than honest panels do."
_NAMED = 12
_GROUPS = 20


def first(found: Analysis) -> str:
    """What matters, in a sentence or two."""
    candidates = found.candidates
    leaders = int((candidates["tie_group"] == 1).sum())
    apart = len({candidate for candidate, _, _ in found.disagreements})
    rough = any(one.startswith("Few data") for one in found.warnings)
    return words.first_of_all(len(candidates), leaders, apart, int(candidates["network"].max()), rough=rough)


def read(found: Analysis) -> str:
    """What was read, in one sentence."""
    return (
        f"{count(found.ratings, 'rating')} of {count(len(found.candidates), 'candidate')} "
        f"by {count(len(found.interviewers), 'interviewer')}, marks from {number(found.scale[0], 2)} "
        f"to {number(found.scale[1], 2)}."
    )


def ends(row: Mapping[Any, Any], bounds: tuple[float, float] | None) -> tuple[float, float]:
    """The 95 % interval of a candidate's level, cut off at the ends of a known scale; NaN where it is not known."""
    low, high = interval(row["level"], row["level_se"], bounds)
    return float(low), float(high)


def likely(row: Mapping[Any, Any], found: Analysis) -> str:
    """The same for a reader; nothing where marks without any error leave no width."""
    low, high = ends(row, found.bounds)
    return f"{figure(low, found)} to {figure(high, found)}" if low < high else "–"


def figure(value: float, found: Analysis) -> str:
    """A mean or a level to a hundredth of the usual scale's point, and as finely on a narrower scale."""
    if not math.isfinite(value):
        return "–"
    return figures.fixed(value, digits(found))


def digits(found: Analysis) -> int:
    """How many decimals a mean needs on this scale."""
    return min(max(2, 2 - math.floor(math.log10((found.scale[1] - found.scale[0]) / 4))), 12)


def leniency(row: Mapping[Any, Any], found: Analysis) -> str:
    """A leniency with its 95 % reach."""
    if not math.isfinite(row["leniency"]):
        return "not known"
    if row["se"] == 0:
        return "none found"
    places = digits(found)
    value, reach = figures.fixed(row["leniency"], places), figures.fixed(NORMAL_95 * row["se"], places)
    return f"{'' if value.startswith('−') else '+'}{value} (± {reach})"


def ties(found: Analysis) -> list[str]:
    """Who belongs to which tie group, one line each; by sets where interviewers do not link all candidates."""
    grouped = found.candidates[found.candidates["tie_group"] > 0]
    lines = []
    for group, rows in list(grouped.groupby("tie_group", sort=True))[:_GROUPS]:
        names = [str(name) for name in rows["candidate"]]
        some = listed(names) if len(names) <= _NAMED else f"{', '.join(names[:10])} and {len(names) - 10} more"
        where = "" if found.connected else f", of set {rows['network'].iloc[0]}"
        lines.append(f"Tie group {group}{where}: {some}.")
    return lines or ["Nobody can be told from anybody yet."]


def disagreements(found: Analysis) -> list[str]:
    """One line for each candidate and criterion on which interviewers saw different people."""
    several = len(found.criteria) > 1
    return [
        f"{candidate}{f', {criterion}' if several else ''}: {listed([number(mark, 2) for mark in marks])}."
        for candidate, criterion, marks in found.disagreements
    ]


def reliability(found: Analysis) -> list[str]:
    """Reliability with its range and what more sittings would give; or why it is not known."""
    whole = found.whole
    if whole.reliability is None:
        return [words.OF_EACH_ONLY if found.criteria else words.NOT_KNOWN_YET]
    if whole.fit is None:
        return [words.reliability(whole.reliability.g, None)]
    parts = whole.fit.components
    if not parts.candidate + parts.error > 0:
        return [words.ALIKE]
    planned = [one for one in whole.study if one[0] in (1, 2, 4)]
    return [words.reliability(whole.reliability.g, whole.interval), words.d_study(planned)]


def expert(found: Analysis) -> list[str]:
    """The figures behind the sentences, with the names that the literature gives them."""
    whole, lines = found.whole, []
    if whole.fit is not None and whole.reliability is not None:
        parts, made = whole.fit.components, whole.reliability
        variances = [figures.significant(one) for one in (parts.candidate, parts.interviewer, parts.residual)]
        lines = [
            f"ICC(A,1), one interviewer alone: {share(made.icc_a1)}. ICC(A,k), panels of {number(made.k)} (harmonic "
            f"mean), others each time: {share(made.icc_ak)}. ICC(C,k), the same panel for everybody: "
            f"{share(made.icc_ck)}. G(q,k), these panels: {share(made.g)}, q {figures.fixed(made.q, 3)}.",
            f"Variance of one interviewer's mark: {variances[0]} candidate, {variances[1]} leniency, "
            f"{variances[2]} the rest. Fitted mean: {figure(found.mean, found)}.",
        ]
        if math.isfinite(whole.fit.criterion):
            lines.append(f"REML criterion, −2 × restricted log-likelihood: {number(whole.fit.criterion, 4)}.")
    left_out = words.MEASUREMENTS in found.warnings
    return [*lines, words.MEASUREMENTS if left_out else words.alpha(whole.alpha)]


def criteria(found: Analysis) -> list[tuple[str, ...]]:
    """Name, marks, mean, reliability with its range, and alpha of each of several criteria."""
    return [(name, *_criterion(one, found)) for name, one in found.criteria.items()]


def _criterion(one: Measured, found: Analysis) -> tuple[str, ...]:
    made, range_ = one.reliability, one.interval
    return (
        str(len(one.marks)),
        figure(float(one.marks["score"].mean()), found),
        "–" if made is None else share(made.g),
        "–" if range_ is None else f"{fraction(range_[0])} to {fraction(range_[1])}",
        "–" if one.alpha.value is None else fraction(one.alpha.value),
    )


def warnings(found: Analysis) -> list[str]:
    """What is not known; agreement stands among the figures already."""
    said = [words.MEASUREMENTS, *(words.alpha(one.alpha) for one in (found.whole, *found.criteria.values()))]
    return [one for one in found.warnings if not one.endswith(tuple(said))] or ["Nothing to add."]


def share(value: float) -> str:
    """A coefficient, where there is one."""
    return fraction(value) if math.isfinite(value) else "–"
