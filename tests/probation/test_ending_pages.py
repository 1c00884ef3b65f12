"""Confirming, extending and ending a probation, through its pages."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from hiring.foundation import clock, jurisdictions
from hiring.foundation.database import db, writing
from hiring.foundation.records.approvals import Approval
from hiring.probation.conditions import ASKED, ON_RECORD, HowStrong
from hiring.probation.models import Outcome


@pytest.fixture
def probation(make):
    return make.probation()


def outcomes() -> list[str]:
    db.session.expire_all()
    return [one.kind for one in db.session.query(Outcome).order_by(Outcome.at)]


def propose(visit, cast, probation):
    """The manager proposes an end; the path of what HR is asked."""
    visitor = visit(cast.manager).get(f"/probations/{probation.id}/decide/end")
    typed = {"ground": "conduct", "reason": "Left the queue twice. 🙂", "last_day": "2026-11-20"}
    visitor.submit(typed | {"done-adjustments": "Asked on 2 November."}).follow().submit()
    db.session.expire_all()
    return f"/approvals/{db.session.query(Approval).filter_by(answered_at=None).one().id}"


def test_confirming_is_checked_before_it_stands(visit, cast, probation):
    visitor = visit(cast.manager).get(f"/probations/{probation.id}/decide/confirm")
    visitor.submit({"reason": ""}, expect=422)
    assert visitor.page.problems() == ["Write what shows it."]
    visitor.submit({"reason": "Rings back <b>every</b> guest."}, expect=422)
    assert visitor.page.problems() == ["Do this first, or say why it's right to go ahead without it."]
    visitor.submit({"why-last_check_in": "She trains at another branch."}).follow()
    assert visitor.page.heading == "Check: confirm Amara Osei"
    assert outcomes() == []
    visitor.submit().follow()
    assert outcomes() == ["confirmed"]
    assert "Rings back <b>every</b> guest." in visitor.text
    assert "Went ahead without it: She trains at another branch." in visitor.text
    visitor.get(f"/probations/{probation.id}/decide/end", expect=302)


def test_an_extension_says_its_reason_goals_and_new_days(visit, cast, probation):
    visitor = visit(cast.manager).get(f"/probations/{probation.id}/decide/extend")
    told = {"reason": "Learns fast.", "goals": "Two weeks at the desk.", "extended_to": "2027-01-30"}
    visitor.submit(told, expect=422)
    assert visitor.page.problems() == ["The new end must be after the current one."]
    visitor.submit({"extended_to": "2027-06-30"}).follow()
    assert "That makes 240 days in all. In United Kingdom more than 180 are unusual" in visitor.text
    visitor.submit().follow()
    assert outcomes() == ["extended"]
    assert (probation.ends_on, len(probation.check_ins)) == (date(2027, 6, 30), 5)
    assert "Propose to end" in visitor.text
    visitor.get(f"/probations/{probation.id}/decide/extend").submit(told | {"extended_to": "2027-08-01"}, expect=422)
    assert visitor.page.problems() == ["This probation has been extended already, and it can be extended once."]


def test_a_last_day_before_the_first_or_in_the_past_is_refused(visit, cast, probation):
    visitor = visit(cast.manager).get(f"/probations/{probation.id}/decide/end")
    typed = {"ground": "safety", "reason": "Left the queue.", "last_day": "2026-11-02"}
    visitor.submit(typed, expect=422)
    assert visitor.page.problems() == ["The last day can't be before the first."]
    assert visitor.page.form().held()["reason"] == "Left the queue."


def test_an_end_is_proposed_read_and_approved_by_somebody_else(visit, cast, probation):
    path = propose(visit, cast, probation)
    assert outcomes() == []
    manager = visit(cast.manager).get(path)
    assert "A second person answers" not in manager.text
    manager.post(path, {"answer": "approve", "has_checked": "y"}, expect=403)
    visitor = visit(cast.hr).get("/probations")
    assert visitor.page.links()["End of the probation of Amara Osei"] == path
    visitor.get(path).submit({"answer": "approve"}, expect=422)
    assert visitor.page.problems() == ["Confirm that you have checked this. We don't ask what you found."]
    visitor.submit({"has_checked": "y"}).follow()
    assert outcomes() == ["ended"]
    assert "approved by Hedda Hart" in visitor.text
    assert "Approved by Hedda Hart" in visitor.get(path).text


def test_a_no_needs_its_remark_and_the_manager_reads_it(visit, cast, probation):
    path = propose(visit, cast, probation)
    visitor = visit(cast.hr).get(path)
    visitor.submit({}, expect=422)
    assert visitor.page.problems() == ["Choose yes or no."]
    visitor.submit({"answer": "decline"}, expect=422)
    assert visitor.page.problems() == ["Write what's missing or has to change."]
    visitor.submit({"remark": "No concern was raised before."}).follow()
    assert "No concern was raised before." in visit(cast.manager).get(f"/probations/{probation.id}").text
    assert (outcomes(), probation.is_running) == ([], True)


def test_an_end_that_waits_can_be_taken_back_once(visit, cast, probation):
    path = propose(visit, cast, probation)
    visitor = visit(cast.manager).get(f"/probations/{probation.id}/decide/confirm")
    visitor.submit({"reason": "Stays.", "why-last_check_in": "Trains."}, expect=422)
    assert visitor.page.problems() == ["A proposal is waiting for a second person. Take it back first."]
    visitor.get(path).submit(button="Take back proposal")
    visitor.post(f"{path}/take-back", expect=422)
    assert visitor.page.problems() == ["Someone has answered this in the meantime. Check it again."]
    visit(cast.hr).get(path)
    assert probation.is_running


def test_of_two_who_approve_at_the_same_moment_exactly_one_does(either, visit, make, cast):
    probation = make.probation()
    path = propose(visit, cast, probation)
    both = [visit(cast.hr).get(path), visit(cast.second_hr).get(path)]
    sent = [one.page.form().filled({"answer": "approve", "has_checked": "y", "remark": "Read twice."}) for one in both]
    source = clock.current_source()

    def send(visitor, typed):
        clock.use_source(source)
        return visitor.client.post(path, data=typed)

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(send, both, sent))
    assert sorted(one.status_code for one in answers) == [302, 422]
    loser = next(one for one in answers if one.status_code == 422).get_data(as_text=True)
    assert "Someone has answered or replaced this in the meantime." in loser
    assert "Read twice." in loser
    assert outcomes() == ["ended"]


def test_a_text_left_open_in_another_window_is_not_lost(visit, cast, probation):
    first = visit(cast.manager).get(f"/probations/{probation.id}/decide/confirm")
    second = visit(cast.manager).get(f"/probations/{probation.id}/decide/confirm")
    first.submit({"reason": "From the first window.", "why-last_check_in": "Trains."})
    second.submit({"reason": "From the second window.", "why-last_check_in": "Trains."}, expect=422)
    assert "From the first window." in second.text
    assert second.page.form().held()["reason"] == "From the second window."
    second.submit().follow()
    assert "From the second window." in second.text


def test_the_time_is_called_as_the_place_calls_it_and_a_works_council_is_heard_in_time(visit, make, cast):
    with writing():
        cast.harbour.jurisdiction = "de"
    probation = make.probation()
    assert (probation.ends_on - probation.decide_by).days == 7 + 7 + 7 + 4
    visitor = visit(cast.manager).get(f"/probations/{probation.id}/decide/extend")
    assert visitor.page.heading == "Extend the Probezeit of Amara Osei"
    visitor.get(f"/probations/{probation.id}/decide/end")
    assert "BetrVG, section 102" in visitor.text
    typed = {"ground": "conduct", "reason": "Left.", "last_day": "2026-11-20", "done-adjustments": "Asked."}
    visitor.submit(typed, expect=422)
    assert visitor.page.problems() == ["Do this first, or say why it's right to go ahead without it."]
    visitor.submit({"why-works_council": "There is none here."}).follow()
    assert "Went ahead without it: There is none here." in visitor.text


def test_where_a_place_refuses_a_longer_probation_the_extension_is_refused(visit, make, cast):
    with writing():
        cast.harbour.jurisdiction = "ie"
    visitor = visit(cast.manager).get(f"/probations/{make.probation().id}/decide/extend")
    told = {"reason": "Learns fast.", "goals": "Two weeks.", "extended_to": "2027-05-02"}
    visitor.submit(told, expect=422)
    said = "In Ireland it lasts 180 days at most (as of 2026-11-01). Choose an earlier day."
    assert visitor.page.problems() == [said]
    visitor.submit({"extended_to": "2027-05-01"}).follow()


def test_every_place_says_what_it_asks_before_an_ending_and_where_that_is_from(app):
    for place in jurisdictions.known().values():
        asked = place.facts["ending"]
        assert list(asked) == [*ON_RECORD, *ASKED]
        assert [key for key, entry in asked.items() if not entry["source"] or not HowStrong(entry["ask"])] == []
        assert set(place.facts.get("contract", {})) <= {"says", "source"}
