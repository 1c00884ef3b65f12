"""A probation from the first day to its outcome, through its pages."""

from datetime import date

import pytest

from hiring.foundation.database import db
from hiring.probation.models import Probation


def test_the_list_says_what_an_empty_house_needs(visit, cast):
    assert "No probation is running." in visit(cast.hr).get("/probations").text
    assert "None of your team is in probation." in visit(cast.manager).get("/probations").text


def test_hr_opens_a_probation_with_nothing_but_a_first_day(visit, make, cast):
    application = make.hire()
    visitor = visit(cast.hr).get("/probations")
    assert visitor.page.links()["Set the first day of Amara Osei"] == f"/applications/{application.id}/probation/open"
    visitor.get(f"/applications/{application.id}/probation/open").submit({"starts_on": "2026-11-03"}).follow()
    assert visitor.page.heading == "Amara Osei"
    probation = db.session.query(Probation).one()
    assert (probation.ends_on, probation.decide_by) == (date(2027, 1, 31), date(2027, 1, 13))
    assert [one.due_on for one in probation.check_ins] == [date(2026, 11, 20), date(2026, 12, 8), date(2026, 12, 26)]
    assert probation.manager_id == cast.manager.id


def test_an_end_before_the_start_is_said_at_the_end(visit, make, cast):
    application = make.hire()
    visitor = visit(cast.hr).get(f"/applications/{application.id}/probation/open")
    visitor.submit({"starts_on": "2026-11-03", "ends_on": "2026-11-02"}, expect=422)
    assert visitor.page.problems() == ["The end must be after the start."]
    assert visitor.page.form("Set first day").held()["ends_on"] == "2026-11-02"


def test_what_nobody_can_read_as_a_day_stays_in_the_form(visit, make, cast):
    application = make.hire()
    visitor = visit(cast.hr).get(f"/applications/{application.id}/probation/open")
    visitor.submit({"starts_on": "soon 🙂"}, expect=422)
    assert visitor.page.problems() == ["Write the day as year-month-day, for example 2026-11-03."]


def test_without_a_hire_no_probation_can_be_opened(visit, make, cast):
    application = make.application()
    visitor = visit(cast.hr).get(f"/applications/{application.id}/probation/open")
    assert "no hire is decided here" in visitor.text
    visitor.post(
        f"/applications/{application.id}/probation/open",
        {"manager": cast.manager.id, "starts_on": "2026-11-03", "notice_days": "7", "lead_days": "7"},
        expect=422,
    )
    assert visitor.page.problems() == ["Probation starts with a hire, and no hire is decided here."]


def test_the_manager_meets_the_clock_the_expectations_and_the_note(visit, make, cast):
    probation = make.probation()
    visitor = visit(cast.manager).get("/probations")
    assert visitor.page.links()["Amara Osei"] == f"/probations/{probation.id}"
    visitor.get(f"/probations/{probation.id}")
    assert "What is expected" in visitor.text
    assert "13 Jan 2027" in visitor.text
    assert "Day 1 of 90" in visitor.text


def test_an_act_is_noted_in_one_line_and_one_tap(visit, make, cast):
    probation = make.probation()
    visitor = visit(cast.manager).get(f"/probations/{probation.id}")
    form = visitor.page.form("Concern")
    typed = form.filled({"act": "Rang the guest back ‏שלום‏ 🙂"}) | form.sent_by("Concern")
    visitor.post(form.action, typed).follow()
    assert "Rang the guest back" in visitor.text
    assert [(one.is_concern, one.on, one.source, one.criterion) for one in probation.observations] == [
        (True, date(2026, 11, 3), "seen", "")
    ]


def test_a_note_without_words_is_kept_open_and_says_so(visit, make, cast):
    probation = make.probation()
    visitor = visit(cast.manager).get(f"/probations/{probation.id}/note")
    visitor.submit({"on": "2026-11-04"}, expect=422)
    assert visitor.page.problems() == [
        "Write what they said or did.",
        "Say whether it's good or a concern.",
    ]


def test_the_manager_is_replaced_within_the_same_second(visit, make, cast):
    probation = make.probation()
    manager, successor = visit(cast.manager), visit(cast.stranger)
    manager.get(f"/probations/{probation.id}")
    successor.get(f"/probations/{probation.id}", expect=404)
    visitor = visit(cast.hr).get(f"/probations/{probation.id}/oversight/transfer")
    visitor.submit({}).follow()
    visitor.submit(button="Transfer", expect=422)
    assert visitor.page.problems() == ["They already have this manager and workplace."]
    visitor.get(f"/probations/{probation.id}/oversight/transfer")
    visitor.submit({"manager": cast.stranger.id}).follow().submit(button="Transfer").follow()
    manager.get(f"/probations/{probation.id}", expect=404)
    successor.get(f"/probations/{probation.id}")


def test_a_hire_who_never_came_is_one_dated_tap_while_nothing_is_filed(visit, make, cast):
    probation = make.probation()
    visitor = visit(cast.hr).get(f"/probations/{probation.id}/did-not-start")
    visitor.submit({"on": ""}, expect=422)
    assert visitor.page.problems() == ["Write the day.", "Write why, in a few words."]
    visitor.submit({"on": "2026-11-03", "reason": "Took another post."}).follow()
    assert "didn't start" in visitor.text
    db.session.expire_all()
    assert not probation.is_running


def test_before_the_first_day_the_manager_sees_it_coming_and_decides_nothing(visit, make, cast, noon):
    probation = make.probation(starts_on=date(2026, 11, 10))
    visitor = visit(cast.manager).get("/probations")
    assert "starts on 10 November" in visitor.text
    visitor.get(f"/probations/{probation.id}/decide/confirm", expect=403)
    with noon(date(2026, 11, 10)):
        visit(cast.manager).get(f"/probations/{probation.id}/decide/confirm")


def test_nobody_meets_their_own_probation_whatever_their_role(visit, make, cast):
    own = make.hire(make.application(name="Hugo Hill", email=cast.second_hr.email))
    probation = make.probation(own)
    visitor = visit(cast.second_hr).get("/probations")
    assert "Set first day" not in visitor.text
    assert "Front desk host" not in visitor.text
    for path in (
        "",
        "/changes",
        "/changes/absence",
        "/oversight/transfer",
        "/did-not-start",
        "/decide/confirm",
        "/decide/extend",
        "/decide/end",
        "/happened/left",
        "/decide/end/check",
        "/note",
    ):
        visitor.get(f"/probations/{probation.id}{path}", expect=404)
    visitor.get(f"/check-ins/{probation.check_ins[0].id}", expect=404)
    visitor.get(f"/applications/{own.id}/probation/open", expect=404)


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"check_in_2": "2020-01-05"}, "check_in_2"),
        ({"check_in_1": "2099-01-05"}, "check_in_1"),
        ({"check_in_1": "2026-12-01", "check_in_3": "2099-01-05"}, "check_in_3"),
    ],
)
def test_a_wrong_check_in_day_is_said_at_the_field_of_that_day(visit, make, cast, days, field):
    application = make.hire()
    visitor = visit(cast.hr).get(f"/applications/{application.id}/probation/open")
    visitor.submit({"manager": cast.manager.id, "starts_on": "2026-11-09"} | days, expect=422)
    [link] = [one.get("href") for one in visitor.page.elements if (one.get("href") or "").startswith("#check_in")]
    assert link == f"#{field}"
