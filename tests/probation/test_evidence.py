"""What a mark must rest on."""

from datetime import date

import pytest

from hiring.probation.evidence import what_is_missing
from hiring.probation.values import Act, ActSource, CheckInRecord

START, TODAY = date(2026, 11, 3), date(2026, 12, 1)


def act(words: str = "Rang back.", on: date = TODAY, source: ActSource = ActSource.SEEN, concern: bool = False) -> Act:
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
    record = CheckInRecord(TODAY, {"listening": None}, hire_said="I like it here.")
    assert what_is_missing(["listening"], START, TODAY, (), record) == []


NOTHING = ["Nothing is written down yet. Write at least what they said about their work."]


@pytest.mark.parametrize("words", ["", " \n\u200b "])
def test_a_check_in_with_nothing_in_it_is_not_filed(words):
    record = CheckInRecord(TODAY, {"listening": None, "empathy": None}, [], words, words, words)
    found = what_is_missing(["listening", "empathy"], START, TODAY, (), record)
    assert [(one.sentence, one.part) for one in found] == [(NOTHING[0], "hire_said")]


@pytest.mark.parametrize("part", ["support", "hire_said", "customers_said"])
def test_a_word_in_any_part_is_enough_for_a_check_in(part):
    record = CheckInRecord(TODAY, {"listening": None}, **{part: "Sat beside her."})
    assert what_is_missing(["listening"], START, TODAY, (), record) == []


def test_an_act_is_enough_for_a_check_in_whether_new_or_noted_before():
    assert missing(None) == NOTHING
    assert missing(None, act()) == []
    assert missing(None, noted=(act(),)) == []


def test_acts_noted_before_count():
    assert missing(5, act("Asked twice."), noted=(act("Rang back."),)) == []


def test_the_same_act_written_twice_is_one():
    assert len(missing(5, act("Rang back."), act("rang back. "))) == 1


def test_a_story_nobody_checked_does_not_carry_a_mark():
    assert missing(3, act(source=ActSource.UNCHECKED)) == [
        "A 3 rests on one dated act. A customer's story counts once you have checked it. "
        "Add what you saw, or choose “not observed”."
    ]
    assert missing(3, act(source=ActSource.CUSTOMER)) == []


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
    found = what_is_missing(["listening", "empathy"], START, TODAY, (act("Rang."),), record)
    assert [(one.criterion, one.part) for one in found] == [("listening", "level"), ("empathy", "level")]
