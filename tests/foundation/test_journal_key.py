"""The journal's key: made once, known to the database by its fingerprint, and no other is taken."""

import pytest
import sqlalchemy as sa

from hiring.app import create_app
from hiring.foundation import readiness, schema
from hiring.foundation.database import db, writing
from hiring.foundation.records import anchor, journal, journal_chain, journal_key
from hiring.foundation.records.journal_key import KeyRefused
from tests import databases


def _new(folder, **more):
    folder.mkdir(exist_ok=True)
    return create_app(databases.settings(folder, **more))


def test_a_new_database_gets_a_key_an_anchor_and_the_fingerprint(tmp_path):
    with _new(tmp_path).app_context():
        readiness.prepare()
        kept = db.session.scalar(sa.select(journal_key.JournalKey.fingerprint))
        assert kept == journal.key_fingerprint()
        assert anchor.read().sequence == 0
        assert readiness.fault() is None
    key = tmp_path / "journal.key"
    assert len(key.read_bytes()) == 64
    assert key.stat().st_mode & 0o777 == 0o600


def test_the_key_may_lie_elsewhere(tmp_path):
    elsewhere = tmp_path / "vault" / "signing.key"
    with _new(tmp_path / "state", HIRING_JOURNAL_KEY_FILE=str(elsewhere)).app_context():
        readiness.prepare()
        assert readiness.fault() is None
    assert elsewhere.exists()
    assert not (tmp_path / "state" / "journal.key").exists()


def test_a_second_state_folder_on_the_same_database_is_refused_by_every_check(either, cast, tmp_path):
    """The chain stays whole, because nothing is written with another key."""
    url = db.engine.url.render_as_string(hide_password=False).replace("+psycopg", "")
    newest = journal_chain.head(db.session)
    other = tmp_path / "other"
    other.mkdir()
    (other / "journal.key").write_text("another-key-" * 4)
    for folder, says in ((other, "begun with another key than"), (tmp_path / "third", "The journal's key is missing")):
        with create_app(databases.settings(folder, url)).app_context():
            for check in (readiness.refuse_unless_ready, readiness.prepare):
                with pytest.raises(KeyRefused, match=says):
                    check()
            assert readiness.fault() == "the journal's key is missing or another one"
            db.session.close()
            db.engine.dispose()
        assert not (tmp_path / "third" / "journal.key").exists()
    assert journal_chain.head(db.session) == newest
    assert journal_chain.fault_of(db.session) is None


def _unreadable(path):
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda path: path.unlink(), "is missing: there is no "),
        (lambda path: path.write_bytes(b""), "is not whole. Put back the file"),
        (lambda path: path.write_bytes(bytes(4)), "is not whole. Put back the file"),
        (_unreadable, "can't be read: Is a directory."),
    ],
)
def test_a_spoilt_key_is_a_sentence_that_says_what_to_do(app, cast, tmp_path, spoil, says):
    spoil(tmp_path / "journal.key")
    with databases.create_app(databases.settings(tmp_path)).app_context(), pytest.raises(KeyRefused, match=says):
        readiness.refuse_unless_ready()


def test_a_database_that_knows_no_key_yet_is_refused(app, cast):
    with db.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER journal_key_no_delete")
        connection.exec_driver_sql("DELETE FROM journal_key")
    with pytest.raises(Exception, match="Run: hiring migrate"):
        readiness.refuse_unless_ready()
    schema.upgrade()
    readiness.refuse_unless_ready()


def test_a_journal_begun_before_fingerprints_is_taken_with_its_own_key_only(app, cast, tmp_path):
    with db.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER journal_key_no_delete")
        connection.exec_driver_sql("DELETE FROM journal_key")
    (tmp_path / "journal.key").write_text("another-key-" * 4)
    with create_app(databases.settings(tmp_path)).app_context():
        with pytest.raises(journal_chain.ChainBroken):
            schema.upgrade()
        assert db.session.scalar(sa.select(journal_key.JournalKey.fingerprint)) is None


def test_two_that_begin_at_the_same_moment_share_one_key(tmp_path):
    with _new(tmp_path).app_context():
        journal_key.make_key()
        first = (tmp_path / "journal.key").read_bytes()
        journal_key.make_key()
        assert (tmp_path / "journal.key").read_bytes() == first
    assert [path.name for path in tmp_path.iterdir()] == ["journal.key"]


def test_what_is_written_with_the_key_is_not_written_without_it(app, cast):
    """The key is read once a process: a file that goes away later stops no write."""
    with writing() as session:
        journal.record(session, None, journal.Event("x"))
    journal_key.key_file().unlink()
    with writing() as session:
        journal.record(session, None, journal.Event("x"))
    assert journal.first_bad_sequence(db.session) is None
