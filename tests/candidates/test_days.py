"""Days as trackers write them."""

from datetime import date

import pytest

from hiring.candidates.reading.days import order_of, read_day

OCTOBER = date(2026, 10, 3)
MARCH = date(2026, 3, 10)


@pytest.mark.parametrize(
    "text",
    [
        *("2026-10-03", "2026/10/3", "2026.10.03", "2026-10-03T09:14:00+02:00", "2026-10-03 09:14", "3.10.2026"),
        *("3. 10. 2026", "3 Oct 2026", "3 October 2026", "Oct 3, 2026", "October 3rd, 2026", "Sat, 3 Oct 2026 09:14"),
    ],
)
def test_a_day_that_can_be_read_in_one_way_is_certain(text):
    assert read_day(text).certain == OCTOBER


@pytest.mark.parametrize(
    "text", ["", "soon", "46297", "31/02/2026", "13/13/2026", "2026-13-01", "3 Foo 2026", "1/1/0999"]
)
def test_what_is_no_day_is_none(text):
    assert read_day(text) is None


def test_a_day_that_can_be_read_in_two_ways_is_ambiguous():
    written = read_day("03/10/2026")
    assert written.is_ambiguous
    assert (written.read(True), written.read(False)) == (OCTOBER, MARCH)
    assert not read_day("10/10/2026").is_ambiguous


def order(*texts):
    return order_of([read_day(text) for text in texts]).day_first


def test_the_order_follows_from_a_day_beyond_the_twelfth():
    assert order("03/10/2026", "25/09/2026") is True
    assert order("03/10/2026", "09/25/2026") is False


def test_the_order_follows_from_the_days_around():
    assert order("2026-10-02", "03/10/2026", "2026-10-08") is True
    assert order("2026-03-02", "03/10/2026", "2026-03-20") is False


def test_where_the_file_does_not_say_the_order_stays_open():
    assert order("03/10/2026") is None
    assert order("03/10/2026", "25/09/2026", "09/25/2026") is None
    assert order("2026-01-01", "03/10/2026", "2026-12-31") is None
    assert order("2024-01-01", "03/10/2026") is None
