"""What the overview of a copy shows: its parts, what is to mend, the minutes, and what changed in meaning."""

from collections.abc import Sequence
from dataclasses import dataclass

from hiring.rubrics.comparing import ChangedSection
from hiring.rubrics.editing.draft_check import DraftCheck, read
from hiring.rubrics.editing.form_tree import Tree
from hiring.rubrics.editing.mistake_placement import Told, all_told
from hiring.rubrics.editing.parts import Part, PartKind, called, parts_of
from hiring.rubrics.edition import Edition
from hiring.rubrics.hashes import means_the_same
from hiring.rubrics.schema import Criterion


@dataclass(frozen=True, slots=True)
class CriterionSheet:
    """A criterion of the copy with its parts, and what became of its meaning."""

    key: str
    title: str
    meaning: str
    parts: tuple[Part, ...]
    to_mend: int

    def of(self, *kinds: str) -> list[Part]:
        return [one for one in self.parts if one.kind in kinds]


@dataclass(frozen=True, slots=True)
class Overview:
    reading: DraftCheck
    told: Sequence[Told]
    changes: Sequence[ChangedSection]
    criteria: Sequence[CriterionSheet]
    rounds: Sequence[Part]
    rubric: Part

    @property
    def edition(self) -> Edition | None:
        return self.reading.edition

    @property
    def meanings(self) -> list[str]:
        """The criteria that mean something else now."""
        return [one.title for one in self.criteria if one.meaning == CHANGED]


CHANGED, WORDED, NEW = "means something else now", "changed in wording only", "new in this rubric"


def overview_of(content: Tree, before: Edition) -> Overview:
    reading, parts = read(content), parts_of(content)
    told = all_told(content, reading.mistakes)
    earlier = {one.key: one for one in before.criteria}
    sheets = [
        CriterionSheet(
            key=one["key"],
            title=called(one),
            meaning=_meaning(earlier.get(one["key"]), reading.criteria[one["key"]]),
            parts=tuple(part for part in parts if part.criterion == one["key"]),
            to_mend=sum(_is_about(said, one["key"]) for said in told),
        )
        for one in content["criteria"]
    ]
    rounds = [one for one in parts if one.kind is PartKind.ROUND]
    return Overview(reading, told, reading.changed_since(before), sheets, rounds, parts[0])


def _is_about(said: Told, key: str) -> bool:
    return said.part.criterion == key if said.part else said.control == f"criterion-{key}"


def _meaning(old: Criterion | None, now: Criterion | None) -> str:
    """In words; nothing where nothing changed, or where it cannot be read yet."""
    if old is None:
        return NEW
    if now is None or now == old:
        return ""
    return WORDED if means_the_same(old, now) else CHANGED
