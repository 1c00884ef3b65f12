"""What a note and a promise need before they can be kept. Pure."""

from collections.abc import Iterator
from datetime import date

from hiring.foundation import text
from hiring.probation.values import Act, CheckInGap, PromiseMade

LONGEST_WORDS = 20_000


def what_is_wrong_with(act: Act, starts_on: date, today: date, place: int = 0) -> list[CheckInGap]:
    """What keeps one act from being kept."""
    gaps = []
    if act.on < starts_on:
        sentence = f"They started on {day_said(starts_on)}. A note can't be dated before that."
        gaps.append(CheckInGap(sentence, "on", act.criterion, place))
    if act.on > today:
        gaps.append(CheckInGap("This day is still to come.", "on", act.criterion, place))
    if not act.act.strip():
        gaps.append(CheckInGap("Write what they said or did.", "act", act.criterion, place))
    return gaps + list(too_long(act.act, "act", act.criterion, place))


def gaps_in_promise(promise: PromiseMade, today: date, place: int = 0) -> Iterator[CheckInGap]:
    """A promise names what, who and by when, and its day isn't over yet."""
    if not text.tidy(promise.what):
        yield CheckInGap("Write what you agreed, or leave the other fields empty too.", "promise", place=place)
    yield from too_long(promise.what, "promise", place=place)
    if promise.by is None:
        yield CheckInGap("Choose who does it.", "promise_by", place=place)
    if promise.due_on is None:
        yield CheckInGap("Write when it'll be done by.", "promise_on", place=place)
    elif promise.due_on < today:
        yield CheckInGap("That day has passed. Choose today or a later day.", "promise_on", place=place)


def too_long(words: str, part: str, criterion: str = "", place: int = 0) -> Iterator[CheckInGap]:
    if len(words) > LONGEST_WORDS:
        sentence = f"This is {len(words):,} characters long; at most {LONGEST_WORDS:,} can be kept. Shorten it."
        yield CheckInGap(sentence, part, criterion, place)


def day_said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
