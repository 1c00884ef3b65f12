"""Two plain rules that ask for a conversation early, and never for an ending. Pure.

They count nothing up over time. What they miss is printed with them: people who leave without a word of concern on
record, and they also fire for people who do well later.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hiring.probation.values import Going

DAYS_TO_TALK = 14


class EarlyRule(StrEnum):
    """Which of the two rules fired."""

    WORRIED = "worried"
    UNTALKED = "untalked"


@dataclass(frozen=True, slots=True)
class FollowedSoFar:
    """What the rules look at.

    `words` are the filed check-ins, earliest first: criterion → word, nothing where one took marks. `concerns` are day
    and criterion of each concern that counts; `talks` the days of filed check-ins and of promises.
    """

    words: Sequence[Mapping[str, Going]]
    concerns: Sequence[tuple[date, str]]
    talks: Sequence[date]


@dataclass(frozen=True, slots=True)
class EarlySign:
    """One rule that fired, and the criteria it's about; none where the concern is about nothing in particular."""

    rule: EarlyRule
    criteria: tuple[str, ...]
    since: date | None = None


def early_signs(so_far: FollowedSoFar, today: date) -> list[EarlySign]:
    """What asks for a conversation today."""
    signs = []
    worried = worried_about(so_far.words)
    if worried:
        signs.append(EarlySign(EarlyRule.WORRIED, worried))
    waiting = [
        (on, key)
        for on, key in so_far.concerns
        if (today - on).days > DAYS_TO_TALK and not any(talk >= on for talk in so_far.talks)
    ]
    if waiting:
        criteria = tuple(dict.fromkeys(key for _, key in waiting if key))
        signs.append(EarlySign(EarlyRule.UNTALKED, criteria, min(on for on, _ in waiting)))
    return signs


def worried_about(words: Sequence[Mapping[str, Going]]) -> tuple[str, ...]:
    """Criteria of the latest check-in that someone worries about: for the second time, or two of them at once."""
    worries = [[key for key, going in said.items() if going is Going.WORRIED] for said in words]
    if not worries:
        return ()
    times = Counter(key for keys in worries for key in keys)
    return tuple(key for key in worries[-1] if times[key] >= 2 or len(worries[-1]) >= 2)


def ever_fired(so_far: FollowedSoFar, closed_on: date) -> bool:
    """Whether either rule asked for a conversation on any day up to the last one."""
    if any(worried_about(so_far.words[:filed]) for filed in range(1, len(so_far.words) + 1)):
        return True
    wait = timedelta(days=DAYS_TO_TALK)
    return any(
        closed_on > on + wait and not any(on <= talk <= on + wait for talk in so_far.talks) for on, _ in so_far.concerns
    )
