"""Combining the marks of panels, from a long frame, in one place that ignores who is looking."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from hiring.measurement import sentences
from hiring.measurement.components import ASSUMED, Components, interval
from hiring.measurement.libraries import pd
from hiring.measurement.ratings import Coded, NotEnoughData, coded
from hiring.measurement.scoring.agreement import disagreement
from hiring.measurement.scoring.bands import raw_tie_groups
from hiring.measurement.scoring.cells import marks_of, panel_cells
from hiring.measurement.scoring.composite import composites, contributions, effective_weights
from hiring.measurement.scoring.minimum import against_minimum
from hiring.panels.pooled_model.model import OpeningModel
from hiring.panels.summary import Cell, Comparison, Judged, PanelSummary
from hiring.panels.values import Adjusted

SCALE = (1.0, 5.0)
# An interval that reaches a whole level to each side says little; one interviewer alone reaches further.
WIDE = 1.0


def compared(ratings: pd.DataFrame, criteria: Sequence[Judged], model: OpeningModel | None = None) -> Comparison:
    """Combine marks: question → criterion within an interviewer, then over interviewers, then weighted.

    `ratings` is the long frame of `measurement.ratings` with `candidate` holding application ids. Ratings of other
    criteria, such as the floor of skill, are left out. Every application in the frame gets a summary.
    """
    components = model.pooled.mark_components if model else ASSUMED
    shared = model.pooled.shared if model else 1.0
    basis = model.pooled.basis_of_totals if model else f"{sentences.ASSUMED} {sentences.shared_errors(None)}"
    weights = {criterion.key: criterion.weight for criterion in criteria}
    applications = sorted(ratings["candidate"].unique())
    data = coded(ratings[ratings["criterion"].isin([criterion.key for criterion in criteria])])
    table = panel_cells(data, components)
    cells = _cells(data, table, criteria, components)
    totals = _totals(data, weights, components, shared)
    interviewers = _interviewers(data)
    adjusted = model.adjusted(weights, applications) if model else {}
    summaries = {}
    for application in applications:
        row = cells.get(application) or tuple(Cell(criterion) for criterion in criteria)
        unrated = tuple(cell.criterion.title for cell in row if cell.mean is None)
        composite, covered, reach = totals.get(application, (None, 0.0, None))
        summaries[application] = PanelSummary(
            application=application,
            cells=row,
            covered=covered,
            missing=unrated,
            composite=composite,
            interval=reach,
            interviewers=interviewers.get(application, ()),
            is_assumed=components.assumed,
            basis=basis,
            adjusted=_worth_showing(adjusted.get(application), composite),
        )
    ties = _fitted_ties(summaries, model.ties(weights, applications) if model else None)
    if ties is None:
        ties = _raw_ties(summaries, contributions(data, weights, shared), components)
    return Comparison(tuple(criteria), summaries, basis, ties, _effective(table, criteria))


def _effective(table: pd.DataFrame, criteria: Sequence[Judged]) -> tuple[str, ...]:
    """What each criterion really counted, in words; nothing while too few have a total to tell."""
    titles = {criterion.key: criterion.title for criterion in criteria}
    try:
        shares = effective_weights(table, {criterion.key: criterion.weight for criterion in criteria})
    except NotEnoughData:
        return ()
    return tuple(
        sentences.effective_weight(titles[key], stated, did) for key, stated, did in shares.itertuples(index=False)
    )


def _worth_showing(adjusted: Adjusted | None, composite: float | None) -> Adjusted | None:
    return adjusted if adjusted is not None and adjusted.differs and composite is not None else None


def _fitted_ties(summaries: dict[str, PanelSummary], ties: dict[str, int] | None) -> dict[str, int] | None:
    """Tie groups from the fitted model where it knows every total; None where it does not."""
    with_composite = {name for name, summary in summaries.items() if summary.composite is not None}
    if ties is None or not with_composite <= ties.keys():
        return None
    return {name: group for name, group in ties.items() if name in with_composite}


def _raw_ties(summaries: dict[str, PanelSummary], parts: pd.DataFrame, components: Components) -> dict[str, int]:
    """Application → its tie group, where there is a total."""
    levels = pd.DataFrame(
        {"candidate": list(summaries), "level": [summary.composite for summary in summaries.values()]}
    ).astype({"level": float})
    groups = raw_tie_groups(levels, parts, components)
    return {name: group for name, group in zip(summaries, groups.tolist(), strict=True) if group}


def _cells(
    data: Coded, table: pd.DataFrame, criteria: Sequence[Judged], components: Components
) -> dict[str, tuple[Cell, ...]]:
    sem = table["sem"].to_numpy()
    low, high = interval(table["mean"].to_numpy(), sem, SCALE)
    wide = interval(0.0, sem)[1] > WIDE
    apart = disagreement(data, components)
    columns = [table[name].tolist() for name in ("raters", "mean", "sd", "lowest", "highest", "sem")]
    columns += [low.tolist(), high.tolist(), wide.tolist(), _marks(data)]
    columns += [apart[name].tolist() for name in ("flag", "ad", "r_wg")]
    flat = list(zip(*columns, strict=True))
    width = len(data.criteria)
    place = {key: position for position, key in enumerate(data.criteria)}
    return {
        application: tuple(
            _cell(criterion, flat[row * width + place[criterion.key]], components)
            if criterion.key in place
            else Cell(criterion)
            for criterion in criteria
        )
        for row, application in enumerate(data.candidates)
    }


def _cell(criterion: Judged, numbers: tuple[Any, ...], components: Components) -> Cell:
    raters, mean, sd, lowest, highest, sem, low, high, wide, marks, flag, ad, r_wg = numbers
    if not raters:
        return Cell(criterion, marks=marks)
    against = against_minimum(mean, criterion.minimum, sem) if criterion.minimum is not None else None
    return Cell(
        criterion=criterion,
        raters=raters,
        mean=mean,
        spread=sd if raters > 1 else None,
        deviation=ad if raters > 1 else None,
        r_wg=None if r_wg != r_wg else r_wg,
        lowest=lowest,
        highest=highest,
        interval=(low, high),
        is_wide=wide,
        is_apart=flag,
        is_assumed=components.assumed,
        against=against,
        marks=marks,
    )


def _marks(data: Coded) -> list[tuple[tuple[str, float | None], ...]]:
    """For each candidate × criterion, each interviewer's mark, by interviewer."""
    given: list[list[tuple[str, float | None]]] = [[] for _ in range(len(data.candidates) * len(data.criteria))]
    marks = marks_of(data)
    cell = (marks.candidate * len(data.criteria) + marks.criterion).tolist()
    names = list(data.interviewers)
    for where, who, mark in zip(cell, marks.interviewer.tolist(), marks.mark.tolist(), strict=True):
        given[where].append((names[who], None if mark != mark else mark))
    return [tuple(marks) for marks in given]


Total = tuple[float | None, float, tuple[float, float] | None]


def _totals(data: Coded, weights: dict[str, float], components: Components, shared: float) -> dict[str, Total]:
    table = composites(data, weights, components, shared)
    low, high = interval(table["composite"].to_numpy(), table["sem"].to_numpy(), SCALE)
    columns = [table[name].tolist() for name in ("candidate", "composite", "covered")]
    return {
        candidate: (None, covered, None) if math.isnan(composite) else (composite, covered, (least, most))
        for candidate, composite, covered, least, most in zip(*columns, low.tolist(), high.tolist(), strict=True)
    }


def _interviewers(data: Coded) -> dict[str, tuple[str, ...]]:
    candidates, interviewers = list(data.candidates), list(data.interviewers)
    groups: dict[str, tuple[str, ...]] = {}
    for pair in np.unique(data.candidate * len(interviewers) + data.interviewer).tolist():
        candidate, interviewer = divmod(pair, len(interviewers))
        groups[candidates[candidate]] = (*groups.get(candidates[candidate], ()), interviewers[interviewer])
    return groups
