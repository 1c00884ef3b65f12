"""Nights on which clocks change, and a computer's clock that is set back."""

import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from hiring.foundation import clock
from hiring.foundation.database import db
from hiring.foundation.web import signed_links
from hiring.interviews.models import Interview

ZONES = ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "Asia/Kolkata"]


def _moments_shown_as(typed, zone):
    """Every moment near that day at which a clock in the zone shows it."""
    nearby = (typed.replace(tzinfo=UTC) + timedelta(minutes=offset) for offset in range(-15 * 60, 15 * 60, 15))
    return [moment for moment in nearby if moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == typed]


@given(st.dates(date(2024, 1, 1), date(2027, 12, 31)), st.times(), st.sampled_from(ZONES))
def test_a_typed_time_is_one_that_the_clock_there_shows_or_is_refused(day, at, zone):
    typed = datetime.combine(day, at.replace(second=0, microsecond=0))
    shown = _moments_shown_as(typed, zone)
    if shown:
        moment = clock.typed_at(day, at.hour, at.minute, zone)
        assert moment == shown[0]
        assert clock.comes_twice(moment, zone) == (len(shown) == 2)
    else:
        with pytest.raises(clock.TimeSkipped):
            clock.typed_at(day, at.hour, at.minute, zone)


@pytest.mark.parametrize("zone", ZONES)
def test_every_quarter_of_an_hour_of_a_year_is_shown_refused_or_the_first_of_two(zone):
    """Drawn days seldom hit a change; this goes over all of them."""
    refused = twice = 0
    for quarter in range(366 * 96):
        typed = datetime(2027, 1, 1) + timedelta(minutes=15 * quarter)  # noqa: DTZ001 - a wall clock
        try:
            moment = clock.typed_at(typed.date(), typed.hour, typed.minute, zone)
        except clock.TimeSkipped:
            refused += 1
            assert _moments_shown_as(typed, zone) == []
        else:
            twice += clock.comes_twice(moment, zone)
    assert (refused, twice) == {"Asia/Kolkata": (0, 0), "Australia/Lord_Howe": (2, 2)}.get(zone, (4, 4))


@pytest.mark.parametrize(
    ("day", "hour", "minute"), [(date(2027, 3, 28), 1, 0), (date(2027, 3, 28), 1, 59), (date(2027, 3, 28), 1, 30)]
)
def test_london_has_no_hour_from_one_to_two_when_summer_begins(day, hour, minute):
    with pytest.raises(clock.TimeSkipped, match=f"there is no {hour:02}:{minute:02} in Europe/London"):
        clock.typed_at(day, hour, minute, "Europe/London")


def test_the_second_of_two_does_not_come_again():
    first = clock.typed_at(date(2027, 10, 31), 1, 30, "Europe/London")
    later = first + timedelta(hours=1)
    assert [clock.comes_twice(moment, "Europe/London") for moment in (first, later)] == [True, False]


def _interviews():
    db.session.rollback()
    return db.session.scalars(sa.select(Interview.starts_at)).all()


def test_an_interview_in_the_skipped_hour_is_refused_at_its_field(visit, make, cast):
    application = make.application()
    visitor = visit(cast.hr).get(f"/applications/{application.id}/interviews/set")
    typed = {"on": "2027-03-28", "at": "01:30", "place": "Room Birch", "people": [cast.panellist.id]}
    visitor.submit(typed, expect=422)
    assert "there is no 01:30 in Europe/London" in visitor.page.text
    assert visitor.page.form().held()["at"] == "01:30"
    assert _interviews() == []


def test_an_interview_in_the_hour_that_comes_twice_is_at_the_first_and_that_is_said(visit, make, cast):
    application = make.application()
    visitor = visit(cast.hr).get(f"/applications/{application.id}/interviews/set")
    typed = {"on": "2027-10-31", "at": "01:30", "place": "Room Birch", "people": [cast.panellist.id]}
    visitor.submit(typed)
    visitor.get(f"/applications/{application.id}")
    assert "01:30 comes twice. We took the first." in visitor.page.text
    assert _interviews() == [datetime(2027, 10, 31, 0, 30, tzinfo=UTC)]


@pytest.mark.parametrize("seconds", [1, 45, 3600])
def test_a_clock_set_back_signs_nobody_out_and_ends_no_link(app, visit, cast, monkeypatch, seconds):
    visitor = visit(cast.hr).get("/me")
    link = signed_links.token("test", "x")
    before = time.time
    monkeypatch.setattr(time, "time", lambda: before() - seconds)
    visitor.get("/me")
    assert signed_links.content("test", link, hours=1) == "x"


def test_links_still_end(app, monkeypatch):
    link = signed_links.token("test", "x")
    before = time.time
    monkeypatch.setattr(time, "time", lambda: before() + 3599)
    assert signed_links.content("test", link, hours=1) == "x"
    monkeypatch.setattr(time, "time", lambda: before() + 3602)
    assert signed_links.content("test", link, hours=1) is None
