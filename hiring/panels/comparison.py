"""Combining the marks of panels, from a long frame, in one place that ignores who is looking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hiring.measurement import sentences
from hiring.measurement.components import ASSUMED, Components
from hiring.measurement.libraries import pd
from hiring.measurement.scoring.bands import raw_tie_groups
from hiring.panels.marks import Panel
from hiring.panels.pooled_model.model import OpeningModel
from hiring.panels.summary import Cell, Judged, PanelSummary
from hiring.panels.values import Adjusted


@dataclass(frozen=True, slots=True)
class Comparison:
    """Applications side by side. `is_mixed` says that they did not all meet the same interviewers, `is_linked` that
    interviewers in common let all of them be compared; `harsh` who marks everyone lower or higher, and by how much.
    `has_fitted_ties` says that tie groups rest on every finished panel; else they rest on these marks alone, with
    `components` and `shared`, how far errors on criteria go together.
    """

    criteria: tuple[Judged, ...]
    summaries: Mapping[str, PanelSummary]
    basis: str
    ties: Mapping[str, int] = field(default_factory=dict)
    effective: tuple[str, ...] = ()
    is_linked: bool = True
    harsh: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    has_fitted_ties: bool = False
    components: Components = ASSUMED
    shared: float = 1.0

    @property
    def has_adjusted(self) -> bool:
        return any(summary.adjusted for summary in self.summaries.values())

    @property
    def is_assumed(self) -> bool:
        return any(summary.is_assumed for summary in self.summaries.values())

    @property
    def bands_say(self) -> str:
        return sentences.BANDS if len(self.ties) > 1 else ""

    def group(self, application: str) -> str:
        """ "tied" with the highest, or "lower"; nothing without a total, or where nobody can be told from anybody."""
        if not self.is_linked or len(self.ties) < 2 or application not in self.ties:
            return ""
        return "tied" if self.ties[application] == 1 else "lower"

    @property
    def tied(self) -> list[str]:
        """The applications that can't be told from the highest."""
        return [application for application, group in self.ties.items() if group == 1]

    @property
    def band(self) -> tuple[float, float] | None:
        """From the lowest to the highest total of those that can't be told apart."""
        totals = [self.summaries[application].composite or 0.0 for application in self.tied]
        return (min(totals), max(totals)) if self.is_linked and len(totals) > 1 else None

    @property
    def is_mixed(self) -> bool:
        return len({summary.interviewers for summary in self.summaries.values() if summary.interviewers}) > 1


def compared(ratings: pd.DataFrame, criteria: Sequence[Judged], model: OpeningModel | None = None) -> Comparison:
    """Combine marks: question → criterion within an interviewer, then over interviewers, then weighted.

    `ratings` is the long frame of `measurement.ratings` with `candidate` holding application ids and `round` the round
    each mark was given in, so that two listeners of one talk aren't two samples. Ratings of other
    criteria, such as the floor of skill, are left out. Every application in the frame gets a summary.
    """
    components, shared, basis = _resting_on(model)
    panel = Panel.of(ratings, criteria, components, shared)
    summaries = _summaries(panel, sorted(ratings["candidate"].unique()), model, basis)
    applications = list(summaries)
    fitted = _fitted_ties(summaries, model.ties(panel.weights, applications) if model else None)
    return Comparison(
        criteria=tuple(criteria),
        summaries=summaries,
        basis=basis,
        ties=_raw_ties(summaries, panel.contributions(), components) if fitted is None else fitted,
        effective=panel.effective_weights(),
        is_linked=model.are_linked(panel.weights, applications) if model else True,
        harsh=panel.harsh(),
        has_fitted_ties=fitted is not None,
        components=components,
        shared=shared,
    )


def summarised(
    ratings: pd.DataFrame, criteria: Sequence[Judged], model: OpeningModel | None = None
) -> dict[str, PanelSummary]:
    """The summaries of `compared` alone, for a page that sets nobody beside anyone."""
    components, shared, basis = _resting_on(model)
    panel = Panel.of(ratings, criteria, components, shared)
    return _summaries(panel, sorted(ratings["candidate"].unique()), model, basis)


def _summaries(
    panel: Panel, applications: Sequence[str], model: OpeningModel | None, basis: str
) -> dict[str, PanelSummary]:
    cells, totals, interviewers = panel.cells(), panel.totals(), panel.interviewers()
    adjusted = model.adjusted(panel.weights, applications) if model else {}
    summaries, empty = {}, tuple(Cell(criterion) for criterion in panel.criteria)
    for application in applications:
        row, (composite, covered, reach) = cells.get(application) or empty, totals.get(application, (None, 0.0, None))
        summaries[application] = PanelSummary(
            application=application,
            cells=row,
            covered=covered,
            missing=tuple(cell.criterion.title for cell in row if cell.mean is None),
            composite=composite,
            interval=reach,
            interviewers=interviewers.get(application, ()),
            is_assumed=panel.components.assumed,
            basis=basis,
            adjusted=_worth_showing(adjusted.get(application), composite),
        )
    return summaries


def _resting_on(model: OpeningModel | None) -> tuple[Components, float, str]:
    """The variances of a mark, how far errors on criteria go together, and what both rest on, in words."""
    if model is None:
        return ASSUMED.by_round(), 1.0, f"{sentences.ASSUMED} {sentences.shared_errors(None)}"
    return model.pooled.mark_components.by_round(), model.pooled.shared, model.pooled.basis_of_totals


def _worth_showing(adjusted: Adjusted | None, composite: float | None) -> Adjusted | None:
    return adjusted if adjusted is not None and composite is not None and adjusted.is_told(composite) else None


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
