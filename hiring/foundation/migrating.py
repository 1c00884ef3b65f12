"""Bringing the database to the form this version expects, on a connection made for nothing else.

Foreign keys are off on it from its start: rebuilding a SQLite table with them on would delete every row that points
to it, and the switch does nothing inside a transaction. So the keys are checked afterwards. The triggers of final rows
come off before, because a rebuilt table loses them, and are put back by every run: also by the one after a crash.
"""

import logging
from typing import Any

import sqlalchemy as sa
from flask import Flask, current_app
from flask_alembic import Alembic
from sqlalchemy.pool import NullPool

from hiring.foundation import append_only, journal_chain
from hiring.foundation.database import Base, NotReady, begin_immediately, db


class SchemaRefused(NotReady):
    """The database is of another version and cannot be used; the sentence says what to do."""

    short = "the database is not up to date"


def init_app(app: Flask, url: str) -> None:
    engine = sa.create_engine(url, poolclass=NullPool)
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _without_foreign_keys)
        sa.event.listen(engine, "begin", begin_immediately)
    app.config["ALEMBIC"] = {"script_location": "migrations"}
    app.config["ALEMBIC_CONTEXT"] = {
        "render_as_batch": True,
        "compare_type": True,
        "transactional_ddl": True,
        # Our column types know their zone and spelling in Python only; a migration names the plain type below.
        "render_item": _render_item,
    }
    Alembic(app, run_mkdir=False, command_name="", metadatas=Base.metadata, engines=engine)
    logging.getLogger("alembic").setLevel(logging.WARNING)  # the extension has just set it to talk


def _without_foreign_keys(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = 0")
    connection.execute("PRAGMA journal_mode = wal")
    connection.execute("PRAGMA busy_timeout = 10000")


def _render_item(kind: str, item: Any, _context: Any) -> str | bool:
    if kind == "type" and isinstance(item, sa.types.TypeDecorator):
        plain = item.impl_instance
        return "sa.DateTime(timezone=True)" if isinstance(plain, sa.DateTime) else f"sa.{plain!r}"
    return False


def _alembic() -> Alembic:
    extension: Alembic = current_app.extensions["alembic"]
    return extension


def is_current() -> bool:
    """Whether the database is at the form this version expects."""
    return _here() == _wanted()


def _here() -> set[str]:
    with db.engine.connect() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return set()
        return set(connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalars())


def _wanted() -> set[str]:
    return set(_alembic().script_directory.get_heads())


def refuse_newer() -> None:
    known = {script.revision for script in _alembic().script_directory.walk_revisions()}
    if newer := _here() - known:
        raise SchemaRefused(
            f"The database was made by a newer version of this program (it is at {', '.join(sorted(newer))}). "
            "Install that version, or restore a backup made before it."
        )


def refuse_unless_current() -> None:
    refuse_newer()
    if not is_current():
        raise SchemaRefused("The database is not up to date. Run: hiring init (new) or hiring migrate (upgrade)")


def upgrade() -> bool:
    """Bring the database up to date; says whether there was anything to do. Safe to run again after a crash."""
    refuse_newer()
    engine, is_behind = _alembic().engines["default"], not is_current()
    if is_behind:
        with engine.begin() as connection:
            append_only.take_off(connection)
        _alembic().upgrade()
    with engine.begin() as connection:
        _check_references(connection)
        journal_chain.begin(connection)
        was_unprotected = append_only.protect(connection)
    return is_behind or was_unprotected


def _check_references(connection: sa.Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise SchemaRefused(f"After the upgrade {len(broken)} rows point nowhere. Restore the backup.")


def differences() -> list[Any]:
    """What the migrations lack to match the models; empty where they agree."""
    found: list[Any] = _alembic().compare_metadata()
    return found
