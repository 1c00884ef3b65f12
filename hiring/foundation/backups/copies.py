"""Backing up while people work, restoring into an empty database, and copying from one database to another."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import sqlalchemy as sa
from flask import Flask, current_app
from sqlalchemy.orm import Session

from hiring.foundation import clock, schema
from hiring.foundation.backups import archive, rows
from hiring.foundation.backups.archive import Archive, Manifest
from hiring.foundation.database import db, writing
from hiring.foundation.records import anchor, durable_files, journal, journal_chain, journal_key
from hiring.foundation.records.anchor import Anchored
from hiring.foundation.records.digest import content_digest
from hiring.foundation.records.journal import Event
from hiring.foundation.web.errors import Refused


class FileThere(Refused):
    """A backup never overwrites a file."""


class KeyMissing(Refused):
    """The journal of a backup can be checked and continued with its own key only."""


class CopyDiffers(Refused):
    """The two databases do not hold the same."""


@dataclass(frozen=True, slots=True)
class BackupRestored(Event):
    """Recorded in the restored database; the subject is the fingerprint of the journal's key."""

    made_at: str
    entries: int


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: `entries_lost` were in the journal here before, and are not in the backup."""

    rows: int
    made_at: str
    entries_lost: int


def back_up(path: Path, *, with_key: bool = False) -> Manifest:
    """Write everything as it is at this moment to a new file. Nobody has to wait for it."""
    with _new_file(path) as file, db.engine.connect() as connection:
        newest = journal_chain.head(Session(connection))
        manifest = Manifest(
            format=archive.FORMAT,
            made_at=clock.now().isoformat(timespec="seconds"),
            schema=schema.current(),
            journal_sequence=newest.sequence,
            journal_digest=newest.digest,
            key_fingerprint=journal_key.fingerprint(),
            has_key=with_key,
        )
        archive.write(file, manifest, rows.read_all(connection), journal_key.key())
    return manifest


@contextmanager
def _new_file(path: Path) -> Iterator[BinaryIO]:
    """A file that only its owner can read, and that is there when it is whole, or not at all."""
    if path.exists():
        raise FileThere(f"{path} already exists. Name a new file.")
    partial = path.with_name(f".{path.name}.partial")
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.rename(path)
    finally:
        partial.unlink(missing_ok=True)


def restore(path: Path) -> Restored:
    """Put a backup into an empty database, after all of it was checked."""
    with archive.opened(path) as backup:
        manifest = backup.manifest
        schema.refuse_unknown(manifest.schema)
        with db.engine.connect() as connection:
            rows.refuse_unless_empty(connection)
        key = _key_for(backup)
        backup.refuse_altered(key)
        durable_files.create(journal_key.key_file(), key)
        schema.upgrade_to(manifest.schema)
        with _filling() as connection:
            number = rows.write_all(connection, backup.tables())
    schema.upgrade()
    reached = _move_anchor_back(Anchored(manifest.journal_sequence, manifest.journal_digest))
    with writing() as session:
        event = BackupRestored(manifest.key_fingerprint, made_at=manifest.made_at, entries=manifest.journal_sequence)
        journal.record(session, None, event)
    return Restored(number, manifest.made_at, max(0, reached - manifest.journal_sequence))


def _move_anchor_back(newest: Anchored) -> int:
    """Anchor the backup's newest entry, on purpose; returns the entry that the anchor here had reached."""
    with anchor.locked():
        try:
            reached = anchor.read().sequence
        except anchor.AnchorBroken:
            reached = 0
        anchor.write(newest)
    return reached


def _key_for(backup: Archive) -> bytes:
    """The key of the backup's journal: from the state folder, or else from the backup."""
    wanted, path = backup.manifest.key_fingerprint, journal_key.key_file()
    key = journal_key.key() if path.exists() else backup.key()
    if key is None:
        raise KeyMissing(
            "This backup was made without the journal's key. "
            f"Put the key with the fingerprint {wanted} at {path} first."
        )
    if journal_key.fingerprint_of(key) != wanted:
        raise KeyMissing(
            f"The key at {path} isn't the one this backup was made with (fingerprint {wanted}). "
            "Restore into a new state folder, or put that key there first."
        )
    return key


@contextmanager
def _filling() -> Iterator[sa.Connection]:
    """One transaction that fills the empty database; all of it or nothing."""
    engine: sa.Engine = current_app.extensions["migration_engine"]
    with engine.begin() as connection:
        rows.refuse_unless_empty(connection)
        yield connection
        rows.refuse_broken_references(connection)


def copy_to(target: Flask) -> tuple[int, str]:
    """Copy everything to the empty database of another app; returns the number of rows and the digest of both."""
    with db.engine.connect() as source:
        tables, digest = rows.read_all(source), content_digest(Session(source))
        with target.app_context():
            with db.engine.connect() as connection:
                rows.refuse_unless_empty(connection)
            schema.upgrade()
            with _filling() as connection:
                number = rows.write_all(connection, tables)
                _refuse_unless_equal(digest, connection)
    return number, digest


def _refuse_unless_equal(digest: str, connection: Any) -> None:
    if content_digest(Session(connection)) != digest:
        raise CopyDiffers("The copy isn't the same as the original, so it wasn't kept.")
