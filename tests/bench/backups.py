"""Backing up and restoring 10,000 candidates with their panels."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from hiring.foundation.backups import copies
from hiring.foundation.database import db
from hiring.foundation.records.digest import content_digest
from tests import bulk, databases
from tests.bench.houses import house

CANDIDATES, SECONDS = 10_000, 10


def rows() -> Iterator[tuple[str, str, str, str]]:
    with tempfile.TemporaryDirectory() as folder, house() as (_app, _cast, make):
        bulk.panels(make.opening(), CANDIDATES, interviewers=60, met=3)
        digest, path = content_digest(db.session), Path(folder) / "all.backup"
        db.session.rollback()
        began = time.perf_counter()
        copies.back_up(path, with_key=True)
        taken = time.perf_counter() - began
        target = databases.make_app(Path(folder) / "new")
        with target.app_context():
            began = time.perf_counter()
            copies.restore(path)
            restored = time.perf_counter() - began
            same = content_digest(db.session) == digest
            db.session.close()
            db.engine.dispose()
    yield f"backup of {CANDIDATES:,} candidates", f"< {SECONDS} s", f"{taken:.1f} s", f"{taken / SECONDS:.2f}"
    yield f"restore of {CANDIDATES:,} candidates", "for comparison", f"{restored:.1f} s", ""
    yield (
        f"restore of {CANDIDATES:,} candidates: digest",
        "equal",
        "equal" if same else "other",
        "met" if same else "MISSED",
    )
