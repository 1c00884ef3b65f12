"""The one sentence on top of a panel: which of a few patterns its marks show, tried on simulated panels.

In this order: too little was heard; one interviewer differs throughout; they saw different people on a criterion; all
agree; they differ no more than is usual.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hiring.measurement.number_format import count, listed, number
from hiring.measurement.sentences.told_apart import LeadSentence

# One interviewer differs throughout who is on the same side of the others on three criteria or more, by half a level
# on each and by one and a half on average. Of honest panels about one in a hundred looks like that; with a whole level
# on average it would be one in fourteen.
SHARED_CRITERIA, EACH, ON_AVERAGE = 3, 0.5, 1.5
# The others have to agree among themselves, on average within this, for one to be the odd one out.
OTHERS_AGREE = 1.0
# So far apart at most, all agree.
AGREE = 1.0
_HALVES = ("", "half a level", "a level", "one and a half levels", "two levels", "two and a half levels",
           "three levels", "three and a half levels", "four levels")  # fmt: skip


def inside_sentence(title: str) -> str:
    """A title inside a sentence: small, unless it begins with an abbreviation. `title` isn't empty."""
    is_word = title[1:2].islower() or title[1:2] in {"", " "}
    return title[0].lower() + title[1:] if is_word else title


@dataclass(frozen=True, slots=True)
class CriterionMarks:
    """One criterion of a panel: a mark for each interviewer in the panel's order, None where not observed, in points.

    `is_apart` is the flag that asks for a talk, `is_settled` that the talk was recorded.
    """

    title: str
    marks: tuple[float | None, ...]
    is_apart: bool = False
    is_settled: bool = False

    @property
    def given(self) -> list[float]:
        """The marks without those that were not observed."""
        return [mark for mark in self.marks if mark is not None]

    @property
    def apart(self) -> float:
        """From the lowest mark to the highest, in points; 0 without one."""
        return max(self.given) - min(self.given) if self.given else 0.0

    @property
    def named(self) -> str:
        """The title as it's written inside a sentence."""
        return inside_sentence(self.title)


@dataclass(frozen=True, slots=True)
class OddOneOut:
    """The place of the interviewer who differs throughout, and by how much, in points; below 0 for marking lower."""

    place: int
    shift: float


def panel_pattern(names: Sequence[str], criteria: Sequence[CriterionMarks]) -> LeadSentence:
    """What a reader should know of a panel before anything else.

    `names` are the interviewers', one or more; `criteria` has one a criterion, with a mark for each of them.
    """
    twice = [criterion for criterion in criteria if len(criterion.given) > 1]
    unheard = [criterion.named for criterion in criteria if not criterion.given]
    behind = f" Nobody observed {listed(unheard)}." if unheard else ""
    if 2 * len(twice) < len(criteria):
        return _too_little(names, criteria, twice)
    if (odd := odd_one_out(criteria)) is not None:
        return _throughout(names, odd, behind)
    apart = [criterion for criterion in twice if criterion.is_apart]
    if apart:
        return _different_people(names, apart, behind)
    widest = max(twice, key=lambda criterion: criterion.apart)
    if widest.apart <= AGREE:
        everyone = "Both" if len(names) == 2 else f"All {len(names)}"
        return LeadSentence(
            "", f"{everyone} agree", f": no two marks on a criterion are more than a level apart.{behind}"
        )
    most = f"most on {widest.named}, {number(min(widest.given))} and {number(max(widest.given))}"
    return LeadSentence("", "They differ no more than interviewers usually do", f", {most}.{behind}")


def odd_one_out(criteria: Sequence[CriterionMarks]) -> OddOneOut | None:
    """The interviewer on the same side of the others throughout; None where there is none. Of two, the lower one."""
    people = len(criteria[0].marks) if criteria else 0
    odd = [shift for place in range(people) if (shift := _shift(criteria, place)) is not None]
    return min(odd, key=lambda one: (-round(abs(one.shift), 9), one.shift), default=None)


def _shift(criteria: Sequence[CriterionMarks], place: int) -> OddOneOut | None:
    differences, ranges = [], []
    for criterion in criteria:
        mark = criterion.marks[place]
        others = [other for where, other in enumerate(criterion.marks) if where != place and other is not None]
        if mark is not None and others:
            differences.append(mark - sum(others) / len(others))
            ranges.append(max(others) - min(others))
    if len(differences) < SHARED_CRITERIA or sum(ranges) / len(ranges) > OTHERS_AGREE:
        return None
    side = 1 if differences[0] > 0 else -1
    mean = sum(differences) / len(differences)
    is_throughout = all(side * difference >= EACH for difference in differences)
    return OddOneOut(place, mean) if is_throughout and side * mean >= ON_AVERAGE else None


def talked_about(marks: Sequence[float]) -> str:
    """The marks of interviewers who saw different people, in points, once the talk about it was recorded."""
    seen = listed([number(mark) for mark in sorted(marks)])
    return f"Interviewers saw different people: {seen}. They have talked about it."


def _too_little(
    names: Sequence[str], criteria: Sequence[CriterionMarks], twice: Sequence[CriterionMarks]
) -> LeadSentence:
    if len(names) == 1:
        return LeadSentence(
            "", f"Only {names[0]} has marked this candidate", ", so no mark can be checked against another."
        )
    heard = f"only {count(len(twice), 'criterion', 'criteria')} of {len(criteria)}" if twice else "no criterion"
    again = [criterion.named for criterion in criteria if len(criterion.given) < 2]
    after = f" Before you decide, have {listed(again)} heard by someone else."
    is_marked = "was" if len(twice) < 2 else "were"
    return LeadSentence("", "Too little was heard", f": {heard} {is_marked} marked by two interviewers.{after}")


def _throughout(names: Sequence[str], odd: OddOneOut, behind: str) -> LeadSentence:
    others = [name for place, name in enumerate(names) if place != odd.place]
    them = listed(others) if len(others) <= 3 else "the others"
    side, levels = "below" if odd.shift < 0 else "above", _HALVES[round(2 * abs(odd.shift))]
    who = names[odd.place]
    after = f" Before you decide, find out what {who} heard that {them} didn't.{behind}"
    return LeadSentence("", f"{who} marked every criterion about {levels} {side} {them}.", after)


def _different_people(names: Sequence[str], apart: Sequence[CriterionMarks], behind: str) -> LeadSentence:
    where = listed([criterion.named for criterion in apart])
    given = ""
    if len(apart) == 1:
        marks = [f"{name} {number(mark)}" for name, mark in zip(names, apart[0].marks, strict=True) if mark is not None]
        given = f": {listed(marks)}"
    waits = [criterion for criterion in apart if not criterion.is_settled]
    after = (
        f"{given}. Talk about it before you decide.{behind}"
        if waits
        else f"{given}. They have talked about it.{behind}"
    )
    return LeadSentence("", f"They saw different people on {where}", after)
