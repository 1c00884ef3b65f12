"""An import of 5,000 rows of which 3,000 are known: processor time of reading it, and of the write alone."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from hiring.candidates import import_taking, imports
from hiring.candidates.models import CandidateImport
from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.openings.models import Opening
from tests import databases
from tests.cast import Cast
from tests.conftest import NOW
from tests.make import Make

ROWS, KNOWN, SECONDS = 5_000, 3_000, 3


def rows() -> Iterator[tuple[str, str, str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        databases.fresh_sqlite(Path(folder))
        app = databases.make_app(Path(folder))
        with app.app_context(), clock.standing_at(NOW):
            cast = Cast.arrive()
            opening = Make(cast).opening()
            _imported(cast, opening, KNOWN)
            outside, inside = _imported(cast, opening, ROWS)
            db.session.close()
            db.engine.dispose()
    for name, taken in (("outside the write lock", outside), ("inside it", inside)):
        yield (
            f"import of {ROWS:,} rows, {KNOWN:,} known, CPU s {name}",
            f"≤ {SECONDS}",
            f"{taken:.2f}",
            f"{taken / SECONDS:.2f}",
        )


def _imported(cast: Cast, opening: Opening, number: int) -> tuple[float, float]:
    """CPU seconds of reading the file and its rows, and of keeping the file and adding its people."""
    people = "".join(f"Person {n},p{n}@x.org,2026-10-01,{n % 7}\n" for n in range(number))
    began = time.process_time()
    table = imports.read_file(f"Name,Email,Applied,Status\n{people}".encode())
    outside = time.process_time() - began
    began = time.process_time()
    with writing() as session:
        key = imports.keep_import(session, cast.hr, opening, "export.csv", table).id
    inside = time.process_time() - began
    began = time.process_time()
    prepared = import_taking.prepare(db.session, db.session.get_one(CandidateImport, key))
    outside += time.process_time() - began
    db.session.rollback()
    began = time.process_time()
    with writing() as session:
        kept = session.get_one(CandidateImport, key)
        import_taking.take_import(session, cast.hr, kept, prepared, prepared.digest)
    return outside, inside + time.process_time() - began
