"""One person among neighbours, on each database: handed over whole, erased whole. `make soak` takes 10,000."""

from pathlib import Path

import pytest

from tests import databases
from tests.crash.forgetting import forget


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def test_nothing_of_a_person_is_left_in_any_row_of_either_database(tmp_path: Path, kind: str):
    if kind == "postgresql":
        url = databases.fresh_postgresql("forgetting", tmp_path, peopled=True)
    else:
        databases.fresh_sqlite(tmp_path, peopled=True)
        url = ""
    forgotten = forget(tmp_path, url, neighbours=200)
    if url:
        databases.drop_postgresql("forgetting")
    assert forgotten.planted >= 40
    assert (forgotten.missing, forgotten.in_rows, forgotten.in_files, forgotten.fault) == ([], [], {}, None)
