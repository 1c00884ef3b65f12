"""The comparison as a table: sorted by any column, by name unless asked otherwise, and page by page. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hiring.panels.queries import Listed
from hiring.panels.summary import Judged

PAGE = 50
NAME, TOTAL, ALL = "name", "total", "all"


@dataclass(frozen=True, slots=True)
class Column:
    """A heading; `sort` is what a click on it asks for, `direction` how the table stands now, for aria-sort."""

    key: str
    label: str
    sort: str
    direction: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[Column, ...]
    rows: Sequence[Listed]
    total: int
    sort: str
    page: int
    pages: int

    @property
    def first(self) -> int:
        return (self.page - 1) * PAGE + 1 if self.page else 1

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def noted(self) -> list[Listed]:
        """The rows that hold something below a minimum, or something to be talked about."""
        return [row for row in self.rows if row.summary and row.summary.noted]

    @property
    def is_all(self) -> bool:
        return self.page == 0


def table_of(listed: Sequence[Listed], criteria: Sequence[Judged], sort: str, page: str) -> Table:
    """One page of the table. What the address asks for and there is none of, is as if not asked for."""
    keys = [NAME, *(one.key for one in criteria), TOTAL]
    sort = sort if sort.removeprefix("-") in keys else NAME
    ordered = _ordered(listed, sort)
    pages = max(1, -(-len(ordered) // PAGE))
    number = 0 if page == ALL else min(max(int(page), 1), pages) if page.isdecimal() and len(page) < 9 else 1
    shown = ordered if page == ALL else ordered[(number - 1) * PAGE : number * PAGE]
    return Table(tuple(_columns(criteria, sort)), shown, len(ordered), sort, number, pages)


def header(criteria: Sequence[Judged]) -> list[str]:
    """The headings of an export."""
    told = ("mean", "from", "to", "spread", "interviewers", "remark")
    each = [f"{one.title}: {what}" for one in criteria for what in told]
    return ["Number", "Candidate", "State", *each, "All together", "from", "to", "Weight covered", "Remark"]


def exported(listed: Sequence[Listed], criteria: Sequence[Judged]) -> list[list[str | int | float | None]]:
    """Every application by name, with the numbers as they are and what the page says of them in words."""
    return [_row(one, criteria) for one in listed]


def _row(one: Listed, criteria: Sequence[Judged]) -> list[str | int | float | None]:
    begins: list[str | int | float | None] = [one.number, one.name, one.state.label]
    if one.summary is None:
        return [*begins, *([None] * (6 * len(criteria) + 4)), one.waits]
    for cell in one.summary.cells:
        low, high = cell.interval or (None, None)
        numbers = [cell.mean, low, high, cell.spread]
        begins += [*map(_shown, numbers), cell.raters, cell.notes]
    low, high = one.summary.interval or (None, None)
    ends = [_shown(one.summary.composite), _shown(low), _shown(high), _shown(one.summary.covered)]
    return [*begins, *ends, one.summary.coverage_says]


def _shown(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _columns(criteria: Sequence[Judged], sort: str) -> list[Column]:
    headings = [(NAME, "Candidate", ""), *((one.key, one.title, _about(one)) for one in criteria)]
    headings.append((TOTAL, "All together", "weighted"))
    return [_column(key, label, about, sort) for key, label, about in headings]


def _about(one: Judged) -> str:
    said = [] if one.weight == 1 else [f"counts × {one.weight:g}"]
    return ", ".join([*said, *([f"minimum {one.minimum}"] if one.minimum else [])])


def _column(key: str, label: str, about: str, sort: str) -> Column:
    """A first click puts names from A and marks from the highest; a second one turns it round."""
    first, second = (key, f"-{key}") if key == NAME else (f"-{key}", key)
    direction = "" if sort.removeprefix("-") != key else "descending" if sort.startswith("-") else "ascending"
    return Column(key, label, second if sort == first else first, direction, about)


def _ordered(listed: Sequence[Listed], sort: str) -> list[Listed]:
    """`listed` comes by name, and the sort is stable: equal marks stay by name. What has no mark is last."""
    key = sort.removeprefix("-")
    if key == NAME:
        return list(reversed(listed)) if sort.startswith("-") else list(listed)
    mark = _mark_in(key)
    with_mark = [one for one in listed if mark(one) is not None]
    without = [one for one in listed if mark(one) is None]
    return sorted(with_mark, key=lambda one: mark(one) or 0.0, reverse=sort.startswith("-")) + without


def _mark_in(key: str) -> Callable[[Listed], float | None]:
    if key == TOTAL:
        return lambda one: one.summary.composite if one.summary else None
    return lambda one: one.summary.cell(key).mean if one.summary else None
