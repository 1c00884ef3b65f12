"""The database: column types, the session, and `writing()`, the only way to change a record."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from inspect import iscoroutinefunction
from typing import Annotated, Any

import sqlalchemy as sa
from flask import Flask
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, Session, SessionTransaction, mapped_column

from hiring.foundation import logs
from hiring.foundation.ids import new_id

BUSY_SECONDS = 10
# One writer at a time on PostgreSQL too, so that the same code meets the same world on both databases.
_ADVISORY_LOCK = 0x41545449


class DatabaseBusy(Exception):
    """The write could not begin or finish now. Nothing was recorded; the same request can be sent again."""


class NotReady(Exception):
    """The database can't be used as it is. The sentence says what to do; `short` names no file of the server."""

    short = "the database is not ready"


class NotDurable(NotReady):
    """SQLite didn't take a setting that durability and integrity rest on."""

    short = "the database does not keep its durability settings"


class Moment(sa.types.TypeDecorator[datetime]):
    """An aware moment in UTC. SQLite drops zones, so it is stored there without one and given it back."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Content(sa.types.TypeDecorator[Any]):
    """JSON kept as text in one canonical spelling, so that a digest of it is the same on every database."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> str | None:
        return None if value is None else canonical(value)

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> Any:
        return None if value is None else json.loads(value)


canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


Id = Annotated[str, mapped_column(sa.String(16), primary_key=True, default=new_id)]
Ref = Annotated[str, mapped_column(sa.String(16))]


class Base(DeclarativeBase):
    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: Moment()}


db = SQLAlchemy(session_options={"expire_on_commit": False})
_one_writer = threading.Lock()
_before_commit: list[Callable[[Session], None]] = []
_after_commit: list[Callable[[Session], None]] = []


def before_commit(act: Callable[[Session], None]) -> Callable[[Session], None]:
    """Have this called as the last thing in every write. If it raises, nothing is recorded."""
    _before_commit.append(act)
    return act


def after_commit(act: Callable[[Session], None]) -> Callable[[Session], None]:
    """Have this called once a write is on disk, before the next one begins. If it fails, that is logged and no more."""
    _after_commit.append(act)
    return act


@contextmanager
def writing(*, apart: bool = False) -> Iterator[Session]:
    """One write: alone, from before its first read until it is on disk; all of it or nothing.

    The in-process lock and BEGIN IMMEDIATE come first, because a transaction that reads and then writes fails at
    once on SQLite when someone else wrote in between, however long it was told to wait. Inside another `writing()`
    it joins that one.

    `apart` writes on a connection of its own, for a note that a request makes while it reads: what it has read stays
    as it was read. Nothing inside may ask `db.session` or begin a write.
    """
    session = db.session
    if "writing" in session.info:
        yield session
        return
    if apart:
        session = db.get_session("apart")
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("something was changed outside writing()")
    session.rollback()
    if not _one_writer.acquire(timeout=BUSY_SECONDS):
        raise DatabaseBusy
    try:
        session.info["writing"] = {}  # what this write remembers until it is on disk
        _begin(session)
        yield session
        for act in _before_commit:
            act(session)
        session.commit()
    except OperationalError as error:
        session.rollback()
        raise DatabaseBusy from error
    except BaseException:
        session.rollback()
        raise
    else:
        _finish(session)
    finally:
        session.info.pop("writing", None)
        _one_writer.release()


def _finish(session: Session) -> None:
    """What follows a commit. The write is on disk, so nothing that goes wrong here may make it look lost."""
    for act in _after_commit:
        try:
            act(session)
        except Exception as error:
            logs.step_failed(act.__qualname__, error)


@sa.event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, transaction: SessionTransaction) -> None:
    """A rollback takes back what the write remembers; one to a savepoint only which journal entry is the newest."""
    remembered = session.info.get("writing", {})
    if transaction.nested:
        remembered.pop("journal_head", None)
    else:
        remembered.clear()


def _begin(session: Session) -> None:
    if session.get_bind().dialect.name == "postgresql":
        # READ COMMITTED: a snapshot taken while waiting for the lock would be older than what the lock protects.
        connection = session.connection(execution_options={"isolation_level": "READ COMMITTED"})
        connection.execute(sa.text("SET LOCAL lock_timeout = '10s'"))
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
    else:
        session.connection(execution_options={"writes": True})
    session.expire_all()


def init_app(app: Flask, url: str) -> None:
    # A refused row is quoted neither in a traceback nor in the log.
    options: dict[str, Any] = {"url": url, "hide_parameters": True}
    if url.startswith("sqlite"):
        options["connect_args"] = {"timeout": BUSY_SECONDS, "check_same_thread": False}
    else:
        options |= {"isolation_level": "REPEATABLE READ", "pool_pre_ping": True}
    app.config["SQLALCHEMY_ENGINES"] = {"default": options}
    db.init_app(app)
    # The library also closes asynchronous sessions, of which there are none: an event loop for every request.
    app.teardown_appcontext_funcs = [f for f in app.teardown_appcontext_funcs if not iscoroutinefunction(f)]
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            sa.event.listen(db.engine, "connect", _prepare_sqlite)
            sa.event.listen(db.engine, "begin", _begin_sqlite)


def later_side(row: Base, name: str) -> Any:
    """A relationship that a later room declares on a table of an earlier one, whose type therefore can't know it."""
    return getattr(row, name)


PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "secure_delete": 1,
    "busy_timeout": BUSY_SECONDS * 1000,
}


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin where _begin_sqlite says, not where the driver guesses
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {value}")


def _begin_sqlite(connection: sa.Connection) -> None:
    if connection.get_execution_options().get("writes"):
        begin_immediately(connection)
    else:
        connection.exec_driver_sql("BEGIN")


def begin_immediately(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def assert_durable() -> None:
    """Refuse to go on when SQLite did not take the settings on which durability and integrity rest."""
    if db.engine.dialect.name != "sqlite":
        return
    with db.engine.connect() as connection:
        for name, wanted in PRAGMAS.items():
            actual = connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            if actual != wanted:
                raise NotDurable(f"SQLite did not accept {name} = {wanted}; it says {actual}.")
