"""What the overview of a copy shows: its parts, what is to mend, the minutes, and what changed in meaning."""

from collections.abc import Sequence
from dataclasses import dataclass

from hiring.rubrics.comparing import ChangedSection
from hiring.rubrics.editing.draft_check import DraftCheck, read
from hiring.rubrics.editing.form_tree import Tree
from hiring.rubrics.editing.mistake_placement import PlacedMistake, placed_mistakes
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
        return [part for part in self.parts if part.kind in kinds]


@dataclass(frozen=True, slots=True)
class Overview:
    draft: DraftCheck
    mistakes: Sequence[PlacedMistake]
    changes: Sequence[ChangedSection]
    criteria: Sequence[CriterionSheet]
    rounds: Sequence[Part]
    rubric: Part

    @property
    def edition(self) -> Edition | None:
        return self.draft.edition

    @property
    def meanings(self) -> list[str]:
        """The criteria that mean something else now."""
        return [sheet.title for sheet in self.criteria if sheet.meaning == CHANGED]


CHANGED, WORDED, NEW = "means something else now", "changed in wording only", "new in this rubric"


def overview_of(content: Tree, before: Edition) -> Overview:
    draft, parts = read(content), parts_of(content)
    mistakes = placed_mistakes(content, draft.mistakes)
    earlier = {criterion.key: criterion for criterion in before.criteria}
    sheets = [
        CriterionSheet(
            key=criterion["key"],
            title=called(criterion),
            meaning=_meaning(earlier.get(criterion["key"]), draft.criteria[criterion["key"]]),
            parts=tuple(part for part in parts if part.criterion == criterion["key"]),
            to_mend=sum(_is_about(mistake, criterion["key"]) for mistake in mistakes),
        )
        for criterion in content["criteria"]
    ]
    rounds = [part for part in parts if part.kind is PartKind.ROUND]
    return Overview(draft, mistakes, draft.changed_since(before), sheets, rounds, parts[0])


def _is_about(mistake: PlacedMistake, key: str) -> bool:
    return mistake.part.criterion == key if mistake.part else mistake.control == f"criterion-{key}"


def _meaning(old: Criterion | None, now: Criterion | None) -> str:
    """In words; nothing where nothing changed, or where it cannot be read yet."""
    if old is None:
        return NEW
    if now is None or now == old:
        return ""
    return WORDED if means_the_same(old, now) else CHANGED
