"""Small matrices are not spread over threads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import databases

_COUNT = "numpy.ones((400, 400)) @ numpy.ones((400, 400)); print(len(os.listdir('/proc/self/task')))"


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="threads are counted in /proc")
@pytest.mark.parametrize("first", ["hiring.measurement.model.crossed", "hiring.__main__", "wsgi"])
def test_a_fit_uses_one_thread_whichever_way_the_process_starts(first: str, tmp_path: Path) -> None:
    """In the arithmetic alone, in every command (`serve` and `analyse` among them), and under a WSGI server."""
    environment = {name: value for name, value in os.environ.items() if "NUM_THREADS" not in name}
    environment |= {"HIRING_SECRET_KEY": databases.SECRET, "HIRING_STATE_DIR": str(tmp_path)}
    if first == "wsgi":  # it serves nothing from a database that isn't there
        databases.fresh_sqlite(tmp_path)
    asked = [sys.executable, "-c", f"import {first}, numpy, os; {_COUNT}"]
    found = subprocess.run(asked, env=environment, capture_output=True, text=True, check=False)
    assert found.stdout.strip() == "1", found.stderr
