"""What a mark must rest on, and what the record holds for an end."""

from datetime import date

import pytest

from hiring.probation.evidence import what_is_held, what_is_missing
from hiring.probation.values import Act, CheckInRecord, Source

START, TODAY = date(2026, 11, 3), date(2026, 12, 1)


def act(words: str = "Rang back.", on: date = TODAY, source: Source = Source.SEEN, concern: bool = False) -> Act:
    return Act("listening", on, words, concern, source)


def missing(level: int | None, *acts: Act, noted: tuple[Act, ...] = ()) -> list[str]:
    record = CheckInRecord(TODAY, {"listening": level}, list(acts))
    return [one.sentence for one in what_is_missing(["listening"], START, TODAY, noted, record)]


@pytest.mark.parametrize("level", [1, 2, 5])
def test_an_unusual_mark_rests_on_two_acts(level):
    assert missing(level, act()) == [
        f"A {level} rests on two dated acts; there is one. Add what you saw, or choose “not observed”."
    ]
    assert missing(level, act("Rang back."), act("Asked twice.")) == []


@pytest.mark.parametrize("level", [3, 4])
def test_an_ordinary_mark_rests_on_one_act(level):
    assert missing(level) == [f"A {level} rests on one dated act. Add what you saw, or choose “not observed”."]
    assert missing(level, act()) == []


def test_not_observed_rests_on_nothing():
    assert missing(None) == []


def test_acts_noted_before_count():
    assert missing(5, act("Asked twice."), noted=(act("Rang back."),)) == []


def test_the_same_act_written_twice_is_one():
    assert len(missing(5, act("Rang back."), act("rang back. "))) == 1


def test_a_story_nobody_checked_does_not_carry_a_mark():
    assert missing(3, act(source=Source.UNCHECKED)) == [
        "A 3 rests on one dated act. A customer's story counts once you have checked it. "
        "Add what you saw, or choose “not observed”."
    ]
    assert missing(3, act(source=Source.CUSTOMER)) == []


@pytest.mark.parametrize("level", [0, 6, -1, 99])
def test_a_mark_off_the_scale_is_refused(level):
    assert missing(level, act(), act("b")) == ["Choose a mark from 1 to 5, or not observed."]


def test_days_before_the_start_and_days_to_come_are_refused():
    early = CheckInRecord(date(2026, 11, 2), {"listening": None}, [act(on=date(2026, 11, 2))])
    late = CheckInRecord(date(2026, 12, 2), {"listening": None}, [act(on=date(2026, 12, 2))])
    for record in (early, late):
        found = what_is_missing(["listening"], START, TODAY, (), record)
        assert [(one.part, one.place) for one in found] == [("held_on", 0), ("on", 0)]


def test_a_megabyte_of_words_is_refused_where_it_was_typed():
    record = CheckInRecord(TODAY, {"listening": None}, [act("x" * 1_000_000)], hire_said="y" * 20_001)
    found = what_is_missing(["listening"], START, TODAY, (), record)
    assert [one.part for one in found] == ["act", "hire_said"]
    assert found[0].sentence == "This is 1,000,000 characters long; at most 20,000 can be kept. Shorten it."


def test_a_criterion_nobody_answered_is_missing():
    record = CheckInRecord(TODAY, {})
    found = what_is_missing(["listening", "empathy"], START, TODAY, (), record)
    assert [(one.criterion, one.part) for one in found] == [("listening", "level"), ("empathy", "level")]


def test_a_fair_end_rests_on_concerns_that_are_old_enough_to_have_been_answered():
    concerns = [act("Left the queue.", date(2026, 11, 10), concern=True), act("Left it again.", TODAY, concern=True)]
    filed = [CheckInRecord(TODAY, {}, concerns, support="Stood beside her.", hire_said="I was never shown.")]
    assert [one.met for one in what_is_held(TODAY, filed, concerns)] == [True] * 5
    assert [one.met for one in what_is_held(TODAY, [], [])] == [False] * 5
    too_soon = what_is_held(date(2026, 11, 12), filed, concerns[:1])
    assert [one.met for one in too_soon] == [False, False, True, True, True]
