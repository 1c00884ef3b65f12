"""The short form of the crash harness; `make soak` runs the long one, on both databases."""

from tests import databases
from tests.crash.harness import trial


def test_a_server_killed_while_people_work_loses_doubles_and_halves_nothing(tmp_path):
    databases.fresh_sqlite(tmp_path)
    report = trial(tmp_path, kills=3)
    assert report.faults == []
    assert report.kills == 3
    assert report.autosaves > 0
    assert report.seals > 0
