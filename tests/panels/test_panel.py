"""One panel: reading it, closing it without the missing cards, and its debrief."""

from hiring.foundation.database import db
from hiring.foundation.records import view_log
from hiring.interviews.queries import open_seats_of, seatable
from hiring.interviews.readings import MARKS
from hiring.panels.policy import closing_of
from hiring.panels.queries import debrief_of, summary_of


def half_sealed(make, cast):
    """The first panellist has sealed, the second has not."""
    application = make.application()
    interview = make.interview(application)
    make.scorecard(
        next(seat for seat in interview.seats if seat.person_id == cast.panellist.id), 5, "She rang at once."
    )
    return application


def test_a_sealed_panel_shows_every_answer_side_by_side_with_its_numbers(visit, make, cast):
    application = make.panel(1, 5)
    visitor = visit(cast.hr).get(f"/applications/{application.id}/panel")
    assert "Pia Park 1" in visitor.text
    assert "Pablo Perez 5" in visitor.text
    assert "Pia marked every criterion about four levels below Pablo." in visitor.text
    assert "3.0 discuss 1.9 to 4.1" in visitor.text
    assert "Interviewers saw different people: 1 and 5. Talk before deciding." in visitor.text
    assert visitor.text.count("spread assumed") == 1


def test_whoever_reads_a_panel_can_no_longer_be_seated_for_it(visit, make, cast):
    application = make.panel(3, 3)
    assert cast.panellist in seatable(db.session, application)
    visit(cast.panellist).get(f"/applications/{application.id}/panel").get(f"/applications/{application.id}/panel")
    assert cast.panellist not in seatable(db.session, application)
    assert view_log.has_seen(db.session, cast.panellist.id, application.id, MARKS)


def test_notes_are_shown_as_text_whatever_is_in_them(visit, make, cast):
    application = make.application(make.plan_of(make.opening(), 1), name="Zoë <b>🌊</b> محمد")
    for seat in make.interview(application).seats:
        make.scorecard(seat, 3, "<script>alert(1)</script> 🌊 \u202eabc")
    visitor = visit(cast.hr).get(f"/applications/{application.id}/panel")
    assert "<script>alert(1)</script> 🌊 abc" in visitor.text


def test_hr_waits_for_the_missing_card_and_sees_no_mark(visit, make, cast):
    application = half_sealed(make, cast)
    visitor = visit(cast.hr).get(f"/applications/{application.id}/panel")
    assert "Not yet: waiting for 1 of 2 scorecards." in visitor.text
    assert "She rang at once." not in visitor.page.html
    assert not view_log.has_seen(db.session, cast.hr.id, application.id, MARKS)


def test_who_may_read_a_panel(visit, make, cast):
    address = f"/applications/{make.panel(3, 3).id}/panel"
    for person in (cast.hr, cast.hr_lead, cast.second_hr, cast.panellist, cast.second_panellist):
        visit(person).get(address)
    for person in (cast.manager, cast.administrator, cast.elsewhere, cast.stranger):
        visit(person).get(address, expect=404)
    visit(cast.hr).get("/applications/never/panel", expect=404)


def test_a_panellist_reads_after_sealing_and_not_before(visit, make, cast):
    application = half_sealed(make, cast)
    assert "Not everyone has sealed yet." in visit(cast.panellist).get(f"/applications/{application.id}/panel").text
    visit(cast.second_panellist).get(f"/applications/{application.id}/panel", expect=403)


def test_nobody_reads_the_panel_of_their_own_application(visit, make, cast):
    application = make.panel(5, 5, application=make.application(name="Hedda Hart", email=cast.hr.email))
    visit(cast.hr).get(f"/applications/{application.id}/panel", expect=404)
    visit(cast.second_hr).get(f"/applications/{application.id}/panel")


def test_a_panel_is_closed_with_a_reason_and_nobody_can_seal_for_it_afterwards(visit, make, cast):
    application = half_sealed(make, cast)
    visitor = visit(cast.hr).get(f"/applications/{application.id}/panel")
    visitor.submit({"reason": ""}, expect=422)
    assert visitor.page.problems() == ["Write why you're reading the panel without them."]
    visitor.submit({"reason": "He left."}, expect=422)
    assert visitor.page.problems() == ["Write the reason in a sentence, at least 20 characters."]
    visitor.submit({"reason": "Pablo left the company before sealing. 🌊"}).follow()
    assert "Pablo left the company before sealing. 🌊" in visitor.text
    assert "She rang at once." in visitor.text
    assert open_seats_of(db.session, cast.second_panellist) == []


def test_closing_a_panel_that_was_closed_meanwhile_keeps_the_text(visit, make, cast):
    application = half_sealed(make, cast)
    first, second = visit(cast.hr), visit(cast.second_hr)
    for visitor in (first, second):
        visitor.get(f"/applications/{application.id}/panel")
    first.submit({"reason": "Pablo left the company before sealing."})
    second.submit({"reason": "Pablo is on leave until next year."}, expect=422)
    assert second.page.problems() == ["This panel is already closed."]
    assert second.page.form("Close and read panel").held()["reason"] == "Pablo is on leave until next year."
    assert closing_of(application).closed_by_id == cast.hr.id


def test_hr_who_owes_a_card_cannot_close_the_panel_over_it(visit, make, cast):
    opening = make.opening(interviewers=[cast.panellist, cast.second_hr])
    interview = make.interview(make.application(opening), people=[cast.panellist, cast.second_hr])
    make.scorecard(next(seat for seat in interview.seats if seat.person_id == cast.panellist.id))
    visitor = visit(cast.second_hr).get(f"/applications/{interview.application_id}/panel")
    assert "Not yet: you still have a scorecard to seal" in visitor.text
    visitor.post(f"/applications/{interview.application_id}/panel/close", {"reason": "I should like to read it."}, 403)
    assert closing_of(interview.application) is None


def test_a_debrief_takes_one_criterion_after_another_and_says_what_moved(visit, make, cast):
    application = make.panel(1, 5)
    panel = f"/applications/{application.id}/panel"
    visitor = visit(cast.panellist).get(panel)
    assert "Start the debrief: 4 to discuss" in visitor.text
    visitor.get(f"/applications/{application.id}/debrief")
    turns = [" ".join(turn.itertext()) for turn in visitor.page.root.iter("p") if turn.get("class") == "turn"]
    assert turns == ["Pablo Perez speaks first (newest interviewer)", "Pia Park last"]
    assert "Between 3 and 5: more than 3, not all of 5." in visitor.text
    visitor.submit({"said-empathy": "She asked him first. 🌊", "level-empathy": "4"}).follow()
    assert visitor.path.endswith("/debrief/listening"), "the next one to discuss"
    assert "1 of 4 discussed" in visitor.text
    assert (
        "From 3.0 , the mean of the independent marks, to 4 after the talk. “She asked him first. 🌊”" in visitor.text
    )
    visitor.get(panel)
    assert "After the talk: 4" in visitor.text
    assert "They have talked about it." in visitor.text
    assert "Start the debrief: 3 to discuss" in visitor.text
    assert "Pia Park 1" in visitor.text
    summary = summary_of(db.session, application)
    assert (summary.cell("empathy").mean, summary.composite) == (3.0, 3.0), "the independent marks are averaged"
    for key in ("listening", "ownership", "composure"):
        visitor.get(f"/applications/{application.id}/debrief/{key}").submit({f"said-{key}": "Both heard the same."})
    assert visitor.follow().path.endswith("/panel"), "nothing is left to discuss"


def test_a_debrief_refuses_at_its_field_and_keeps_what_was_typed(visit, make, cast):
    application = make.panel(1, 5)
    debrief = f"/applications/{application.id}/debrief"
    visitor = visit(cast.hr).get(debrief)
    visitor.submit({"level-empathy": "3"}, expect=422)
    assert visitor.page.problems() == ["Write what was said that settled it."]
    visitor.get(debrief).submit({}, expect=422)
    assert visitor.page.problems() == ["Write what was said that settled it."]
    form = visitor.get(f"{debrief}/empathy").page.form("Save draft")
    typed = form.held() | {"level-empathy": "9", "said-empathy": "Both saw it."}
    visitor.post(f"{debrief}/empathy", typed, 422)
    assert visitor.page.problems() == ["Choose one of these."]
    assert visitor.page.form("Save draft").held()["said-empathy"] == "Both saw it."
    visitor.get(f"{debrief}/no-such-criterion", expect=404)
    assert debrief_of(db.session, application) == []


def test_two_who_record_a_debrief_at_once_lose_nothing(visit, make, cast):
    application = make.panel(1, 5)
    first, second = visit(cast.hr), visit(cast.panellist)
    for visitor in (first, second):
        visitor.get(f"/applications/{application.id}/debrief/empathy")
    first.submit({"said-empathy": "She asked him first."})
    second.submit({"said-empathy": "She was silent."}, expect=422)
    assert "She asked him first." in second.text
    assert second.page.form("Save draft").held()["said-empathy"] == "She was silent."
    second.submit().follow()
    assert [mark.said for mark in debrief_of(db.session, application)] == ["She was silent."]


def test_a_debrief_comes_after_everybody_has_sealed(visit, make, cast):
    application = half_sealed(make, cast)
    for person in (cast.hr, cast.panellist):
        visit(person).get(f"/applications/{application.id}/debrief", expect=403)
    visit(cast.stranger).get(f"/applications/{application.id}/debrief", expect=404)


def test_the_fold_of_a_criterion_has_the_usual_indices(visit, make, cast):
    told = visit(cast.hr).get(f"/applications/{make.panel(3, 4).id}/panel").text
    assert "Standard deviation 0.71; on average a mark lies 0.5 from the mean." in told
    assert "r_wg" not in told
