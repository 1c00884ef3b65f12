"""Once a write is on disk its answer says so, whatever goes wrong after the commit."""

import shutil

import pytest
from sqlalchemy.exc import OperationalError

from hiring.decisions.models import decision_of
from hiring.foundation import database
from hiring.foundation.database import db, writing
from hiring.foundation.web.drafts import draft_of
from hiring.interviews.models import Scorecard
from tests.foundation.test_anchor import SPOILT


def _folder_gone(path):
    """Nothing can be written beside it any more, not even by an administrator."""
    shutil.rmtree(path.parent / "journal.anchor.lock", ignore_errors=True)
    path.with_name("journal.anchor.lock").unlink(missing_ok=True)
    path.with_name("journal.anchor.lock").mkdir()


FAULTS = SPOILT | {"its lock is a folder": _folder_gone}


@pytest.fixture(params=[*FAULTS, "any error", "a database error"])
def after_commit_fails(request, app, cast, tmp_path, monkeypatch):
    """Every step after a commit fails, in one of these ways."""
    if request.param in FAULTS:
        FAULTS[request.param](tmp_path / "journal.anchor")
        return

    def fails(_session):
        if request.param == "any error":
            raise RuntimeError("broken")
        raise OperationalError("SELECT 1", {}, Exception("disk I/O error"))

    monkeypatch.setattr(database, "_after_commit", [fails] * 3)


def test_every_kind_of_write_still_answers_as_it_should(after_commit_fails, visit, make, cast):
    """Signing in, adding, drafting, sealing, deciding, noting what was looked at, and signing out."""
    visitor = visit(cast.administrator).get("/workplaces/add")
    visitor.submit({"name": "Southern branch", "zone": "Europe/London"}, expect=302)
    seat = next(one for one in make.interview(make.application()).seats if one.person_id == cast.panellist.id)
    pia = visit(cast.panellist).get(f"/scorecards/{seat.id}")
    fields = [question.replace("/", "--") for question in seat.interview.round.questions]
    typed = {f"level-{one}": "4" for one in fields} | {f"evidence-{one}": "Rang back." for one in fields}
    draft = pia.page.form("Check and seal").filled(typed)
    pia.post(f"/scorecards/{seat.id}/draft", draft, expect=200, headers={"Accept": "application/json"})
    assert draft_of(db.session, cast.panellist.id, seat.id) is not None
    pia.get(f"/scorecards/{seat.id}").submit(typed, button="Check and seal")
    pia.get(f"/scorecards/{seat.id}/check")
    pia.submit(button="Seal scorecard", expect=302).follow()
    db.session.rollback()
    assert [card.seat_id for card in db.session.query(Scorecard)] == [seat.id]
    application = make.panel(4, 3, application=make.application(seat.interview.application.opening, name="Bo"))
    hedda = visit(cast.hr).get(f"/applications/{application.id}/panel")
    hedda.get(hedda.page.links()["Go on to the decision"])
    reason = "Stayed calm but left the customer alone."
    hedda.submit({"verdict": "reject", "reason": reason}, button="Check before it's final", expect=200)
    hedda.submit(button="Yes, reject Bo")
    assert decision_of(application).verdict == "reject"


def test_the_failure_is_logged(app, cast, monkeypatch, capsys):
    def fails(_session):
        raise RuntimeError("broken")

    monkeypatch.setattr(database, "_after_commit", [fails])
    with writing():
        pass
    said = "".join(capsys.readouterr())
    assert '"event": "failed"' in said
    assert "RuntimeError" in said
    assert "broken" not in said  # what an exception says may quote what someone typed


def test_a_failing_step_keeps_no_other_from_its_turn(app, cast, monkeypatch):
    done = []

    def fails(_session):
        raise RuntimeError("broken")

    monkeypatch.setattr(database, "_after_commit", [fails, lambda _session: done.append("second")])
    with writing():
        pass
    assert done == ["second"]
