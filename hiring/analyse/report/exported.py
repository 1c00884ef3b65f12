"""What an export says, as its page says it: candidates by name with their totals, criteria, flags and tie groups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hiring.foundation import figures
from hiring.measurement import sentences
from hiring.measurement.number_format import count, number
from hiring.measurement.sentences import told_apart
from hiring.measurement.stated_figures import StatedCandidate, StatedCell, StatedPanels

HEAD = ("candidate", "overall", "plausibly", "tie group", "")


def lead(panels: StatedPanels) -> list[str]:
    """What matters, and what was read."""
    low, high = (number(end, 2) for end in panels.model.scale)
    read = (
        f"{count(panels.ratings, 'rating')} of {count(len(panels.candidates), 'candidate')} "
        f"by {count(panels.interviewers, 'interviewer')}, marks from {low} to {high}."
    )
    return [_told_apart(panels), read]


def rows(panels: StatedPanels) -> list[tuple[str, ...]]:
    """A line for each candidate, by name."""
    return [
        (
            candidate.name,
            figures.fixed(candidate.composite) or "–",
            _ends(candidate.interval),
            str(candidate.tie_group or "–"),
            "discuss" if any(cell.is_apart for cell in candidate.cells) else "",
        )
        for candidate in panels.candidates
    ]


def criteria_head(panels: StatedPanels) -> tuple[str, ...]:
    return ("candidate", *(criterion.title for criterion in panels.model.criteria))


def criteria_rows(panels: StatedPanels) -> list[tuple[str, ...]]:
    """A line for each candidate with the mean on each criterion, by name."""
    return [(each.name, *(_shown(cell) for cell in each.cells)) for each in panels.candidates]


def apart(panels: StatedPanels) -> list[str]:
    """Where interviewers saw different people."""
    return [
        f"{each.name}, {cell.criterion.title}: interviewers saw different people."
        for each in panels.candidates
        for cell in each.cells
        if cell.is_apart
    ]


def below(panels: StatedPanels) -> list[str]:
    """Who is below a minimum."""
    return [
        f"{each.name}, {cell.criterion.title}: {number(cell.mean or 0.0, 2)} is below the minimum of "
        f"{cell.criterion.minimum}."
        for each in panels.candidates
        for cell in each.cells
        if cell.is_below
    ]


def basis(panels: StatedPanels) -> list[str]:
    """What the figures rest on."""
    model = panels.model
    weights = [f"{criterion.title} {number(criterion.weight, 2)}" for criterion in model.criteria]
    parts = model.components
    variances = ", ".join(
        f"{name} {number(value, 3)}"
        for name, value in (
            ("candidates", parts.candidate),
            ("leniency", parts.interviewer),
            ("rounds", parts.round),
            ("the rest", parts.residual),
        )
    )
    return [model.basis, f"Weights: {', '.join(weights)}.", f"Variances in points²: {variances}.", sentences.BANDS]


def as_record(panels: StatedPanels) -> dict[str, Any]:
    """The same in plain values. `mean` is the total as the page shows it, `tie_group` the page's."""
    model, parts = panels.model, panels.model.components
    return {
        "export": {
            "opening": model.opening,
            "made_by": model.made_by,
            "made_at": model.made_at,
            "is_changed": panels.is_changed,
            "scale": list(model.scale),
            "basis": model.basis,
            "assumed": parts.assumed,
            "weights": model.weights,
            "minimums": {each.title: each.minimum for each in model.criteria},
            "rounds": list(model.rounds),
        },
        "n_ratings": panels.ratings,
        "n_candidates": len(panels.candidates),
        "n_interviewers": panels.interviewers,
        "connected": model.is_linked,
        "components": {
            "candidate": parts.candidate,
            "interviewer": parts.interviewer,
            "residual": parts.residual,
            "round": parts.round,
        },
        "candidates": [_candidate(candidate) for candidate in panels.candidates],
    }


def _candidate(candidate: StatedCandidate) -> dict[str, Any]:
    return {
        "candidate": candidate.name,
        "application": candidate.application,
        "mean": _stored(candidate.composite),
        "ci": _both(candidate.interval),
        "tie_group": candidate.tie_group,
        "criteria": [
            {
                "criterion": cell.criterion.title,
                "n": cell.raters,
                "mean": _stored(cell.mean),
                "sd": _stored(cell.spread),
                "ci": _both(cell.interval),
                "discuss": cell.is_apart,
                "below_minimum": cell.is_below,
            }
            for cell in candidate.cells
        ],
    }


def _told_apart(panels: StatedPanels) -> str:
    tied = [each.name for each in panels.candidates if each.tie_group == 1]
    lower = [each.name for each in panels.candidates if (each.tie_group or 1) > 1]
    return str(told_apart.told_apart(tied, lower, len(panels.candidates), is_linked=panels.model.is_linked))


def _shown(cell: StatedCell) -> str:
    words = [figures.fixed(cell.mean) or "–", *(["discuss"] if cell.is_apart else [])]
    return ", ".join([*words, *(["below min."] if cell.is_below else [])])


def _ends(interval: Sequence[float] | None) -> str:
    return f"{figures.fixed(interval[0])} to {figures.fixed(interval[1])}" if interval else "–"


def _stored(value: float | None) -> float | None:
    return None if value is None else figures.stored(value)


def _both(interval: Sequence[float] | None) -> list[float] | None:
    return [figures.stored(end) for end in interval] if interval else None
