"""Small matrices are not spread over threads."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


@pytest.mark.skipif(not os.path.isdir("/proc/self/task"), reason="threads are counted in /proc")  # noqa: PTH112
def test_a_fit_uses_one_thread() -> None:
    script = (
        "import hiring.measurement.crossed, numpy, os; numpy.ones((400, 400)) @ numpy.ones((400, 400)); "
        "print(len(os.listdir('/proc/self/task')))"
    )
    environment = {name: value for name, value in os.environ.items() if "NUM_THREADS" not in name}
    found = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "1"
