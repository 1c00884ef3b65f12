"""A seat that someone left is on HR's start page until it is filled or nobody needs it any more."""

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from hiring.decisions.values import Verdict
from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.home.your_turn import your_turn
from hiring.interviews import actions
from hiring.interviews.conflicts.actions import decline_seat, fill_seat
from hiring.interviews.guests import actions as guests
from hiring.interviews.guests.models import link_of
from hiring.interviews.queries import short_of_interviewers
from hiring.interviews.values import InterviewState
from hiring.openings import actions as openings
from hiring.panels import actions as panels

SOON = datetime(2026, 11, 10, 14, 30, tzinfo=UTC)
LINE = "Fill a seat: Amara Osei, “What you have done”"


@pytest.fixture
def application(make, cast):
    """Pia, Pablo and Elsa interview for the opening; Hugo, who is of HR, does so too."""
    people = [cast.panellist, cast.second_panellist, cast.elsewhere, cast.second_hr]
    return make.application(make.opening(interviewers=people))


def meet(cast, application, *people, planned_round=0, starts_at=SOON):
    with writing() as session:
        planned, people = application.opening.rounds[planned_round], people or (cast.panellist, cast.second_panellist)
        told = {"starts_at": starts_at, "place": "Room Birch", "people": people}
        return actions.set_interview(session, cast.hr, application, planned, **told)


def decline(seat):
    with writing() as session:
        decline_seat(session, seat.person, seat, "I am away that week.")


def told(visit, person):
    return [name for name in visit(person).get("/").page.links() if name.startswith("Fill a seat:")]


def test_a_declined_seat_awaits_hr_and_leads_to_its_interview(visit, application, cast):
    interview = meet(cast, application)
    assert told(visit, cast.hr) == []
    decline(interview.seats[0])
    visitor = visit(cast.hr).get("/")
    assert "Front desk host, 10 Nov 2026, 14:30. 1 of 2 interviewers seated." in visitor.text
    visitor.get(visitor.page.links()[LINE])
    assert visitor.page.heading == "Amara Osei: what you have done"
    assert told(visit, cast.hr_lead) == [LINE]
    for other in (cast.panellist, cast.manager, cast.administrator):
        assert told(visit, other) == []


def test_a_guest_who_cannot_come_leaves_a_seat_to_fill_too(visit, application, make, cast):
    interview = meet(cast, application, cast.panellist)
    seat = make.guest(interview)
    with writing() as session:
        guests.decline(session, link_of(seat), "")
    assert told(visit, cast.hr) == [LINE]


def test_it_is_one_line_an_interview_and_says_how_many_are_seated(visit, application, cast):
    interview = meet(cast, application)
    for seat in interview.seats:
        decline(seat)
    assert told(visit, cast.hr) == [LINE]
    assert "0 of 2 interviewers seated" in visit(cast.hr).get("/").text


def test_it_is_gone_once_somebody_is_seated(visit, application, cast):
    interview = meet(cast, application)
    seat = interview.seats[0]
    decline(seat)
    with writing() as session:
        fill_seat(session, cast.hr, seat, cast.elsewhere)
    assert told(visit, cast.hr) == []


def test_an_interviewer_who_is_replaced_leaves_nothing_to_fill(visit, application, cast):
    seat = meet(cast, application).seats[0]
    with writing() as session:
        actions.replace_interviewer(session, cast.hr, seat, cast.elsewhere, on=date(2026, 11, 3), why="Ill.")
    assert told(visit, cast.hr) == []


def test_it_is_gone_once_the_interview_is_cancelled_and_back_when_it_is_set_again(visit, application, cast):
    interview = meet(cast, application)
    decline(interview.seats[0])
    with writing() as session:
        actions.interview_did_not_happen(session, cast.hr, interview, InterviewState.CANCELLED)
    assert told(visit, cast.hr) == []
    with writing() as session:
        actions.move_interview(session, cast.hr, interview, starts_at=SOON, place="")
    assert told(visit, cast.hr) == [LINE]


def test_it_is_gone_once_the_application_or_the_opening_is_over(visit, application, make, cast):
    decline(meet(cast, application).seats[0])
    make.withdrawn(application)
    assert told(visit, cast.hr) == []
    other = make.application(make.opening("Night porter"), "Bo Li")
    decline(meet(cast, other).seats[0])
    assert len(told(visit, cast.hr)) == 1
    with writing() as session:
        openings.close_opening(session, cast.hr, other.opening, date(2026, 11, 3))
    assert told(visit, cast.hr) == []


@pytest.mark.parametrize("verdict", Verdict)
def test_it_is_gone_once_somebody_decided(visit, application, make, cast, verdict):
    make.first_round_only(3, 4, application=application)
    interview = meet(cast, application, cast.elsewhere, planned_round=1)
    decline(interview.seats[0])
    assert len(told(visit, cast.hr)) == 1
    make.decision(application, verdict)
    assert told(visit, cast.hr) == []


def test_a_panel_that_was_closed_needs_nobody_else(visit, application, make, cast):
    held = make.interview(application)
    make.scorecard(held.seats[0])
    meet(cast, application, planned_round=1)
    with writing() as session:
        panels.close_panel(session, cast.hr, application, reason="Pablo has left and cannot write it any more.")
    assert told(visit, cast.hr) == []


def test_where_the_hour_passed_it_is_said_only_of_an_interview_nobody_came_to(visit, application, make, cast):
    alone = meet(cast, application)
    other = meet(cast, make.application(application.opening, "Bo Li"))
    for seat in (*alone.seats, other.seats[0]):
        decline(seat)
    with clock.standing_at(SOON + timedelta(days=1)):
        assert told(visit, cast.hr) == [LINE]
        assert "its time has passed" in visit(cast.hr).get("/").text


def test_nobody_is_told_of_their_own_application(visit, application, make, cast):
    """Neither where the account is linked, nor where only the address says that it is theirs."""
    own = make.application(application.opening, name="Hedda Hart", email=cast.hr.email)
    decline(meet(cast, own).seats[0])
    assert told(visit, cast.hr) == []
    with writing() as session:
        session.delete(own.candidate.account_links[0])
        session.flush()
        session.expire(own.candidate)
    assert told(visit, cast.hr) == []
    assert len(told(visit, cast.hr_lead)) == 1


def test_hr_who_has_still_to_seal_reads_the_same_whether_others_have_sealed(visit, application, make, cast):
    held = make.interview(application, people=[cast.panellist, cast.second_panellist, cast.second_hr])
    decline(meet(cast, application, planned_round=1).seats[0])
    before = visit(cast.second_hr).get("/").text
    assert "Fill a seat: " in before
    for seat in held.seats:
        if seat.person_id != cast.second_hr.id:
            make.scorecard(seat, 5)
    assert visit(cast.second_hr).get("/").text == before


def test_who_has_still_to_seal_cannot_tell_a_decision_by_a_missing_line(visit, application, make, cast):
    make.first_round_only(3, 4, application=application)
    interview = meet(cast, application, cast.elsewhere, cast.second_hr, planned_round=1)
    decline(next(seat for seat in interview.seats if seat.person_id == cast.elsewhere.id))
    make.decision(application)
    assert told(visit, cast.hr) == []
    assert len(told(visit, cast.second_hr)) == 1


def test_the_page_takes_as_many_statements_for_many_seats_as_for_one(visit, application, make, cast):
    decline(meet(cast, application).seats[0])
    visitor, statements, sent = visit(cast.hr), [], []
    sa.event.listen(db.engine, "before_cursor_execute", lambda *asked: statements.append(asked[2]))
    for names in ((), ("Bo Li", "Cleo Quist", "Dara Roy", "Edo Sand")):
        for name in names:
            opening = make.opening(f"Post of {name}", workplace=cast.harbour)
            decline(meet(cast, make.application(opening, name)).seats[0])
        db.session.expire_all()
        statements.clear()
        visitor.get("/")
        sent.append(len(statements))
    assert visitor.text.count("Fill a seat: ") == 5
    assert sent[0] == sent[1]


def test_both_databases_find_the_same_seats(either, application, cast):
    interview = meet(cast, application)
    found = [tuple(row) for row in db.session.execute(short_of_interviewers())]
    decline(interview.seats[0])
    lines = your_turn(db.session, cast.hr, [], {}, lambda endpoint, **at: f"{endpoint} {at}")
    assert found == []
    assert [(line.title, line.late) for line in lines] == [(LINE, "")]
