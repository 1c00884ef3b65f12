"""The comparison as a sheet: every application by name, with the numbers as they are. Pure."""

from collections.abc import Mapping, Sequence

from hiring.foundation import figures
from hiring.panels.comparison import Comparison
from hiring.panels.comparison_table import ComparisonRow
from hiring.panels.summary import Amended, Judged


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
) -> list[list[str | int | float | None]]:
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


def _row(one: ComparisonRow, criteria: Sequence[Judged], tie: int | None) -> list[str | int | float | None]:
    begins: list[str | int | float | None] = [one.named.number, one.named.name, one.named.status.word]
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
