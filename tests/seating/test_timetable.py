"""When proposed interviews start: one after another, and nobody in two places at once."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.seating.timetable import Days, Span, clashes, timetable

THURSDAY = date(2026, 11, 5)


def days(**more):
    told = {"on": THURSDAY, "at": time(9), "minutes": 45, "pause": 15, "in_row": 2, "side_by_side": 1}
    return Days(**(told | {"zone": "Europe/London"} | more))


def test_interviews_follow_each_other_and_go_on_with_the_next_working_day():
    people = dict.fromkeys("abcde", ("Pia",))
    starts = timetable(people, days(), {})
    assert [f"{one:%a %H:%M}" for one in starts.values()] == [
        *("Thu 09:00", "Thu 10:00", "Fri 09:00", "Fri 10:00", "Mon 09:00"),
    ]


def test_only_days_the_workplace_works_are_proposed_and_the_first_is_no_exception():
    people = dict.fromkeys("abc", ("Pia",))
    starts = timetable(people, days(in_row=1, working_days="267"), {})
    assert [f"{one:%a %d}" for one in starts.values()] == ["Sat 07", "Sun 08", "Tue 10"]


def test_a_start_at_which_somebody_is_busy_goes_to_somebody_else():
    busy = {"Pia": [Span(datetime(2026, 11, 5, 9, 30, tzinfo=UTC), 30)]}
    starts = timetable({"a": ("Pia",), "b": ("Pablo",)}, days(), busy)
    assert (f"{starts['a']:%H:%M}", f"{starts['b']:%H:%M}") == ("10:00", "09:00")


def test_interviews_beside_each_other_share_nobody():
    people = {"a": ("Pia",), "b": ("Pia", "Elsa"), "c": ("Pablo",)}
    starts = timetable(people, days(side_by_side=2), {})
    assert [f"{starts[one]:%H:%M}" for one in "abc"] == ["09:00", "10:00", "09:00"]


def test_on_the_day_the_clocks_change_interviews_keep_their_time_of_day():
    starts = timetable({"a": (), "b": (), "c": ()}, days(on=date(2026, 10, 23), in_row=1), {})
    assert [f"{one:%d %H:%M}" for one in starts.values()] == ["23 08:00", "26 09:00", "27 09:00"]


def test_late_interviews_never_run_past_the_clock():
    starts = timetable({"a": (), "b": ()}, days(at=time(23, 30)), {})
    assert [f"{one:%a %H:%M}" for one in starts.values()] == ["Thu 23:30", "Fri 23:30"]


@settings(deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(["Pia", "Pablo", "Elsa"]), unique=True), min_size=1, max_size=8),
    st.integers(1, 3),
    st.lists(st.integers(0, 600), max_size=4),
)
def test_nobody_is_ever_in_two_places_at_once(panels, side_by_side, taken):
    first = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)
    busy = {"Pia": [Span(first + timedelta(minutes=one), 30) for one in taken]}
    people = {str(place): tuple(panel) for place, panel in enumerate(panels)}
    starts = timetable(people, days(side_by_side=side_by_side), busy)
    interviews = {key: (Span(starts[key], 45), people[key]) for key in people}
    assert list(clashes(interviews, busy)) == []


def test_whoever_would_be_in_two_places_is_named_at_both_interviews():
    start = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)
    interviews = {"a": (Span(start, 45), ["Pia"]), "b": (Span(start + timedelta(minutes=44), 45), ["Pia", "Elsa"])}
    assert [(one, who) for one, who, _ in clashes(interviews, {})] == [("a", "Pia"), ("b", "Pia")]
