"""Digests of final rows, which the journal keeps, so that a row changed behind the application's back is noticed.

A table asks for it with `final(…, in_journal=True)`. Whatever a write adds, changes or removes there is noted when it
is sent to the database, and its digest goes into the next journal entry of the same write. A digest is keyed, so that
an erased text can't be guessed from it.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, UOWTransaction

from hiring.foundation.database import Base, before_commit
from hiring.foundation.records import journal_key
from hiring.foundation.records.append_only import protection_of
from hiring.foundation.records.digest import plain

# Each database bounds how many values one statement may carry.
AT_ONCE = 500
Key = tuple[str, tuple[Any, ...]]


class NotInTheJournal(Exception):
    """A write changed final rows and recorded no event after that: a mistake of ours."""


class Unreadable(Exception):
    """A row of this table holds a value that its column doesn't take."""


def tables() -> list[sa.Table]:
    """Those that ask for it, in the order of their references."""
    return _tables_of(len(Base.metadata.tables))


@cache
def _tables_of(_how_many: int) -> list[sa.Table]:
    """Sorting them takes a millisecond, and every write asks; there are only ever more of them."""
    every = Base.metadata.sorted_tables
    return [table for table in every if (protection := protection_of(table)) is not None and protection.in_journal]


@sa.event.listens_for(Session, "after_flush")
def _note(session: Session, _context: UOWTransaction) -> None:
    """Remember which rows were written, and of each whether it was removed."""
    if "writing" not in session.info:
        return
    noted: dict[Key, bool] = session.info["writing"].setdefault("rows", {})
    changed = [instance for instance in session.dirty if session.is_modified(instance, include_collections=False)]
    for instance in (*session.new, *changed, *session.deleted):
        mapper = sa.inspect(instance).mapper
        protection = protection_of(mapper.local_table)
        if protection is not None and protection.in_journal:
            key = tuple(mapper.primary_key_from_instance(instance))
            noted[(mapper.local_table.name, key)] = instance in session.deleted


def remove(session: Session, table: sa.Table, where: sa.ColumnElement[bool]) -> None:
    """Erase final rows, inside `append_only.lifted()`; the next journal entry says which are gone."""
    protection = protection_of(table)
    if protection is not None and protection.in_journal:
        noted: dict[Key, bool] = session.info["writing"].setdefault("rows", {})
        keys = session.execute(sa.select(*table.primary_key).where(where))
        noted |= {(table.name, tuple(key)): True for key in keys}
    session.execute(sa.delete(table).where(where))


def change(session: Session, table: sa.Table, where: sa.ColumnElement[bool], values: dict[str, Any]) -> None:
    """Replace values of final rows, inside `append_only.lifted()`; the next journal entry has their new digests."""
    protection = protection_of(table)
    if protection is not None and protection.in_journal:
        noted: dict[Key, bool] = session.info["writing"].setdefault("rows", {})
        keys = session.execute(sa.select(*table.primary_key).where(where))
        noted |= {(table.name, tuple(key)): False for key in keys}
    session.execute(sa.update(table).where(where).values(values))


def taken(session: Session) -> dict[str, str | None]:
    """The digests of the rows noted since the last entry; None for a row that was removed."""
    noted: dict[Key, bool] = session.info["writing"].pop("rows", {})
    digests: dict[str, str | None] = {name_of(*key): None for key, is_removed in noted.items() if is_removed}
    by_table: dict[str, list[tuple[Any, ...]]] = {}
    for name, key in noted:
        by_table.setdefault(name, []).append(key)
    for table in tables() if noted else ():
        keys = by_table.get(table.name, [])
        for first in range(0, len(keys), AT_ONCE):
            chosen = {"keys": keys[first : first + AT_ONCE]}
            digests |= _of(table, session.connection().execute(_with_keys(table), chosen))
    return digests


def present(session: Session) -> Iterator[tuple[str, str]]:
    """Name and digest of every row of every table that asks for it."""
    for table in tables():
        try:
            with session.execute(sa.select(table), execution_options={"yield_per": 1_000}) as rows:
                yield from _of(table, rows)
        except ValueError:
            raise Unreadable(table.name) from None


def name_of(table: str, key: Iterable[Any]) -> str:
    return f"{table}:{'/'.join(str(part) for part in key)}"


@cache
def _with_keys(table: sa.Table) -> sa.Select[Any]:
    """Made once: every write asks, and putting the statement together takes longer than the database does."""
    return sa.select(table).where(sa.tuple_(*table.primary_key).in_(sa.bindparam("keys", expanding=True)))


def _of(table: sa.Table, rows: sa.Result[Any]) -> Iterator[tuple[str, str]]:
    for row in rows.mappings():
        name = name_of(table.name, (row[column] for column in table.primary_key))
        # Without what is empty: a column that a later version adds leaves earlier rows as they were.
        yield name, journal_key.mac(name, {key: plain(value) for key, value in row.items() if value is not None})


@before_commit
def _refuse_unrecorded(session: Session) -> None:
    session.flush()
    left = taken(session)
    if left:
        raise NotInTheJournal(f"{min(left)} was written without an event after it")
