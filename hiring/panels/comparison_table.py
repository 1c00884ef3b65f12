"""The comparison as a table: filtered, sorted by any column, by name unless asked otherwise, page by page. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hiring.candidates.status import ApplicationStatus
from hiring.foundation.grammar import counted, listed
from hiring.panels.later_facts import GateStatus, Phase
from hiring.panels.opening_panels import NamedApplication, OpeningPanels
from hiring.panels.summary import Judged, PanelSummary

PAGE = 50
NAME, STATUS, GATES, TOTAL, ALL = "name", "status", "gates", "total", "all"
_PHASES = list(Phase)


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One application in the comparison; without a summary where this person may not read its marks (yet).

    `waits` says what is waited for then. `group` is "tied" or "lower", `stories` how many kinds of story were heard.
    """

    named: NamedApplication
    summary: PanelSummary | None
    waits: str = ""
    group: str = ""
    stories: int = 0
    gates: Sequence[GateStatus] = ()

    @property
    def status(self) -> ApplicationStatus:
        return self.named.status

    @property
    def is_decided(self) -> bool:
        return self.named.phase == Phase.DECIDED

    @property
    def gates_met(self) -> int:
        return sum(gate.is_met for gate in self.gates)

    @property
    def to_mend(self) -> list[GateStatus]:
        return [gate for gate in self.gates if not gate.is_met]


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A heading; `sort` is what a click on it asks for, `direction` how the table is sorted now, for aria-sort."""

    key: str
    label: str
    sort: str
    direction: str = ""
    about: str = ""
    is_scale: bool = False


@dataclass(frozen=True, slots=True)
class RowFilter:
    """Which rows are shown, and how many they are."""

    key: str
    label: str
    rows: int
    is_on: bool
    is_apart: bool = False


@dataclass(frozen=True, slots=True)
class TableRequest:
    """What an address asks for: a filter, a column to sort by (with a minus for downwards), and a page; page 0 is all.

    `notes` say what was asked for and doesn't exist.
    """

    show: str
    sort: str
    page: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[TableColumn, ...]
    filters: tuple[RowFilter, ...]
    rows: Sequence[ComparisonRow]
    total: int
    asked: TableRequest

    @property
    def first(self) -> int:
        return (self.asked.page - 1) * PAGE + 1 if self.asked.page else 1

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))

    @property
    def sorts(self) -> list[tuple[str, str]]:
        """What can be chosen to sort by where there's no room for headings, as (address, words)."""
        words = [(NAME, "Name"), (STATUS, "Status")]
        for column in self.columns:
            if column.key not in {NAME, STATUS}:
                words += [
                    (f"-{column.key}", f"{column.label}, highest first"),
                    (column.key, f"{column.label}, lowest first"),
                ]
        return words

    @property
    def with_total(self) -> list[ComparisonRow]:
        """The rows of the plot."""
        return [row for row in self.rows if row.summary and row.summary.composite is not None]

    @property
    def adjusted(self) -> list[ComparisonRow]:
        return [row for row in self.rows if row.summary and row.summary.adjusted]


_SHOWN: dict[str, tuple[str, Callable[[ComparisonRow], bool]]] = {
    "": ("Everyone", lambda row: True),
    Phase.READY: ("Ready", lambda row: row.named.phase == Phase.READY),
    Phase.WAITING: ("Waiting", lambda row: row.named.phase == Phase.WAITING),
    Phase.DECIDED: ("Decided", lambda row: row.named.phase == Phase.DECIDED),
    "discuss": ("To discuss", lambda row: row.summary is not None and bool(row.summary.to_discuss)),
    "below": ("Below a minimum", lambda row: row.summary is not None and bool(row.summary.below)),
}


def asked_for(show: str, sort: str, page: str, criteria: Sequence[Judged]) -> TableRequest:
    """The first page of everyone by name, where the address asks for something that doesn't exist."""
    notes = []
    keys = [NAME, STATUS, *(criterion.key for criterion in criteria), GATES, TOTAL]
    if show not in _SHOWN:
        notes.append("There's no such filter here, so this is everyone.")
    if sort and sort.removeprefix("-") not in keys:
        notes.append("There's no such column here, so this is sorted by name.")
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 9 else 0
    if page not in {"", ALL} and number < 1:
        notes.append("There's no such page, so this is the first one.")
    return TableRequest(
        show=show if show in _SHOWN else "",
        sort=sort if sort.removeprefix("-") in keys else NAME,
        page=0 if page == ALL else max(number, 1),
        notes=tuple(notes),
    )


def rows_of(panels: OpeningPanels) -> list[ComparisonRow]:
    """Every application by name; who is late and which gates are open is read for the rows that are shown."""
    comparison = panels.comparison
    return [
        ComparisonRow(
            candidate,
            panels.summary(candidate.application),
            group=comparison.group(candidate.application),
            stories=panels.stories.get(candidate.application, 0),
        )
        for candidate in panels.named
    ]


def table_of(rows: Sequence[ComparisonRow], criteria: Sequence[Judged], asked: TableRequest) -> Table:
    """One page of the rows that the filter lets through. `rows` are all, by name."""
    chosen = _ordered([row for row in rows if _SHOWN[asked.show][1](row)], asked.sort)
    pages = max(1, -(-len(chosen) // PAGE))
    if asked.page > pages:
        last = f"There are only {counted(pages, 'page')}, so this is the last one."
        asked = TableRequest(asked.show, asked.sort, pages, (*asked.notes, last))
    shown = chosen if asked.page == 0 else chosen[(asked.page - 1) * PAGE : asked.page * PAGE]
    filters = tuple(
        RowFilter(key, label, sum(map(lets_through, rows)), key == asked.show, key == "discuss")
        for key, (label, lets_through) in _SHOWN.items()
    )
    return Table(tuple(_columns(criteria, asked.sort)), filters, shown, len(chosen), asked)


def waiting_for(panels: OpeningPanels, named: NamedApplication) -> str:
    """What a row without marks waits for, with the interviewers who are late and by how many days."""
    state = panels.state(named.application)
    if state is None:
        return "Not yet: you still have a scorecard to seal for this candidate."
    if not state.cards:
        return "No interview yet."
    names = [f"{card.name}, {counted(card.days, 'day')} late" for card in named.late]
    behind = f" {listed(names)}." if names else ""
    return f"{state.says[0].upper()}{state.says[1:]}.{behind}"


def _columns(criteria: Sequence[Judged], sort: str) -> list[TableColumn]:
    headings = [
        (NAME, "Candidate", "", False),
        (STATUS, "Status", "", False),
        *((criterion.key, criterion.title, _about(criterion), True) for criterion in criteria),
        (GATES, "Gates", "", False),
        (TOTAL, "Overall", "", True),
    ]
    return [_column(*heading, sort) for heading in headings]


def _about(criterion: Judged) -> str:
    parts = [] if criterion.weight == 1 else [f"weight {criterion.weight:g}"]
    return ", ".join([*parts, *([f"minimum {criterion.minimum}"] if criterion.minimum else [])])


def _column(key: str, label: str, about: str, is_scale: bool, sort: str) -> TableColumn:
    """A first click puts names and statuses from the start and numbers from the highest; a second turns it round."""
    first, second = (key, f"-{key}") if key in {NAME, STATUS} else (f"-{key}", key)
    direction = "" if sort.removeprefix("-") != key else "descending" if sort.startswith("-") else "ascending"
    return TableColumn(key, label, second if sort == first else first, direction, about, is_scale)


def _ordered(rows: list[ComparisonRow], sort: str) -> list[ComparisonRow]:
    """`rows` come by name, and the sort is stable: equal ones stay by name. What has no number is last."""
    key, is_down = sort.removeprefix("-"), sort.startswith("-")
    if key == NAME:
        return rows[::-1] if is_down else rows
    if key == STATUS:
        return sorted(rows, key=lambda row: (_PHASES.index(row.named.phase), row.status.word), reverse=is_down)
    number = _number_in(key)
    with_number = [row for row in rows if number(row) is not None]
    without = [row for row in rows if number(row) is None]
    return sorted(with_number, key=lambda row: number(row) or 0.0, reverse=is_down) + without


def _number_in(key: str) -> Callable[[ComparisonRow], float | None]:
    if key == TOTAL:
        return lambda row: row.summary.composite if row.summary else None
    if key == GATES:
        return lambda row: row.gates_met if row.gates else None
    return lambda row: row.summary.cell(key).mean if row.summary else None
