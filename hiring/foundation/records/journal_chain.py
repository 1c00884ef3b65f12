"""Checking the journal: its chain, the anchor outside the database, and the rows whose digests it keeps."""

import hmac
import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.foundation.database import NotReady, after_commit, db
from hiring.foundation.records import anchor, journal_key, row_digests
from hiring.foundation.records.anchor import AnchorBroken, Anchored
from hiring.foundation.records.journal_entries import JournalEntry, chained_digest, payload_digest

# The anchor follows a commit by milliseconds; one that is still behind after this long was not written.
ANCHOR_SECONDS = 1.0
# Read as they are stored, so that a spelling that was altered is noticed and never breaks the reading.
_AS_STORED: dict[str, sa.types.TypeEngine[Any]] = {"at": sa.types.NullType(), "payload": sa.Text(), "rows": sa.Text()}


class ChainBroken(NotReady):
    """An entry was altered, cut out or forged."""

    short = "the journal is broken"

    def __init__(self, sequence: int) -> None:
        super().__init__(f"The journal is broken at entry {sequence}.")
        self.sequence = sequence


def entries_after(session: Session, start: Anchored) -> Iterator[Any]:
    """Every entry after this one, each checked against the one before; raises ChainBroken at the first bad one."""
    sequence, previous = start.sequence, start.digest
    table = JournalEntry.__table__
    columns = [c if c.name not in _AS_STORED else sa.type_coerce(c, _AS_STORED[c.name]).label(c.name) for c in table.c]
    select = sa.select(*columns).where(table.c.sequence > sequence).order_by(table.c.sequence)
    with session.execute(select.execution_options(yield_per=1_000)) as entries:
        for entry in entries:
            sequence += 1
            if (entry.sequence, entry.previous) != (sequence, previous) or not _is_genuine(entry):
                raise ChainBroken(sequence)
            previous = entry.digest
            yield entry


def _is_genuine(entry: Any) -> bool:
    try:
        at = entry.at if isinstance(entry.at, datetime) else datetime.fromisoformat(entry.at).replace(tzinfo=UTC)
    except (ValueError, TypeError):
        return False
    holds = payload_digest(entry.salt, entry.payload, entry.rows)
    digest = chained_digest(entry.sequence, at, entry.actor, entry.verb, entry.subject, holds, entry.previous)
    return holds == entry.payload_digest and hmac.compare_digest(digest.encode(), str(entry.digest).encode())


def first_bad_sequence(session: Session) -> int | None:
    """The first entry that was altered, cut out or forged; None where the whole chain and its anchor agree."""
    try:
        _walk(session)
    except ChainBroken as broken:
        return broken.sequence
    except AnchorBroken:
        return 0
    return None


def chain_fault(session: Session) -> str | None:
    """What is wrong with the chain or its anchor; None where all is well."""
    return _fault_of(session, with_rows=False)


def fault_of(session: Session) -> str | None:
    """The first thing wrong with the chain, its anchor, or a row whose digest it keeps; None where all is well."""
    return _fault_of(session, with_rows=True)


def _fault_of(session: Session, *, with_rows: bool) -> str | None:
    try:
        kept = _walk(session)
        return _first_bad_row(session, kept) if with_rows else None
    except ChainBroken as broken:
        return str(broken)
    except AnchorBroken as broken:
        return f"The journal can't be vouched for: {broken}."
    except row_digests.Unreadable as unreadable:
        return f"A row of {unreadable} was altered: it can't be read any more."


def _walk(session: Session) -> dict[str, tuple[str | None, int]]:
    """Check chain and anchor; returns each row's newest digest and the entry that keeps it."""
    anchored, digest, sequence = anchor.read(), "", 0
    kept: dict[str, tuple[str | None, int]] = {}
    at_anchor = "" if anchored.sequence == 0 else None
    for entry in entries_after(session, Anchored(0, "")):
        sequence, digest = entry.sequence, entry.digest
        if sequence == anchored.sequence:
            at_anchor = digest
        if entry.rows is not None:
            kept |= {name: (row, sequence) for name, row in json.loads(entry.rows).items()}
    if at_anchor != anchored.digest:
        raise ChainBroken(min(anchored.sequence, sequence + 1))
    return kept


def _first_bad_row(session: Session, kept: dict[str, tuple[str | None, int]]) -> str | None:
    for name, digest in row_digests.present(session):
        expected, sequence = kept.pop(name, (None, 0))
        if expected is None:
            return f"The row {name} is not in the journal: it was added behind the application's back."
        if expected != digest:
            return f"The row {name} is not as it was recorded: it was changed after entry {sequence} of the journal."
    gone = [(sequence, name) for name, (digest, sequence) in kept.items() if digest is not None]
    if gone:
        sequence, name = min(gone)
        return f"The row {name} is gone: it was removed after entry {sequence} of the journal."
    return None


def head(session: Session) -> Anchored:
    entries = JournalEntry.__table__.c
    newest = sa.select(entries.sequence, entries.digest).order_by(entries.sequence.desc()).limit(1)
    row = session.execute(newest).first()
    return Anchored(row.sequence, row.digest) if row else Anchored(0, "")


def move_anchor() -> None:
    """Bring the anchor to the newest entry, if its own is still in the chain and those after it follow from it."""
    with anchor.locked(), Session(db.engine) as session:
        anchored = anchor.read()
        _refuse_unless_kept(session, anchored)
        newest = anchored
        for entry in entries_after(session, anchored):
            newest = Anchored(entry.sequence, entry.digest)
        if newest != anchored:
            anchor.write(newest)


def _refuse_unless_kept(session: Session, anchored: Anchored) -> None:
    entries = JournalEntry.__table__.c
    digest = sa.select(entries.digest).where(entries.sequence == anchored.sequence)
    if anchored.sequence and session.scalar(digest) != anchored.digest:
        raise ChainBroken(anchored.sequence)


@after_commit
def _follow(session: Session) -> None:
    if session.info["writing"].get("recorded"):
        move_anchor()


def begin(connection: sa.Connection) -> None:
    """Give a new database its key, its anchor and the key's fingerprint, in an order that a crash can't spoil."""
    if journal_key.kept_fingerprint(connection) is not None:
        journal_key.refuse_another_key(connection)
        return
    with Session(connection) as session:
        if head(session).sequence == 0:
            journal_key.make_key()
            _begin_anchor()
        for _ in entries_after(session, Anchored(0, "")):
            pass  # a journal that was begun before keys had fingerprints must be of this key
    connection.execute(sa.insert(journal_key.JournalKey).values(number=1, fingerprint=journal_key.fingerprint()))


def _begin_anchor() -> None:
    """An empty journal has an anchor too, so that a missing one is always an alarm."""
    try:
        anchor.read()
    except AnchorBroken:
        anchor.write(Anchored(0, ""))


def anchor_fault() -> str | None:
    """What is wrong with the anchor, judged in a few statements: whether it is whole, in the chain, and at its end."""
    until = time.monotonic() + ANCHOR_SECONDS
    while True:
        with Session(db.engine) as session:
            newest = head(session)
            try:
                anchored = anchor.read()
                _refuse_unless_kept(session, anchored)
            except AnchorBroken as broken:
                return f"The journal can't be vouched for: {broken}."
            except ChainBroken as broken:
                return f"The database was put back to an earlier state: its journal lost entry {broken.sequence}."
        if anchored.sequence >= newest.sequence:
            return None
        if time.monotonic() > until:
            return f"The anchor is still at entry {anchored.sequence} of {newest.sequence}: it can't be written."
        time.sleep(ANCHOR_SECONDS / 20)


def renew_anchor(session: Session) -> None:
    """Sign the journal as it is, once someone knows why its anchor was lost; only a whole chain can be signed."""
    newest = Anchored(0, "")
    for entry in entries_after(session, newest):
        newest = Anchored(entry.sequence, entry.digest)
    with anchor.locked():
        anchor.write(newest)
