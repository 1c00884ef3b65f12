"""The comparison as a table: sorted by any column, by name unless asked otherwise, and page by page. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from hiring.candidates.status import ApplicationStatus
from hiring.foundation import figures
from hiring.panels.summary import Amended, Comparison, Judged, PanelSummary

Row = TypeVar("Row")

PAGE = 50
NAME, TOTAL, ALL = "name", "total", "all"


@dataclass(frozen=True, slots=True)
class NamedApplication:
    """One application without anything of how it went."""

    application: str
    number: int
    name: str
    status: ApplicationStatus


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One application in the comparison; without a summary where this person may not read its marks (yet)."""

    named: NamedApplication
    summary: PanelSummary | None
    waits: str


def with_marks(rows: Sequence[ComparisonRow]) -> list[str]:
    """The applications whose marks are among these rows."""
    return [row.named.application for row in rows if row.summary]


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A heading; `sort` is what a click on it asks for, `direction` how the table stands now, for aria-sort."""

    key: str
    label: str
    sort: str
    direction: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[TableColumn, ...]
    rows: Sequence[ComparisonRow]
    total: int
    asked: "TableRequest"

    @property
    def first(self) -> int:
        return (self.asked.page - 1) * PAGE + 1 if self.asked.page else 1

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def noted(self) -> list[ComparisonRow]:
        """The rows that hold something below a minimum, or something to be talked about."""
        return [row for row in self.rows if row.summary and row.summary.noted]


@dataclass(frozen=True, slots=True)
class TableRequest:
    """Which column to sort by, with a minus for downwards, and which page of how many; page 0 is all of them."""

    sort: str
    page: int
    pages: int

    @property
    def is_all(self) -> bool:
        return self.page == 0

    @property
    def is_by_name(self) -> bool:
        return self.sort.removeprefix("-") == NAME

    def of(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The page of rows that are in order already."""
        return rows if self.is_all else rows[(self.page - 1) * PAGE : self.page * PAGE]

    def of_names(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The page of rows that come by name, where names are the order; else all, for marks decide the page."""
        if not self.is_by_name:
            return rows
        return self.of(rows[::-1] if self.sort.startswith("-") else rows)


def asked_for(sort: str, page: str, criteria: Sequence[Judged], total: int) -> TableRequest:
    """What the address asks for and there is none of, is as if not asked for."""
    keys = [NAME, *(criterion.key for criterion in criteria), TOTAL]
    pages = max(1, -(-total // PAGE))
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 9 else 1
    place = 0 if page == ALL else min(max(number, 1), pages)
    return TableRequest(sort if sort.removeprefix("-") in keys else NAME, place, pages)


def table_of(listed: Sequence[ComparisonRow], criteria: Sequence[Judged], asked: TableRequest, total: int) -> Table:
    """One page. `listed` is that page by name, or by name all there is where a column of marks is the order."""
    rows = listed if asked.is_by_name else asked.of(_ordered(listed, asked.sort))
    return Table(tuple(_columns(criteria, asked.sort)), rows, total, asked)


def header(criteria: Sequence[Judged]) -> list[str]:
    """The headings of an export."""
    figures_of_each = ("mean", "from", "to", "spread", "interviewers", "remark")
    each = [f"{criterion.title}: {what}" for criterion in criteria for what in figures_of_each]
    return [
        "Number",
        "Candidate",
        "Status",
        *each,
        "All together",
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


def _columns(criteria: Sequence[Judged], sort: str) -> list[TableColumn]:
    headings = [
        (NAME, "Candidate", ""),
        *((criterion.key, criterion.title, _about(criterion)) for criterion in criteria),
    ]
    headings.append((TOTAL, "All together", "weighted"))
    return [_column(key, label, about, sort) for key, label, about in headings]


def _about(one: Judged) -> str:
    parts = [] if one.weight == 1 else [f"counts × {one.weight:g}"]
    return ", ".join([*parts, *([f"minimum {one.minimum}"] if one.minimum else [])])


def _column(key: str, label: str, about: str, sort: str) -> TableColumn:
    """A first click puts names from A and marks from the highest; a second one turns it round."""
    first, second = (key, f"-{key}") if key == NAME else (f"-{key}", key)
    direction = "" if sort.removeprefix("-") != key else "descending" if sort.startswith("-") else "ascending"
    return TableColumn(key, label, second if sort == first else first, direction, about)


def _ordered(listed: Sequence[ComparisonRow], sort: str) -> list[ComparisonRow]:
    """`listed` comes by name, and the sort is stable: equal marks stay by name. What has no mark is last."""
    mark = _mark_in(sort.removeprefix("-"))
    with_mark = [row for row in listed if mark(row) is not None]
    without = [row for row in listed if mark(row) is None]
    return sorted(with_mark, key=lambda row: mark(row) or 0.0, reverse=sort.startswith("-")) + without


def _mark_in(key: str) -> Callable[[ComparisonRow], float | None]:
    if key == TOTAL:
        return lambda row: row.summary.composite if row.summary else None
    return lambda row: row.summary.cell(key).mean if row.summary else None
