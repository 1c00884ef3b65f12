"""How fast the journal is verified: its chain, and the rows whose digests it keeps."""

import time
from collections.abc import Iterator

from hiring.foundation.database import db, writing
from hiring.foundation.records import journal, journal_chain
from tests.bench.houses import house

ENTRIES, A_WRITE = 20_000, 500
BAR = 20_000


def rows() -> Iterator[tuple[str, str, str, str]]:
    with house() as (_app, _cast, make):
        make.panel(3, 4)
        for _ in range(ENTRIES // A_WRITE):
            with writing() as session:
                for number in range(A_WRITE):
                    journal.record(session, None, journal.Event(f"subject{number:09}"))
        entries = journal_chain.head(db.session).sequence
        began = time.process_time()
        fault = journal_chain.fault_of(db.session)
        rate = entries / (time.process_time() - began)
    name = f"journal of {entries:,} entries verified"
    yield f"{name}: faults", "0", str(0 if fault is None else fault), "met" if fault is None else "MISSED"
    yield f"{name}: entries a CPU second", f"≥ {BAR:,}", f"{rate:,.0f}", f"{BAR / rate:.2f}"
