"""Comparing 1,000 candidates whom five interviewers marked on four criteria: processor time, queries, memory.

A well-made conference review system needs 13.1 CPU s, 172 queries and 249 MiB for the same 1,000, in four pages.
"""

import json
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from hiring.accounts.models import Person
from hiring.foundation import clock, ids
from hiring.foundation.database import db
from tests import bulk, databases
from tests.cast import PASSWORD, Cast
from tests.conftest import NOW
from tests.make import Make

CANDIDATES, INTERVIEWERS, CRITERIA = 1_000, 5, 4
# The first look of the process and of this person, who is noted not to be blind any more; then the usual ones.
LOOKS = (("first", "?page=all"), ("all", "?page=all"), ("page", ""), ("sorted", "?sort=-total"))
MIB = 1024  # the kernel counts in KiB

Bar = tuple[str, str, str, str]


def rows() -> list[Bar]:
    """What, bar, measured, share of the bar; measured in fresh processes on databases filled in bulk."""
    many, few = _measured(CANDIDATES), _measured(10)
    return [
        _bar("comparison of 1,000 on one page, CPU s", 1.5, many["all"]["cpu"]),
        _bar("its 50-row page, CPU s", 0.15, many["page"]["cpu"]),
        _bar("its 50-row page sorted by the total, CPU s", 1.5, many["sorted"]["cpu"]),
        _bar("comparison of 1,000 at first sight, with 1,000 sightings noted, CPU s", 1.5, many["first"]["cpu"]),
        _bar("comparison, statements sent to the database", 15, max(many[look]["queries"] for look in many)),
        _bar("comparison, statements more than for 10 candidates", 0, many["all"]["queries"] - few["all"]["queries"]),
        _bar("comparison of 1,000, memory over the idle process, MiB", 100, max(many[look]["memory"] for look in many)),
    ]


def _bar(what: str, most: float, measured: float) -> Bar:
    share = f"{measured / most:.2f}" if most else ("ok" if measured <= 0 else "over")
    return what, f"≤ {most:g}", f"{measured:.3g}", share


def _measured(candidates: int) -> dict[str, dict[str, float]]:
    with tempfile.TemporaryDirectory() as folder:
        with clock.standing_at(NOW), ids.repeatable(1):
            _fill(Path(folder), candidates)
        told = subprocess.run(
            [sys.executable, "-m", "tests.bench.comparison", folder], stdout=subprocess.PIPE, check=True
        )
        measured: dict[str, dict[str, float]] = json.loads(told.stdout)
        return measured


def _fill(folder: Path, candidates: int) -> None:
    databases.fresh_sqlite(folder)
    with databases.make_app(folder).app_context():
        make = Make(Cast.arrive())
        opening = make.opening(interviewers=[make.cast.panellist])
        bulk.panels(opening, candidates, interviewers=INTERVIEWERS, met=INTERVIEWERS, criteria=CRITERIA)
        db.session.close()


def _signed_in(app: Flask, address: str) -> FlaskClient:
    client = app.test_client()
    token = client.get("/sign-in").get_data(as_text=True).split('name="csrf_token" value="')[1].split('"')[0]
    client.post("/sign-in", data={"email": address, "password": PASSWORD, "csrf_token": token})
    return client


def _kib(what: str) -> int:
    """From Linux: VmRSS is the memory held now, VmHWM the most this process ever held."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith(f"{what}:"))


def _look(folder: Path) -> None:
    """In a process of its own, after the plan of the opening was shown once: the comparison, look by look."""
    app = databases.make_app(folder)
    statements: list[str] = []
    with app.app_context():
        opening = db.session.scalar(sa.text("SELECT id FROM opening"))
        hedda = db.session.scalar(sa.select(Person).where(Person.email == "hedda@example.org"))
        sa.event.listen(db.engine, "before_cursor_execute", lambda *a: statements.append(a[2]))
        db.session.close()
    client = _signed_in(app, hedda.email)
    address = f"/openings/{opening}"
    client.get(address)
    idle = _kib("VmRSS")
    found = {}
    for name, look in LOOKS:
        statements.clear()
        began = time.process_time()
        answer = client.get(f"{address}/compare{look}")
        cpu = time.process_time() - began
        assert answer.status_code == 200 and answer.get_data().count(b"<tr>") > 1, answer.status
        memory = (_kib("VmHWM") - idle) / MIB
        found[name] = {"cpu": cpu, "queries": len(statements), "memory": memory}
    print(json.dumps(found))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        with clock.standing_at(datetime.now(NOW.tzinfo)):
            _look(Path(sys.argv[1]))
    else:
        for row in rows():
            print(*row, sep="\t")
