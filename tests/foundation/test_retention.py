"""How long something is kept: 500 drawn cases against a slow, obvious oracle that goes day by day."""

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hiring.foundation import clock, jurisdictions
from hiring.foundation.retention import KeepingDays, KeepingLimit, KeepingRule, keeping_days, rule_of

ZONES = ["Europe/London", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Auckland", "Pacific/Kiritimati"]


def _limits(drawn: random.Random) -> tuple[KeepingLimit, ...]:
    return tuple(
        KeepingLimit(drawn.choice([0, 1, 28, 90, 182, 300, 365, 366, 1460]), "x") for _ in range(drawn.randrange(3))
    )


def _walked(ends: list[tuple[date, KeepingRule]], is_held: bool) -> tuple[date | None, date | None]:
    """From the day it ended, a day at a time: is it still used, and is it still here?"""
    days = max(day for day, _ in ends)
    first = min(day for day, _ in ends)
    used = kept = None
    day = first
    while day <= days + timedelta(days=1_500):
        in_use = is_here = False
        for ended, rule in ends:
            age = (day - ended).days
            floors, ceilings = [f.days for f in rule.floors], [c.days for c in rule.ceilings]
            stays = any(age < floor for floor in floors) if floors else age < min(ceilings)
            is_here |= stays
            in_use |= stays and not (ceilings and age >= min(ceilings))
        if not in_use and used is None:
            used = day
        if not is_here and kept is None:
            kept = day
        day += timedelta(days=1)
    if is_held:
        return used, None
    return (used if used != kept else None), kept


def test_500_drawn_cases_equal_a_walk_from_day_to_day():
    drawn = random.Random(17)  # noqa: S311 - the same cases every time
    for _ in range(500):
        ends = []
        for _ in range(drawn.randrange(1, 4)):
            rule = KeepingRule(_limits(drawn), _limits(drawn))
            if not rule.floors and not rule.ceilings:
                rule = KeepingRule(ceilings=(KeepingLimit(90, "x"),))
            zone = drawn.choice(ZONES)
            moment = datetime(2027, 12, 30, tzinfo=UTC) + timedelta(minutes=drawn.randrange(100_000))
            ended = clock.in_zone(moment, zone).date()
            assert ended == moment.astimezone(ZoneInfo(zone)).date()
            ends.append((ended, rule))
        is_held = drawn.random() < 0.2
        days = keeping_days(ends, is_held=is_held)
        used, kept = _walked(ends, is_held)
        assert (days.restrict_on, days.purge_on) == (used, kept), ends
        assert is_held or days.is_conflict == (used is not None)


@pytest.mark.parametrize(
    ("floors", "ceilings", "restrict_on", "purge_on"),
    [
        ([365], [], None, date(2028, 2, 29)),
        ([], [365], None, date(2028, 2, 29)),
        ([365, 30], [400], None, date(2028, 2, 29)),
        ([365], [364], date(2028, 2, 28), date(2028, 2, 29)),
        ([365], [365], None, date(2028, 2, 29)),
    ],
)
def test_a_leap_day_is_a_day_and_a_floor_beyond_a_ceiling_is_a_conflict(floors, ceilings, restrict_on, purge_on):
    limits = [tuple(KeepingLimit(days, "x") for days in each) for each in (floors, ceilings)]
    assert KeepingRule(*limits).is_conflict == (restrict_on is not None)
    days = keeping_days([(date(2027, 3, 1), KeepingRule(*limits))], is_held=False)
    assert days == KeepingDays(restrict_on, purge_on, is_conflict=restrict_on is not None)


def test_what_runs_or_has_no_rule_or_is_nothing_has_no_day():
    rule = KeepingRule(floors=(KeepingLimit(365, "x"),))
    for ends in ([(None, rule)], [(date(2027, 3, 1), rule), (None, rule)], [(date(2027, 3, 1), KeepingRule())], []):
        assert keeping_days(ends, is_held=False) == KeepingDays(None, None)


def test_every_place_of_the_file_has_a_dated_rule_with_its_sources(app):
    wanted = {"us": 365, "us_public": 730, "us_ca": 1460, "ca_on": 1095, "de": 182, "at": 213, "fr": 90, "uk": 300}
    rules = {key: rule_of(place) for key, place in jurisdictions.known().items()}
    assert {key: rules[key].purge_after.days for key in wanted} == wanted
    assert [key for key, rule in rules.items() for limit in (*rule.floors, *rule.ceilings) if not limit.source] == []
    assert [key for key, rule in rules.items() if rule.purge_after is None] == []
    assert rule_of(jurisdictions.at("fr"), has_consent=True).purge_after.days == 730
