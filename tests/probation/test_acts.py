"""Ordinary life in a probation: each dated act by its pages, what moves with it, and what is refused."""

from datetime import date

import pytest

from hiring.foundation.database import db, writing
from hiring.foundation.records.journal import JournalEntry
from hiring.probation import actions, outcomes, proposals
from hiring.probation.acts import changes
from hiring.probation.acts.models import DatedAct
from hiring.probation.end_proposals import EndProposal
from hiring.probation.endings.end_text import is_void
from hiring.probation.notes.actions import note_act
from hiring.probation.values import Act, OutcomeKind
from tests.make import CONSIDERED, NOT_FILED

WHY = "Her notice ran longer."


@pytest.fixture
def probation(make):
    return make.probation()


def days(probation):
    db.session.expire_all()
    due = [check_in.due_on for check_in in probation.check_ins]
    return [probation.starts_on, *due, probation.decide_by, probation.ends_on, probation.first_ends_on]


def moved(probation, before):
    return [(now - was).days for now, was in zip(days(probation), before, strict=True)]


def note(cast, probation):
    key = probation.application.opening.criteria[0].key
    with writing() as session:
        note_act(session, cast.manager, probation, Act(key, date(2026, 11, 3), "Rang back.", is_concern=False))


def at(visit, person, address, typed, button):
    """Through the form and its check page, to the end."""
    return visit(person).get(address).submit(typed).follow().submit(button=button).follow()


def test_another_first_day_moves_everything_that_is_still_to_come(visit, cast, probation):
    before = days(probation)
    address = f"/probations/{probation.id}/oversight/start"
    hr = visit(cast.hr).get(address)
    hr.submit({"starts_on": "2026-11-09", "reason": ""}, expect=422)
    assert hr.page.problems() == ["Write why the first day changes."]
    hr.submit({"reason": WHY}).follow()
    assert "20 Nov 2026" in hr.text
    assert "26 Nov 2026" in hr.text
    assert moved(probation, before) == [0] * 7
    hr.submit(button="Change first day").follow()
    assert moved(probation, before) == [6] * 7
    assert "3 Nov 2026 → 9 Nov 2026" in hr.get(f"/probations/{probation.id}/changes").text
    entry = db.session.query(JournalEntry).filter_by(verb="dated act recorded").one()
    assert entry.payload | {"act": ""} == {"act": "", "kind": "start", "on": "2026-11-09", "to": ""}


def test_after_a_filed_check_in_the_first_day_moves_what_is_left(visit, make, cast, probation, noon):
    with noon(date(2026, 11, 20)):
        make.check_in(probation, on=date(2026, 11, 20))
        before = days(probation)
        at(visit, cast.hr, f"/probations/{probation.id}/oversight/start", {"starts_on": "2026-11-02", "reason": WHY},
           "Change first day")  # fmt: skip
        assert moved(probation, before) == [-1, 0, -1, -1, -1, -1, -1]
        hr = visit(cast.hr).get(f"/probations/{probation.id}/oversight/start")
        hr.submit({"starts_on": "2026-11-21", "reason": WHY}, expect=422)
        held = "A check-in was held on 20 Nov 2026, so they had started by then. Choose that day or an earlier one."
        assert hr.page.problems() == [held]
        assert hr.page.form().held()["reason"] == WHY


def test_an_absence_moves_what_is_still_to_come_and_nothing_else(visit, cast, probation):
    before = days(probation)
    address = f"/probations/{probation.id}/changes/absence"
    at(visit, cast.manager, address, {"first_on": "2026-12-08", "last_on": "2026-12-14"}, "Record absence")
    assert moved(probation, before) == [0, 0, 7, 7, 7, 7, 7]
    db.session.expire_all()
    assert not probation.is_extended
    again = visit(cast.hr).get(address)
    again.submit({"first_on": "2026-12-14", "last_on": "2026-12-20"}, expect=422)
    assert again.page.problems() == ["They were already away from 8 Dec 2026 to 14 Dec 2026."]


REFUSED = [
    ("hr", "oversight/start", {"starts_on": "2026-11-03"}, "That's already the first day."),
    ("hr", "oversight/start", {"starts_on": "2026-10-01"}, "They applied later than that. Check the day."),
    ("hr", "oversight/start", {"starts_on": "2026-11-04"},
     "A note is dated 3 Nov 2026, so they had started by then. Choose that day or an earlier one."),
    ("manager", "changes/absence", {"first_on": "2026-12-20", "last_on": "2027-01-31"},
     "The probation ends on 31 Jan 2027. An absence has to end before that day."),
    ("manager", "changes/absence", {"first_on": "2026-12-20", "last_on": "2026-12-19"},
     "The last day away can't be before the first."),
    ("manager", "changes/absence", {"first_on": "2026-11-03", "last_on": "2026-11-09"},
     "They start on 3 Nov 2026. For an absence from the first day, change the first day."),
]  # fmt: skip
AT_THE_END = [
    ("hr", "oversight/contract-end", {"contract_ends_on": "2026-11-02"},
     "The last day of a contract can't be in the past."),
    ("manager", "changes/deputy", {"deputy": "second_hr", "until": ""},
     "Write the last day they stand in."),
    ("manager", "changes/deputy", {"deputy": "second_hr", "until": "2026-11-02"},
     "That day has passed. Choose today or a later day."),
]  # fmt: skip


def test_what_cannot_be_is_refused_at_its_place_and_nothing_is_lost(visit, cast, probation):
    note(cast, probation)
    before = days(probation)
    visitors = {name: visit(getattr(cast, name)) for name in ("hr", "manager")}
    for person, address, typed, problem in REFUSED:
        visitor = visitors[person].get(f"/probations/{probation.id}/{address}")
        visitor.submit(typed | {"reason": WHY}, expect=422)
        assert visitor.page.problems() == [problem], address
        assert visitor.page.form().held()["reason"] == WHY
    for person, address, typed, problem in AT_THE_END:
        chosen = {"deputy": getattr(cast, typed["deputy"]).id} if "deputy" in typed else {}
        visitor = visitors[person].get(f"/probations/{probation.id}/{address}")
        visitor.submit(typed | chosen | {"reason": WHY}, expect=422)
        assert visitor.page.problems() == [problem], address
    assert days(probation) == before
    assert db.session.query(DatedAct).count() == 0


def test_a_deputy_decides_up_to_and_with_the_last_day_and_both_names_are_kept(visit, cast, probation, noon):
    typed = {"deputy": cast.stranger.id, "until": "2026-11-10"}
    at(visit, cast.manager, f"/probations/{probation.id}/changes/deputy", typed, "Name deputy")
    path = f"/probations/{probation.id}"
    with noon(date(2026, 11, 10)):
        deputy = visit(cast.stranger).get(f"{path}/decide/confirm")
        deputy.submit({"reason": "Ready.", "why-last_check_in": "Trains."}).follow().submit().follow()
        assert "Sten Strand in place of Milan Moor" in deputy.text
    with noon(date(2026, 11, 11)):
        visit(cast.stranger).get(path, expect=404)


def test_hr_stands_in_once_decide_by_has_passed(visit, cast, probation, noon):
    path = f"/probations/{probation.id}/decide/confirm"
    with noon(date(2027, 1, 13)):
        visit(cast.hr).get(path, expect=403)
    with noon(date(2027, 1, 14)):
        hr = visit(cast.hr).get(path)
        hr.submit({"reason": "Ready.", "why-last_check_in": "Trains."}).follow().submit().follow()
        assert "Hedda Hart in place of Milan Moor" in hr.text


def test_the_hires_of_a_manager_who_is_gone_are_amber_and_hr_stands_in(visit, cast, probation):
    path = f"/probations/{probation.id}/decide/confirm"
    hr = visit(cast.hr).get(path, expect=403)
    with writing():
        cast.manager.active = False
    hr.get(path)
    assert "no manager" in hr.get("/probations").text


def test_a_check_in_moves_in_order_or_is_recorded_as_not_held(visit, cast, probation):
    second, third = probation.check_ins[1:]
    address = f"/check-ins/{second.id}/changes/move"
    manager = visit(cast.manager).get(address)
    for day, problem in (
        ("2026-11-20", "Check-in 1 is on 20 Nov 2026. They stay in order."),
        ("2026-12-26", "Check-in 3 is on 26 Dec 2026. They stay in order."),
        ("2027-01-14", "That's after 13 Jan 2027, the day to decide by. Choose an earlier day."),
    ):
        manager.submit({"due_on": day, "reason": WHY}, expect=422)
        assert manager.page.problems() == [problem]
    at(visit, cast.manager, address, {"due_on": "2026-12-10", "reason": WHY}, "Move check-in")
    db.session.expire_all()
    assert second.due_on == date(2026, 12, 10)
    first = probation.check_ins[0]
    at(visit, cast.manager, f"/check-ins/{first.id}/changes/not-held", {"reason": "Ill that week."}, "Record")
    db.session.expire_all()
    assert probation.next_check_in is second
    assert third.is_waiting


def test_a_filed_check_in_is_amended_with_a_reason_and_voids_what_waits(visit, make, cast, probation):
    filed = make.check_in(probation)
    with writing() as session:
        told = {"reason": "Left.", "last_day": date(2026, 12, 1), "done": CONSIDERED, "whys": NOT_FILED}
        asked = proposals.propose_end(session, cast.manager, probation, **told)
    proposal = EndProposal(asked, probation)
    assert not is_void(proposal)
    typed = {"words": "She rang back twice, not once.", "reason": "I read the log."}
    at(visit, cast.manager, f"/check-ins/{filed.id}/changes/amend", typed, "Amend check-in")
    assert "She rang back twice, not once." in visit(cast.hr).get(f"/probations/{probation.id}/changes").text
    db.session.expire_all()
    assert is_void(proposal)
    first = visit(cast.manager).get(f"/check-ins/{probation.check_ins[1].id}/changes/amend")
    first.submit(typed, expect=422)
    assert first.page.problems() == ["This check-in isn't filed yet, so there's nothing to amend."]


def test_an_extension_leaves_no_dead_check_ins_behind(make, cast, probation, noon):
    with noon(date(2026, 12, 20)), writing() as session:
        told = {"reason": "Learns fast.", "goals": "Two weeks.", "extended_to": date(2027, 3, 2)}
        outcomes.extend(session, cast.manager, probation, **told)
    assert [check_in.is_waiting for check_in in probation.check_ins] == [False] * 3 + [True] * 2


def test_a_contract_is_ended_by_someone_else_than_who_set_its_last_day(visit, cast, probation):
    typed = {"contract_ends_on": "2026-11-03", "reason": "The season is over."}
    at(visit, cast.hr, f"/probations/{probation.id}/oversight/contract-end", typed, "Change last day")
    path = f"/probations/{probation.id}/happened/contract-ended"
    first = visit(cast.hr).get(path).submit({"reason": "The season is over."}, expect=422)
    said = "You set the last day of this contract, so someone else has to record that it ended."
    assert first.page.problems() == [said]
    visit(cast.second_hr).get(path).submit({"reason": "The season is over."}).follow().submit().follow()
    db.session.expire_all()
    assert [(outcome.kind, outcome.last_day) for outcome in probation.outcomes] == [
        (OutcomeKind.CONTRACT_ENDED, date(2026, 11, 3))
    ]


def test_a_transfer_stops_nothing_and_the_clock_follows_the_new_place(make, cast, probation, noon):
    from hiring.accounts.actions import add_workplace

    with writing() as session:
        far = add_workplace(session, None, name="Auckland", zone="Pacific/Auckland", jurisdiction="other")
        changes.transfer(session, cast.hr, probation, manager=cast.stranger, workplace=far, on=date(2026, 11, 3))
    assert (probation.is_running, probation.manager) == (True, cast.stranger)
    with noon(date(2026, 11, 10)):
        assert actions.today_at(probation) == date(2026, 11, 11)


def test_who_stayed_can_leave_later_with_a_reason(visit, cast, probation):
    with writing() as session:
        outcomes.confirm(session, cast.manager, probation, reason="Ready.", whys=NOT_FILED)
    typed = {"on": "2026-11-03", "leaving_reason": "pay"}
    at(visit, cast.hr, f"/probations/{probation.id}/changes/departure", typed, "Record")
    closed = visit(cast.hr).get("/probations/closed").text
    assert "Why they left: pay 1." in closed
    assert (probation.departure.on, probation.departure.reason_key) == (date(2026, 11, 3), "pay")


def test_telling_them_is_a_step_of_its_own(visit, cast, probation):
    with writing() as session:
        outcome = outcomes.confirm(session, cast.manager, probation, reason="Ready.", whys=NOT_FILED)
    manager = visit(cast.manager).get("/probations")
    manager.get(manager.page.links()["Amara Osei: confirmed"])
    manager.submit({"on": "2026-11-04", "how": "In the back office."}, expect=422)
    assert manager.page.problems() == ["This day is still to come. Record it once you've told them."]
    manager.submit({"on": "2026-11-03"}).follow()
    assert "Told on 3 Nov 2026, by Milan Moor" in manager.text
    assert "Amara Osei: confirmed" not in manager.get("/probations").page.links()
    db.session.expire_all()
    assert not outcome.is_to_tell
