"""The rows of every table as they leave one database and enter another, SQLite or PostgreSQL alike."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

import sqlalchemy as sa

from hiring.foundation.database import Base, Content, Moment
from hiring.foundation.records.journal_key import JournalKey
from hiring.foundation.web.errors import Refused

ROWS_AT_ONCE = 2_000

Row = Sequence[Any]


class NotEmpty(Refused):
    """The database to be filled holds something already."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its name and by what its values are: a moment, a day, some content, or plain."""

    name: str
    kind: str

    @classmethod
    def of(cls, column: sa.Column[Any]) -> "Column":
        kinds: dict[type, str] = {Moment: "moment", sa.Date: "day", Content: "content"}
        return cls(column.name, kinds.get(type(column.type), "plain"))

    def to_json(self, value: Any) -> Any:
        if value is None or self.kind not in {"moment", "day"}:
            return value
        return value.astimezone(UTC).isoformat() if self.kind == "moment" else value.isoformat()

    def from_json(self, value: Any) -> Any:
        if value is None or self.kind not in {"moment", "day"}:
            return value
        return datetime.fromisoformat(value) if self.kind == "moment" else date.fromisoformat(value)


@dataclass(frozen=True, slots=True)
class TableRows:
    """The rows of one table, read when they are asked for."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]


def tables() -> list[sa.Table]:
    """What a backup or a copy holds. The fingerprint of the journal's key is each database's own."""
    return [table for table in Base.metadata.sorted_tables if table.name != JournalKey.__tablename__]


def read_all(connection: sa.Connection) -> Iterator[TableRows]:
    """Every table, those first that others point to. On one connection inside one transaction: one moment of time."""
    for table in tables():
        chosen = sa.select(table).execution_options(yield_per=ROWS_AT_ONCE)
        rows = (tuple(row) for row in connection.execute(chosen))
        yield TableRows(table.name, tuple(Column.of(column) for column in table.columns), rows)


def write_all(connection: sa.Connection, given: Iterable[TableRows]) -> int:
    """Fill an empty database; returns the number of rows."""
    number = 0
    for each in given:
        target = sa.table(each.name, *(sa.column(column.name, _type(column)) for column in each.columns))
        names, rows = [column.name for column in each.columns], iter(each.rows)
        while batch := list(islice(rows, ROWS_AT_ONCE)):
            connection.execute(sa.insert(target), [dict(zip(names, row, strict=True)) for row in batch])
            number += len(batch)
    return number


def _type(column: Column) -> Any:
    return {"moment": Moment(), "day": sa.Date(), "content": Content()}.get(column.kind)


def refuse_unless_empty(connection: sa.Connection) -> None:
    """Refuse a database in which any table of ours has a row."""
    there = set(sa.inspect(connection).get_table_names())
    for table in tables():
        if table.name in there and connection.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first():
            raise NotEmpty(f"The database to fill isn't empty: there are rows in {table.name}. Name an empty one.")


def refuse_broken_references(connection: sa.Connection) -> None:
    """SQLite checks no reference on this connection, so they are checked at once."""
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise Refused("Some of the rows point to rows that aren't there. Nothing was recorded.")
