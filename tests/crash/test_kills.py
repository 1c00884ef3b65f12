"""The short forms of `make soak`, which runs the long ones on both databases."""

import sqlite3
from contextlib import closing

from tests import databases
from tests.crash.deciders import decisions_of_two
from tests.crash.harness import trial
from tests.crash.purging import purges
from tests.crash.server import Server


def test_a_server_killed_while_people_work_loses_doubles_and_halves_nothing(tmp_path):
    databases.fresh_sqlite(tmp_path)
    report = trial(tmp_path, kills=3)
    assert report.faults == []
    assert report.kills == 3
    assert report.autosaves > 0
    assert report.seals > 0


def test_two_who_decide_at_once_make_one_decision_each_time(tmp_path):
    databases.fresh_sqlite(tmp_path)
    assert decisions_of_two(tmp_path, trials=5) == []


def test_a_purge_killed_at_any_step_and_run_again_comes_to_the_same(tmp_path):
    assert purges(tmp_path, kills=4) == []


def test_a_server_at_rest_holds_no_page_of_the_log_so_an_erasure_can_empty_it(tmp_path):
    databases.fresh_sqlite(tmp_path)
    server = Server(tmp_path)
    server.start()
    try:
        with closing(sqlite3.connect(tmp_path / "hiring.sqlite", timeout=0)) as database:
            database.execute("PRAGMA user_version = 1")  # a page that came after whatever the server read
            is_held, *_ = database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        server.kill()
    assert not is_held
