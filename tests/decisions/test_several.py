"""Deciding on several at once: each named on a check page, a decision each, all of them or none."""

from hiring.decisions.models import Decision, decision_of
from hiring.foundation.database import db
from tests.decisions.test_deciding import OVERRIDE, REASON


def test_several_are_hired_by_name_or_none_of_them(visit, make, cast):
    opening = make.opening(posts=2)
    names = ("Ada Alder", "Bea Birch", "Cem Can")
    ada, bea, cem = (make.panel(4, 4, application=make.application(opening, name)) for name in names)
    waiting = make.application(opening, "Dan Dorn")
    hr = visit(cast.hr).get(f"/openings/{opening.id}/compare")
    hr.get(f"/openings/{opening.id}/decide?of={ada.id}&of={bea.id}&of={cem.id}&of={waiting.id}&of=elsewhere")
    assert "You can't decide on Dan Dorn or anyone of another opening here." in hr.text
    assert "Dan Dorn, no." not in hr.text, "nobody can be ticked who isn't ready"
    typed = {"verdict": "hire", "advice": "Show all of them the till."}
    everyone = typed | {"applications": [ada.id, bea.id, cem.id]}
    hr.submit(everyone, expect=422, button="Check names")
    assert hr.page.problems() == ["Ada Alder: Not every gate is met. Write why you're hiring anyway."]
    hr.submit(
        everyone | {"applications": [ada.id, bea.id], "override_reason": OVERRIDE}, expect=200, button="Check names"
    )
    assert hr.page.heading == "Hire two candidates?"
    assert "Ada Alder" in hr.text and "Cem Can" not in hr.text
    assert db.session.query(Decision).count() == 0
    stale = hr.page.form("Hire two candidates").held()
    visit(cast.panellist).get(f"/applications/{bea.id}/debrief").submit({"said-empathy": "She asked first."})
    hr.submit(button="Hire two candidates", expect=422)
    assert hr.page.problems()[0].startswith("The panel of Bea Birch has changed since you looked.")
    assert db.session.query(Decision).count() == 0 and stale["advice"] == typed["advice"]
    hr.submit(expect=200, button="Check names").submit(button="Hire two candidates").follow()
    assert [decision_of(ada).verdict, decision_of(bea).verdict, decision_of(cem)] == ["hire", "hire", None]
    assert decision_of(ada).summary["advice"] == typed["advice"]


def test_several_are_rejected_with_one_reason_each_kept_with_its_panel(visit, make, cast):
    opening = make.opening()
    ada, bea = (make.panel(1, 5, application=make.application(opening, name)) for name in ("Ada Alder", "Bea Birch"))
    hr = visit(cast.hr).get(f"/openings/{opening.id}/decide?of={ada.id}&of={bea.id}")
    hr.submit({"verdict": "reject"}, expect=422, button="Check names")
    assert hr.page.problems() == ["Ada Alder: Write the reason."]
    hr.submit({"reason": REASON}, expect=200, button="Check names")
    assert "nobody has discussed it" in hr.text
    hr.submit(button="Reject two candidates").follow()
    assert [decision_of(of).reason for of in (ada, bea)] == [REASON, REASON]
    assert decision_of(ada).summary["application"] == ada.id
