"""`make soak`: at least thirty kills on each database, and what they came to."""

import sys
import tempfile
from pathlib import Path

from tests import databases
from tests.crash.harness import Report, trial

KILLS = 30
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
    return int(failed)


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
