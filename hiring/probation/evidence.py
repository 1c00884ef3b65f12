"""What a mark at work must rest on. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date

from hiring.foundation import text
from hiring.probation.values import Act, CheckInGap, CheckInRecord
from hiring.rubrics.schema import LEVELS

# A mark at either end of the scale, or next to the lower one, says something unusual: one act could be chance.
ACTS_NEEDED = {1: 2, 2: 2, 3: 1, 4: 1, 5: 2}
LONGEST_WORDS = 20_000


def what_is_missing(
    criteria: Sequence[str], starts_on: date, today: date, noted: Sequence[Act], record: CheckInRecord
) -> list[CheckInGap]:
    """Everything that keeps the check-in from being filed, in the order of the criteria."""
    gaps = list(_day_of_check_in(starts_on, today, record.held_on))
    for key in criteria:
        fresh = [act for act in record.acts if act.criterion == key]
        for place, act in enumerate(fresh):
            gaps += what_is_wrong_with(act, starts_on, today, place)
        if key not in record.ratings:
            gaps.append(CheckInGap("Choose a mark, or say that it was not observed.", "level", key))
        else:
            known = [act for act in noted if act.criterion == key]
            gaps += _too_little(key, record.ratings[key], [*known, *fresh])
    for part, words in (
        ("support", record.support),
        ("hire_said", record.hire_said),
        ("customers_said", record.customers_said),
    ):
        gaps += _too_long(words, part)
    return gaps + list(_nothing_in_it(noted, record))


def _nothing_in_it(noted: Sequence[Act], record: CheckInRecord) -> Iterator[CheckInGap]:
    """A filed check-in opens the interview marks to the manager, so one without a mark, an act or a word isn't one."""
    words = (record.support, record.hire_said, record.customers_said)
    marks = [level for level in record.ratings.values() if level is not None]
    if not marks and not noted and not record.acts and not any(text.tidy(part) for part in words):
        yield CheckInGap("Nothing is written down yet. Write at least what they said about their work.", "hire_said")


def _day_of_check_in(starts_on: date, today: date, held_on: date) -> Iterator[CheckInGap]:
    if held_on < starts_on:
        yield CheckInGap(f"They started on {_day(starts_on)}. A check-in cannot be before that.", "held_on")
    if held_on > today:
        yield CheckInGap("This day is still to come. Write the day on which you talked.", "held_on")


def what_is_wrong_with(act: Act, starts_on: date, today: date, place: int = 0) -> list[CheckInGap]:
    """What keeps one act from being kept."""
    gaps = []
    if act.on < starts_on:
        sentence = f"They started on {_day(starts_on)}. An act cannot be before that."
        gaps.append(CheckInGap(sentence, "on", act.criterion, place))
    if act.on > today:
        gaps.append(CheckInGap("This day is still to come.", "on", act.criterion, place))
    if not act.act.strip():
        gaps.append(CheckInGap("Write what they said or did.", "act", act.criterion, place))
    return gaps + list(_too_long(act.act, "act", act.criterion, place))


def _too_little(key: str, level: int | None, acts: Sequence[Act]) -> Iterator[CheckInGap]:
    if level is None:
        return
    if level not in LEVELS:
        yield CheckInGap("Choose a mark from 1 to 5, or not observed.", "level", key)
        return
    counting = {(act.on, act.act.strip().casefold()) for act in acts if act.source.counts}
    needed = ACTS_NEEDED[level]
    if len(counting) >= needed:
        return
    if needed == 2:
        sentence = f"A {level} rests on two dated acts; there {'is one' if counting else 'are none'}."
    else:
        sentence = f"A {level} rests on one dated act."
    if any(not act.source.counts for act in acts):
        sentence += " A customer's story counts once you have checked it."
    yield CheckInGap(f"{sentence} Add what you saw, or choose “not observed”.", "level", key)


def _too_long(words: str, part: str, criterion: str = "", place: int = 0) -> Iterator[CheckInGap]:
    if len(words) > LONGEST_WORDS:
        sentence = f"This is {len(words):,} characters long; at most {LONGEST_WORDS:,} can be kept. Shorten it."
        yield CheckInGap(sentence, part, criterion, place)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
