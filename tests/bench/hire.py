"""The page of one hire with all check-ins filed, notes, promises and replies: processor time and statements."""

import tempfile
import time
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa

from hiring.foundation import clock, ids
from hiring.foundation.database import db, writing
from hiring.probation.models import Probation
from hiring.probation.notes.actions import note_act
from hiring.probation.promises.actions import add_promise
from hiring.probation.values import Act, PromiseBy, PromiseMade
from tests import databases
from tests.cast import Cast
from tests.conftest import NOW
from tests.make import Make
from tests.visitor import Visitor

ROUNDS = 20


def filled(make: Make, notes: int, probation: Probation | None = None) -> Probation:
    """A hire whose three check-ins are filed, with this many notes and promises besides."""
    probation = probation or make.probation()
    keys = [criterion.key for criterion in probation.application.opening.criteria]
    with writing() as session:
        for n in range(notes):
            act = Act(keys[n % len(keys)], NOW.date(), f"Rang back, for the {n + 1}. time.", is_concern=n % 3 == 0)
            note_act(session, make.cast.manager, probation, act)
            promised = PromiseMade(f"Promise {n}", PromiseBy.MANAGER, NOW.date() + timedelta(days=n))
            add_promise(session, make.cast.manager, probation, promised)
    make.check_in(probation)
    make.check_in(probation, 1)
    make.marked(probation)
    return probation


def statements(visitor: Visitor, path: str) -> int:
    """How many statements the page sends to the database."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        sent.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    try:
        visitor.get(path)
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)
    return len(sent)


def rows() -> list[tuple[str, str, str, str]]:
    with tempfile.TemporaryDirectory() as folder, clock.standing_at(NOW), ids.repeatable(1):
        databases.fresh_sqlite(Path(folder))
        app = databases.make_app(Path(folder))
        with app.app_context():
            make = Make(Cast.arrive())
            path = f"/probations/{filled(make, 30).id}"
            visitor = Visitor(app, make.cast.manager).get(path)
            sent = statements(visitor, path)
            began = time.process_time()
            for _ in range(ROUNDS):
                visitor.client.get(path)
            each = (time.process_time() - began) / ROUNDS
            db.session.close()
            db.engine.dispose()
    return [
        ("page of one hire, CPU s", "≤ 0.08", f"{each:.3f}", f"{each / 0.08:.2f}"),
        ("page of one hire, statements sent to the database", "≤ 12", str(sent), f"{sent / 12:.2f}"),
    ]
