"""The lists of openings and of candidates, with 200 openings of 60 candidates each: processor time and statements."""

import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from hiring.candidates.models import Application, Candidate
from hiring.foundation import clock, ids
from hiring.foundation.config import MailServer
from hiring.foundation.database import db, writing
from hiring.interviews.models import Interview, Scorecard, Seat
from hiring.openings.models import Opening, OpeningInterviewer, Round
from tests import databases
from tests.bench.houses import signed_in
from tests.cast import Cast
from tests.conftest import NOW
from tests.make import Make

OPENINGS, CANDIDATES, INVITED, SEALED = 200, 60, 12, 9
STATEMENTS, SECONDS = 15, 0.15


def rows() -> Iterator[tuple[str, str, str, str]]:
    many, few = _measured(OPENINGS, CANDIDATES), _measured(3, 12)
    for name in many:
        cpu, sent = many[name]
        yield f"{name}, CPU s", f"≤ {SECONDS}", f"{cpu:.3f}", f"{cpu / SECONDS:.2f}"
        yield f"{name}, statements", f"≤ {STATEMENTS}", f"{sent}", f"{sent / STATEMENTS:.2f}"
        more = sent - few[name][1]
        yield f"{name}, statements more than for few", "≤ 0", f"{more}", "ok" if more <= 0 else "over"


def _measured(openings: int, candidates: int) -> dict[str, tuple[float, int]]:
    with tempfile.TemporaryDirectory() as folder:
        databases.fresh_sqlite(Path(folder))
        app = databases.make_app(Path(folder))
        with app.app_context(), clock.standing_at(NOW):
            cast = Cast.arrive()
            opening = Make(cast).opening()
            fill(opening, cast, openings, candidates)
            statements: list[str] = []
            sa.event.listen(db.engine, "before_cursor_execute", lambda *told: statements.append(told[2]))
            measured = {}
            client = signed_in(app, "hr")
            pages = {
                "HR's start page": "/",
                "openings list": "/openings",
                "candidates list": f"/openings/{opening.id}/candidates",
                "candidates list, searched": f"/openings/{opening.id}/candidates?q=candidate&sort=name&status=ready",
            }
            db.session.close()
            for name, address in pages.items():
                measured[name] = _look(client, address, statements)
            app.config["MAIL_SERVER"] = MailServer("mail.example.org", 25, "none", "", "")
            measured["HR's start page, with a mail server"] = _look(client, "/", statements)
            db.session.close()
            db.engine.dispose()
        return measured


def _look(client: Any, address: str, statements: list[str]) -> tuple[float, int]:
    client.get(address)  # templates are compiled once a process
    taken = []
    for _ in range(3):
        statements.clear()
        began = time.process_time()
        answer = client.get(address)
        taken.append(time.process_time() - began)
        assert answer.status_code == 200, answer.status
    return min(taken), len(statements)


def fill(opening: Opening, cast: Cast, openings: int, candidates: int) -> None:
    """More openings like this one, and in each: some invited, some of them marked by everyone, one card late."""
    now = clock.now()
    tables: dict[type, list[dict[str, Any]]] = {
        table: [] for table in (Opening, Round, OpeningInterviewer, Candidate, Application, Interview, Seat, Scorecard)
    }
    row = {column.key: getattr(opening, column.key) for column in sa.inspect(Opening).columns}
    rounds = [(of.title, of.minutes, of.interviewers, list(of.questions)) for of in opening.rounds]
    for number in range(openings):
        if number:
            here = ids.new_id()
            tables[Opening].append(row | {"id": here, "title": f"Post {number}"})
        else:
            here = opening.id
        planned = [str(planned_round.id) for planned_round in opening.rounds] if not number else []
        for place, (title, minutes, interviewers, questions) in enumerate(rounds if number else []):
            planned.append(ids.new_id())
            texts = {"title": title, "minutes": minutes, "interviewers": interviewers, "questions": questions}
            tables[Round].append({"id": planned[-1], "opening_id": here, "position": place} | texts)
        for place in range(candidates):
            _candidate(tables, here, planned, place, [cast.panellist.id, cast.second_panellist.id], now)
    with writing() as session:
        for table, values in tables.items():
            if values:
                session.execute(sa.insert(table), values)


def _candidate(tables: dict[type, list[Any]], opening: str, planned: list[str], place: int, people: list[str],
               now: Any) -> None:  # fmt: skip
    human, application = ids.new_id(), ids.new_id()
    tables[Candidate].append({"id": human, "name": f"Candidate {place} {human[:5]}", "sort_name": f"candidate {human}",
                              "email": "", "phone": "", "added_at": now})  # fmt: skip
    tables[Application].append({"id": application, "opening_id": opening, "candidate_id": human, "number": place + 1,
                                "applied_on": date(2026, 10, 1), "state": "under_way", "added_at": now})  # fmt: skip
    for number, planned_round in enumerate(planned if place < INVITED else []):
        interview = ids.new_id()
        starts = now - timedelta(days=5 - number) if place < SEALED else now + timedelta(days=2 + number)
        tables[Interview].append({"id": interview, "application_id": application, "round_id": planned_round,
                                  "starts_at": starts, "place": "Room Birch", "state": "on"})  # fmt: skip
        for person in people:
            seat = ids.new_id()
            tables[Seat].append({"id": seat, "interview_id": interview, "person_id": person, "seated_at": now})
            if place < SEALED and not (place == 0 and number and person == people[0]):
                tables[Scorecard].append({"id": ids.new_id(), "seat_id": seat, "sealed_at": now})


if __name__ == "__main__":
    for measured_row in rows():
        print(*measured_row, sep="\t")
