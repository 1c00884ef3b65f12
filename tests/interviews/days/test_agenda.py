"""The agenda: what stands on which day, what each reader may know of it, and the day on paper."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from hiring.foundation.database import db, writing
from hiring.interviews.agenda.progress import days_late

TOMORROW = datetime(2026, 11, 4, 14, 0, tzinfo=UTC)


@pytest.fixture
def opening(make, cast):
    people = [cast.panellist, cast.second_panellist, cast.second_hr]
    return make.opening(interviewers=people)


def test_hr_sees_a_day_by_time_and_room_with_its_empty_seat(visit, make, cast, opening):
    make.interview(make.application(opening), people=[cast.panellist], starts_at=TOMORROW)
    hr = visit(cast.hr).get("/agenda?day=2026-11-04")
    assert "There are 1 interview" not in hr.text
    assert "There is 1 interview. A seat is empty at 14:00." in hr.text
    assert "Amara Osei" in hr.page.links() and "fill the seat" in hr.page.links()
    assert "Nothing is planned." in hr.get("/agenda?day=2026-11-05").text
    assert "1 interview this week" in hr.get("/agenda?view=week").text
    sheet = hr.get("/agenda/day-sheet?day=2026-11-04").text
    assert "Amara Osei" in sheet and "Room Birch" in sheet and "shred it tonight" in sheet
    assert "Nothing is planned on this day." in hr.get("/agenda/day-sheet?day=2026-11-05").text


def test_an_interviewer_sees_their_own_interviews_only(visit, make, cast, opening):
    make.interview(make.application(opening, "Amara Osei"), people=[cast.panellist], starts_at=TOMORROW)
    make.interview(make.application(opening, "Bo Li"), people=[cast.second_panellist], starts_at=TOMORROW)
    for address in ("/agenda?day=2026-11-04", "/agenda?view=week", "/agenda/day-sheet?day=2026-11-04"):
        pia = visit(cast.panellist).get(address)
        assert "Amara Osei" in pia.text and "Bo Li" not in pia.text


def test_who_still_owes_a_card_is_not_told_who_has_sealed(visit, make, cast, opening):
    interview = make.interview(make.application(opening), people=[cast.second_panellist, cast.second_hr])
    make.scorecard(interview.seats[0] if interview.seats[0].person is cast.second_panellist else interview.seats[1])
    told = {}
    for name in ("hr", "second_hr"):
        told[name] = visit(getattr(cast, name)).get("/agenda?view=week").answer.get_data(as_text=True)
    assert "tick filed" in told["hr"].split('<ul class="key">')[0]
    assert "tick filed" not in told["second_hr"].split('<ul class="key">')[0]
    assert "1 of 2 sealed" in told["hr"] and "of 2 sealed" not in told["second_hr"]
    late = make.application(opening, "Bo Li")
    make.interview(late, people=[cast.panellist, cast.second_hr], starts_at=datetime(2026, 10, 30, 9, tzinfo=UTC))
    week = "/agenda?view=week&day=2026-10-30"
    assert "Pia 4 days late" in visit(cast.hr).get(week).text
    assert "Hugo 4 days late" in visit(cast.second_hr).get(week).text
    assert "Pia 4 days late" not in visit(cast.second_hr).get(week).text


def test_a_day_is_the_workplaces_own(visit, make, cast, opening):
    with writing():
        cast.harbour.zone = "Pacific/Auckland"
    make.interview(make.application(opening), people=[cast.panellist], starts_at=TOMORROW)
    hr = visit(cast.hr)
    assert "Amara Osei" in hr.get("/agenda?day=2026-11-05").text
    assert "Amara Osei" not in hr.get("/agenda?day=2026-11-04").text


@pytest.mark.parametrize(
    ("now", "days"),
    [
        (datetime(2026, 11, 3, 9, 59, 59, tzinfo=UTC), 0),
        (datetime(2026, 11, 3, 10, 0, tzinfo=UTC), 1),
        (datetime(2026, 11, 4, 23, 0, tzinfo=UTC), 2),
        (datetime(2026, 11, 5, 0, 1, tzinfo=UTC), 3),
    ],
)
def test_a_card_is_late_after_a_day_and_then_by_days_of_the_calendar(now, days):
    assert days_late(datetime(2026, 11, 2, 10, 0, tzinfo=UTC), now, "Europe/London") == days


def test_on_the_night_the_clocks_go_back_late_is_never_nought_days():
    starts_at = datetime(2026, 10, 24, 23, 10, tzinfo=UTC)  # ten past midnight on the 25th, which has 25 hours
    assert days_late(starts_at, datetime(2026, 10, 25, 23, 10, tzinfo=UTC), "Europe/London") == 1


@pytest.mark.parametrize("asked", ["?day=soon", "?day=9999-99-99", "?workplace=nowhere&view=month", "?day=0001-01-01"])
def test_an_address_nobody_understands_is_today(visit, cast, asked):
    assert "Tuesday 3 November 2026" in visit(cast.hr).get(f"/agenda{asked}").text


def test_the_same_few_statements_for_any_number_of_interviews(visit, make, cast, opening):
    hr, sent = visit(cast.hr), []
    hr.get("/agenda?view=week")
    sa.event.listen(db.engine, "before_cursor_execute", lambda *told: sent.append(told[2]))
    numbers = []
    for name in ("Amara Osei", "Bo Li", "Cem Can"):
        make.interview(make.application(opening, name), people=[cast.panellist], starts_at=TOMORROW)
        sent.clear()
        hr.get("/agenda?view=week")
        numbers.append(len(sent))
    assert len(set(numbers)) == 1
