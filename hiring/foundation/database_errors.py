"""What a database or the disk under it says when it fails, told apart and put into words."""

import errno
import sqlite3
from collections.abc import Iterator

from sqlalchemy.exc import DBAPIError

from hiring.foundation.database import DatabaseBusy

_FULL_ERRNO = {errno.ENOSPC, errno.EDQUOT}
_FULL_SQLITE = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE}
_FULL_POSTGRESQL = "53100"


def _driver_error(error: BaseException) -> BaseException:
    """What the driver or the system itself raised."""
    if isinstance(error, DatabaseBusy) and error.__cause__ is not None:
        return _driver_error(error.__cause__)
    if isinstance(error, DBAPIError) and error.orig is not None:
        return error.orig
    return error


def is_disk_full(error: BaseException) -> bool:
    """Whether there was no room to write, whichever layer says so.

    SQLite ends the transaction by itself then, so that undoing a part of it fails next and hides the first error.
    """
    return any(_says_full(_driver_error(each)) for each in _with_what_led_to_it(error))


def _with_what_led_to_it(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _says_full(raised: BaseException) -> bool:
    if isinstance(raised, OSError):
        return raised.errno in _FULL_ERRNO
    if isinstance(raised, sqlite3.Error):
        return getattr(raised, "sqlite_errorcode", None) in _FULL_SQLITE
    return getattr(raised, "sqlstate", None) == _FULL_POSTGRESQL


def cause_of(error: BaseException) -> str:
    """One line of what the driver says, without a full stop of its own."""
    raised = _driver_error(error)
    if isinstance(raised, DatabaseBusy):
        return "another write is taking too long. Try again."
    lines = [line.strip() for line in str(raised).splitlines() if line.strip()]
    return f"{lines[0].rstrip('.')}." if lines else f"{type(raised).__name__}."
