"""The journal's key. It is kept in a file outside the database, which knows only the key's fingerprint.

Someone who can rewrite the rows still can't rewrite the chain. A second state folder on the same database would begin a
second key and break the chain for good, so any key but the first is refused.
"""

import hashlib
import hmac
import secrets
from pathlib import Path

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import Mapped, mapped_column

from hiring.foundation.database import Base, NotReady, canonical
from hiring.foundation.records import append_only, durable_files

SHORTEST_KEY = 32


class KeyRefused(NotReady):
    """The key is missing, can't be read, or isn't the one the journal was begun with."""

    short = "the journal's key is missing or another one"


class JournalKey(Base):
    """The fingerprint of the key with which this database's journal was begun. One row."""

    __tablename__ = "journal_key"
    __table_args__ = (
        sa.CheckConstraint("number = 1", name="only_one"),
        {"info": append_only.final("the key of the journal", erasable=False)},
    )

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    fingerprint: Mapped[str] = mapped_column(sa.String(16))


def key_file() -> Path:
    return Path(current_app.config["JOURNAL_KEY_FILE"])


def key() -> bytes:
    """The key, read once a process."""
    cached = current_app.extensions.get("journal_key")
    if isinstance(cached, bytes):
        return cached
    path = key_file()
    try:
        content = path.read_bytes().strip()
    except FileNotFoundError:
        raise KeyRefused(
            f"The journal's key is missing: there is no {path}. Put the file back, or set HIRING_JOURNAL_KEY_FILE "
            "to where it is now."
        ) from None
    except OSError as error:
        raise KeyRefused(f"The journal's key {path} can't be read: {error.strerror}.") from None
    if len(content) < SHORTEST_KEY:
        raise KeyRefused(f"The journal's key {path} is not whole. Put back the file from your backup.")
    current_app.extensions["journal_key"] = content
    return content


def fingerprint() -> str:
    return fingerprint_of(key())


def fingerprint_of(content: bytes) -> str:
    """What tells one key from another without giving it away."""
    return hashlib.sha256(content).hexdigest()[:16]


def mac(*content: object) -> str:
    """A keyed digest of anything canonical."""
    return hmac.digest(key(), canonical(content).encode(), "sha256").hex()


def make_key() -> None:
    """Make a key for a new database, unless its file is there already."""
    durable_files.create(key_file(), secrets.token_hex(32).encode())


def kept_fingerprint(connection: sa.Connection) -> str | None:
    # The row and not the object, which would configure every class of every room first.
    return connection.scalar(sa.select(JournalKey.__table__.c.fingerprint))


def refuse_another_key(connection: sa.Connection) -> None:
    """Refuse any key but the one this database's journal was begun with."""
    kept = kept_fingerprint(connection)
    if kept is None:
        raise KeyRefused("The database doesn't know its journal's key yet. Run: hiring migrate")
    if kept != fingerprint():
        raise KeyRefused(
            f"The database's journal was begun with another key than {key_file()}. Use the state folder that this "
            "database was made with, or set HIRING_JOURNAL_KEY_FILE to its key."
        )
