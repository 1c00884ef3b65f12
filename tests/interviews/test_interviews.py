"""Interviews, seats and ordinary weeks, through HR's pages."""

from datetime import date, timedelta

import pytest

from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.foundation.records import view_log
from hiring.interviews.policy import has_begun
from hiring.interviews.queries import open_seats_of, seatable
from hiring.interviews.readings import MARKS
from hiring.openings.actions import close_opening


def test_hr_sets_an_interview_and_the_interviewer_finds_it(visit, make, cast):
    application = make.application(name="Amara Osei")
    visitor = visit(cast.hr).get(f"/applications/{application.id}/interviews/set")
    visitor.submit({"people": [cast.panellist.id], "on": "2026-11-10", "at": "14:30", "place": "Room Birch"}).follow()
    assert "10 Nov 14:30" in visitor.text
    seats = open_seats_of(db.session, cast.panellist)
    assert [seat.interview.application_id for seat in seats] == [application.id]


def test_an_interview_without_day_or_people_says_so(visit, make, cast):
    application = make.application()
    visitor = visit(cast.hr).get(f"/applications/{application.id}/interviews/set")
    visitor.submit({"on": "tomorrow", "at": "late", "place": "Room 5"}, expect=422)
    assert visitor.page.problems() == [
        "Write the day as year-month-day, for example 2026-11-03.",
        "Write the time as hours and minutes, for example 14:30.",
        "Seat at least one interviewer.",
    ]
    assert visitor.page.form().held()["place"] == "Room 5"


def test_a_no_show_is_dated_and_another_time_can_be_found(visit, make, cast):
    interview = make.interview(make.application())
    visitor = visit(cast.hr).get(f"/interviews/{interview.id}")
    visitor.get(visitor.page.links()["Record no-show"]).submit(button="Record no-show").follow()
    assert "Noted: no-show." in visitor.text
    visitor.get(f"/interviews/{interview.id}/move").submit({"on": "2026-11-12", "note": "ill"}).follow()
    assert "12 Nov 2026" in visitor.text
    assert db.session.refresh(interview) is None
    assert [change.kind for change in interview.changes] == ["no_show", "moved"]


def test_a_replaced_interviewer_keeps_the_draft_and_owes_nothing(visit, make, cast):
    opening = make.opening(interviewers=[cast.panellist, cast.second_panellist, cast.elsewhere])
    interview = make.interview(make.application(opening))
    seat = next(one for one in interview.seats if one.person_id == cast.panellist.id)
    visitor = visit(cast.hr).get(f"/seats/{seat.id}/replace")
    visitor.submit({"by": cast.elsewhere.id, "why": "On leave"}).follow()
    assert "Elsa East takes the seat of Pia Park." in visitor.text
    assert open_seats_of(db.session, cast.panellist) == []
    assert "You were taken off this interview" in visit(cast.panellist).get(f"/scorecards/{seat.id}").text


def test_whoever_has_seen_the_marks_cannot_be_seated(make, cast):
    application = make.application()
    view_log.note(cast.panellist.id, application.id, MARKS)
    assert seatable(db.session, application) == [cast.second_panellist]


def test_hr_sees_who_is_missing_and_a_panellist_of_hr_does_not(visit, make, cast):
    opening = make.opening(interviewers=[cast.panellist, cast.second_hr])
    interview = make.interview(make.application(opening), people=[cast.panellist, cast.second_hr])
    make.scorecard(next(seat for seat in interview.seats if seat.person_id == cast.panellist.id))
    path = f"/openings/{opening.id}/interviews"
    assert "sealed" in visit(cast.hr).get(path).text
    assert "sealed" not in visit(cast.second_hr).get(path).text
    assert "sealed" not in visit(cast.second_hr).get(f"/interviews/{interview.id}").text


@pytest.mark.parametrize("is_linked", [True, False])
def test_hr_who_has_applied_finds_no_interview_of_their_own(visit, make, cast, is_linked):
    """Neither where the account is linked, nor where only the address says that it is theirs."""
    own = make.application(name="Hedda Hart", email=cast.hr.email)
    if not is_linked:
        with writing() as session:
            session.delete(own.candidate.account_links[0])
            session.flush()
            session.expire(own.candidate)
    interview = make.interview(own)
    for page in (
        f"/interviews/{interview.id}",
        f"/interviews/{interview.id}/move",
        f"/applications/{own.id}/interviews/set",
    ):
        visit(cast.hr).get(page, expect=404)
        visit(cast.hr_lead).get(page)


def test_what_was_planned_can_be_cancelled_once_the_opening_is_closed(visit, make, cast):
    interview = make.interview(make.application())
    with writing() as session:
        close_opening(session, cast.hr, interview.application.opening, on=date(2026, 11, 3))
    visit(cast.hr).get(f"/applications/{interview.application_id}/interviews/set", expect=404)
    visitor = visit(cast.hr).get(f"/interviews/{interview.id}/cancel").submit(button="Cancel interview").follow()
    assert "Noted: cancelled." in visitor.text


@pytest.mark.parametrize(("microseconds", "begun"), [(-1, False), (0, True), (1, True)])
def test_an_interview_has_begun_from_its_very_moment(make, microseconds, begun):
    interview = make.interview(make.application())
    with clock.standing_at(interview.starts_at + timedelta(microseconds=microseconds)):
        assert has_begun(interview) == begun
