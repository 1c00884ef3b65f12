"""The anchor: it follows the journal, never leaves it, and never makes a write that is on disk look lost."""

import fcntl
import json
import os
import shutil
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from hiring.foundation import readiness
from hiring.foundation.database import db, writing
from hiring.foundation.records import anchor, journal, journal_chain
from hiring.foundation.records.anchor import Anchored
from hiring.foundation.records.journal import JournalEntry


def _record(number: int = 1) -> None:
    for _ in range(number):
        with writing() as session:
            journal.record(session, None, journal.Event("x"))


def _head() -> Anchored:
    db.session.rollback()
    return journal_chain.head(db.session)


def _fault() -> str | None:
    db.session.rollback()
    return journal_chain.fault_of(db.session)


def test_the_anchor_follows_every_write_that_records_something(either, cast):
    assert anchor.read() == _head()
    _record()
    assert anchor.read() == _head()
    assert _fault() is None


def test_a_write_that_failed_moves_no_anchor(either, cast):
    before = anchor.read()
    with pytest.raises(ZeroDivisionError), writing() as session:
        journal.record(session, None, journal.Event("x"))
        _ = 1 / 0
    with writing() as session:  # as a page that refuses what was typed: rolled back, and the write ends without error
        journal.record(session, None, journal.Event("x"))
        session.rollback()
    assert anchor.read() == before == _head()


def _unwritable(path):
    shutil.move(path, path.with_suffix(".away"))
    path.mkdir()


def _rewritten(path):
    newest = _head()
    path.write_text(json.dumps({"sequence": newest.sequence, "digest": newest.digest, "mac": "0" * 64}))


SPOILT = {
    "torn": lambda path: path.write_bytes(path.read_bytes()[:20]),
    "zero-filled": lambda path: path.write_bytes(bytes(120)),
    "empty": lambda path: path.write_bytes(b""),
    "not text": lambda path: path.write_bytes(b"\xff\xfe{"),
    "another kind of JSON": lambda path: path.write_text("[1]"),
    "without a signature": lambda path: path.write_text('{"sequence": 1, "digest": "x"}'),
    "a folder": _unwritable,
    "removed": lambda path: path.unlink(),
    "rewritten without the key": _rewritten,
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_anchor_is_an_alarm_that_no_later_write_silences(app, cast, tmp_path, how):
    SPOILT[how](tmp_path / "journal.anchor")
    _record(2)
    readiness.refuse_unless_ready()
    assert _fault().startswith("The journal can't be vouched for: the anchor file ")
    assert readiness.fault() == _fault()
    assert journal.first_bad_sequence(db.session) == 0


def _put_back(app, tmp_path, copied):
    db.session.close()
    db.engine.dispose()
    for name in ("hiring.sqlite-wal", "hiring.sqlite-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    shutil.copy(copied, tmp_path / "hiring.sqlite")


def _copy(tmp_path):
    with db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return shutil.copy(tmp_path / "hiring.sqlite", tmp_path / "copy.sqlite")


@pytest.mark.parametrize("later", [0, 1, 3, 8])
def test_a_database_put_back_is_noticed_however_much_is_written_after(app, cast, tmp_path, later):
    copied = _copy(tmp_path)
    _record(3)
    lost = _head().sequence
    _put_back(app, tmp_path, copied)
    _record(later)
    assert _fault() == f"The journal is broken at entry {min(lost, _head().sequence + 1)}."
    assert readiness.fault() == f"The database was put back to an earlier state: its journal lost entry {lost}."


def test_after_a_crash_before_the_anchor_it_is_brought_up_at_the_next_start(either, cast, tmp_path):
    before = (tmp_path / "journal.anchor").read_bytes()
    _record(3)
    (tmp_path / "journal.anchor").write_bytes(before)
    readiness.refuse_unless_ready()
    assert anchor.read() == _head()


def test_the_anchor_does_not_follow_entries_that_were_forged(app, cast, tmp_path):
    before = anchor.read()
    columns = ", ".join(column.name for column in JournalEntry.__table__.columns if column.name != "sequence")
    with db.engine.begin() as connection:
        connection.exec_driver_sql(
            f"INSERT INTO journal_entry (sequence, {columns}) SELECT sequence + 1, {columns} FROM journal_entry "
            f"WHERE sequence = {before.sequence}"
        )
    _record()
    assert anchor.read() == before
    assert _fault() == f"The journal is broken at entry {before.sequence + 1}."


def test_an_anchor_that_falls_behind_is_shown(app, cast, monkeypatch):
    monkeypatch.setattr(journal_chain, "ANCHOR_SECONDS", 0.05)
    monkeypatch.setattr(anchor, "LOCK_TRIES", 1)
    before = anchor.read().sequence
    with _held_lock():
        _record()
    assert readiness.fault() == f"The anchor is still at entry {before} of {before + 1}: it can't be written."
    _record()
    assert readiness.fault() is None


@contextmanager
def _held_lock():
    descriptor = os.open(anchor.path().with_name("journal.anchor.lock"), os.O_RDWR | os.O_CREAT)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    yield
    os.close(descriptor)


def test_an_anchor_is_never_half_written(app, cast, monkeypatch):
    """Whatever fails while it is written, the earlier one is there, and no temporary file is left."""
    before = anchor.read()

    def fails(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fails)
    _record()
    monkeypatch.undo()
    assert anchor.read() == before
    assert sorted(path.name for path in anchor.path().parent.glob(".journal.anchor.*")) == []
    _record()
    assert anchor.read() == _head()


def test_many_writers_in_many_threads_leave_the_anchor_at_the_newest_entry(either, cast):
    import threading

    def write():
        with either.app_context():
            _record(5)

    threads = [threading.Thread(target=write) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert anchor.read() == _head()
    assert _fault() is None


def test_a_lost_anchor_can_be_renewed_and_the_journal_says_so(app, cast):
    anchor.path().unlink()
    _record()
    runner = app.test_cli_runner()
    from hiring.foundation.records.verify_command import verify_journal

    assert _fault() is not None
    with runner.isolation() as (out, *_):
        verify_journal(app, renew_anchor=True)
        said = out.getvalue().decode()
    newest = db.session.scalar(sa.select(JournalEntry).order_by(JournalEntry.sequence.desc()).limit(1))
    assert newest.verb == "anchor renewed"
    assert said.startswith(f"The journal is whole: {newest.sequence} entries")
    assert _fault() is None
