"""`make soak`: kills, someone erased among 10,000, requests out of order, two who decide at once; on each database."""

import sys
import tempfile
from pathlib import Path

from hiring.foundation import clock, ids
from hiring.foundation.database import db
from tests import databases
from tests.cast import NOW
from tests.crash.deciders import decisions_of_two
from tests.crash.forgetting import EXPORT_SECONDS, forget
from tests.crash.harness import Report, trial
from tests.crash.purging import purges
from tests.probation.walk import Walk

KILLS, TRIALS, PURGES = 30, 200, 100
WALKS, REQUESTS = 5, 600
READY_CPU_SECONDS = 5.0


def main(kills: int) -> int:
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        databases.fresh_sqlite(Path(folder))
        failed |= _told("SQLite, hiring serve", trial(Path(folder), kills))
    name = "soak"
    url = databases.fresh_postgresql(name)
    with tempfile.TemporaryDirectory() as folder:
        failed |= _told("PostgreSQL, gunicorn with 3 workers", trial(Path(folder), kills, url))
    databases.drop_postgresql(name)
    failed |= _forgot("SQLite")
    failed |= _forgot("PostgreSQL", "forgetting")
    failed |= _purged("SQLite")
    failed |= _purged("PostgreSQL", postgresql=True)
    for seed in range(WALKS):
        failed |= _walked("SQLite", seed)
        failed |= _walked("PostgreSQL", seed, "walk")
        databases.drop_postgresql("walk")
    return int(failed | _deciders(TRIALS))


def _deciders(trials: int) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        databases.fresh_sqlite(Path(folder))
        failed = _said("SQLite, hiring serve", trials, decisions_of_two(Path(folder), trials))
    name = "deciders"
    url = databases.fresh_postgresql(name)
    with tempfile.TemporaryDirectory() as folder:
        failed |= _said("PostgreSQL, gunicorn with 3 workers", trials, decisions_of_two(Path(folder), trials, url))
    databases.drop_postgresql(name)
    return failed


def _said(what: str, trials: int, faults: list[str]) -> bool:
    print(f"{what}: two decided at once {trials} times, {len(faults)} times not with exactly one decision")
    for fault in faults[:20]:
        print(f"  {fault}")
    return bool(faults)


def _forgot(what: str, name: str = "") -> bool:
    """Whether someone who was erased is still found, or was handed over too slowly or in part."""
    with tempfile.TemporaryDirectory() as folder:
        url = databases.fresh_postgresql(name, Path(folder), peopled=True) if name else ""
        if not url:
            databases.fresh_sqlite(Path(folder), peopled=True)
        forgotten = forget(Path(folder), url)
    if name:
        databases.drop_postgresql(name)
    print(
        f"{what}: {forgotten.planted} canaries, exported among 10,000 neighbours in {forgotten.seconds:.1f} s "
        f"(bar {EXPORT_SECONDS:.0f}); missing {len(forgotten.missing)}, left in files {len(forgotten.in_files)}, "
        f"left in rows {len(forgotten.in_rows)}, journal {forgotten.fault or 'whole'}"
    )
    return not forgotten.is_good


def _purged(what: str, *, postgresql: bool = False) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        faults = purges(Path(folder), PURGES, postgresql=postgresql)
    print(f"{what}: a purge of several people killed {PURGES} times, {len(faults)} times it came to something else")
    for fault in faults[:20]:
        print(f"  {fault}")
    return bool(faults)


def _walked(what: str, seed: int, name: str = "") -> bool:
    """Requests out of order, after which nobody's probation may have stopped without its outcome."""
    with tempfile.TemporaryDirectory() as folder, clock.standing_at(NOW), ids.repeatable(seed):
        url = databases.fresh_postgresql(name, Path(folder), peopled=True) if name else ""
        if not url:
            databases.fresh_sqlite(Path(folder), peopled=True)
        app = databases.make_app(Path(folder), url)
        with app.app_context():
            walk = Walk(app, seed)
            faults = walk.go(REQUESTS)
            db.session.close()
            db.engine.dispose()
    print(f"{what}, walk {seed}: {walk.answers.total()} requests, {len(faults)} probations stopped or ended wrongly")
    for fault in faults:
        print(f"  {fault}")
    return bool(faults)


def _told(what: str, report: Report) -> bool:
    slowest = max(report.starts)
    print(
        f"{what}: {report.kills} kills, {report.autosaves} autosaves and {report.seals} seals acknowledged, "
        f"{len(report.faults)} lost, doubled or partial; ready again after {slowest:.1f} CPU seconds at most "
        f"(bar {READY_CPU_SECONDS:.0f})"
    )
    for fault in report.faults:
        print(f"  {fault}")
    return bool(report.faults) or slowest >= READY_CPU_SECONDS


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else KILLS))
