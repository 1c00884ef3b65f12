"""A rubric with its criteria inside: what a published version stores, and what every later room reads."""

from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

from hiring.rubrics.plan import planned_rounds
from hiring.rubrics.reference import Reference
from hiring.rubrics.schema import ChosenCriterion, Criterion, Question, Rubric, SuggestedRound


class Edition(BaseModel):
    """A rubric and, in its order, the criteria it names. `Reference` says how its questions are named."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal[1] = 1
    rubric: Rubric
    criteria: tuple[Criterion, ...]

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        named = tuple(chosen.criterion for chosen in self.rubric.criteria)
        if named != tuple(criterion.key for criterion in self.criteria):
            raise ValueError("an edition holds exactly the criteria its rubric names, in that order")
        unknown = {ref for planned_round in self.rubric.rounds for ref in planned_round.questions} - set(
            self.references()
        )
        if unknown:
            raise ValueError(f"rounds name unknown questions: {', '.join(sorted(unknown))}")
        return self

    @classmethod
    def from_content(cls, content: dict[str, Any]) -> Self:
        """The edition that a version's stored content describes."""
        return cls.model_validate(content)

    def content(self) -> dict[str, Any]:
        """Plain JSON values. A key without a value is left out, so that a later key changes no older hash."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)

    @property
    def key(self) -> str:
        return self.rubric.key

    @property
    def title(self) -> str:
        return self.rubric.title

    @property
    def scored(self) -> tuple[Criterion, ...]:
        """The criteria whose marks are averaged; a floor of skill is asked about and stays separate."""
        return tuple(criterion for criterion in self.criteria if not criterion.skill_floor)

    def criterion(self, key: str) -> Criterion:
        """KeyError where the rubric does not name it."""
        return self.criteria[self._place_of(key)]

    def chosen(self, key: str) -> ChosenCriterion:
        """How the rubric uses a criterion: weight, minimum, scenes. KeyError where it does not."""
        return self.rubric.criteria[self._place_of(key)]

    def questions_of(self, key: str) -> tuple[Question, ...]:
        """The rubric's own scenes for a criterion, then the criterion's general questions."""
        return self.chosen(key).scenes + self.criterion(key).questions

    def question(self, reference: str) -> Question:
        """KeyError where there is no such question."""
        wanted = Reference.parse(reference)
        for question in self.questions_of(wanted.criterion):
            if question.key == wanted.question:
                return question
        raise KeyError(reference)

    def references(self) -> tuple[str, ...]:
        """Every question of the edition, in the order of its criteria."""
        return tuple(
            str(Reference(criterion.key, question.key))
            for criterion in self.criteria
            for question in self.questions_of(criterion.key)
        )

    def default_rounds(self) -> tuple[SuggestedRound, ...]:
        """The rounds its author wrote or, without any, a plan of about nine questions in two rounds."""
        return self.rubric.rounds or planned_rounds(
            {criterion.key: self.questions_of(criterion.key) for criterion in self.criteria}
        )

    def _place_of(self, key: str) -> int:
        for place, chosen in enumerate(self.rubric.criteria):
            if chosen.criterion == key:
                return place
        raise KeyError(key)
