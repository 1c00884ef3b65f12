"""Which rows are final, and the triggers by which the database itself refuses to change or remove one.

Every table says in its `info` what may become of its rows: `final(…)`, `final(…, once=…)` where a row may change until
it is sealed or filed, or `changes(why)`. Erasing a person is the one exception: `lifted()` turns the triggers of the
tables that hold personal data off for one write. The journal, its key and published rubrics are never among them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Mapped, Session, mapped_column

from hiring.foundation.database import Base, NotReady

_REFUSAL = " is append-only"
_LIFTED = "EXISTS (SELECT 1 FROM protection_lifted)"
# PostgreSQL's pg_trigger.tgtype: for each row 1, before 2, delete 8, update 16, truncate 32.
_ROWS, _TRUNCATE = 1 + 2 + 8 + 16, 2 + 32


class NotProtected(NotReady):
    """A trigger that keeps final rows final is missing, altered or turned off."""

    short = "the database does not protect its final rows"


@dataclass(frozen=True, slots=True)
class Protection:
    """Which rows of a table are final: all, or those of which `once` (SQL over OLD) is true."""

    what: str
    once: str
    erasable: bool
    in_journal: bool


def final(what: str, *, once: str = "", erasable: bool = True, in_journal: bool = False) -> dict[str, Any]:
    """The `info` of a table with final rows. With `in_journal` a digest of each row is kept in the journal too."""
    return {"protection": Protection(what, once, erasable, in_journal)}


def changes(why: str) -> dict[str, Any]:
    """The `info` of a table whose rows change or go, with the reason why they may."""
    return {"changes": why}


def protection_of(table: sa.Table) -> Protection | None:
    protection: Protection | None = table.info.get("protection")
    return protection


class ProtectionLifted(Base):
    """The switch: while a row is here, and only in the transaction that put it here, rows can be erased."""

    __tablename__ = "protection_lifted"
    __table_args__ = {"info": changes("a switch that is off again before its write ends")}

    why: Mapped[str] = mapped_column(sa.String(200), primary_key=True)


@contextmanager
def lifted(session: Session, why: str) -> Iterator[None]:
    """Let final rows of erasable tables be changed or removed, inside this one write. The caller journals it."""
    if "writing" not in session.info:
        raise RuntimeError("the protection of final rows is lifted inside writing()")
    session.execute(sa.insert(ProtectionLifted).values(why=why))
    try:
        yield
        session.flush()
    except BaseException:
        session.rollback()
        raise
    session.execute(sa.delete(ProtectionLifted))


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger by what the database tells of it: its table, and its statement or its kind and function body."""

    table: str
    definition: tuple[Any, ...]
    statements: tuple[str, ...]


def protect(connection: sa.Connection) -> bool:
    """Put every trigger in place that is missing or not as it should be; says whether there was any."""
    expected, present = _expected(connection.dialect.name), _present(connection)
    wrong = _wrong(expected, present)
    for name in wrong:
        if name in present:
            _drop(connection, name, present[name][0])
        for statement in expected[name].statements if name in expected else ():
            connection.exec_driver_sql(statement)
    return bool(wrong)


def take_off(connection: sa.Connection) -> None:
    """Remove our triggers before a migration: a rebuilt table loses its own and breaks those that speak of it."""
    for name, (table, _) in _present(connection).items():
        _drop(connection, name, table)


def refuse_unprotected(connection: sa.Connection) -> None:
    """Refuse where a trigger is missing, altered, turned off, or lifted for good."""
    wrong = _wrong(_expected(connection.dialect.name), _present(connection))
    if wrong:
        raise NotProtected(
            f"The database doesn't protect its final rows: {wrong[0]} is missing or was altered"
            f"{f', and {len(wrong) - 1} more' if len(wrong) > 1 else ''}. Run: hiring migrate"
        )
    if connection.execute(sa.select(ProtectionLifted.__table__)).first() is not None:
        raise NotProtected(
            "The database doesn't protect its final rows: the switch for erasing was left on. "
            "Remove the row of protection_lifted, then run: hiring verify-journal"
        )


def refused_by(error: DatabaseError) -> str | None:
    """What a trigger of ours kept as it is, in words; None for any other error of the database."""
    message = str(error.orig).splitlines()[0]
    return message.removesuffix(_REFUSAL) if message.endswith(_REFUSAL) else None


def _wrong(expected: dict[str, Trigger], present: dict[str, tuple[str, tuple[Any, ...]]]) -> list[str]:
    names = sorted(expected.keys() | present.keys())
    return [n for n in names if n not in expected or present.get(n) != (expected[n].table, expected[n].definition)]


def _drop(connection: sa.Connection, name: str, table: str) -> None:
    on = f" ON {table}" if connection.dialect.name == "postgresql" else ""
    connection.exec_driver_sql(f"DROP TRIGGER {name}{on}")


def _present(connection: sa.Connection) -> dict[str, tuple[str, tuple[Any, ...]]]:
    """The triggers there are, all of them: what we didn't put there shouldn't be there."""
    if connection.dialect.name == "sqlite":
        rows = connection.exec_driver_sql("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {name: (table, (sql,)) for name, table, sql in rows}
    rows = connection.exec_driver_sql(
        "SELECT t.tgname, c.relname, t.tgtype, t.tgenabled::text, p.prosrc FROM pg_trigger t "
        "JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid "
        "WHERE NOT t.tgisinternal "
        "AND c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())"
    )
    return {name: (table, tuple(definition)) for name, table, *definition in rows}


def _expected(dialect: str) -> dict[str, Trigger]:
    triggers = _sqlite if dialect == "sqlite" else _postgresql
    expected: dict[str, Trigger] = {}
    for table in Base.metadata.sorted_tables:
        protection = protection_of(table)
        if protection is not None:
            expected |= triggers(table.name, protection)
    return expected


def _conditions(protection: Protection) -> list[str]:
    return [f"({protection.once})"] * bool(protection.once) + [f"NOT {_LIFTED}"] * protection.erasable


def _sqlite(table: str, protection: Protection) -> dict[str, Trigger]:
    conditions = " AND ".join(_conditions(protection))
    triggers = {}
    for act in ("update", "delete"):
        when = f" WHEN {conditions}" if conditions else ""
        statement = (
            f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table}{when} "
            f"BEGIN SELECT RAISE(ABORT, '{protection.what}{_REFUSAL}'); END"
        )
        triggers[f"{table}_no_{act}"] = Trigger(table, (statement,), (statement,))
    return triggers


def _postgresql(table: str, protection: Protection) -> dict[str, Trigger]:
    refusal = f"RAISE EXCEPTION '{protection.what}{_REFUSAL}';"
    conditions = " AND ".join(_conditions(protection)) or "true"
    go_on = "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;"
    bodies = {
        "append_only": (_ROWS, f" BEGIN IF {conditions} THEN {refusal} END IF; {go_on} END "),
        "no_truncate": (_TRUNCATE, f" BEGIN {refusal} END "),
    }
    events = {"append_only": "UPDATE OR DELETE", "no_truncate": "TRUNCATE"}
    each = {"append_only": "ROW", "no_truncate": "STATEMENT"}
    return {
        f"{table}_{kind}": Trigger(
            table,
            (code, "O", body),
            (
                f"CREATE OR REPLACE FUNCTION {table}_is_{kind}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$",
                f"CREATE TRIGGER {table}_{kind} BEFORE {events[kind]} ON {table} "
                f"FOR EACH {each[kind]} EXECUTE FUNCTION {table}_is_{kind}()",
            ),
        )
        for kind, (code, body) in bodies.items()
    }
