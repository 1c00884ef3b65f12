"""The mark on every column that can hold personal data: what it holds, and what is left of it once a person is erased.

A column says so in its `info`. Whatever gathers, exports or erases what is kept on someone follows these marks, so a
new column needs no second list. `docs/security.md` names them all, and a test compares the two.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from hiring.foundation.database import Base, Content


@dataclass(frozen=True, slots=True)
class Personal:
    """What a column holds. `left` is what stays after an erasure; `keys` are parts of its JSON that name nobody."""

    what: str
    left: Any = None
    keys: tuple[str, ...] = ()
    of_third: bool = False


def personal(what: str, *, left: Any = None, keys: tuple[str, ...] = (), of_third: bool = False) -> dict[str, Any]:
    """The `info` of a column that can hold personal data. `of_third`: someone else's name or address."""
    return {"personal": Personal(what, left, keys, of_third)}


def points_to(table: str = "") -> dict[str, Any]:
    """The `info` of a column that holds, without a foreign key, the id of a row of this table, or else of any row."""
    return {"points_to": table or "any"}


def mark_of(column: sa.Column[Any]) -> Personal | None:
    mark: Personal | None = column.info.get("personal")
    return mark


def marked() -> Iterator[tuple[sa.Table, list[sa.Column[Any]]]]:
    """Every table with a column that can hold personal data, and those columns."""
    for table in Base.metadata.sorted_tables:
        columns = [column for column in table.columns if mark_of(column) is not None]
        if columns:
            yield table, columns


def pointers(to: str = "any") -> Iterator[sa.Column[Any]]:
    """Every column that holds the id of any row, or of a row of this table."""
    for table in Base.metadata.sorted_tables:
        yield from (column for column in table.columns if column.info.get("points_to") == to)


def emptied(column: sa.Column[Any], value: Any) -> Any:
    """What is left of a value once the person it is about is erased. Emptying it twice changes nothing."""
    mark = mark_of(column)
    assert mark is not None  # noqa: S101 - callers come from `marked()`
    if mark.left is not None:
        return mark.left
    if isinstance(column.type, Content):
        return _emptied_content(value, mark.keys, nullable=bool(column.nullable))
    return None if column.nullable else ""


def _emptied_content(value: Any, keys: tuple[str, ...], *, nullable: bool) -> Any:
    if isinstance(value, dict):
        return {key: part for key, part in value.items() if key in keys}
    return None if nullable else []
