"""The comparison as a sheet: every application by name, with the numbers as they are."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from hiring.candidates.models import Application
from hiring.foundation import figures
from hiring.foundation.spreadsheets import Value
from hiring.panels.amendments import amended_in
from hiring.panels.comparison import Comparison
from hiring.panels.comparison_page import ComparisonPage
from hiring.panels.comparison_table import ComparisonRow
from hiring.panels.summary import Amended, Judged


def comparison_sheet(session: Session, page: ComparisonPage) -> tuple[list[str], list[list[Value]]]:
    """Headings and rows of what a page shows, which has all rows on it."""
    comparison = page.comparison
    amended = amended_in(session, Application.opening_id == page.panels.opening.id)
    return header(comparison.criteria), exported(page.table.rows, comparison, amended)


def header(criteria: Sequence[Judged]) -> list[str]:
    """The headings of an export."""
    figures_of_each = ("mean", "from", "to", "spread", "interviewers", "remark")
    each = [f"{criterion.title}: {what}" for criterion in criteria for what in figures_of_each]
    return [
        "Number",
        "Candidate",
        "Status",
        *each,
        "Overall",
        "from",
        "to",
        "Adjusted",
        "from",
        "to",
        "Weight covered",
        "Tie group",
        "Remark",
        "Amended after the reveal",
    ]


def exported(
    listed: Sequence[ComparisonRow], comparison: Comparison, amended: Mapping[str, Sequence[Amended]]
) -> list[list[Value]]:
    """Every application by name, with the numbers as they are and what the page says of them in words.

    Amendments stand beside the numbers, which rest on the sealed marks alone.
    """
    titles = {criterion.key: criterion.title for criterion in comparison.criteria}
    rows = []
    for row in listed:
        beside = amended.get(row.named.application, ()) if row.summary is not None else ()
        remark = "; ".join(f"{titles.get(two.criterion, two.criterion)}, {two.name}: {two.says}" for two in beside)
        rows.append([*_row(row, comparison.criteria, comparison.ties.get(row.named.application)), remark])
    return rows


def _row(one: ComparisonRow, criteria: Sequence[Judged], tie: int | None) -> list[Value]:
    begins: list[Value] = [one.named.number, one.named.name, one.named.status.word]
    if one.summary is None:
        return [*begins, *([None] * (6 * len(criteria) + 8)), one.waits]
    for cell in one.summary.cells:
        low, high = cell.interval or (None, None)
        numbers = [cell.mean, low, high, cell.spread]
        begins += [*map(_shown, numbers), cell.raters, cell.notes]
    low, high = one.summary.interval or (None, None)
    adjusted = one.summary.adjusted
    level, (least, most) = (adjusted.level, adjusted.interval) if adjusted else (None, (None, None))
    numbers = [one.summary.composite, low, high, level, least, most, one.summary.covered]
    ends = [_shown(number) for number in numbers]
    return [*begins, *ends, tie, one.summary.coverage_says]


def _shown(value: float | None) -> float | None:
    return None if value is None else figures.stored(value, 3)
