"""What licences mean for an opening: the scorecard's notice, the marks, the gate, the waiver."""

from hiring.decisions.queries import gates_of
from hiring.foundation.database import db
from hiring.interviews.models import Rating, interviews_of
from hiring.panels.queries import summary_of


def gate(application):
    found = gates_of(db.session, application, summary_of(db.session, application))
    return next(one for one in found if one.key == "licences")


def test_marks_without_a_licence_are_kept_and_marked_and_leave_the_gate_open(visit, make, cast):
    opening = make.opening()
    make.licensed(opening, cast.panellist)
    application = make.panel(4, 3, application=make.application(opening))
    assert not gate(application).met
    assert gate(application).sentence == "2 scorecards of 4 marked without a licence."
    page = visit(cast.hr).get(f"/applications/{application.id}/panel")
    asked = sum(len(planned_round.questions) for planned_round in opening.rounds)
    assert page.text.count("without a licence") == asked


def test_a_licence_earned_after_sealing_changes_no_mark(make, cast):
    opening = make.opening()
    application = make.panel(4, 3, application=make.application(opening))
    make.licensed(opening, cast.panellist, cast.second_panellist)
    assert not gate(application).met
    assert {one.is_licensed for one in db.session.query(Rating)} == {False}


def test_where_everybody_has_practised_the_gate_is_met(make, cast):
    opening = make.opening()
    make.licensed(opening, cast.panellist, cast.second_panellist)
    application = make.panel(4, 3, application=make.application(opening))
    assert (gate(application).met, gate(application).sentence) == (True, "Every mark was given with a licence.")


def test_what_was_not_observed_needs_no_licence(make, cast):
    application = make.application()
    for seat in make.interview(application).seats:
        make.scorecard(seat, [None] * len(seat.interview.round.questions))
    assert gate(application).met


def test_a_waiver_has_a_name_and_a_reason(visit, make, cast):
    opening = make.opening()
    application = make.panel(4, 3, application=make.application(opening))
    visitor = visit(cast.second_hr).get(f"/openings/{opening.id}/change")
    visitor.submit({"needs_licence": []}, expect=422)
    assert visitor.page.problems() == ["Write why interviewers needn't practise for this opening."]
    visitor.submit({"needs_licence": [], "licence_waiver": "The pool opens on Monday."}).follow()
    assert "Hugo Hill waived practice: The pool opens on Monday." in visitor.text
    db.session.refresh(opening)
    assert gate(application).met
    waived = "4 scorecards of 4 marked without a licence; waived for this opening, with a reason."
    assert gate(application).sentence == waived
    visitor.get(f"/openings/{opening.id}/change").submit({"needs_licence": ["y"]})
    db.session.refresh(opening)
    assert (opening.licence_waived_by, opening.licence_waiver) == (None, "")
    assert not gate(application).met


def test_the_scorecard_says_what_to_practise_first_until_it_is_done(visit, make, cast):
    application = make.application()
    seat = next(one for one in make.interview(application).seats if one.person is cast.panellist)
    visitor = visit(cast.panellist).get(f"/scorecards/{seat.id}")
    assert "Practise first" in visitor.text
    make.licensed(application.opening, cast.panellist)
    assert "Practise first" not in visitor.get(f"/scorecards/{seat.id}").text


def test_hr_sees_of_each_seat_whether_it_is_licensed_and_nothing_else(visit, make, cast):
    application = make.application()
    make.licensed(application.opening, cast.panellist)
    make.interview(application)
    [interview] = interviews_of(application)
    text = visit(cast.hr).get(f"/interviews/{interview.id}").text
    assert text.count("not licensed") == 1
    assert text.count("licensed") == 2
