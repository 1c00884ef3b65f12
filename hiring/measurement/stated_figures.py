"""The figures of a page from marks and the model that an export states: means, intervals, flags and tie groups."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hiring.measurement.components import interval
from hiring.measurement.libraries import np, pd
from hiring.measurement.ratings import Coded, coded
from hiring.measurement.scoring.agreement import disagreement
from hiring.measurement.scoring.bands import raw_tie_groups
from hiring.measurement.scoring.cells import panel_cells
from hiring.measurement.scoring.composite import composites, contributions
from hiring.measurement.scoring.minimum import against_minimum
from hiring.measurement.stated import StatedCriterion, StatedModel


@dataclass(frozen=True, slots=True)
class StatedCell:
    """A candidate on a criterion; None where nobody observed it. `interval` has both ends in points."""

    criterion: StatedCriterion
    raters: int = 0
    mean: float | None = None
    spread: float | None = None
    interval: tuple[float, float] | None = None
    is_apart: bool = False
    is_below: bool = False


@dataclass(frozen=True, slots=True)
class StatedCandidate:
    """A candidate of an export: a cell for each criterion, and the total with its interval and tie group (from 1)."""

    application: str
    name: str
    cells: tuple[StatedCell, ...]
    composite: float | None = None
    interval: tuple[float, float] | None = None
    tie_group: int | None = None


@dataclass(frozen=True)
class StatedPanels:
    """An export with its figures. `is_changed` says that its marks or first lines aren't those it was made with."""

    model: StatedModel
    candidates: tuple[StatedCandidate, ...]
    ratings: int
    interviewers: int
    is_changed: bool = False


def stated_panels(
    ratings: pd.DataFrame,
    model: StatedModel,
    names: Mapping[str, str],
    groups: Mapping[str, int] | None = None,
    *,
    is_changed: bool = False,
) -> StatedPanels:
    """Work the figures of an export out from its marks.

    `ratings` is the long frame of `ratings.coded` with criteria by their titles and `candidate` an id that `names` has
    the name of. `groups` has the tie group of each candidate that has one; None works them out from these marks.
    Candidates are sorted by name.
    """
    counting = ratings[ratings["criterion"].isin(list(model.weights))]
    data = coded(counting)
    cells, totals = _cells(data, model), _totals(data, model)
    if groups is None:
        groups = _groups(data, model, totals)
    candidates = [
        StatedCandidate(
            application,
            names[application],
            cells.get(application) or tuple(StatedCell(criterion) for criterion in model.criteria),
            *totals.get(application, (None, None)),
            groups.get(application),
        )
        for application in sorted(ratings["candidate"].unique(), key=lambda key: (names[key].casefold(), key))
    ]
    given = counting["score"].notna()
    heard = counting["interviewer"][given].nunique()
    return StatedPanels(model, tuple(candidates), int(given.sum()), int(heard), is_changed)


def _cells(data: Coded, model: StatedModel) -> dict[str, tuple[StatedCell, ...]]:
    table = panel_cells(data, model.components)
    low, high = interval(table["mean"].to_numpy(), table["sem"].to_numpy(), model.scale)
    table = table.assign(low=low, high=high, flag=disagreement(data, model.components, model.scale)["flag"])
    cells: dict[tuple[str, str], StatedCell] = {}
    by_title = {criterion.title: criterion for criterion in model.criteria}
    for row in table.to_dict("records"):
        cells[row["candidate"], row["criterion"]] = _cell(by_title[row["criterion"]], row)
    return {
        candidate: tuple(cells.get((candidate, each.title)) or StatedCell(each) for each in model.criteria)
        for candidate in data.candidates
    }


def _cell(criterion: StatedCriterion, row: Mapping[Any, Any]) -> StatedCell:
    raters = int(row["raters"])
    if not raters:
        return StatedCell(criterion)
    against = None if criterion.minimum is None else against_minimum(row["mean"], criterion.minimum, row["sem"])
    return StatedCell(
        criterion,
        raters,
        row["mean"],
        row["sd"] if raters > 1 else None,
        (row["low"], row["high"]),
        is_apart=bool(row["flag"]),
        is_below=against is not None and not against.met,
    )


def _totals(data: Coded, model: StatedModel) -> dict[str, tuple[float | None, tuple[float, float] | None]]:
    table = composites(data, model.weights, model.components, model.shared)
    low, high = interval(table["composite"].to_numpy(), table["sem"].to_numpy(), model.scale)
    columns = zip(table["candidate"], table["composite"].tolist(), low.tolist(), high.tolist(), strict=True)
    return {
        candidate: (None, None) if math.isnan(total) else (total, (least, most))
        for candidate, total, least, most in columns
    }


def _groups(
    data: Coded, model: StatedModel, totals: Mapping[str, tuple[float | None, tuple[float, float] | None]]
) -> dict[str, int]:
    names = list(totals)
    level = [np.nan if total is None else total for total, _ in totals.values()]
    levels = pd.DataFrame({"candidate": names, "level": level}).astype({"level": float})
    parts = contributions(data, model.weights, model.shared)
    groups = raw_tie_groups(levels, parts, model.components).tolist()
    return {name: group for name, group in zip(names, groups, strict=True) if group}
