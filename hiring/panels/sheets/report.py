"""The analysis of a spreadsheet, written as text and as JSON."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from hiring.measurement import words
from hiring.measurement.alpha import Alpha
from hiring.measurement.analysis import Analysis, Measured
from hiring.measurement.components import NORMAL_95, interval
from hiring.measurement.reliability import d_study
from hiring.measurement.wording import count, fraction, listed, number

# A page of text is for reading; beyond this many people the rest is in the JSON and the web page.
_LISTED = 200
_WIDTH = 80
# How many separate sittings a reader might plan for.
SITTINGS = (1, 2, 3, 4, 6)
_NAME = 24


def as_json(found: Analysis) -> dict[str, Any]:
    """The analysis in plain values; what cannot be known is None and has its warning."""
    report: dict[str, Any] = {
        "n_ratings": found.ratings,
        "n_candidates": len(found.candidates),
        "n_interviewers": len(found.interviewers),
        "connected": found.connected,
        "mean": _plain(found.mean),
        **_measured(found.whole),
        "candidates": [_candidate(row) for row in found.candidates.to_dict("records")],
        "interviewers": [
            {"interviewer": str(row["interviewer"]), "n": int(row["n"]), "leniency": _plain(row["leniency"]),
             "se": _plain(row["se"])}
            for row in found.interviewers.to_dict("records")
        ],
        "warnings": found.warnings,
    }  # fmt: skip
    if found.criteria:
        report["criteria"] = [_criterion(name, one) for name, one in found.criteria.items()]
    return report


def _measured(one: Measured) -> dict[str, Any]:
    fit, made, panels = one.fit, one.reliability, one.design
    unknown = fit.unknown if fit else ("candidate", "interviewer", "residual")
    parts = fit.components if fit else None
    return {
        "components": {
            name: None if name in unknown or parts is None else getattr(parts, name)
            for name in ("candidate", "interviewer", "residual")
        },
        "reml_criterion": _plain(fit.criterion) if fit else None,
        "reliability": {
            "g": _plain(made.g) if made else None,
            "q": panels.q if panels else None,
            "k_harmonic": panels.k if panels else None,
            "icc_a1": _plain(made.icc_a1) if made else None,
            "icc_ak": _plain(made.icc_ak) if made else None,
            "icc_ck": _plain(made.icc_ck) if made and not unknown else None,
            "ci": list(one.interval) if one.interval else None,
        },
        "alpha_ordinal": _alpha(one.alpha),
    }


def _criterion(name: str, one: Measured) -> dict[str, Any]:
    return {"criterion": name, "n_ratings": len(one.marks), "mean": float(one.marks["score"].mean()), **_measured(one)}


def _candidate(row: Mapping[Any, Any]) -> dict[str, Any]:
    plain = {name: _plain(row[name]) for name in ("mean", "sd", "range", "adjusted", "blup", "se")}
    group = int(row["tie_group"]) or None
    return {
        "candidate": str(row["candidate"]),
        "n": int(row["n"]),
        **plain,
        "tie_group": group,
        "flags": list(row["flags"]),
    }


def _alpha(found: Alpha) -> dict[str, Any]:
    return {"value": found.value, "ci": list(found.interval) if found.interval else None, "units": found.units}


def _plain(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def as_text(found: Analysis) -> str:
    """The analysis to be read in a terminal; people are in order of their names, never of their scores."""
    parts = [
        _wrapped([lead(found)]),
        _section("Candidates, by name", ties(found), _table(found)),
        _section("Talk before deciding", disagreements(found)),
        _section("Interviewers, by name", [LENIENCY], _interviewers(found.interviewers)),
        _section("Reliability", reliability(found)),
        *[_section(f"Criterion: {name}", criterion(one)) for name, one in found.criteria.items()],
        _section("Not known, or to be read with care", found.warnings or ["Nothing to add."]),
    ]
    return "\n\n".join(parts) + "\n"


def lead(found: Analysis) -> str:
    """What was read, in one sentence."""
    return (
        f"{count(found.ratings, 'rating')} of {count(len(found.candidates), 'candidate')} "
        f"by {count(len(found.interviewers), 'interviewer')}, marks from {number(found.scale[0], 2)} "
        f"to {number(found.scale[1], 2)}."
    )


LENIENCY = (
    "Leniency is how much higher an interviewer marks than colleagues who met the same people, pulled towards 0 by "
    "how little is known. It is no measure of how good an interviewer is."
)


def _section(title: str, lines: Iterable[str], table: Iterable[str] = ()) -> str:
    parts = [f"{title}\n{'-' * len(title)}", "\n".join(table), _wrapped(lines)]
    return "\n\n".join([f"{parts[0]}\n{parts[1]}".strip(), parts[2]] if parts[1] else [f"{parts[0]}\n{parts[2]}"])


def _wrapped(lines: Iterable[str]) -> str:
    """Lines of a terminal's width, what goes on of a sentence set in."""
    return "\n".join(textwrap.fill(line, _WIDTH, subsequent_indent="  ") for line in lines)


def _table(found: Analysis) -> list[str]:
    candidates = found.candidates
    width = _width(candidates["candidate"], 9)
    lines = [f"{'candidate':{width}}  n   mean    sd  adjusted  likely level  tie group"]
    for row in candidates.head(_LISTED).to_dict("records"):
        talk = "  talk" if any(flag.startswith("disagreement") for flag in row["flags"]) else ""
        lines.append(
            f"{short(row['candidate'], width):{width}} {row['n']:2} {_cell(row['mean']):>6} {_cell(row['sd']):>5} "
            f"{_cell(row['adjusted']):>9} {likely(row, found.bounds):>13}  {row['tie_group'] or '–':>9}{talk}"
        )
    return [*lines, *_more(len(candidates))]


def _width(names: pd.Series, least: int) -> int:
    return min(_NAME, max(least, *(len(str(name)) for name in names), least))


def short(name: object, width: int) -> str:
    """A name cut to a width, and marked where it was."""
    text = str(name)
    return text if len(text) <= width else f"{text[: width - 1]}…"


def ends(row: Mapping[Any, Any], bounds: tuple[float, float] | None) -> tuple[float, float]:
    """The 95 % interval of a candidate's level, cut off at the ends of a known scale; NaN where it is not known."""
    low, high = interval(row["level"], row["level_se"], bounds)
    return float(low), float(high)


def likely(row: Mapping[Any, Any], bounds: tuple[float, float] | None) -> str:
    """The same for a reader."""
    low, high = ends(row, bounds)
    return f"{_cell(low)}–{_cell(high)}" if math.isfinite(low) else "–"


def _cell(value: float) -> str:
    return f"{value:.2f}" if math.isfinite(value) else "–"


def _more(people: int) -> list[str]:
    return [f"… and {people - _LISTED} more; --json and --html have everybody."] if people > _LISTED else []


def ties(found: Analysis) -> list[str]:
    """Who belongs to which tie group, and what that means."""
    grouped = found.candidates[found.candidates["tie_group"] > 0]
    lines = []
    for group, rows in grouped.groupby("tie_group", sort=True):
        names = [str(name) for name in rows["candidate"]]
        shown = listed(names) if len(names) <= 12 else f"{listed(names[:10])} and {len(names) - 10} more"
        lines.append(f"Tie group {group}: {shown}.")
    if not lines:
        return ["Nobody can be told from anybody yet."]
    return [*lines[:20], words.BANDS, words.TIES]


def disagreements(found: Analysis) -> list[str]:
    """One line for each candidate and criterion on which interviewers saw different people."""
    several = len(found.criteria) > 1
    lines = [
        f"{candidate}{f', {criterion}' if several else ''}: {words.disagreement(marks)}"
        for candidate, criterion, marks in found.disagreements[:_LISTED]
    ]
    return [*lines, *_more(len(found.disagreements))] or ["No panel disagreed more than honest panels do."]


def _interviewers(interviewers: pd.DataFrame) -> list[str]:
    width = _width(interviewers["interviewer"], 11)
    lines = [f"{'interviewer':{width}}     n  leniency"]
    for row in interviewers.head(_LISTED).to_dict("records"):
        lines.append(f"{short(row['interviewer'], width):{width}}  {row['n']:4}  {leniency(row)}")
    return [*lines, *_more(len(interviewers))]


def leniency(row: Mapping[Any, Any]) -> str:
    """A leniency with its 95 % reach."""
    if not math.isfinite(row["leniency"]):
        return "not known"
    return f"{row['leniency']:+.2f} (± {NORMAL_95 * row['se']:.2f})".replace("-", "−")


def reliability(found: Analysis) -> list[str]:
    """Reliability with its range, what more sittings would give, the parts, and agreement."""
    whole = found.whole
    if whole.fit is None or whole.reliability is None:
        return [words.reliability(float("nan"), None), words.alpha(whole.alpha)]
    parts = whole.fit.components
    study = d_study(parts, SITTINGS) if parts.candidate + parts.error > 0 else None
    made = whole.reliability
    return [
        words.reliability(made.g, whole.interval),
        *(
            [words.d_study(list(zip(study["sittings"], study["reliability"], strict=True)))]
            if study is not None
            else []
        ),
        f"One interviewer alone, ICC(A,1): {_share(made.icc_a1)}. Panels of {number(made.k)} (harmonic mean), others "
        f"each time, ICC(A,k): {_share(made.icc_ak)}; the same for everybody, ICC(C,k): {_share(made.icc_ck)}. "
        f"Overlap of these panels, q: {made.q:.3f}.",
        f"Variance of a mark: {parts.candidate:.4g} candidate, {parts.interviewer:.4g} interviewer, "
        f"{parts.residual:.4g} the rest.",
        words.alpha(whole.alpha),
    ]


def _share(value: float) -> str:
    return fraction(value) if math.isfinite(value) else "–"


def criterion(one: Measured) -> list[str]:
    """A criterion in two or three lines."""
    lines = [f"{count(len(one.marks), 'mark')}, mean {one.marks['score'].mean():.2f}."]
    if one.reliability is not None:
        lines.append(words.reliability(one.reliability.g, one.interval))
    return [*lines, words.alpha(one.alpha)]
