"""Insights over 20 openings with 60 candidates each and 200 hires: processor time and statements."""

import tempfile
import time
from pathlib import Path

from hiring.foundation import clock, ids
from tests import bulk, databases
from tests.bench.comparison import Bar, _bar, _signed_in
from tests.cast import Cast
from tests.conftest import NOW
from tests.make import Make

OPENINGS, CANDIDATES, HIRES = 20, 60, 10


def rows() -> list[Bar]:
    """What, bar, measured, share of the bar."""
    many, few = _measured(OPENINGS, CANDIDATES, HIRES), _measured(1, 10, 4)
    return [
        _bar("insights of 1,200 candidates and 200 hires, cold, CPU s", 1.0, many["cold"]),
        _bar("insights, warm, CPU s", 0.2, many["warm"]),
        _bar("insights, statements at the first look", 20, many["statements"]),
        _bar("insights, statements more than for 4 hires", 0, many["statements"] - few["statements"]),
    ]


def _measured(openings: int, candidates: int, hires: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder, clock.standing_at(NOW), ids.repeatable(1):
        databases.fresh_sqlite(Path(folder))
        app = databases.make_app(Path(folder))
        with app.app_context():
            email = _fill(openings, candidates, hires)
        client = _signed_in(app, email)
        took = []
        with app.app_context(), databases.statements() as sent:
            for _ in range(2):
                began, statements = time.process_time(), len(sent)
                assert client.get("/insights").status_code == 200
                took.append((time.process_time() - began, len(sent) - statements))
        return {"cold": took[0][0], "warm": took[1][0], "statements": took[0][1]}


def _fill(openings: int, candidates: int, hires: int) -> str:
    make = Make(Cast.arrive())
    for number in range(openings):
        opening = make.opening(f"Porter {number}", posts=hires, interviewers=[make.cast.panellist])
        truth = bulk.panels(opening, candidates, interviewers=6, met=2, questions=2, named=f"o{number}-")
        best = sorted(truth, key=lambda application: truth[application])[-hires:]
        bulk.hires(opening, {application: truth[application] for application in best}, make.cast.manager)
    return make.cast.hr.email
