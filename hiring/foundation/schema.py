"""Bringing the database to the form this version expects, on a connection made for nothing else.

Foreign keys are off on it from its start: rebuilding a SQLite table with them on would delete every row that points
to it, and the switch does nothing inside a transaction. So the keys are checked afterwards. The triggers of final rows
come off before, because a rebuilt table loses them, and are put back by every run: also by the one after a crash.
"""

import logging
import re
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask, current_app
from sqlalchemy.pool import NullPool

from hiring.foundation.database import Base, NotReady, begin_immediately, db
from hiring.foundation.records import append_only, journal_chain

MIGRATIONS = Path(__file__).parent.parent / "migrations"
_REVISION = re.compile(r"""^(down_revision|revision) *= *["']?(\w+)["']? *$""", re.MULTILINE)


# The names of revisions before the first release; ours say what they do.
_BEFORE_0_2 = re.compile(r"\d{4}")


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
    app.extensions["migration_engine"] = engine


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


def _alembic() -> Any:
    """The migration tool, made when a database is to be migrated: a server and most commands never need it."""
    from flask_alembic import Alembic  # noqa: PLC0415 - a fifth of a second, see above

    proxy: Any = current_app
    app: Flask = proxy._get_current_object()
    if "alembic" not in app.extensions:
        engine = app.extensions["migration_engine"]
        Alembic(app, run_mkdir=False, command_name="", metadatas=Base.metadata, engines=engine)
        logging.getLogger("alembic").setLevel(logging.WARNING)  # the extension has just set it to talk
    return app.extensions["alembic"]


def is_current() -> bool:
    """Whether the database is at the form this version expects."""
    return _here() == _wanted()


def _here() -> set[str]:
    with db.engine.connect() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return set()
        return set(connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalars())


def _wanted() -> set[str]:
    return set(_shipped()) - set(_shipped().values())


@cache
def _shipped() -> dict[str, str]:
    """The revisions of this version, each with the one below it, read from the head of their files."""
    named = (dict(_REVISION.findall(path.read_text())) for path in MIGRATIONS.glob("0*.py"))
    return {each["revision"]: each["down_revision"] for each in named}


def refuse_newer() -> None:
    _refuse_unknown(_here())


def refuse_unknown(schema: str) -> None:
    """Refuse a backup made by a newer version."""
    _refuse_unknown({schema})


def _refuse_unknown(here: set[str]) -> None:
    if any(_BEFORE_0_2.fullmatch(revision) for revision in here):
        raise SchemaRefused(
            "This database comes from a trial version before 0.2, and its tables are different. We haven't changed it. "
            "Choose another HIRING_STATE_DIR or HIRING_DATABASE_URL, and start with: hiring init"
        )
    if newer := here - set(_shipped()):
        raise SchemaRefused(
            f"The database was made by a newer version of this program (it is at {', '.join(sorted(newer))}). "
            "Install that version, or restore a backup made before it."
        )


def refuse_unless_current() -> None:
    refuse_newer()
    if not is_current():
        raise SchemaRefused("The database isn't up to date. Run: hiring init (new) or hiring migrate (upgrade)")


def current() -> str:
    """The revision that this version expects."""
    return "".join(_wanted())


def upgrade_to(schema: str) -> None:
    """Make the tables of this revision, for rows that were written at it."""
    if _here() != {schema}:
        _alembic().upgrade(schema)


def upgrade() -> bool:
    """Bring the database up to date; says whether there was anything to do. Safe to run again after a crash."""
    refuse_newer()
    engine, is_behind = current_app.extensions["migration_engine"], not is_current()
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
    changes: list[Any] = _alembic().compare_metadata()
    return changes
