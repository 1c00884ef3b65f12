"""Leaving no copy of what was erased in the database's own files."""

from typing import Any

from hiring.foundation.database import db


def scrub() -> bool:
    """Rewrite the SQLite file without its free pages and empty its write-ahead log. Says whether both were done.

    Readers in another process can hold the log back for a moment; the next erasure or start does it then. PostgreSQL
    keeps old row versions and its log by rules of its own: docs/operations.md has the step for it.
    """
    if db.engine.dialect.name != "sqlite":
        return True
    connection: Any = db.engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("VACUUM")
        busy, _, _ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        cursor.close()
    finally:
        connection.close()
    return not busy
