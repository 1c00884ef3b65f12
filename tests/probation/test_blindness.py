"""Until the last check-in's marks are filed, interview marks cannot be told from the manager's pages: two worlds."""

import re

import pytest

from hiring.foundation import ids
from hiring.foundation.database import db
from hiring.foundation.records.view_log import has_seen
from hiring.interviews.readings import MARKS
from tests import databases
from tests.cast import Cast
from tests.make import Make
from tests.visitor import Visitor

DECIDING = ("decide/confirm", "decide/extend", "decide/end", "happened/left", "changes")
WAYS = ("note", *DECIDING, "first-weeks", "agenda", "own-page", "ask-colleague", "promises")
TOKEN = re.compile(r'name="csrf_token" value="[^"]+"')


def pages(tmp_path, now, levels: tuple[int, int], *, filed: bool) -> dict[str, str]:
    """What the manager is shown in a world where the panel gave these marks."""
    folder = tmp_path / f"{levels[0]}{levels[1]}{filed}"
    folder.mkdir()
    databases.fresh_sqlite(folder)
    app = databases.make_app(folder)
    with app.app_context(), ids.repeatable(7):
        cast = Cast.arrive()
        make = Make(cast)
        probation = make.probation(make.hire(make.panel(*levels)))
        make.check_in(probation)
        if filed:
            make.marked(probation)
        visitor = Visitor(app, cast.manager)
        shown = {}
        for path in paths(probation, filed=filed):
            answer = visitor.get(path).answer
            shown[path] = TOKEN.sub("", answer.get_data(as_text=True))
            shown[f"{path} length"] = str(len(shown[path]))
        assert has_seen(db.session, cast.manager.id, probation.application_id, MARKS) is filed
        db.session.close()
        db.engine.dispose()
    return shown


def paths(probation, *, filed: bool) -> list[str]:
    here = f"/probations/{probation.id}"
    ways = [here, *(f"{here}/{way}" for way in WAYS), "/", "/probations"]
    return [*ways, f"/check-ins/{probation.check_ins[2].id}"] if not filed else ways


@pytest.fixture
def worlds(tmp_path, now):
    return lambda filed: [pages(tmp_path, now, levels, filed=filed) for levels in ((1, 2), (5, 5))]


def test_before_the_last_check_in_two_worlds_look_the_same_to_the_letter(worlds):
    low, high = worlds(False)
    assert low == high


def test_after_it_they_differ_where_interview_and_work_stand_side_by_side(worlds):
    low, high = worlds(True)
    different = {path for path in low if low[path] != high[path]}
    assert {re.sub(r"/probations/\w+", "/probations/one", path) for path in different} == {
        "/probations/one",
        "/probations/one length",
    }
    shown = next(low[path] for path in different if "length" not in path)
    assert "1.5, plausibly 1 to 2.6 (2 interviewers, spread assumed)." in shown
