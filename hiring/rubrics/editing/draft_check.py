"""Proofreads a copy as it stands: every mistake at its place, and as much of it as can be used already. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from hiring.rubrics.comparing import ChangedSection, sections
from hiring.rubrics.editing.form_tree import Tree, understood
from hiring.rubrics.edition import Edition
from hiring.rubrics.proofreading.check import proofread
from hiring.rubrics.proofreading.values import Location, Mistake
from hiring.rubrics.schema import Criterion, Rubric


@dataclass(frozen=True, slots=True)
class DraftCheck:
    """The mistakes lie where the tree of the copy has them; what has one is None."""

    mistakes: tuple[Mistake, ...]
    rubric: Rubric | None
    criteria: Mapping[str, Criterion | None]

    @property
    def edition(self) -> Edition | None:
        sound = tuple(criterion for criterion in self.criteria.values() if criterion is not None)
        if self.rubric is None or len(sound) < len(self.criteria):
            return None
        return Edition(rubric=self.rubric, criteria=sound)

    def changed_since(self, before: Edition) -> list[ChangedSection]:
        """What differs from the edition it started from, as far as it can be read."""
        return sections(before, self.rubric, self.criteria)


def read(content: Tree) -> DraftCheck:
    values = understood(content)
    mistakes: list[Mistake] = []
    criteria: dict[str, Criterion | None] = {}
    for place, criterion in enumerate(values["criteria"]):
        wrong = proofread("criterion", criterion)
        mistakes += _moved(("criteria", place), wrong)
        criteria[criterion["key"]] = None if wrong else Criterion.model_validate(criterion)
    wrong = proofread("rubric", values["rubric"], criteria)
    mistakes = [*_moved(("rubric",), wrong), *mistakes]
    return DraftCheck(
        tuple(dict.fromkeys(mistakes)), None if wrong else Rubric.model_validate(values["rubric"]), criteria
    )


def _moved(around: Location, mistakes: list[Mistake]) -> list[Mistake]:
    return [Mistake((*around, *mistake.location), mistake.sentence) for mistake in mistakes]
