"""What it costs to start: CPU of a command over CPU of `import flask, sqlalchemy`, the best of a few runs in turn.

The demo is measured in empty loops run just before and after it: 15 seconds where a loop takes half a second.
"""

import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.databases import SECRET

RUNS = 5
YARDSTICK = "import flask, sqlalchemy"
BARS = {"hiring --help": 1.5, "hiring healthz on the demo's journal": 2.3, "serve ready": 5.0}
LOOP = "for _ in range(10**7): pass"
DEMO_LOOPS = 30
AFTER_KILL = "serve ready after SIGKILL"


def rows() -> Iterator[tuple[str, str, str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"HIRING_STATE_DIR": folder, "HIRING_SECRET_KEY": SECRET}
        yield _demo(environment)
        measured: dict[str, list[float]] = {}
        for _ in range(RUNS):
            for name, measure in _measures(environment).items():
                measured.setdefault(name, []).append(measure())
    best = {name: min(seconds) for name, seconds in measured.items()}
    for name, bar in (BARS | {AFTER_KILL: BARS["serve ready"]}).items():
        ratio = best[name] / best[YARDSTICK]
        yield f"{name}: CPU of `{YARDSTICK}`", f"≤ {bar} times", f"{ratio:.2f} times", f"{ratio / bar:.2f}"


def _demo(environment: dict[str, str]) -> tuple[str, str, str, str]:
    """The whole story, two years and this month. It leaves the database the other commands are measured on."""
    before = _cpu_of(["-c", LOOP], environment)
    seconds = _cpu_of(["-m", "hiring", "demo", "--no-serve"], environment)
    loops = 2 * seconds / (before + _cpu_of(["-c", LOOP], environment))
    return f"demo: CPU of `{LOOP}`", f"≤ {DEMO_LOOPS} times", f"{loops:.1f} times", f"{loops / DEMO_LOOPS:.2f}"


def _measures(environment: dict[str, str]) -> dict[str, Callable[[], float]]:
    return {
        YARDSTICK: lambda: _cpu_of(["-c", YARDSTICK], environment),
        "hiring --help": lambda: _cpu_of(["-m", "hiring", "--help"], environment),
        "hiring healthz on the demo's journal": lambda: _cpu_of(["-m", "hiring", "healthz"], environment),
        "serve ready": lambda: _cpu_until_ready(environment, signal.SIGTERM),
        AFTER_KILL: lambda: _cpu_until_ready(environment, signal.SIGKILL),
    }


def _cpu_of(words: list[str], environment: dict[str, str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *words], env=environment, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _cpu_until_ready(environment: dict[str, str], ends_with: int) -> float:
    """CPU of a server until it says that it serves. With SIGKILL, of the one after one that was killed."""
    if ends_with == signal.SIGKILL:
        _serve(environment, signal.SIGKILL)
    return _serve(environment, signal.SIGTERM)


def _serve(environment: dict[str, str], ends_with: int) -> float:
    command = [sys.executable, "-m", "hiring", "serve", "--port", "18743"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    with subprocess.Popen(command, env=environment, **pipes) as server:
        assert server.stdout is not None
        said = server.stdout.readline()
        assert re.match("Serving on", said), said
        fields = Path(f"/proc/{server.pid}/stat").read_text().rsplit(") ", 1)[1].split()
        server.send_signal(ends_with)
        server.wait(20)
    time.sleep(0.1)
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
