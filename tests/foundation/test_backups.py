"""Backing up under load, restoring, copying between databases; and every backup that is not as it was written."""

import json
import struct
import threading
import zipfile
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from hiring.accounts import actions as accounts
from hiring.accounts.models import Workplace
from hiring.foundation import readiness, schema
from hiring.foundation.backups import archive, copies, rows
from hiring.foundation.backups.archive import BackupBroken
from hiring.foundation.database import Base, db, writing
from hiring.foundation.records import journal, journal_chain, journal_key
from hiring.foundation.records.digest import content_digest
from tests import databases

PRINTABLE = "Straße 😀 – “quoted”\n\tand a tab, \u0301 a combining accent"


@pytest.fixture
def story(cast, make):
    """Rows in most tables: a panel, a decision, a probation with a check-in, mail, and text of every kind."""
    probation = make.probation()
    make.check_in(probation)
    make.panel(2, 4, application=make.application(name="Bo Lind"))
    with writing() as session:
        accounts.add_workplace(session, None, name=PRINTABLE, zone="Europe/London", jurisdiction="uk")


@contextmanager
def _on(folder, url):
    """The app of the same state folder, on another database."""
    app = databases.make_app(folder, url)
    with app.app_context():
        yield app
        db.session.close()
        db.engine.dispose()


@contextmanager
def elsewhere(folder, url=""):
    """Another app, on a database that was never made, in a folder without the journal's key."""
    with _on(folder, url) as app:
        for left in folder.glob("journal.*"):
            left.unlink()
        yield app


@pytest.fixture
def backup(app, story, tmp_path):
    path = tmp_path / "all.backup"
    copies.back_up(path, with_key=True)
    return path


def everything():
    """Every row of every table, but for the one entry that says that a backup was restored."""
    with db.engine.connect() as connection:
        tables = {table.name: sorted(map(repr, table.rows)) for table in rows.read_all(connection)}
    tables["journal_entry"] = [row for row in tables["journal_entry"] if "backup restored" not in row]
    return tables


def test_what_is_restored_is_every_row_of_every_table(either, story, tmp_path):
    before, digest = everything(), content_digest(db.session)
    assert sum(bool(found) for found in before.values()) > 20
    db.session.rollback()
    manifest = copies.back_up(tmp_path / "all.backup", with_key=True)
    assert set(manifest.tables) == set(Base.metadata.tables) - {"journal_key"}
    is_sqlite, name = db.engine.dialect.name == "sqlite", f"r{tmp_path.name}"[-60:].replace("-", "_").lower()
    with elsewhere(tmp_path / "new", "" if is_sqlite else databases.empty_postgresql(name)):
        restored = copies.restore(tmp_path / "all.backup")
        assert (everything(), content_digest(db.session)) == (before, digest)
        assert restored.rows == sum(map(len, before.values())) == sum(each.rows for each in manifest.tables.values())
        assert journal_chain.fault_of(db.session) is None
        readiness.refuse_unless_ready()
        assert schema.differences() == []


@pytest.mark.postgresql
def test_a_copy_from_one_database_to_the_other_and_back_has_the_same_digest(either, story, tmp_path):
    digest, name = content_digest(db.session), f"c{tmp_path.name}".replace("-", "_").lower()[-60:]
    db.session.rollback()
    url = databases.empty_postgresql(name)
    # One state folder, as for the command: one key and one anchor for all three.
    with _on(tmp_path, url) as there:
        with either.app_context():
            assert copies.copy_to(there)[1] == digest
        assert journal_chain.fault_of(db.session) is None
        db.session.rollback()
        with _on(tmp_path, f"sqlite:///{tmp_path / 'back.sqlite'}") as back:
            with there.app_context():
                assert copies.copy_to(back)[1] == digest
            assert journal_chain.fault_of(db.session) is None
    databases.drop_postgresql(name)


@pytest.mark.parametrize("way", ["restore", "copy"])
@pytest.mark.parametrize("act", ["UPDATE journal_entry SET verb = 'x'", "DELETE FROM rubric_version"])
def test_afterwards_final_rows_are_protected(app, story, backup, tmp_path, way, act):
    with elsewhere(tmp_path / "new") as new:
        if way == "restore":
            copies.restore(backup)
        else:
            with app.app_context():
                copies.copy_to(new)
        with pytest.raises(DatabaseError, match="append-only"), db.engine.begin() as connection:
            connection.exec_driver_sql(act)


def test_a_backup_made_while_people_write_is_one_moment_and_holds_up_nobody(either, story, tmp_path):
    written, stop = [], threading.Event()

    def write():
        with either.app_context():
            while not stop.is_set():
                with writing() as session:
                    name = f"Shop {len(written)}"
                    accounts.add_workplace(session, None, name=name, zone="UTC", jurisdiction="uk")
                written.append(name)
            db.session.close()

    writer = threading.Thread(target=write)
    writer.start()
    backups = []
    for number in range(5):
        done_before = len(written)
        backups.append((done_before, copies.back_up(tmp_path / f"{number}.backup", with_key=True), len(written)))
    stop.set()
    writer.join()
    assert backups[-1][2] > backups[0][0]
    for number, (least, manifest, most) in enumerate(backups):
        with elsewhere(tmp_path / f"new{number}"):
            copies.restore(tmp_path / f"{number}.backup")
            shops = db.session.scalars(sa.select(Workplace.name).where(Workplace.name.startswith("Shop"))).all()
            assert sorted(shops) == sorted(written[: len(shops)])
            assert least <= len(shops) <= most + 1
            # Nothing without its entry in the journal, and no entry without what it tells of.
            assert journal_chain.head(db.session).sequence == manifest.journal_sequence + 1
            told = sa.select(sa.func.count()).where(journal.JournalEntry.verb == "workplace added")
            assert db.session.scalar(told) == db.session.scalar(sa.select(sa.func.count()).select_from(Workplace))
            assert journal.first_bad_sequence(db.session) is None


def _changed(path, change):
    """The same file with its parts passed through `change(name, content)`; where that is None the part is left out."""
    with zipfile.ZipFile(path) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    with zipfile.ZipFile(path, "w") as after:
        for name, content in parts.items():
            changed = change(name, content)
            if changed is not None:
                after.writestr(name, changed)


def _manifest(**change):
    def changed(name, content):
        if name != "manifest.json":
            return content
        given = json.loads(content)
        return json.dumps(given | {"manifest": given["manifest"] | change})

    return changed


def _more_people(name, content):
    """A row more, and a manifest that says so: only the signature tells."""
    if name == "tables/role_held.jsonl":
        return content + content.splitlines(keepends=True)[-1]
    if name == "manifest.json":
        given = json.loads(content)
        given["manifest"]["tables"]["role_held"]["rows"] += 1
        return json.dumps(given)
    return content


ALTERATIONS = {
    "a changed row": lambda name, content: content.replace(b"Bo Lind", b"Bo Lund"),
    "a row more": _more_people,
    "a table left out": lambda name, content: None if name == "tables/draft.jsonl" else content,
    "no manifest": lambda name, content: None if name == "manifest.json" else content,
    "a manifest that is no JSON": lambda name, content: b"{" if name == "manifest.json" else content,
    "a manifest of nothing": lambda name, content: b"[]" if name == "manifest.json" else content,
    "an earlier day": _manifest(made_at="2020-01-01T00:00:00+00:00"),
    "another head": _manifest(journal_sequence=1),
    "a different format": _manifest(format=2),
    "a field more": _manifest(more="x"),
    "a newer version": _manifest(schema="9999"),
}


@pytest.mark.parametrize("alteration", sorted(ALTERATIONS))
def test_an_altered_backup_is_refused_and_nothing_is_restored(backup, tmp_path, alteration):
    _changed(backup, ALTERATIONS[alteration])
    _refused(backup, tmp_path / "new", schema.SchemaRefused if alteration == "a newer version" else BackupBroken)


@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_backup_cut_short_is_refused(backup, tmp_path, part):
    content = backup.read_bytes()
    backup.write_bytes(content[: int(len(content) * part)])
    _refused(backup, tmp_path / "new", BackupBroken)


@pytest.mark.parametrize("part", [0.05, 0.3, 0.5, 0.7, 0.9])
def test_a_damaged_backup_is_refused(backup, tmp_path, part):
    """A byte of what a table or the manifest holds. One in a date of the ZIP itself changes nothing of the backup."""
    with zipfile.ZipFile(backup) as archive:
        entries = [entry for entry in archive.infolist() if entry.compress_size > 8]
    entry, content = entries[int(len(entries) * part)], bytearray(backup.read_bytes())
    name, extra = struct.unpack_from("<HH", content, entry.header_offset + 26)
    content[entry.header_offset + 30 + name + extra + entry.compress_size // 2] ^= 0xFF
    backup.write_bytes(content)
    _refused(backup, tmp_path / "new", BackupBroken)


def _refused(path, folder, refusal):
    with elsewhere(folder):
        with pytest.raises(refusal):
            copies.restore(path)
        assert sa.inspect(db.engine).get_table_names() == []
        assert not journal_key.key_file().exists()


def test_a_backup_has_the_key_only_where_it_was_asked_for(app, backup, tmp_path):
    key, without = journal_key.key(), tmp_path / "without.backup"
    copies.back_up(without)
    for path, has_key in ((backup, True), (without, False)):
        with zipfile.ZipFile(path) as parts:
            assert any(key in parts.read(name) for name in parts.namelist()) is has_key
            assert key not in parts.read(archive.MANIFEST)
    assert backup.stat().st_mode & 0o777 == 0o600


def test_without_its_key_a_backup_is_refused_until_the_key_is_there(app, story, tmp_path):
    key, path = journal_key.key(), tmp_path / "without.backup"
    copies.back_up(path)
    with elsewhere(tmp_path / "new"):
        with pytest.raises(
            copies.KeyMissing, match=rf"without the journal's key\. Put .* {journal_key.fingerprint_of(key)}"
        ):
            copies.restore(path)
        journal_key.key_file().write_bytes(key)
        copies.restore(path)
        assert journal.first_bad_sequence(db.session) is None
    with elsewhere(tmp_path / "other"):
        journal_key.key_file().write_bytes(b"0" * 64)
        with pytest.raises(copies.KeyMissing, match="isn't the one"):
            copies.restore(path)


def test_only_an_empty_database_is_filled(app, backup, tmp_path):
    with pytest.raises(rows.NotEmpty):
        copies.restore(backup)
    with elsewhere(tmp_path / "new") as new:
        schema.upgrade()
        with writing() as session:
            accounts.add_workplace(session, None, name="North", zone="UTC", jurisdiction="uk")
        with pytest.raises(rows.NotEmpty), app.app_context():
            copies.copy_to(new)
        with pytest.raises(rows.NotEmpty):
            copies.restore(backup)
        assert db.session.scalars(sa.select(Workplace.name)).all() == ["North"]


def test_a_restore_says_how_much_of_the_journal_came_after_the_backup(app, backup, tmp_path):
    with writing() as session:
        accounts.add_workplace(session, None, name="North", zone="UTC", jurisdiction="uk")
    db.session.close()
    for left in tmp_path.glob("hiring.sqlite*"):
        left.unlink()
    db.engine.dispose()
    assert copies.restore(backup).entries_lost == 1
    assert journal.first_bad_sequence(db.session) is None


def test_a_backup_overwrites_no_file_and_leaves_none_that_is_not_whole(app, backup, tmp_path):
    before = backup.read_bytes()
    with pytest.raises(copies.FileThere):
        copies.back_up(backup)
    assert backup.read_bytes() == before
    full = tmp_path / "full.backup"
    full.with_name(f".{full.name}.partial").symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left"):
        copies.back_up(full)
    assert [path.name for path in tmp_path.glob("*full*")] == []


def test_a_column_of_every_kind_comes_out_as_it_went_in():
    """A new kind of column needs a place in `Column`; until it has one, this says so."""
    known = {"String", "Text", "Integer", "BigInteger", "Boolean", "Double", "Moment", "Date", "Content"}
    kinds = {type(column.type).__name__ for table in Base.metadata.sorted_tables for column in table.columns}
    assert kinds <= known
    assert [table.name for table in Base.metadata.sorted_tables if table.autoincrement_column is not None] == []
