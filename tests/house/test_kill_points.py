"""`hiring init` killed at any point, and run again: the database is whole, protected, and of one key."""

import os
import signal

import sqlalchemy as sa

from hiring.app import create_app
from hiring.foundation import readiness
from hiring.foundation.database import db
from hiring.foundation.records import append_only
from tests import databases

# Between two transactions nothing reaches the disk, so that a kill as each begins covers those at its statements.
STEPS = ("begin",)


class _Killer:
    """Kills this process at its n-th step: a transaction that begins, or a file that was written."""

    def __init__(self, number: int) -> None:
        self.left = number

    def step(self, *_):
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def _killed_at(number: int, app) -> bool:
    """Run the upgrade in a process that dies at this step; says whether it died rather than came to its end."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the upgrade failed"
        return os.WIFSIGNALED(status)
    try:
        killer, sync = _Killer(number), os.fsync
        for name in STEPS:
            sa.event.listen(sa.Engine, name, killer.step)
        os.fsync = lambda descriptor: (sync(descriptor), killer.step())
        with app.app_context():
            readiness.prepare()
        os._exit(0)
    except BaseException:
        os._exit(1)


def _state(folder) -> tuple:
    """What the killed process left on disk."""
    engine = sa.create_engine(f"sqlite:///{folder / 'hiring.sqlite'}", poolclass=sa.pool.NullPool)
    with engine.connect() as connection:
        schema = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2").all()
        tables = {name for kind, name, _ in schema if kind == "table"}
        rows = [
            connection.exec_driver_sql(f"SELECT count(*) FROM {name}").all()
            for name in sorted(tables & {"alembic_version", "journal_key"})
        ]
    files = sorted(path.name for path in folder.iterdir() if not path.name.startswith((".", "hiring.sqlite")))
    return str(schema), str(rows), str(files)


def test_init_killed_after_any_step_is_whole_when_run_again(tmp_path, now):
    app, seen, number = create_app(databases.settings(tmp_path)), set(), 0
    while True:
        number += 1
        for path in tmp_path.iterdir():
            path.unlink()
        app.extensions.pop("journal_key", None)
        if not _killed_at(number, app):
            break
        state = _state(tmp_path)
        if state in seen:
            continue  # nothing more was on disk than after an earlier step, from which it was run again already
        seen.add(state)
        app.extensions.pop("journal_key", None)
        with app.app_context():
            readiness.prepare()
            assert readiness.fault() is None
            with db.engine.connect() as connection:
                append_only.refuse_unprotected(connection)
            db.session.close()
            db.engine.dispose()
    assert len(seen) > 3  # nothing, the tables alone, key and anchor without the fingerprint, everything
