"""The sentence above a comparison: who can't be told apart on this evidence, and who is lower. No one is ranked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hiring.measurement.number_format import chance, fixed, fraction, listed

# As many names as a sentence bears; more of them are counted.
MOST_NAMES = 6


@dataclass(frozen=True, slots=True)
class LeadSentence:
    """One sentence in three parts, of which `strong` is what to take away."""

    before: str
    strong: str
    after: str

    def __str__(self) -> str:
        return f"{self.before}{self.strong}{self.after}"


def told_apart(tied: Sequence[str], lower: Sequence[str], people: int, *, is_linked: bool = True) -> LeadSentence:
    """Who can't be told from the highest, and who is lower.

    `tied` and `lower` are names in alphabetical order, everyone with a total; `people` counts everyone compared.
    `is_linked` is False where some met interviewers who have nobody in common, even through others.
    """
    if not people:
        return LeadSentence("", "Nobody is shown here.", "")
    known = len(tied) + len(lower)
    if not known:
        return LeadSentence("", "Nobody has a total yet", ": that takes a mark on every criterion that counts.")
    if known == 1:
        return LeadSentence("Only ", f"{(*tied, *lower)[0]} has a total so far", ", so there's no one to compare with.")
    totals = "" if known == people else f" There's a total for {known} of {people}."
    after = f"{totals} Names are in alphabetical order, not ranked."
    if not is_linked:
        return LeadSentence(
            "", "Not everyone here can be compared", f": their interviewers have nobody in common.{after}"
        )
    behind = f" {_names(lower, 'others', 'The other ')} {'is' if len(lower) == 1 else 'are'} lower." if lower else ""
    if len(tied) == 1:
        return LeadSentence(
            "On this evidence, ", f"{tied[0]} can be told apart from everyone else", f".{behind}{after}"
        )
    strong = f"{_names(tied, 'candidates', '')} can't be told apart"
    return LeadSentence("On this evidence, ", strong, f".{behind}{after}")


def _share(value: float) -> str:
    """A coefficient beside another one: .61 and .70."""
    written = fraction(value)
    return f"{written}0" if len(written.lstrip("−")) == 2 else written


def overall_of_few(tied: Sequence[str], lower: Sequence[str], people: int, *, is_linked: bool) -> str:
    """The same of two or three who were put side by side, out of those with a total."""
    if len(tied) + len(lower) < 2:
        return "Not all of them have a total, so we say nothing about them overall."
    if not is_linked:
        return "Their interviewers have nobody in common, so they can't be compared overall."
    if not lower:
        who = {2: "the two", 3: "the three"}.get(people, "they") if len(tied) == people else listed(list(tied))
        return f"On this evidence {who} can't be told apart overall."
    are = "is" if len(lower) == 1 else "are"
    rest = "" if len(tied) == 1 else f"; {listed(list(tied))} can't be told apart"
    than = f" than {tied[0]}" if len(tied) == 1 else ""
    return f"On this evidence {listed(list(lower))} {are} lower overall{than}{rest}."


def _names(names: Sequence[str], noun: str, before: str) -> str:
    if len(names) <= MOST_NAMES:
        return listed(list(names))
    return f"{before}{len(names)}" if before else f"{len(names)} {noun}"


def tied_with(others: int) -> str:
    """How many others can't be told apart from one person. `others` is 0 or more."""
    if not others:
        return "Can be told apart from everyone else here."
    return f"{'One other' if others == 1 else f'{others} others'} can't be told apart from this candidate."


def met_others(name: str, shift: float, level: float, interval: tuple[float, float]) -> str:
    """Why a total is read with care: people they met mark lower or higher than colleagues on the same people.

    `shift` is what allowing for it adds, not 0; `level` and `interval` are the total then; all in points.
    """
    side = "lower" if shift > 0 else "higher"
    total, low, high = (fixed(value) for value in (level, *interval))
    return (
        f"{name} met interviewers who mark {side} than colleagues on the same people; "
        f"allowing for it {total} ({low} to {high})."
    )


def higher_again(first: str, second: str, probability: float) -> str:
    """What a chance predicts of two people: who would come out higher with other interviewers.

    `probability` is that of `first` coming out above `second`, 0 to 1; below .5 they are turned around, and below .55
    either way nothing tells them apart.
    """
    if probability < 0.5:
        first, second, probability = second, first, 1 - probability
    if probability < 0.55:
        return f"Nothing here says which of {first} and {second} would come out higher."
    odds = chance(probability)
    return (
        f"{odds[0].upper()}{odds[1:]} that {first} would come out higher than {second} if other interviewers met both."
    )


def another_round(rounds: int, now: float, then: float, *, is_assumed: bool) -> str:
    """What one more separate round would do to the reliability, from `now` to `then`, both 0 to 1."""
    ordinal = {2: "second", 3: "third", 4: "fourth", 5: "fifth"}.get(rounds + 1, f"{rounds + 1}th")
    basis = "assumed from published studies" if is_assumed else "estimated from your own panels"
    return (
        f"A {ordinal} round, with another interviewer, would raise reliability from {_share(now)} to about "
        f"{_share(then)}; {basis}."
    )
