"""Rejecting without a panel: one or many, each named, each with a decision of its own; and only where one may."""

import pytest
import sqlalchemy as sa

from hiring.decisions.models import Decision, decision_of
from hiring.foundation.database import db
from hiring.foundation.records.journal import JournalEntry
from tests.decisions.test_what_is_ahead import meet

REASON = "Two shifts a week is all they can do."


@pytest.fixture
def opening(make, cast):
    return make.opening(interviewers=[cast.panellist, cast.second_panellist, cast.second_hr])


def rejecting(visit, person, opening):
    return visit(person).get(f"/openings/{opening.id}/reject")


def test_many_are_named_on_a_check_page_and_each_gets_a_decision_of_its_own(visit, make, cast, opening):
    amara, bo, noor = (make.application(opening, name) for name in ("Amara Osei", "Bo Li", "Noor Haddad"))
    hr = rejecting(visit, cast.hr, opening)
    hr.submit({"applications": [amara.id, noor.id], "reason": REASON}, expect=200)
    assert hr.page.heading == "Reject two candidates?"
    assert "Amara Osei" in hr.text and "Noor Haddad" in hr.text and "Bo Li" not in hr.text
    assert db.session.query(Decision).count() == 0
    hr.submit(button="Reject two candidates").follow()
    assert "Rejected: two candidates." in hr.text
    assert [decision_of(one) and decision_of(one).verdict for one in (amara, bo, noor)] == ["reject", None, "reject"]
    entries = db.session.scalars(sa.select(JournalEntry).where(JournalEntry.verb == "rejected before panel")).all()
    assert {one.payload["application"] for one in entries} == {amara.id, noor.id}
    assert {one.subject for one in entries} == {decision_of(amara).id, decision_of(noor).id}
    hr.get(f"/applications/{noor.id}/decision")
    assert REASON in hr.text
    assert "decided before the panel could be read" in hr.text


def test_one_is_rejected_from_their_page(visit, make, cast, opening):
    amara, _ = (make.application(opening, name) for name in ("Amara Osei", "Bo Li"))
    hr = visit(cast.hr).get(f"/applications/{amara.id}")
    hr.get(hr.page.links()["Reject"])
    assert "Bo Li" not in hr.text
    hr.submit({"reason": REASON}, expect=200)
    hr.submit(button="Change something", expect=200)
    assert hr.page.form("Check names").held()["reason"] == REASON
    assert hr.page.form("Check names").held()["applications"] == [amara.id]
    hr.submit(expect=200).submit(button="Reject one candidate")
    assert decision_of(amara).reason == REASON
    hr.get(f"/applications/{amara.id}")
    assert "Reject" not in hr.page.links()


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"reason": REASON}, "Choose at least one candidate."),
        ({"reason": ""}, "Write the reason."),
        ({"reason": "Too far."}, "Write the reason in a sentence, at least 20 characters."),
    ],
)
def test_nobody_is_rejected_without_a_name_and_a_reason(visit, make, cast, opening, typed, problem):
    application = make.application(opening)
    chosen = {} if "Choose" in problem else {"applications": [application.id]}
    for step in ("check", "reject"):
        hr = rejecting(visit, cast.hr, opening)
        hr.submit(typed | chosen | {"step": step}, expect=422)
        assert hr.page.problems() == [problem]
        assert hr.page.form("Check names").held()["reason"] == typed["reason"]
    assert db.session.query(Decision).count() == 0


def test_interviews_still_to_come_are_cancelled_and_the_cards_of_the_rest_are_not_chased(visit, make, cast, opening):
    application = make.application(opening)
    make.interview(application, people=[cast.panellist])
    ahead = meet(cast, application, cast.second_panellist)
    hr = rejecting(visit, cast.hr, opening)
    hr.submit({"applications": [application.id], "reason": REASON}, expect=200)
    hr.submit(button="Reject one candidate")
    db.session.expire_all()
    assert [one.state for one in application.interviews] == ["on", "cancelled"]
    assert ahead.state == "cancelled"
    assert "late since" not in hr.get("/").text


def test_one_who_can_not_be_rejected_any_more_stops_all_of_them_and_is_named(visit, make, cast, opening):
    amara, bo = (make.application(opening, name) for name in ("Amara Osei", "Bo Li"))
    hr = rejecting(visit, cast.hr, opening)
    hr.submit({"applications": [amara.id, bo.id], "reason": REASON}, expect=200)
    make.withdrawn(bo)
    hr.submit(button="Reject two candidates", expect=422)
    assert hr.page.problems()[0].startswith("Bo Li can't be rejected here.")
    assert hr.page.form("Check names").held()["reason"] == REASON
    db.session.expire_all()
    assert decision_of(amara) is None


def test_a_candidate_whose_panel_can_be_read_is_decided_on_there(visit, make, cast, opening):
    ready = make.panel(3, 4, application=make.application(opening))
    hr = rejecting(visit, cast.hr, opening)
    assert "Amara Osei" not in hr.text
    hr.post(
        f"/openings/{opening.id}/reject", {"step": "reject", "applications": ready.id, "reason": REASON}, expect=422
    )
    assert decision_of(ready) is None


def test_hr_who_cannot_decide_yet_are_led_to_the_panel_and_not_told_to_ask_hr(visit, make, cast, opening):
    application = make.application(opening)
    hr = visit(cast.hr).get(f"/applications/{application.id}/decide", expect=302).follow()
    assert hr.page.heading == "Panel: Amara Osei"


def test_nobody_rejects_themselves_or_someone_they_still_have_to_mark(visit, make, cast, opening):
    own = make.application(opening, "Hugo Hill", email=cast.second_hr.email)
    owed = make.application(opening, "Bo Li")
    make.interview(owed, people=[cast.second_hr])
    hugo = rejecting(visit, cast.second_hr, opening)
    assert "There's nobody you can reject here." in hugo.text
    for one in (own, owed):
        typed = {"step": "reject", "applications": one.id, "reason": REASON}
        hugo.post(f"/openings/{opening.id}/reject", typed, expect=422)
    assert db.session.query(Decision).count() == 0


def test_what_was_typed_survives_a_look_at_skills_check_and_references(visit, make, cast):
    application = make.panel(3, 4)
    hr = visit(cast.hr).get(f"/applications/{application.id}/panel")
    hr.get(hr.page.links()["Go on to the decision"])
    typed = {"verdict": "hire", "reason": "Half a", "override_reason": "Because\n the season begins."}
    for button, way in (("Skills check", "skill-floor"), ("References", "references")):
        hr.submit(typed, button=button).follow()
        assert hr.path.endswith(way)
        hr.get(f"/applications/{application.id}/decide?seen={hr.page.form().held()['seen']}")
        held = hr.page.form("Check before it's final").held()
        assert {name: held[name] for name in typed} == typed
    assert "Half a" not in visit(cast.second_hr).get(f"/applications/{application.id}/panel").text


def test_a_decision_written_in_two_windows_is_never_overwritten_silently(visit, make, cast):
    application = make.panel(3, 4)

    def window():
        hr = visit(cast.hr).get(f"/applications/{application.id}/panel")
        return hr.get(hr.page.links()["Go on to the decision"])

    first, second = window(), window()
    first.submit({"reason": "From the first window."}, button="References")
    second.submit({"reason": "From the second window."}, button="References", expect=422)
    assert "You saved a newer version of this in another window." in second.text
    assert second.page.form("Check before it's final").held()["reason"] == "From the second window."
