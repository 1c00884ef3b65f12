"""The journal: append-only, chained, anchored outside the database."""

import json

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from hiring.foundation.database import db, writing
from hiring.foundation.records import journal
from hiring.foundation.records.journal import JournalEntry


def _entries():
    return db.session.scalars(sa.select(JournalEntry).order_by(JournalEntry.sequence)).all()


def test_every_action_leaves_an_entry_and_the_chain_holds(either, cast):
    entries = _entries()
    assert [entry.sequence for entry in entries] == list(range(1, len(entries) + 1))
    assert {"workplace added", "person added", "area changed"} == {entry.verb for entry in entries}
    assert journal.first_bad_sequence(db.session) is None


def test_nobody_can_change_or_remove_an_entry(either, cast):
    for statement in ("UPDATE journal_entry SET verb = 'x'", "DELETE FROM journal_entry"):
        with pytest.raises(DatabaseError, match="append-only"), db.engine.begin() as connection:
            connection.exec_driver_sql(statement)


def test_replacing_an_entry_on_sqlite_is_refused_too(app, cast):
    insert = "INSERT OR REPLACE INTO journal_entry SELECT * FROM journal_entry WHERE sequence = 1"
    with pytest.raises(DatabaseError, match="append-only"), db.engine.begin() as connection:
        connection.exec_driver_sql(insert)


def _tamper(statement):
    with db.engine.begin() as connection:
        for trigger in ("journal_entry_no_update", "journal_entry_no_delete"):
            connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
        connection.exec_driver_sql(statement)
    db.session.rollback()


def test_an_altered_entry_is_named(app, cast):
    _tamper("UPDATE journal_entry SET actor = 'somebodyelse0000' WHERE sequence = 3")
    assert journal.first_bad_sequence(db.session) == 3


def test_an_entry_cut_off_the_end_is_noticed_by_the_anchor(app, cast):
    last = _entries()[-1].sequence
    _tamper(f"DELETE FROM journal_entry WHERE sequence = {last}")
    assert journal.first_bad_sequence(db.session) == last


def test_an_event_outside_a_write_is_refused(app):
    with pytest.raises(RuntimeError, match="inside writing"):
        journal.record(db.session, None, journal.Event("x"))


def test_the_entry_after_a_refused_action_follows_the_last_one_that_was_kept(either, cast):
    """A refused action is rolled back to a savepoint; what it recorded is no part of the chain."""
    with writing() as session:
        journal.record(session, None, journal.Event("kept"))
        with pytest.raises(ZeroDivisionError), session.begin_nested():
            journal.record(session, None, journal.Event("refused"))
            _ = 1 / 0
        journal.record(session, None, journal.Event("next"))
    assert [entry.subject for entry in _entries()][-2:] == ["kept", "next"]
    assert journal.first_bad_sequence(db.session) is None


def test_no_entry_holds_what_a_person_typed(app, cast):
    said = json.dumps([[entry.payload, entry.verb, entry.subject] for entry in _entries()])
    assert "Hedda" not in said
    assert "@example.org" not in said
