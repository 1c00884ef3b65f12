"""Whatever is wrong with what a command is given, it ends in a sentence; never in a traceback."""

import sqlite3

import pytest

from hiring import cli
from tests import databases

SECRET = "only-for-tests-0123456789-abcdefghijklmnop"

# What each command is given where the trouble is elsewhere. The file of `import-candidates` has to be there.
GIVEN = {
    "analyse": ["{file}"],
    "backup": ["{new}"],
    "check-rubrics": ["{file}"],
    "copy-to": ["sqlite:///{new}"],
    "create-user": [
        *("ada@example.org", "--name", "Ada", "--role", "administrator"),
        *("--password", "a password of some length"),
    ],
    "demo": ["--no-serve"],
    "import-candidates": ["{file}", "--opening", "Host", "--by", "hr@example.org"],
    "password-link": ["ada@example.org"],
    "export-person": ["bbbbbbbbbbbbbbbb", "--to", "{new}"],
    "restore": ["{file}"],
}
# These need no database, so that nothing about one can be wrong.
WITHOUT_DATABASE = {"analyse", "check-rubrics"}
WITH_DATABASE = sorted(set(cli.COMMANDS) - WITHOUT_DATABASE)
NEEDS_A_FILE = ["analyse", "import-candidates", "restore"]


@pytest.fixture
def run(folder, monkeypatch, capsys):
    """Runs a command as its process would; returns what it said on standard error.

    An exception that leaves the command is a traceback, and fails the test that ran it.
    """

    def call(command, *, given=None, **environment):
        settings = {"HIRING_STATE_DIR": str(folder / "state"), "HIRING_SECRET_KEY": SECRET} | environment
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        places = {"file": str(folder / "file.csv"), "new": str(folder / "new")}
        words = [word.format(**places) for word in (GIVEN.get(command, []) if given is None else given)]
        with pytest.raises(SystemExit) as ended:
            cli.main([command, *words], prog_name="hiring")
        said = capsys.readouterr()
        assert ended.value.code in {1, 2}, said
        assert "Traceback" not in said.err + said.out
        assert "This command broke" not in said.err
        assert 1 <= len(said.err.strip().splitlines()) <= 4
        return said.err

    return call


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "file.csv").write_text("Name,Email\nAmara,amara@example.org\n")
    (tmp_path / "state").mkdir()
    return tmp_path


def test_every_command_is_tried():
    assert set(GIVEN) <= set(cli.COMMANDS)
    assert set(cli.COMMANDS) >= WITHOUT_DATABASE


@pytest.mark.parametrize("command", WITH_DATABASE)
def test_a_state_folder_that_is_a_file(folder, run, command):
    said = run(command, HIRING_STATE_DIR=str(folder / "file.csv"))
    assert "file.csv" in said
    assert "Not a directory" in said or "File exists" in said


@pytest.mark.parametrize("command", WITH_DATABASE)
@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mysql://localhost/hiring", "HIRING_DATABASE_URL must start with sqlite:/// or postgresql://"),
        ("postgresql://localhost:port/hiring", "HIRING_DATABASE_URL can't be read."),
        ("postgresql://[::1/hiring", "HIRING_DATABASE_URL can't be read."),
    ],
)
def test_a_database_address_that_cannot_be(folder, run, command, url, says):
    assert run(command, HIRING_DATABASE_URL=url).startswith(says)


# `routes` asks no database, and `restore` looks at its file first.
@pytest.mark.parametrize("command", sorted(set(WITH_DATABASE) - {"routes", "restore"}))
@pytest.mark.parametrize("url", ["postgresql://127.0.0.1:1/hiring", "sqlite:////nowhere/hiring.sqlite"])
def test_a_database_that_cannot_be_reached(folder, run, command, url):
    said = run(command, HIRING_DATABASE_URL=url)
    assert said.startswith("The database couldn't be used: ")
    assert "Connection refused" in said or "unable to open database file" in said


@pytest.mark.parametrize("command", sorted(set(WITH_DATABASE) - {"routes", "restore"}))
def test_a_database_that_is_none(folder, run, command):
    (folder / "state" / "hiring.sqlite").write_bytes(b"This is a letter to my aunt.\n" * 400)
    assert "file is not a database" in run(command)


@pytest.mark.parametrize("command", sorted(set(WITH_DATABASE) - {"routes", "restore"}))
def test_a_database_of_a_newer_version(folder, run, command):
    databases.fresh_sqlite(folder / "state")
    with sqlite3.connect(folder / "state" / "hiring.sqlite") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999_later'")
    connection.close()
    assert run(command).startswith("The database was made by a newer version of this program (it is at 9999_later).")


@pytest.mark.parametrize("command", sorted(set(WITH_DATABASE) - {"routes", "restore", "init", "migrate", "demo"}))
def test_a_database_that_was_never_made(folder, run, command):
    assert run(command).startswith("The database isn't up to date. Run: hiring init (new)")


@pytest.mark.parametrize("command", NEEDS_A_FILE)
@pytest.mark.parametrize("content", [None, b"", b"\x00\xff\xfe" * 500, b"PK\x03\x04 not a zip", "folder"])
def test_a_file_that_is_not_there_or_not_what_it_should_be(folder, run, command, content):
    databases.fresh_sqlite(folder / "state")
    path = folder / "file.csv"
    path.unlink()
    if content == "folder":
        path.mkdir()
    elif content is not None:
        path.write_bytes(content)
    assert "file.csv" in run(command) or command == "import-candidates"


def test_rubric_files_that_are_not_there(run):
    assert run("check-rubrics", given=["{new}"]) == "One mistake found.\n"


@pytest.mark.parametrize(
    ("command", "words"),
    [("backup", ["/nowhere/all.backup"]), ("backup", ["{file}"]), ("copy-to", ["sqlite:////nowhere/x.sqlite"])],
)
def test_a_place_where_nothing_can_be_put(folder, run, command, words):
    databases.fresh_sqlite(folder / "state")
    run(command, given=words)


def test_a_backup_that_has_nowhere_to_go(folder, run, monkeypatch):
    databases.fresh_sqlite(folder / "state")
    monkeypatch.setenv("HIRING_STATE_DIR", str(folder / "state"))
    monkeypatch.setenv("HIRING_SECRET_KEY", SECRET)
    with pytest.raises(SystemExit) as ended:
        cli.main(["backup", str(folder / "new"), "--with-key"])
    assert ended.value.code == 0
    assert "unable to open database file" in run(
        "restore", given=["{new}"], HIRING_DATABASE_URL="sqlite:////nowhere/hiring.sqlite"
    )


def test_a_full_disk(folder, run):
    databases.fresh_sqlite(folder / "state")
    (folder / ".new.partial").symlink_to("/dev/full")
    assert run("backup").startswith("The disk is full, so nothing was recorded.")
    assert not (folder / "new").exists()


def test_a_fault_of_ours_says_so_and_how_to_see_more(monkeypatch, capsys):
    monkeypatch.setitem(cli.COMMANDS, "broken", ("tests.house.test_command_failures:nothing_of_that_name", "Broken."))
    with pytest.raises(SystemExit) as ended:
        cli.main(["broken"])
    assert ended.value.code == 1
    assert capsys.readouterr().err.startswith("This command broke (AttributeError). That is a fault in the program")
