"""A seat that was declined or given to someone else goes back to its interviewer, while nothing rests on it."""

from datetime import UTC, date, datetime

import pytest

from hiring.foundation.database import db, writing
from hiring.foundation.records import view_log
from hiring.interviews import actions
from hiring.interviews.conflicts.actions import decline_seat
from hiring.interviews.readings import EARLY

AHEAD = datetime(2026, 11, 5, 10, tzinfo=UTC)


@pytest.fixture
def seat(make, cast):
    interview = make.interview(make.application(), people=[cast.panellist], starts_at=AHEAD)
    return interview.seats[0]


def gives_back(visit, cast, seat):
    hr = visit(cast.hr).get(f"/interviews/{seat.interview_id}")
    return hr.get(hr.page.links()[f"Give {seat.person.name} the seat back"])


def test_who_declined_by_mistake_gets_the_seat_back_and_may_decline_again(visit, cast, seat):
    with writing() as session:
        decline_seat(session, cast.panellist, seat, "I'm away that week.")
    hr = gives_back(visit, cast, seat)
    assert "Pia Park gets an email with the interview." in hr.text
    hr.submit(button="Give the seat back").follow()
    assert "Pia Park has their seat back." in hr.text and "declined" not in hr.text
    db.session.expire_all()
    assert seat.left_on is None
    assert "Amara Osei" in visit(cast.panellist).get("/my-interviews").text
    with writing() as session:
        decline_seat(session, cast.panellist, seat, "Away after all.")
    assert (seat.left_on, seat.left_why) == (date(2026, 11, 3), "Away after all.")


def test_who_was_replaced_gets_it_back_beside_who_took_it(visit, make, cast, seat):
    with writing() as session:
        actions.replace_interviewer(
            session, cast.hr, seat, cast.second_panellist, on=date(2026, 11, 3), why="Away that week."
        )
    hr = gives_back(visit, cast, seat)
    assert "Pablo Perez keeps their seat." in hr.text
    hr.submit(button="Give the seat back")
    db.session.expire_all()
    assert [one.left_on for one in seat.interview.seats] == [None, None]


def test_nobody_gets_a_seat_back_who_has_met_marks_or_still_has_it(visit, cast, seat):
    page = f"/seats/{seat.id}/give-back"
    assert "can't have this seat back" in visit(cast.hr).get(page).text
    visit(cast.hr).post(page, {}, expect=422)
    with writing() as session:
        decline_seat(session, cast.panellist, seat, "I'm away that week.")
    with writing():
        view_log.note(cast.panellist.id, seat.interview.application_id, EARLY)
    hr = visit(cast.hr)
    assert "Give Pia Park the seat back" not in hr.get(f"/interviews/{seat.interview_id}").page.links()
    hr.post(page, {}, expect=422)
    db.session.expire_all()
    assert seat.left_on is not None
