"""The journal: what happened, who did it, when, to which record; chained so that a change to it shows.

It holds opaque ids and words of ours, never what a person typed. Each entry's digest is keyed and covers the one
before it; the newest digest is also written to a file outside the database after every commit, so that a database
put back to an earlier state can be told from one that nobody touched.
"""

import dataclasses
import fcntl
import hashlib
import hmac
import json
import os
import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import Mapped, Session, mapped_column

from hiring.foundation import clock
from hiring.foundation.database import Base, Content, after_commit, canonical
from hiring.foundation.words import in_words


@dataclasses.dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. A subclass is named by a past-tense verb; its fields hold ids and plain values."""

    subject: str


class JournalEntry(Base):
    __tablename__ = "journal_entry"
    __table_args__ = {"info": {"append_only": "the journal"}}

    sequence: Mapped[int] = mapped_column(sa.Integer, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor: Mapped[str | None] = mapped_column(sa.String(16), index=True)
    verb: Mapped[str] = mapped_column(sa.String(60))
    subject: Mapped[str] = mapped_column(sa.String(16), index=True)
    payload: Mapped[dict[str, Any]] = mapped_column(Content)
    salt: Mapped[str] = mapped_column(sa.String(32))
    payload_digest: Mapped[str] = mapped_column(sa.String(64))
    previous: Mapped[str] = mapped_column(sa.String(64))
    digest: Mapped[str] = mapped_column(sa.String(64))


def record(session: Session, actor: str | None, event: Event) -> JournalEntry:
    """Write the event into the same transaction as the change it tells of."""
    if "writing" not in session.info:
        raise RuntimeError("an event is recorded inside writing()")
    last = _last(session)
    payload = {f.name: getattr(event, f.name) for f in dataclasses.fields(event) if f.name != "subject"}
    salt = secrets.token_hex(16)
    entry = JournalEntry(
        sequence=last[0] + 1,
        at=clock.now(),
        actor=actor,
        verb=in_words(type(event).__name__),
        subject=event.subject,
        payload=payload,
        salt=salt,
        payload_digest=hashlib.sha256(f"{salt}{canonical(payload)}".encode()).hexdigest(),
        previous=last[1],
    )
    entry.digest = _chained(entry)
    session.add(entry)
    session.info["writing"]["journal_head"] = (entry.sequence, entry.digest)
    return entry


def _last(session: Session) -> tuple[int, str]:
    """Sequence and digest of the newest entry, also of one that is not in the database yet."""
    pending = [one for one in session.new if isinstance(one, JournalEntry)]
    if pending:
        newest = max(pending, key=lambda one: one.sequence)
        return newest.sequence, newest.digest
    head = sa.select(JournalEntry.sequence, JournalEntry.digest).order_by(JournalEntry.sequence.desc()).limit(1)
    found = session.execute(head).first()
    return (found.sequence, found.digest) if found else (0, "")


def _chained(entry: JournalEntry | sa.Row[Any]) -> str:
    said = [
        entry.sequence,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.actor,
        entry.verb,
        entry.subject,
        entry.payload_digest,
        entry.previous,
    ]
    return hmac.new(_key(), canonical(said).encode(), hashlib.sha256).hexdigest()


def first_bad_sequence(session: Session) -> int | None:
    """The first entry that was altered, cut out or forged; None where the whole chain and its anchor agree."""
    previous, expected = "", 1
    entries = JournalEntry.__table__  # its rows and not its objects: that would configure every class of every room
    for entry in session.execute(sa.select(entries).order_by(entries.c.sequence)):
        payload_digest = hashlib.sha256(f"{entry.salt}{canonical(entry.payload)}".encode()).hexdigest()
        whole = (entry.sequence, entry.previous, entry.payload_digest) == (expected, previous, payload_digest)
        if not whole or not hmac.compare_digest(entry.digest, _chained(entry)):
            return expected
        previous, expected = entry.digest, expected + 1
    anchored = read_anchor()
    if anchored is None:
        return None
    sequence, digest = anchored
    at_anchor = session.scalar(sa.select(entries.c.digest).where(entries.c.sequence == sequence))
    return None if at_anchor == digest else min(sequence, expected)


def _folder() -> Path:
    return Path(current_app.config["STATE_DIR"])


def key_file() -> Path:
    return _folder() / "journal.key"


def key_fingerprint(key: bytes | None = None) -> str:
    """What tells one key from another without giving it away."""
    return hashlib.sha256(key or _key()).hexdigest()[:16]


def key() -> bytes:
    """The key itself: for a backup that was asked to hold it, and for what is signed with it."""
    return _key()


def head(session: Session) -> tuple[int, str]:
    """Sequence and digest of the newest entry; 0 and nothing where there is none."""
    return _last(session)


def set_anchor(sequence: int, digest: str) -> None:
    """Anchor this entry, also where the anchor was further on: a backup was put back, on purpose."""
    _anchor_file().write_text(json.dumps({"sequence": sequence, "digest": digest}))


def _anchor_file() -> Path:
    return _folder() / "journal.anchor"


def _key() -> bytes:
    """Kept beside the database, never in it: who can rewrite the rows still cannot rewrite the chain."""
    cached = current_app.extensions.get("journal_key")
    if isinstance(cached, bytes):
        return cached
    path = key_file()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_hex(32).encode())
    key = path.read_bytes().strip()
    current_app.extensions["journal_key"] = key
    return key


@after_commit
def _anchor(session: Session) -> None:
    head = session.info["writing"].get("journal_head")
    if head is None:
        return
    path = _anchor_file()
    with path.open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        written = file.read()
        # Another process may have committed after us and anchored before us: never go back.
        if not written or json.loads(written)["sequence"] < head[0]:
            file.seek(0)
            file.truncate()
            file.write(json.dumps({"sequence": head[0], "digest": head[1]}))
            file.flush()


def read_anchor() -> tuple[int, str] | None:
    path = _anchor_file()
    if not path.exists() or not path.read_text().strip():
        return None
    anchored = json.loads(path.read_text())
    return anchored["sequence"], anchored["digest"]
