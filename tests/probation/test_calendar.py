"""A term with absences, an extension and moved starts, against an oracle that counts day by day on its fingers."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from hiring.foundation import clock as time
from hiring.openings.values import shortest_probation
from hiring.probation import clock
from hiring.probation.clock import Term, WorkCalendar

DAY = timedelta(days=1)
# Starts around leap days, month ends and the days on which clocks change, north and south of the equator.
EDGES = [
    *(date(2028, 2, 27), date(2027, 2, 27), date(2100, 2, 26), date(2026, 12, 30), date(2027, 1, 30)),
    *(date(2027, 3, 27), date(2026, 10, 24), date(2027, 4, 3), date(2026, 10, 3), date(2027, 8, 31)),
]


class Oracle:
    """Walks from the first day on, one day at a time, and counts the days on which someone isn't away."""

    def __init__(self, starts_on, pauses):
        self.starts_on, self.pauses = starts_on, pauses

    def is_away(self, day):
        return any(first <= day <= last for first, last in self.pauses)

    def day(self, number):
        day, counted = self.starts_on - DAY, 0
        while counted < number:
            day += DAY
            counted += not self.is_away(day)
        return day

    def number(self, day):
        walked = [self.starts_on + DAY * n for n in range((day - self.starts_on).days + 1)]
        return sum(not self.is_away(one) for one in walked)


def drawn_pauses(chance, starts_on, ends_on):
    """Up to three absences after the first day and before the last, none touching another."""
    pauses, day = [], starts_on
    for _ in range(chance.randrange(4)):
        first = day + DAY * chance.randint(2, 40)
        last = first + DAY * chance.randrange(30)
        if last >= ends_on:
            break
        pauses.append((first, last))
        ends_on += last - first + DAY
        day = last
    return pauses


@pytest.mark.parametrize("seed", range(5))
def test_a_hundred_terms_of_each_seed_equal_the_oracle(seed):
    chance = random.Random(seed)  # noqa: S311 - the same cases every time
    for _ in range(100):
        starts_on = chance.choice(EDGES) + DAY * chance.randrange(5)
        notice, lead = chance.randrange(15), chance.randrange(15)
        ends_on = clock.last_day_of(starts_on, shortest_probation(notice, lead) + chance.randrange(200))
        term = clock.term(starts_on, ends_on, notice, lead)
        assert isinstance(term, Term)
        back = clock.days_back(notice, lead)
        was, numbers = WorkCalendar(starts_on), [clock.day_number(starts_on, day) for day in term.check_ins]
        length, pauses = clock.day_number(starts_on, ends_on), []
        for pause in drawn_pauses(chance, starts_on, ends_on):
            pauses.append(pause)
            now = WorkCalendar(starts_on, tuple(pauses))
            term, was = clock.rescheduled(term, was, now, back), now
        if chance.random() < 0.5:  # an extension: its own end and check-ins, on the calendar as it is
            length += chance.randint(10, 60)
            extended_to = Oracle(starts_on, pauses).day(length)
            term = Term(starts_on, extended_to, extended_to - DAY * back, term.check_ins)
        moved = starts_on + DAY * chance.randint(-20, 1)
        now = WorkCalendar(moved, tuple(pauses))
        term, oracle = clock.rescheduled(term, was, now, back), Oracle(moved, pauses)
        assert term.ends_on == oracle.day(length)
        assert oracle.number(term.ends_on) == length
        assert term.decide_by == term.ends_on - DAY * back
        assert list(term.check_ins) == [min(oracle.day(number), term.decide_by) for number in numbers]
        assert not any(oracle.is_away(day) for day in (term.ends_on, *term.check_ins) if day != term.decide_by)


def test_an_absence_moves_what_comes_on_or_after_its_first_day_and_nothing_else():
    term = clock.term(date(2026, 11, 3), date(2027, 1, 31), 7, 7)
    was, now = WorkCalendar(term.starts_on), WorkCalendar(term.starts_on, ((date(2026, 12, 8), date(2026, 12, 14)),))
    moved = clock.rescheduled(term, was, now, 18)
    days = zip((*term.check_ins, term.ends_on), (*moved.check_ins, moved.ends_on), strict=True)
    shifts = [(after - before).days for before, after in days]
    assert shifts == [0, 7, 7, 7]
    assert (moved.decide_by - term.decide_by).days == 7


@pytest.mark.parametrize(
    ("zone", "changes_on"), [("Europe/London", date(2027, 3, 28)), ("Australia/Sydney", date(2027, 4, 4))]
)
def test_a_day_of_twenty_three_or_twenty_five_hours_is_a_day(zone, changes_on):
    midnight = time.at(changes_on, 0, 0, zone)
    seen = []
    for minutes in (-1, 1, 22 * 60 + 58, 25 * 60 + 2):
        with time.standing_at((midnight + timedelta(minutes=minutes)).astimezone(UTC)):
            seen.append((time.today(zone) - changes_on).days)
    assert seen == [-1, 0, 0, 1]
    assert isinstance(midnight, datetime)


def test_the_shortest_probation_is_one_number():
    start = date(2026, 11, 3)
    least = shortest_probation(7, 7)
    assert isinstance(clock.term(start, clock.last_day_of(start, least), 7, 7), Term)
    assert isinstance(clock.term(start, clock.last_day_of(start, least - 1), 7, 7), clock.TermProblem)


def test_a_check_in_that_jumps_over_an_absence_never_comes_after_the_day_to_decide_by():
    pauses = ((date(2027, 1, 15), date(2027, 1, 24)),)
    term = Term(date(2026, 11, 3), date(2027, 2, 10), date(2027, 1, 23), (date(2027, 1, 14),))
    was, now = (WorkCalendar(starts_on, pauses) for starts_on in (term.starts_on, term.starts_on + DAY))
    moved = clock.rescheduled(term, was, now, 18)
    assert (moved.ends_on, moved.decide_by) == (date(2027, 2, 11), date(2027, 1, 24))
    assert moved.check_ins == (moved.decide_by,)
