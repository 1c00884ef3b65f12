"""The journal's anchor: its newest entry, signed and kept in a file outside the database.

It tells a database that was put back to an earlier state from one that nobody touched. So it is never replaced unless
the entry it names is still in the chain, and never made anew once it is gone: that takes `hiring verify-journal`.
"""

import fcntl
import hmac
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import current_app

from hiring.foundation.records import durable_files, journal_key

# Another process may hold the lock for the few milliseconds that writing takes, or be stopped while it does.
LOCK_TRIES, LOCK_PAUSE = 40, 0.05


class AnchorBroken(Exception):
    """The anchor is missing, damaged or forged; the sentence says which."""


@dataclass(frozen=True, slots=True)
class Anchored:
    sequence: int
    digest: str


def path() -> Path:
    return Path(current_app.config["STATE_DIR"]) / "journal.anchor"


def read() -> Anchored:
    """The entry that was anchored last. Sequence 0 means: an empty journal."""
    try:
        content = path().read_text()
    except FileNotFoundError:
        raise AnchorBroken("the anchor file is missing") from None
    except (OSError, UnicodeDecodeError):
        raise AnchorBroken("the anchor file can't be read") from None
    try:
        given = json.loads(content)
        anchored, signature = Anchored(int(given["sequence"]), str(given["digest"])), str(given["mac"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise AnchorBroken("the anchor file is damaged") from None
    if not hmac.compare_digest(signature.encode(), _mac(anchored).encode()):
        raise AnchorBroken("the anchor file wasn't written with the journal's key")
    return anchored


def write(anchored: Anchored) -> None:
    content = {"sequence": anchored.sequence, "digest": anchored.digest, "mac": _mac(anchored)}
    durable_files.replace(path(), json.dumps(content).encode())


def _mac(anchored: Anchored) -> str:
    return journal_key.mac("anchor", anchored.sequence, anchored.digest)


@contextmanager
def locked() -> Iterator[None]:
    """One process at a time moves the anchor; if the lock doesn't come free, TimeoutError."""
    descriptor = os.open(path().with_name("journal.anchor.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(descriptor)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    for _ in range(LOCK_TRIES):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(LOCK_PAUSE)
        else:
            return
    raise TimeoutError("another process holds the anchor's lock")
