"""The board over 2,000 probations with 10,000 check-ins, and the mails of 10,000: processor time and statements."""

import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from hiring.accounts.models import Workplace
from hiring.candidates.models import Application, Candidate
from hiring.foundation import clock, ids
from hiring.foundation.database import db, writing
from hiring.probation.board.due_mails import due_mails
from hiring.probation.models import CheckIn, Probation
from tests import databases
from tests.bench.comparison import Bar, _bar
from tests.cast import PASSWORD, Cast
from tests.conftest import NOW
from tests.make import Make

PEOPLE, CHECK_INS, SHOPS = 2_000, 5, 40
MAILED = 10_000


def rows() -> list[Bar]:
    """What, bar, measured, share of the bar."""
    many, few, mails = board(PEOPLE), board(50), mails_of(MAILED)
    return [
        _bar("board of 2,000 probations with 10,000 check-ins, CPU s", 0.5, many["cpu"]),
        _bar("board, statements sent to the database", 15, many["statements"]),
        _bar("board, statements more than for 50 probations", 0, many["statements"] - few["statements"]),
        _bar("mails of 10,000 probations computed, CPU s", 2, mails),
    ]


def board(people: int) -> dict[str, float]:
    """The page as HR sees it, on a second look."""
    with tempfile.TemporaryDirectory() as folder, clock.standing_at(NOW), ids.repeatable(1):
        app, email = _filled(Path(folder), people)
        client = app.test_client()
        token = client.get("/sign-in").get_data(as_text=True).split('name="csrf_token" value="')[1].split('"')[0]
        typed = {"email": email, "password": PASSWORD, "csrf_token": token}
        assert client.post("/sign-in", data=typed).status_code == 302
        client.get("/probations")
        with app.app_context(), databases.statements() as sent:
            began = time.process_time()
            answer = client.get("/probations")
            took = time.process_time() - began
        assert answer.status_code == 200
        return {"cpu": took, "statements": len(sent)}


def mails_of(people: int) -> float:
    with tempfile.TemporaryDirectory() as folder, clock.standing_at(NOW), ids.repeatable(1):
        app, _ = _filled(Path(folder), people)
        with app.app_context():
            began = time.process_time()
            assert due_mails(db.session)
            return time.process_time() - began


def _filled(folder: Path, people: int) -> tuple[Any, str]:
    """Copies of one hire, spread over 40 workplaces and over the days of a term."""
    databases.fresh_sqlite(folder)
    app = databases.make_app(folder)
    with app.app_context():
        cast = Cast.arrive()
        first = Make(cast).probation()
        with writing() as session:
            shops = [ids.new_id() for _ in range(SHOPS)]
            place = {"zone": "Europe/London", "jurisdiction": "uk"}
            session.execute(sa.insert(Workplace), [{"id": s, "name": f"Shop {n}"} | place for n, s in enumerate(shops)])
            _copy(session, first, people, shops)
        email = cast.hr.email
        db.session.close()
    return app, email


def _copy(session: Any, first: Probation, people: int, shops: list[str]) -> None:
    def plain(row: Any) -> dict[str, Any]:
        return {column.key: getattr(row, column.key) for column in sa.inspect(type(row)).column_attrs}

    of = {"candidate": plain(first.application.candidate), "application": plain(first.application), "it": plain(first)}
    made: dict[str, list[dict[str, Any]]] = {"candidate": [], "application": [], "it": [], "check_in": []}
    for n in range(people):
        candidate, application, probation = ids.new_id(), ids.new_id(), ids.new_id()
        starts_on = date(2026, 11, 3) - timedelta(days=n * 7 % 95)
        name = {"name": f"Person {n}", "sort_name": f"person {n:05}", "email": f"p{n}@candidates.example"}
        made["candidate"].append(of["candidate"] | name | {"id": candidate, "email_key": f"p{n}@candidates.example"})
        made["application"].append(
            of["application"] | {"id": application, "candidate_id": candidate, "number": 9_000 + n}
        )
        days = {"starts_on": starts_on, "decide_by": starts_on + timedelta(days=71)}
        days |= dict.fromkeys(("ends_on", "first_ends_on"), starts_on + timedelta(days=89))
        own = {"id": probation, "application_id": application, "workplace_id": shops[n % SHOPS]}
        made["it"].append(of["it"] | own | days)
        for place in range(1, CHECK_INS + 1):
            due = starts_on + timedelta(days=14 * place)
            filed = NOW if due <= date(2026, 10, 28) else None
            row = {"id": ids.new_id(), "probation_id": probation, "position": place, "due_on": due, "filed_at": filed}
            made["check_in"].append(row | {"held_on": due if filed else None})
    tables = {"candidate": Candidate, "application": Application, "it": Probation, "check_in": CheckIn}
    for name, table in tables.items():
        session.execute(sa.insert(table), made[name])
