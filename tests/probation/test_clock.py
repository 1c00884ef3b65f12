"""The arithmetic of days, with every start, term, notice and lead."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.probation import clock

STARTS = st.dates(date(2000, 1, 1), date(2090, 12, 31))
DAYS = st.integers(40, 730)
NOTICE = st.integers(0, 14)
LEAD = st.integers(0, 7)


def test_ninety_days_with_a_week_for_notice_and_meeting_are_decided_on_day_72():
    start = date(2026, 11, 3)
    term = clock.term(start, clock.last_day_of(start, 90), 7, 7)
    assert isinstance(term, clock.Term)
    assert clock.day_number(start, term.decide_by) == 72
    assert [clock.day_number(start, day) for day in term.check_ins] == [18, 36, 54]


@given(STARTS, DAYS, NOTICE, LEAD)
def test_from_the_decision_to_the_end_there_is_time_for_all_that_must_happen(start, days, notice, lead):
    term = clock.term(start, clock.last_day_of(start, days), notice, lead)
    assert isinstance(term, clock.Term)
    assert term.decide_by + timedelta(days=notice + lead + clock.SECOND_PERSON_DAYS) == term.ends_on
    assert (term.ends_on - start).days + 1 == days


@given(STARTS, DAYS, NOTICE, LEAD)
def test_check_ins_are_three_days_in_order_at_their_quarters(start, days, notice, lead):
    term = clock.term(start, clock.last_day_of(start, days), notice, lead)
    assert isinstance(term, clock.Term)
    first, second, third = term.check_ins
    assert start <= first < second < third <= term.decide_by
    whole = clock.day_number(start, term.decide_by)
    for quarter, day in enumerate(term.check_ins, start=1):
        assert 0 <= quarter * whole / 4 - clock.day_number(start, day) < 1


@given(STARTS, st.integers(-400, 0))
def test_an_end_that_is_not_after_the_start_is_refused(start, days):
    found = clock.term(start, start + timedelta(days=days), 7, 7)
    assert found == clock.TermProblem("The end must be after the start.", "ends_on")


@given(STARTS, DAYS, st.integers(1, 300))
def test_a_check_in_after_the_day_to_decide_by_is_refused(start, days, late):
    plain = clock.term(start, clock.last_day_of(start, days), 7, 7)
    assert isinstance(plain, clock.Term)
    found = clock.term(start, plain.ends_on, 7, 7, [start, plain.decide_by + timedelta(days=late)])
    assert isinstance(found, clock.TermProblem)
    assert found.field == "check_ins"


def test_a_term_that_notice_and_lead_eat_up_is_refused():
    found = clock.term(date(2026, 1, 1), date(2026, 1, 31), 7, 7)
    assert isinstance(found, clock.TermProblem)
    assert found.sentence.startswith("After 7 days of notice, 7 to call a meeting and 4 for a second person")


def test_a_leap_day_is_a_day():
    term = clock.term(date(2028, 2, 1), clock.last_day_of(date(2028, 2, 1), 90), 7, 7)
    plain = clock.term(date(2027, 2, 1), clock.last_day_of(date(2027, 2, 1), 90), 7, 7)
    assert isinstance(term, clock.Term)
    assert isinstance(plain, clock.Term)
    assert (term.ends_on, plain.ends_on) == (date(2028, 4, 30), date(2027, 5, 1))
    assert (term.decide_by, plain.decide_by) == (date(2028, 4, 12), date(2027, 4, 13))


@given(STARTS, DAYS, st.integers(14, 180), st.data())
def test_an_extension_has_check_ins_of_its_own_before_its_decision(start, days, more, data):
    ends = clock.last_day_of(start, days)
    today = start + timedelta(days=data.draw(st.integers(0, days - 2)))
    found = clock.extension(start, ends, today, ends + timedelta(days=more), 7, 7)
    if isinstance(found, clock.TermProblem):
        left = ends + timedelta(days=more - 18) - today
        assert left.days < clock.SHORTEST_EXTENSION or days + more > clock.LONGEST
    else:
        assert found.check_ins
        assert all(today < day < found.decide_by for day in found.check_ins)


def test_on_the_last_day_it_is_too_late_to_extend():
    found = clock.extension(date(2026, 1, 1), date(2026, 3, 31), date(2026, 3, 31), date(2026, 6, 30), 7, 7)
    assert found == clock.TermProblem("You can only extend before the last day, and that day has come.", "extended_to")


def test_how_far_a_day_is_stands_in_words():
    today = date(2026, 3, 1)
    away = [clock.away(today + timedelta(days=n), today) for n in (-2, -1, 0, 1, 2)]
    assert away == ["2 days overdue", "1 day overdue", "today", "tomorrow", "in 2 days"]


@pytest.mark.parametrize(("days", "looks"), [(44, [22]), (45, [22]), (46, [15, 30]), (47, [15, 31])])
def test_an_extension_is_looked_at_twice_from_the_forty_sixth_day_on(days, looks):
    today = date(2026, 3, 1)
    found = clock.extension_days(today, today + timedelta(days=days))
    assert [(day - today).days for day in found] == looks


@pytest.mark.parametrize(
    ("extended_to", "problem"),
    [
        (date(2027, 1, 31), "The new end must be after the current one."),
        (date(2027, 2, 3), "less than a week to see a change"),
        (date(2027, 2, 4), None),
        (clock.last_day_of(date(2026, 11, 3), clock.LONGEST), None),
        (clock.last_day_of(date(2026, 11, 3), clock.LONGEST + 1), "Check the year."),
    ],
)
def test_an_extension_is_taken_up_to_its_bounds(extended_to, problem):
    found = clock.extension(date(2026, 11, 3), date(2027, 1, 31), date(2027, 1, 10), extended_to, 7, 7)
    if problem is None:
        assert isinstance(found, clock.Term)
        assert found.ends_on == extended_to
    else:
        assert isinstance(found, clock.TermProblem)
        assert problem in found.sentence
        assert found.field == "extended_to"
