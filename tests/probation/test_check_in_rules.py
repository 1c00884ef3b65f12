"""What a check-in needs: taps and one thing seen, or marks that rest on dated acts."""

from dataclasses import replace
from datetime import date

import pytest

from hiring.probation.check_ins.rules import CheckInScope, what_is_missing
from hiring.probation.values import (
    Act,
    ActSource,
    CheckInRecord,
    CriterionWord,
    Going,
    PromiseBy,
    PromiseMade,
    TakeAgain,
)

START, TODAY = date(2026, 11, 3), date(2026, 12, 1)
TITLES = {"listening": "Listening", "empathy": "Empathy"}
WORDS = CheckInScope(TITLES, START, TODAY, has_marks=False)
MARKS = replace(WORDS, criteria={"listening": "Listening"}, has_marks=True)
ON_TRACK = {key: CriterionWord(Going.ON_TRACK) for key in TITLES}
FEW = "Add what you saw, or choose “seen too little”."


def act(
    words: str = "Rang back.", on: date = TODAY, source: ActSource = ActSource.SEEN, about: str = "listening"
) -> Act:
    return Act(about, on, words, is_concern=False, source=source)


def gaps(scope: CheckInScope, record: CheckInRecord, *ticked: Act, noted: tuple[Act, ...] = ()) -> list[str]:
    return [gap.sentence for gap in what_is_missing(scope, record, ticked, noted)]


def marked(level: int | None, *acts: Act, **more: object) -> CheckInRecord:
    return CheckInRecord(TODAY, {"listening": level}, list(acts), take_again=TakeAgain.YES, **more)


def test_taps_alone_file_nothing_and_one_thing_seen_is_enough():
    taps = CheckInRecord(TODAY, words=ON_TRACK)
    nothing = ["Tick a note that counts, or write one sentence of what you saw."]
    assert gaps(WORDS, taps) == nothing
    assert gaps(WORDS, taps, act()) == []
    assert gaps(WORDS, replace(taps, acts=[act(about="")])) == []
    seen = {**ON_TRACK, "empathy": CriterionWord(Going.NOT_SURE, "Asked me first.")}
    assert gaps(WORDS, replace(taps, words=seen)) == []
    assert gaps(WORDS, replace(taps, hire_said="I like it.")) == nothing
    assert gaps(WORDS, taps, act(source=ActSource.UNCHECKED)) == nothing
    blank = {**ON_TRACK, "empathy": CriterionWord(Going.NOT_SURE, " \u200b ")}
    assert gaps(WORDS, replace(taps, words=blank)) == nothing


def test_a_criterion_without_a_tap_is_named_and_a_worry_says_what_was_seen():
    worried = CheckInRecord(TODAY, words={"listening": CriterionWord(Going.WORRIED)})
    named = "Empathy: choose on track, not sure yet or worried."
    assert gaps(WORDS, worried, act(about="empathy")) == [
        "Listening: write what you've seen, or tick a note about it.",
        named,
    ]
    assert gaps(WORDS, worried, act()) == [named]
    said = replace(worried, words={"listening": CriterionWord(Going.WORRIED, "Walks away.")})
    assert gaps(WORDS, said) == [named]


@pytest.mark.parametrize(("level", "needed"), [(1, 2), (2, 2), (3, 1), (4, 1), (5, 1)])
def test_a_mark_rests_on_its_acts(level, needed):
    acts = [act(), act("Asked twice.")]
    assert gaps(MARKS, marked(level, *acts[:needed])) == []
    sentence = "rests on two notes; there is one" if needed == 2 else "rests on one note; there are none"
    assert gaps(MARKS, marked(level, *acts[: needed - 1])) == [f"Listening: a {level} {sentence}. {FEW}"]
    assert gaps(MARKS, marked(level, *acts[: needed - 1]), noted=(act("Earlier."),)) == []
    assert gaps(MARKS, marked(level, *acts[: needed - 1]), noted=(act("Earlier.", about="empathy"),)) != []


def test_what_carries_no_mark():
    twice = [act("Rang back."), act("rang back. ")]
    assert gaps(MARKS, marked(2, *twice)) == [f"Listening: a 2 rests on two notes; there is one. {FEW}"]
    story = marked(3, act(source=ActSource.UNCHECKED))
    assert gaps(MARKS, story)[0].startswith(
        "Listening: a 3 rests on one note; there are none. A customer's story counts once you've checked it."
    )
    assert gaps(MARKS, marked(3, act(source=ActSource.CUSTOMER))) == []
    for level in (0, 6, -1, 99):
        assert gaps(MARKS, marked(level, *twice)) == ["Listening: choose a mark from 1 to 5, or seen too little."]


def test_the_last_one_asks_for_every_mark_for_hiring_again_and_for_something_written():
    empty = CheckInRecord(TODAY)
    assert gaps(MARKS, empty) == [
        "Listening: choose a mark, or say you've seen too little.",
        "Say whether you'd hire them again.",
        "You haven't written anything yet. Write one sentence of what they said.",
    ]
    assert gaps(MARKS, marked(None)) == ["You haven't written anything yet. Write one sentence of what they said."]
    assert gaps(MARKS, marked(None, hire_said="I like it here.")) == []
    assert gaps(MARKS, marked(None), noted=(act(),)) == []


def test_days_before_the_start_and_days_to_come_are_refused():
    for day in (date(2026, 11, 2), date(2026, 12, 2)):
        record = CheckInRecord(day, acts=[act(on=day)], words=ON_TRACK)
        found = what_is_missing(WORDS, record, [], [])
        assert [(gap.part, gap.place) for gap in found] == [("held_on", 0), ("on", 0)]


def test_a_promise_names_what_who_and_a_day_that_is_not_over():
    made = [
        PromiseMade("Sit in.", PromiseBy.MANAGER, TODAY),
        PromiseMade(" ", None, None),
        PromiseMade("Call.", PromiseBy.HR, date(2026, 11, 30)),
    ]
    found = what_is_missing(WORDS, CheckInRecord(TODAY, words=ON_TRACK, promises=made), [act()], [])
    parts = [(gap.part, gap.place) for gap in found]
    assert parts == [("promise", 1), ("promise_by", 1), ("promise_on", 1), ("promise_on", 2)]
    assert found[-1].sentence == "That day has passed. Choose today or a later day."


def test_a_megabyte_of_words_is_refused_where_it_was_typed():
    record = CheckInRecord(TODAY, acts=[act("x" * 1_000_000)], words=ON_TRACK, hire_said="y" * 20_001)
    found = what_is_missing(WORDS, record, [], [])
    assert [gap.part for gap in found] == ["act", "hire_said"]
    assert found[0].sentence == "This is 1,000,000 characters long; at most 20,000 can be kept. Shorten it."
