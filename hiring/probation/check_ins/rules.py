"""What a check-in needs before it can be filed. Pure.

A check-in without marks takes a tap for each criterion, and at least one note that counts or one sentence of what was
seen. The last one takes a mark for each criterion, which rests on dated acts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hiring.foundation import text
from hiring.probation.notes.rules import day_said, gaps_in_promise, too_long, what_is_wrong_with
from hiring.probation.values import Act, CheckInGap, CheckInRecord, Going
from hiring.rubrics.schema import LEVELS

# A 1 or a 2 says something unusual, and a job may depend on it: one act could be chance.
ACTS_NEEDED = {1: 2, 2: 2, 3: 1, 4: 1, 5: 1}


@dataclass(frozen=True, slots=True)
class CheckInScope:
    """What a check-in is about: criterion → its title, the first day, today, and whether it takes marks."""

    criteria: Mapping[str, str]
    starts_on: date
    today: date
    has_marks: bool


def what_is_missing(
    scope: CheckInScope, record: CheckInRecord, ticked: Sequence[Act], noted: Sequence[Act]
) -> list[CheckInGap]:
    """Everything that keeps the check-in from being filed, in the order of the page.

    `ticked` are the earlier notes that count this time, `noted` all earlier notes, as they will be placed.
    """
    gaps = list(_day_of_check_in(scope, record.held_on))
    if scope.has_marks:
        gaps += _gaps_in_marks(scope, record, noted)
    else:
        gaps += _gaps_in_words(scope, record, ticked)
    for part in ("hire_said", "customers_said", "thanks"):
        gaps += too_long(getattr(record, part), part)
    for place, promise in enumerate(record.promises):
        gaps += gaps_in_promise(promise, scope.today, place)
    return gaps


def _day_of_check_in(scope: CheckInScope, held_on: date) -> Iterator[CheckInGap]:
    if held_on < scope.starts_on:
        yield CheckInGap(f"They started on {day_said(scope.starts_on)}. A check-in can't be before that.", "held_on")
    if held_on > scope.today:
        yield CheckInGap("This day is still to come. Write the day you talked.", "held_on")


def _gaps_in_words(scope: CheckInScope, record: CheckInRecord, ticked: Sequence[Act]) -> Iterator[CheckInGap]:
    for place, act in enumerate(record.acts):
        yield from what_is_wrong_with(act, scope.starts_on, scope.today, place)
    counting = [act for act in (*ticked, *record.acts) if act.source.counts and act.act.strip()]
    seen = [text.tidy(word.seen) for word in record.words.values()]
    for key, title in scope.criteria.items():
        yield from _gap_in_word(key, title, record, counting)
    if not counting and not any(seen):
        yield CheckInGap("Tick a note that counts, or write one sentence of what you saw.", "act")


def _gap_in_word(key: str, title: str, record: CheckInRecord, counting: Sequence[Act]) -> Iterator[CheckInGap]:
    word = record.words.get(key)
    if word is None:
        yield CheckInGap(f"{title}: choose on track, not sure yet or worried.", "going", key)
        return
    yield from too_long(word.seen, "seen", key)
    is_backed = text.tidy(word.seen) or any(act.criterion == key for act in counting)
    if word.going is Going.WORRIED and not is_backed:
        yield CheckInGap(f"{title}: write what you've seen, or tick a note about it.", "seen", key)


def _gaps_in_marks(scope: CheckInScope, record: CheckInRecord, noted: Sequence[Act]) -> Iterator[CheckInGap]:
    for key, title in scope.criteria.items():
        fresh = [act for act in record.acts if act.criterion == key]
        for place, act in enumerate(fresh):
            yield from what_is_wrong_with(act, scope.starts_on, scope.today, place)
        if key not in record.ratings:
            yield CheckInGap(f"{title}: choose a mark, or say you've seen too little.", "level", key)
        else:
            earlier = [act for act in noted if act.criterion == key]
            yield from _too_little(title, key, record.ratings[key], [*earlier, *fresh])
    if record.take_again is None:
        yield CheckInGap("Say whether you'd hire them again.", "take_again")
    marks = [level for level in record.ratings.values() if level is not None]
    has_act = any(act.source.counts for act in (*noted, *record.acts))
    if not marks and not has_act and not text.tidy(record.hire_said):
        yield CheckInGap("You haven't written anything yet. Write one sentence of what they said.", "hire_said")


def _too_little(title: str, key: str, level: int | None, acts: Sequence[Act]) -> Iterator[CheckInGap]:
    if level is None:
        return
    if level not in LEVELS:
        yield CheckInGap(f"{title}: choose a mark from 1 to 5, or seen too little.", "level", key)
        return
    counting = {(act.on, act.act.strip().casefold()) for act in acts if act.source.counts}
    needed = ACTS_NEEDED[level]
    if len(counting) >= needed:
        return
    if needed == 2:
        sentence = f"{title}: a {level} rests on two notes; there {'is one' if counting else 'are none'}."
    else:
        sentence = f"{title}: a {level} rests on one note; there are none."
    if any(not act.source.counts for act in acts):
        sentence += " A customer's story counts once you've checked it."
    yield CheckInGap(f"{sentence} Add what you saw, or choose “seen too little”.", "level", key)
