"""Every way in, each command and the WSGI module, makes the same checks before it does anything."""

import runpy
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from hiring.cli import COMMANDS, main
from hiring.foundation import database, readiness
from hiring.foundation.database import db
from hiring.foundation.records import append_only
from tests import databases

ROOT = Path(__file__).resolve().parents[2]
# What each command is given, so that it could begin.
WORDS = {
    "init": [],
    "migrate": [],
    "demo": ["--no-serve"],
    "create-user": ["ada@example.org", "--name", "Ada", "--role", "hr", "--password", "a password of some length"],
    "serve": [],
    "backup": ["not-made.backup"],
    "copy-to": ["sqlite:///not-made.sqlite"],
    "import-candidates": [str(ROOT / "tests/data/candidates_export.csv"), "--opening", "x", "--by", "x"],
    "send-mail": [],
    "digest": [],
    "healthz": [],
    "verify-journal": [],
    "practice-agreement": [],
    "password-link": ["ada@example.org"],
    "export-person": ["x"],
    "purge": [],
}
# An empty database is made ready by `restore` itself, from a file.
OPENS_NONE_OR_AN_EMPTY_ONE = {"check-rubrics", "analyse", "routes", "restore"}
MAKES_THE_DATABASE = {"init", "migrate", "demo"}
CHECKED = sorted(set(WORDS) - MAKES_THE_DATABASE)


def test_every_command_is_known_here():
    assert set(WORDS) | OPENS_NONE_OR_AN_EMPTY_ONE == set(COMMANDS)


def _newer():
    with db.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999_later'")


def _older():
    with db.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM alembic_version")


def _of_a_trial_version():
    with db.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0013'")


def _another_key():
    Path(db.engine.url.database).with_name("journal.key").write_text("another-key-" * 4)


def _left_on():
    with db.engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO protection_lifted VALUES ('forgotten')")


def _without_a_trigger():
    with db.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER rating_no_update")


FAULTS = {
    "newer": (
        _newer,
        "The database was made by a newer version of this program (it is at 9999_later). Install that version",
    ),
    "older": (_older, "The database isn't up to date. Run: hiring init (new) or hiring migrate (upgrade)"),
    "of a trial version": (_of_a_trial_version, "This database comes from a trial version before 0.2"),
    "another key": (_another_key, "The database's journal was begun with another key than "),
    "left on": (_left_on, "The database doesn't protect its final rows: the switch for erasing was left on."),
    "a trigger gone": (
        _without_a_trigger,
        "The database doesn't protect its final rows: rating_no_update is missing or was altered. Run: hiring migrate",
    ),
}


@pytest.fixture
def house(app, tmp_path, monkeypatch):
    """The same house as commands and workers find it, by its settings."""
    monkeypatch.setenv("HIRING_STATE_DIR", str(tmp_path))
    monkeypatch.setenv("HIRING_SECRET_KEY", databases.SECRET)
    monkeypatch.delenv("HIRING_DATABASE_URL", raising=False)
    return app


def _run(command: str) -> str:
    """What the command ends with: a sentence on standard error and exit code 1."""
    done = CliRunner().invoke(main, [command, *WORDS[command]], standalone_mode=False)
    assert isinstance(done.exception, click.ClickException), (command, done.exception, done.output)
    return done.exception.message


def _refused_worker(capsys) -> str:
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(ROOT / "wsgi.py"))
    assert ended.value.code == 3  # of this, gunicorn starts no other worker
    return capsys.readouterr().err


@pytest.mark.parametrize("fault", FAULTS)
def test_whatever_is_wrong_is_refused_by_every_way_in(house, fault, capsys):
    spoil, says = FAULTS[fault]
    spoil()
    assert {command: _run(command)[: len(says)] for command in CHECKED} == dict.fromkeys(CHECKED, says)
    assert _refused_worker(capsys).startswith(says)
    answer = house.test_client().get("/healthz")
    assert answer.status_code == 503


@pytest.mark.parametrize("fault", ["newer", "of a trial version", "another key", "left on"])
def test_what_no_upgrade_can_mend_is_refused_by_those_that_upgrade(house, fault):
    spoil, says = FAULTS[fault]
    spoil()
    upgrading = sorted(MAKES_THE_DATABASE)
    assert {command: _run(command)[: len(says)] for command in upgrading} == dict.fromkeys(upgrading, says)


def test_a_database_of_a_newer_version_is_never_told_to_migrate(house):
    _newer()
    assert [command for command in WORDS if "migrate" in _run(command)] == []


def test_settings_that_sqlite_did_not_take_are_refused_by_every_way_in(house, monkeypatch, capsys):
    def plain(connection, _record):
        connection.isolation_level = None

    monkeypatch.setattr(database, "_prepare_sqlite", plain)
    says = "SQLite did not accept foreign_keys = 1; it says 0."
    assert {command: _run(command) for command in CHECKED} == dict.fromkeys(CHECKED, says)
    assert _refused_worker(capsys) == f"{says}\n"


def test_a_missing_setting_is_a_sentence_for_a_worker_too(house, monkeypatch, capsys):
    monkeypatch.setenv("HIRING_SECRET_KEY", "")
    assert _refused_worker(capsys).startswith("HIRING_SECRET_KEY isn't set.")


def test_a_database_that_is_ready_is_served_by_a_worker(house):
    made = runpy.run_path(str(ROOT / "wsgi.py"))["app"]
    assert made.test_client().get("/healthz").data.startswith(b"ok\n")


def test_migrating_again_puts_back_a_trigger_that_is_gone_altered_or_not_ours(either):
    drop = {"sqlite": "DROP TRIGGER {0}", "postgresql": "DROP TRIGGER {0} ON {1}"}[db.engine.dialect.name]
    with db.engine.begin() as connection:
        names = list(append_only._present(connection).items())
        for name, (table, _) in names[::3]:
            connection.exec_driver_sql(drop.format(name, table))
    with pytest.raises(append_only.NotProtected, match=f"and {len(names[::3]) - 1} more"):
        readiness.refuse_unless_ready()
    assert readiness.fault() == "the database does not protect its final rows"
    assert readiness.prepare() is True
    assert readiness.prepare() is False


def test_an_altered_trigger_on_sqlite_is_noticed(app):
    with db.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER rating_no_update")
        connection.exec_driver_sql("CREATE TRIGGER rating_no_update BEFORE UPDATE ON rating BEGIN SELECT 1; END")
    with pytest.raises(append_only.NotProtected, match="rating_no_update is missing or was altered"):
        readiness.refuse_unless_ready()


@pytest.mark.postgresql
@pytest.mark.parametrize(
    "alter",
    [
        "ALTER TABLE rating DISABLE TRIGGER rating_append_only",
        "ALTER TABLE rating ENABLE REPLICA TRIGGER rating_append_only",
        "CREATE OR REPLACE FUNCTION rating_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RETURN NEW; END $$",
        "CREATE OR REPLACE TRIGGER rating_append_only BEFORE UPDATE ON rating FOR EACH ROW "
        "EXECUTE FUNCTION rating_is_append_only()",
        "CREATE TRIGGER aaa BEFORE UPDATE ON rating FOR EACH ROW EXECUTE FUNCTION rating_is_append_only()",
    ],
)
def test_an_altered_trigger_on_postgresql_is_noticed(request, alter):
    folder = request.getfixturevalue("tmp_path")
    name = f"altered{abs(hash(alter))}"
    app = databases.make_app(folder, databases.fresh_postgresql(name))
    with app.app_context():
        with db.engine.begin() as connection:
            connection.exec_driver_sql(alter)
        with pytest.raises(append_only.NotProtected, match="is missing or was altered"):
            readiness.refuse_unless_ready()
        assert readiness.prepare() is True
        db.session.close()
        db.engine.dispose()
    databases.drop_postgresql(name)
