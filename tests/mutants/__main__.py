"""`python -m tests.mutants` prints the changes that no test noticed. `--minutes` is how long it may take.

Mutants are tried in turns, one of each module, so that a short run says something about all of them. Names of modules
after the options keep it to these.
"""

from __future__ import annotations

import argparse
import importlib
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain, zip_longest
from pathlib import Path

from tests.checks.source import ROOT
from tests.mutants.child import start
from tests.mutants.mutations import Mutant, mutants
from tests.mutants.targets import TARGETS, far_tests, source_of

TOO_LONG = 600  # seconds for one mutant; one that runs for ever was noticed
SURVIVED = 0
_LOADED = "import sys, hiring.app, scipy.stats; print(*(m for m in sys.modules if m != '__main__'))"
_DATABASES = "from tests import databases; print(*map(databases.sqlite_template, (False, True)))"


def main(wanted: list[str]) -> int:
    options = _options(wanted)
    deadline = time.monotonic() + options.minutes * 60
    databases = [Path(folder) for folder in _answer(_DATABASES).split()]
    _load_what_never_changes()
    modules = options.modules or list(TARGETS)
    queue = list(_in_turns(modules))
    print(f"{len(queue)} mutants of {len(modules)} modules, {options.minutes:g} minutes.", flush=True)
    tried, survived = _run(queue, databases, deadline)
    print(f"\n{sum(tried.values())} tried, {sum(survived.values())} survived:")
    for module in modules:
        print(f"  {module}: {tried[module]} tried, {survived[module]} survived")
    return 0


def _options(wanted: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("modules", nargs="*", choices=[[], *TARGETS], metavar="MODULE")
    return parser.parse_args(wanted)


def _answer(code: str) -> str:
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    return run.stdout


def _load_what_never_changes() -> None:
    """Everything the app imports that isn't ours, so that every mutant begins with it."""
    for name in _answer(_LOADED).split():
        if name.split(".")[0] not in {"hiring", "tests"}:
            with suppress(Exception):
                importlib.import_module(name)


def _in_turns(modules: list[str]) -> Iterator[Mutant]:
    each = []
    for module in modules:
        found = list(mutants(module, source_of(module)))
        random.Random(module).shuffle(found)  # noqa: S311 – the same order every time
        each.append(found)
    return (mutant for mutant in chain.from_iterable(zip_longest(*each)) if mutant is not None)


def _run(queue: list[Mutant], databases: list[Path], deadline: float) -> tuple[Counter[str], Counter[str]]:
    tried: Counter[str] = Counter()
    survived: Counter[str] = Counter()
    green: dict[str, bool] = {}
    for mutant in queue:
        module = mutant.module
        if module not in green:
            green[module] = _is_green(module, databases, deadline)
        if not green[module]:
            continue
        statuses = [_wait(start(mutant, TARGETS[module], databases), deadline)]
        if statuses == [SURVIVED] and far_tests(module):
            statuses.append(_wait(start(mutant, far_tests(module), databases), deadline))
        if time.monotonic() >= deadline:
            break  # nobody knows what it would have been
        tried[module] += 1
        if set(statuses) == {SURVIVED}:
            survived[module] += 1
            print(mutant, flush=True)
    return tried, survived


def _is_green(module: str, databases: list[Path], deadline: float) -> bool:
    """Survivors mean nothing where the tests are red, or are none, without any change."""
    status = _wait(start(None, TARGETS[module], databases), deadline)
    if status is None:
        print(f"{module}: left out, its tests weren't through in time on the true code.", flush=True)
    elif status != SURVIVED:
        print(f"{module}: left out, its tests end with {status} on the true code.", flush=True)
    return status == SURVIVED


def _wait(process: int, deadline: float) -> int | None:
    """The exit status; None where it took too long, or the time was up."""
    end = min(deadline, time.monotonic() + TOO_LONG)
    while time.monotonic() < end:
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
