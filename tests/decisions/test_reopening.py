"""Reopening a decision: it stays on record, the next is made beside it, and never two are in force."""

import pytest

from hiring.candidates.status import status_for
from hiring.decisions.actions import AlreadyDecided
from hiring.decisions.models import Decision, decision_of, decisions_of
from hiring.decisions.queries import hires_of
from hiring.decisions.reopening import NothingToReopen, reopen_decision
from hiring.decisions.values import Verdict
from hiring.foundation.database import db, writing
from hiring.foundation.web.errors import constraints_explained
from tests.decisions.test_deciding import REASON, check_page


def test_a_reopened_decision_stays_beside_the_new_one(visit, make, cast):
    application = make.panel(3, 4)
    make.decision(application)
    hr = visit(cast.hr).get(f"/applications/{application.id}/decision")
    hr.get(hr.page.links()["Reopen decision"]).submit({"reason": "No."}, expect=422)
    assert hr.page.problems() == ["Write why, at least 20 characters."]
    hr.submit({"reason": "She asked us to look again at the rota."}).follow()
    assert decision_of(application) is None and hires_of(db.session, application.opening) == 0
    assert status_for(db.session, cast.hr, application).word == "ready"
    hr.get(f"/applications/{application.id}/references").submit(
        {"waived": "yes", "said": "Her trainer can't be reached."}
    )
    hr = check_page(visit, cast.hr, application, {"verdict": "reject", "reason": REASON})
    hr.submit(button="Yes, reject Amara Osei").follow()
    assert [made.verdict for made in decisions_of(application)] == ["hire", "reject"]
    assert status_for(db.session, cast.hr, application).word == "rejected"
    assert "Earlier decisions" in hr.text and "look again at the rota" in hr.text
    hr.get(f"/applications/{application.id}/decision/1")
    assert "no longer in force" in hr.text and "Unchanged since the decision." in hr.text
    assert "can't be reached" not in hr.text
    hr.get(f"/applications/{application.id}/decision/3", expect=404)
    visit(cast.panellist).get(f"/applications/{application.id}/decision/1", expect=403)


def test_never_two_are_in_force_or_reopened_twice(make, cast):
    application = make.panel(3, 4)
    first = make.decision(application)
    values = {"reason": REASON, "decided_by": cast.hr, "decided_at": first.decided_at, "digest": ""}
    with pytest.raises(AlreadyDecided), writing() as session, constraints_explained():
        session.add(Decision(application=application, number=1, verdict="hire", gates=[], summary={}, **values))
        session.flush()
    with writing() as session:
        reopen_decision(session, cast.hr, application, reason="She asked us to look again.")
    with pytest.raises(NothingToReopen), writing() as session:
        reopen_decision(session, cast.hr, application, reason="She asked us to look again.")
    assert make.decision(application, Verdict.REJECT).number == 2
