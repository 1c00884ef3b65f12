"""The analysis of a spreadsheet in plain values, for a program to read."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from hiring.analyse.analysis import SheetReport
from hiring.analyse.reading.reading import SheetReading
from hiring.analyse.report.exported import as_record
from hiring.measurement.analysis import Analysis, Measured
from hiring.measurement.consistency.alpha import Alpha


def as_json(report: SheetReport) -> dict[str, Any]:
    """A report in plain values: how the file was read, then its analysis, or one an opening."""
    reading = {"reading": report.reading.as_json()}
    if report.exported is not None:
        return reading | as_record(report.exported)
    if list(report.analyses) == [""]:
        return reading | _analysis(report.analyses[""], report.reading)
    openings = [{"opening": opening, **_analysis(each, report.reading)} for opening, each in report.analyses.items()]
    return reading | {"openings": openings}


def _analysis(analysis: Analysis, reading: SheetReading) -> dict[str, Any]:
    """What cannot be known is None and has its warning."""
    values: dict[str, Any] = {
        "n_ratings": analysis.ratings,
        "n_candidates": len(analysis.candidates),
        "n_interviewers": len(analysis.interviewers),
        "connected": analysis.connected,
        "mean": _plain(analysis.mean),
        **_measured(analysis.whole),
        "candidates": [_candidate(row) for row in analysis.candidates.to_dict("records")],
        "interviewers": [
            {"interviewer": str(row["interviewer"]), "n": int(row["n"]), "leniency": _plain(row["leniency"]),
             "se": _plain(row["se"])}
            for row in analysis.interviewers.to_dict("records")
        ],
        "warnings": [*reading.notes, *reading.doubts, *analysis.warnings],
    }  # fmt: skip
    if analysis.criteria:
        values["criteria"] = [_criterion(name, measured) for name, measured in analysis.criteria.items()]
    return values


def _measured(measured: Measured) -> dict[str, Any]:
    fit, made, panels = measured.fit, measured.reliability, measured.design
    unknown = fit.unknown if fit else ("candidate", "interviewer", "residual")
    parts = fit.components if fit else None
    names = ("candidate", "interviewer", "residual", *(("round",) if "round" in measured.marks else ()))
    return {
        "components": {name: None if name in unknown or parts is None else getattr(parts, name) for name in names},
        "reml_criterion": _plain(fit.criterion) if fit else None,
        "reliability": {
            "g": _plain(made.g) if made else None,
            "q": panels.q if panels else None,
            "k_harmonic": panels.k if panels else None,
            "icc_a1": _plain(made.icc_a1) if made else None,
            "icc_ak": _plain(made.icc_ak) if made else None,
            "icc_ck": _plain(made.icc_ck) if made and not unknown else None,
            "ci": list(measured.interval) if measured.interval else None,
            "no_ci": measured.no_range or None,
        },
        "alpha_ordinal": _alpha(measured.alpha),
    }


def _criterion(name: str, measured: Measured) -> dict[str, Any]:
    return {
        "criterion": name,
        "n_ratings": len(measured.marks),
        "mean": float(measured.marks["score"].mean()),
        **_measured(measured),
    }


def _candidate(row: Mapping[Any, Any]) -> dict[str, Any]:
    plain = {name: _plain(row[name]) for name in ("mean", "sd", "range", "adjusted", "blup", "se")}
    group = int(row["tie_group"]) or None
    return {
        "candidate": str(row["candidate"]),
        "n": int(row["n"]),
        **plain,
        "tie_group": group,
        "flags": list(row["flags"]),
        "adjusted_ci": _ends(row["adjusted_low"], row["adjusted_high"]),
        "level": _plain(row["level"]),
        "level_ci": _ends(row["level_low"], row["level_high"]),
    }


def _ends(low: float, high: float) -> list[float] | None:
    return [float(low), float(high)] if math.isfinite(low) and math.isfinite(high) else None


def _alpha(alpha: Alpha) -> dict[str, Any]:
    return {"value": alpha.value, "ci": list(alpha.interval) if alpha.interval else None, "units": alpha.units}


def _plain(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
