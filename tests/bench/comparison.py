"""Comparing 1,000 candidates that five interviewers marked on four criteria: processor time, queries, memory.

A well-made conference review system needs 13.1 CPU s, 172 queries and 249 MiB for the same 1,000, in four pages.
"""

import json
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from functools import partial
from pathlib import Path

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from hiring.accounts.models import Person
from hiring.foundation import clock, ids
from hiring.foundation.database import db
from hiring.panels.pooled_model import queries as pooled
from tests import bulk, databases
from tests.cast import PASSWORD, Cast
from tests.conftest import NOW
from tests.make import Make

CANDIDATES, INTERVIEWERS, CRITERIA = 1_000, 5, 4
# The first look of the process and of this person, who is noted not to be blind any more; then the usual ones.
LOOKS = (
    *(("cold", "compare"), ("page", "compare"), ("sorted", "compare?sort=-total"), ("gates", "compare?sort=-gates")),
    *(("all", "compare?page=all"), ("beside", "compare/side-by-side?of={}&of={}")),
)
# Candidates, interviewers, and marks an interviewer gives: 4 criteria with 3 questions each.
SMALL = (40, 6, 3)
MIB = 1024  # the kernel counts in KiB

Bar = tuple[str, str, str, str]


def rows() -> list[Bar]:
    """What, bar, measured, share of the bar; measured in fresh processes on databases filled in bulk."""
    many, few, small = _measured(CANDIDATES), _measured(10), _measured(*SMALL)
    usual = [look for look, _ in LOOKS if look != "cold"]
    most_more = max(many[look]["queries"] - few[look]["queries"] for look in [*usual, "cold"])
    held = max(many[look]["memory"] for look in [*usual, "cold", "panel"])
    return [
        _bar("comparison of 1,000, cold, with 1,000 sightings noted, CPU s", 0.5, many["cold"]["cpu"]),
        _bar("its 50-row page, CPU s", 0.1, many["page"]["cpu"]),
        _bar("its 50-row page sorted by the total, CPU s", 0.1, many["sorted"]["cpu"]),
        _bar("its 50-row page sorted by gates met, CPU s", 0.5, many["gates"]["cpu"]),
        _bar("comparison of 1,000 on one page, CPU s", 0.5, many["all"]["cpu"]),
        _bar("comparison of 40 × 6 × 12, CPU s", 0.15, small["page"]["cpu"]),
        _bar("comparison, statements at a person's first look in a new process", 15, many["cold"]["queries"]),
        _bar("comparison, statements at every other look", 15, max(many[look]["queries"] for look in usual)),
        _bar("one panel, statements", 10, many["panel"]["queries"]),
        _bar("workbook of 20,000 ratings, CPU s", 3, many["workbook"]["cpu"]),
        _bar("packet of a candidate as PDF, CPU s", 1.5, many["packet"]["cpu"]),
        _bar("comparison, statements more than for 10 candidates", 0, most_more),
        _bar("comparison of 1,000, memory over the idle process, MiB", 100, held),
    ]


def _bar(what: str, most: float, measured: float) -> Bar:
    share = f"{measured / most:.2f}" if most else ("ok" if measured <= 0 else "over")
    return what, f"≤ {most:g}", f"{measured:.3g}", share


def _measured(candidates: int, interviewers: int = INTERVIEWERS, questions: int = 1) -> dict[str, dict[str, float]]:
    with tempfile.TemporaryDirectory() as folder:
        with clock.standing_at(NOW), ids.repeatable(1):
            _fill(Path(folder), candidates, interviewers, questions)
        told = subprocess.run(
            [sys.executable, "-m", "tests.bench.comparison", folder], stdout=subprocess.PIPE, check=True
        )
        measured: dict[str, dict[str, float]] = json.loads(told.stdout)
        return measured


def _fill(folder: Path, candidates: int, interviewers: int, questions: int) -> None:
    databases.fresh_sqlite(folder)
    with databases.make_app(folder).app_context():
        make = Make(Cast.arrive())
        opening = make.opening(interviewers=[make.cast.panellist])
        met = {"interviewers": interviewers, "met": interviewers, "criteria": CRITERIA, "questions": questions}
        bulk.panels(opening, candidates, **met)
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
    """In a process of its own, after the plan of the opening was shown once: the comparison, look by look. The model
    that the plan's page read is forgotten again, so that the first look reads all of it."""
    app = databases.make_app(folder)
    statements: list[str] = []
    with app.app_context():
        opening = db.session.scalar(sa.text("SELECT id FROM opening"))
        applications = list(db.session.scalars(sa.text("SELECT id FROM application ORDER BY number LIMIT 2")))
        hedda = db.session.scalar(sa.select(Person).where(Person.email == "hedda@example.org"))
        sa.event.listen(db.engine, "before_cursor_execute", lambda *a: statements.append(a[2]))
        db.session.close()
    client = _signed_in(app, hedda.email)
    address = f"/openings/{opening}"
    client.get(address)
    pooled.forget()
    idle = _kib("VmRSS")
    measured = {}
    panel = f"/applications/{applications[0]}/panel"
    for name, page in [*((name, f"{address}/{look}".format(*applications)) for name, look in LOOKS), ("panel", panel)]:
        statements.clear()
        began = time.process_time()
        answer = client.get(page)
        cpu = time.process_time() - began
        assert answer.status_code == 200 and b"range" in answer.get_data(), answer.status
        memory = (_kib("VmHWM") - idle) / MIB
        measured[name] = {"cpu": cpu, "queries": len(statements), "memory": memory}
    token = client.get(address).get_data(as_text=True).split('name="csrf_token" value="')[1].split('"')[0]
    taken = {
        "workbook": partial(client.post, f"{address}/workbook.xlsx", data={"csrf_token": token}),
        "packet": partial(client.get, f"{address}/packet.pdf?of={applications[0]}"),
    }
    for name, take in taken.items():
        statements.clear()
        began = time.process_time()
        answer = take()
        cpu = time.process_time() - began
        assert answer.status_code == 200 and answer.mimetype != "text/html", answer.status
        measured[name] = {"cpu": cpu, "queries": len(statements), "memory": (_kib("VmHWM") - idle) / MIB}
    print(json.dumps(measured))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        with clock.standing_at(datetime.now(NOW.tzinfo)):
            _look(Path(sys.argv[1]))
    else:
        for row in rows():
            print(*row, sep="\t")
