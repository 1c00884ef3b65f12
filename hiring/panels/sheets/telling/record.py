"""The analysis of a spreadsheet in plain values, for a program."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from hiring.measurement.analysis import Analysis, Measured
from hiring.measurement.consistency.alpha import Alpha


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
        "warnings": [*found.notes, *found.warnings],
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
