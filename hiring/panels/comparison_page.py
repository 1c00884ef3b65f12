"""The page that compares the candidates of an opening: its sentence, its plot, and its table."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.measurement.sentences import panels as panel_sentences
from hiring.measurement.sentences import told_apart
from hiring.measurement.sentences.told_apart import LeadSentence
from hiring.openings.models import Opening
from hiring.panels.comparison import Comparison
from hiring.panels.comparison_table import (
    GATES,
    ComparisonRow,
    Table,
    asked_for,
    rows_of,
    table_of,
    waiting_for,
)
from hiring.panels.later_facts import GATES as READ_GATES
from hiring.panels.opening_panels import OpeningPanels, panels_for
from hiring.panels.pooled_model.more_rounds import another_round


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """`verdict` speaks of everyone in the opening, the table of one page of the rows that were asked for."""

    panels: OpeningPanels
    table: Table
    verdict: LeadSentence
    another_round: str
    harsh_say: Sequence[str] = ()

    @property
    def comparison(self) -> Comparison:
        return self.panels.comparison

    @property
    def planned_stories(self) -> int:
        return self.panels.planned_stories

    @property
    def adjusted_say(self) -> list[str]:
        """One sentence for each person of this page whose interviewers mark lower or higher than colleagues."""
        sentences = []
        for row in self.table.adjusted:
            summary = row.summary
            if summary is not None and summary.adjusted is not None and summary.composite is not None:
                shift, adjusted = summary.adjusted.level - summary.composite, summary.adjusted
                sentences.append(told_apart.met_others(row.named.name, shift, adjusted.level, adjusted.interval))
        return sentences


def comparison_page(
    session: Session, person: Person, opening: Opening, *, show: str = "", sort: str = "", page: str = ""
) -> ComparisonPage:
    """What this person, being HR, may see of what an address asks for."""
    panels = panels_for(session, person, opening)
    asked = asked_for(show, sort, page, panels.criteria)
    rows = rows_of(panels)
    if asked.sort.removeprefix("-") == GATES:
        rows = with_gates(session, panels, rows)
    table = table_of(rows, panels.criteria, asked)
    shown = _with_waiting(panels, with_gates(session, panels, table.rows))
    return ComparisonPage(
        panels=panels,
        table=replace(table, rows=shown),
        verdict=verdict_of(panels, rows),
        another_round=another_round(panels.pooled, len(opening.rounds)),
        harsh_say=harsh_say(panels.comparison),
    )


def harsh_say(comparison: Comparison) -> list[str]:
    """One sentence for each interviewer who marks everyone lower or higher; how one marks is one's own to read."""
    return [panel_sentences.harsh_here(*figures) for figures in sorted(comparison.harsh.values())]


def with_gates(session: Session, panels: OpeningPanels, rows: Sequence[ComparisonRow]) -> list[ComparisonRow]:
    """The rows with the conditions of a hire, where this person may read the panel they rest on."""
    wanted = {row.named.application: row.summary for row in rows if row.summary and not row.gates}
    gates = READ_GATES.get()(session, panels.opening, wanted, panels.states) if wanted else {}
    return [replace(row, gates=gates.get(row.named.application, row.gates)) for row in rows]


def _with_waiting(panels: OpeningPanels, rows: Sequence[ComparisonRow]) -> list[ComparisonRow]:
    return [row if row.summary else replace(row, waits=waiting_for(panels, row.named)) for row in rows]


def verdict_of(panels: OpeningPanels, rows: Sequence[ComparisonRow]) -> LeadSentence:
    """Of all rows, whichever are shown; they come by name."""
    ties = panels.comparison.ties
    tied = [row.named.name for row in rows if ties.get(row.named.application) == 1]
    lower = [row.named.name for row in rows if ties.get(row.named.application, 1) > 1]
    return told_apart.told_apart(tied, lower, len(rows), is_linked=panels.comparison.is_linked)
