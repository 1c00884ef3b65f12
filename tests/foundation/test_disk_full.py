"""A full disk says that it is full, keeps what was typed, and works again once there is room."""

import errno
import sqlite3
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from hiring.candidates.models import Application
from hiring.commands.sentences import DISK_FULL, failure
from hiring.foundation.database import DatabaseBusy, db
from hiring.foundation.database_errors import is_disk_full

NOTE = ("Rang twice about the night shift. " * 500).strip()  # more than the last page of a database has room for


@contextmanager
def full_disk():
    """SQLite's own limit, met at the next page it needs."""

    def limit(connection, _record):
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    db.session.rollback()
    db.engine.dispose()
    sa.event.listen(db.engine, "connect", limit)
    try:
        yield
    finally:
        sa.event.remove(db.engine, "connect", limit)
        db.session.rollback()
        db.engine.dispose()


def test_a_page_says_that_the_disk_is_full_and_keeps_what_was_typed(visit, make, cast):
    visitor = visit(cast.hr).get(f"/openings/{make.opening().id}/candidates/add")
    with full_disk():
        visitor.submit({"name": "Amara Osei", "email": "amara@candidates.example", "note": NOTE}, expect=503)
    assert visitor.page.title.startswith("The disk is full")
    assert visitor.page.form().held()["note"] == NOTE
    assert db.session.scalars(sa.select(Application.note)).all() == []
    db.session.rollback()
    visitor.submit()
    assert db.session.scalars(sa.select(Application.note)).all() == [NOTE]


class _PostgresqlFull(Exception):
    sqlstate = "53100"


def _sqlite(code):
    error = sqlite3.OperationalError("no")
    error.sqlite_errorcode = code
    return OperationalError("INSERT", {}, error)


@pytest.mark.parametrize(
    ("error", "is_full"),
    [
        (_sqlite(sqlite3.SQLITE_FULL), True),
        (_sqlite(sqlite3.SQLITE_BUSY), False),
        (_sqlite(sqlite3.SQLITE_CANTOPEN), False),
        (OperationalError("INSERT", {}, _PostgresqlFull()), True),
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), True),
        (PermissionError(errno.EACCES, "Permission denied"), False),
    ],
)
def test_a_full_disk_is_told_from_other_trouble(error, is_full):
    busy = DatabaseBusy()
    busy.__cause__ = error
    assert [is_disk_full(error), is_disk_full(busy)] == [is_full, is_full]
    assert (failure(error).message == DISK_FULL) is is_full
