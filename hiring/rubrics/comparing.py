"""Two editions side by side: what changed in what a mark means, and what in wording only. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from hiring.foundation.grammar import listed
from hiring.rubrics.edition import Edition
from hiring.rubrics.hashes import Change, changes, means_the_same, texts_of
from hiring.rubrics.schema import Criterion, Rubric


@dataclass(frozen=True, slots=True)
class ChangedSection:
    """One criterion, or the rubric itself. `standing` is "added", "left out", or nothing."""

    title: str
    standing: str
    changes: tuple[Change, ...]
    changes_meaning: bool

    @property
    def says(self) -> str:
        if self.standing:
            return f"This criterion is {self.standing}."
        if self.changes_meaning:
            return "A mark means something else now. Interviewers practise it again, and earlier marks stay separate."
        return "Only the wording changed. Licences stay, and marks from before and after count together."


def compared(before: Edition, after: Edition) -> list[ChangedSection]:
    """What differs, the rubric first, then its criteria in the later order; nothing where nothing does."""
    return sections(before, after.rubric, {criterion.key: criterion for criterion in after.criteria})


def difference_in_words(before: Edition, after: Edition) -> str:
    """What the later of two versions of a rubric changes, in a sentence or two."""
    differing = compared(before, after)
    new = [section.title for section in differing if section.standing == "added"]
    gone = [section.title for section in differing if section.standing == "left out"]
    other = [section.title for section in differing if section.changes_meaning and not section.standing]
    sentences = []
    if other:
        means, it = ("means", "it") if len(other) == 1 else ("mean", "them")
        sentences.append(f"{listed(other)} {means} something else, so interviewers practise {it} again.")
    if new:
        sentences.append(f"New: {listed(new)}.")
    if gone:
        sentences.append(f"Left out: {listed(gone)}.")
    return " ".join(sentences) or "Only the wording changed."


def without_practice(sections: Sequence[ChangedSection]) -> list[ChangedSection]:
    """For people who practise on the sample answers: a change in one would show them our mark."""
    kept = [replace(section, changes=tuple(_outside_practice(section.changes))) for section in sections]
    return [section for section in kept if section.changes or section.standing]


def _outside_practice(changes: Sequence[Change]) -> Iterator[Change]:
    return (change for change in changes if not change.where.startswith("practice."))


def sections(before: Edition, rubric: Rubric | None, criteria: Mapping[str, Criterion | None]) -> list[ChangedSection]:
    """The same for what is being written: None stands for what cannot be read yet, and is not compared."""
    differing = [ChangedSection("The rubric itself", "", _of_rubric(before.rubric, rubric or before.rubric), False)]
    earlier = {criterion.key: criterion for criterion in before.criteria}
    for key, criterion in criteria.items():
        old = earlier.pop(key, None)
        if criterion is None:
            continue
        if old is None:
            differing.append(ChangedSection(criterion.title, "added", (), True))
        elif differences := changes(old, criterion):
            differing.append(ChangedSection(criterion.title, "", differences, not means_the_same(old, criterion)))
    differing += [ChangedSection(criterion.title, "left out", (), True) for criterion in earlier.values()]
    return [section for section in differing if section.changes or section.standing]


def _of_rubric(before: Rubric, after: Rubric) -> tuple[Change, ...]:
    earlier, later = texts_of(before), texts_of(after)
    where = [*later, *(place for place in earlier if place not in later)]
    return tuple(
        Change(place, earlier.get(place), later.get(place), False)
        for place in where
        if earlier.get(place) != later.get(place)
    )
