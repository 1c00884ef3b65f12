"""The shape of a criterion and of a rubric, as their authors write them."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Strict, StringConstraints, model_validator
from pydantic.config import JsonDict

LEVELS = (1, 2, 3, 4, 5)
# Who hears a round unless its author or the opening's plan says otherwise: two, so that no mark rests on one listener.
DEFAULT_INTERVIEWERS = 2
CriterionKind = Literal["criterion"]
RubricKind = Literal["rubric"]
FileKind = CriterionKind | RubricKind


def _one_line(value: Any) -> Any:
    """Fold line breaks of the file away: where a line is wrapped is no part of what the author says."""
    return " ".join(value.split()) if isinstance(value, str) else value


Text = Annotated[str, Strict(), BeforeValidator(_one_line), StringConstraints(min_length=1, max_length=2000)]
Title = Annotated[Text, StringConstraints(max_length=200)]
Key = Annotated[str, Strict(), StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
_REFERENCE = r"^[a-z][a-z0-9-]*/[a-z][a-z0-9-]*$"
WrittenReference = Annotated[str, Strict(), StringConstraints(pattern=_REFERENCE, max_length=121)]
Mark = Annotated[int, Strict(), Field(ge=LEVELS[0], le=LEVELS[-1])]
Minutes = Annotated[int, Strict(), Field(ge=1, le=180)]
Weight = Annotated[float, Strict(), Field(gt=0, le=100, allow_inf_nan=False)]


class Kind(StrEnum):
    """Whether a question asks what someone did or what they would do."""

    PAST_BEHAVIOUR = "past_behaviour"
    SITUATIONAL = "situational"


class Family(StrEnum):
    """The four kinds of story that customers themselves tell about service."""

    FAILURE = "failure"
    SPECIAL_NEED = "special_need"
    UNPROMPTED_ACT = "unprompted_act"
    DIFFICULT_CUSTOMER = "difficult_customer"


MINUTES_BY_KIND = {Kind.PAST_BEHAVIOUR: 7, Kind.SITUATIONAL: 5}
"""How long a question takes with its probes, unless its author writes another number."""


def usual_minutes(kind: Any) -> int:
    """The minutes of a question whose author wrote none; the shorter time where its kind is unclear."""
    return MINUTES_BY_KIND[Kind(kind)] if kind in tuple(Kind) else min(MINUTES_BY_KIND.values())


def _without_default(schema: JsonDict) -> None:
    """An editor must not offer one number where the kind decides."""
    schema.pop("default", None)


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, populate_by_name=True)


class Anchors(_Written):
    """What a person does at each step of the scale, in acts someone could see or hear."""

    level_1: Text = Field(alias="1")
    """The act that earns a 1."""
    level_2: Text | None = Field(default=None, alias="2")
    """Only where a 2 has an act of its own; else it lies between 1 and 3."""
    level_3: Text = Field(alias="3")
    """The act that earns a 3: good, ordinary work."""
    level_4: Text | None = Field(default=None, alias="4")
    """Only where a 4 has an act of its own; else it lies between 3 and 5."""
    level_5: Text = Field(alias="5")
    """The act that earns a 5."""

    def at(self, level: int) -> str | None:
        """The words at one level, or None where the level lies between its neighbours."""
        texts = (self.level_1, self.level_2, self.level_3, self.level_4, self.level_5)
        return texts[LEVELS.index(level)]

    def written(self) -> Iterator[tuple[int, str]]:
        """The levels that have words, lowest first."""
        for level in LEVELS:
            text = self.at(level)
            if text is not None:
                yield level, text

    def of_every_level(self) -> dict[str, str]:
        """Level, as a form sends it → its words; where it has none of its own, how it lies between its neighbours."""
        return {
            str(level): self.at(level)
            or f"Between {level - 1} and {level + 1}: more than {level - 1}, not all of {level + 1}."
            for level in LEVELS
        }


class ProbationMirror(Anchors):
    """The same criterion as it looks at work, for the manager who follows a probation."""

    look_for: Text
    """Where a manager would see it in an ordinary week."""
    ways_to_teach: tuple[Text, ...] = Field(min_length=1)
    """How it can be shown to someone new, before they are judged on it."""


class Question(_Written):
    """A question asked of every candidate in the same words; the unit that is rated."""

    key: Key
    kind: Kind
    """past_behaviour asks what they did; situational asks what they would do."""
    family: Family
    """Which kind of service story it brings up."""
    text: Text
    """The words the interviewer reads out."""
    why_it_hangs: Text | None = None
    """Why the question stops where it does, so that nobody adds a helpful ending."""
    dilemma: Text | None = None
    """What pulls both ways, and what decides: either choice can earn a 5. Situational questions need one."""
    probes: tuple[Text, ...] = Field(min_length=2, max_length=8)
    """The follow-up questions, the same for everybody."""
    poor: Text
    """What a poor answer contains."""
    middling: Text
    """What a middling answer contains."""
    good: Text
    """What a good answer contains."""
    minutes: Minutes = Field(default=5, json_schema_extra=_without_default)
    """7 for past behaviour and 5 for situational unless another number is written."""

    @model_validator(mode="before")
    @classmethod
    def _usual_minutes(cls, written: Any) -> Any:
        if not isinstance(written, dict) or "minutes" in written:
            return written
        return {**written, "minutes": usual_minutes(written.get("kind"))}


class PracticeAnswer(_Written):
    """A sample answer that interviewers rate before they score anybody."""

    question: Key
    """The key of a question of this criterion."""
    answer: Text
    """80 to 120 words, as a candidate would say it."""
    agreed: Mark
    """The mark its authors gave it."""
    carried_by: Text
    """The words in the answer that carry the mark, copied exactly; parts are joined by …"""
    why: Text
    """Why these words earn this mark and not the next one."""
    usual_mistake: Text
    """Too high or too low, and what misleads raters in this answer."""


class Criterion(_Written):
    """One thing that is judged, written once in the bank and used by many rubrics."""

    key: Key
    """The file name without its ending."""
    title: Text
    definition: Text
    """What a person with this does. One or two sentences."""
    not_this: Text
    """What is often mistaken for it."""
    anchors: Anchors
    listen_for: tuple[Text, ...] = Field(min_length=2)
    red_flags: tuple[Text, ...] = Field(min_length=1)
    rater_mistake: Text
    """The usual mistake of raters on this criterion."""
    probation_mirror: ProbationMirror
    questions: tuple[Question, ...]
    practice: tuple[PracticeAnswer, ...]
    overlaps: tuple[Key, ...] | None = None
    """Keys of criteria that judge much the same habit. A rubric with three of them counts it three times."""
    skill_floor: Annotated[bool, Strict()] = False
    """true: a floor of skill, asked about and recorded, never averaged with the other criteria."""


class ChosenCriterion(_Written):
    """A criterion as a rubric uses it: how much it counts, and the rubric's own scenes for it."""

    criterion: Key
    """The key of a criterion in the bank."""
    weight: Weight = 1.0
    """How much it counts beside the others. Leave it at 1 unless you can write a reason."""
    minimum: Mark | None = None
    """The level below which a hire needs an override."""
    why: Text | None = None
    """The reason for a weight other than 1, or for a minimum."""
    scenes: tuple[Question, ...] = ()
    """Questions set in this rubric's own surroundings."""


class Customers(_Written):
    """Who is served."""

    outside: Text
    """The people who pay or come."""
    inside: Text
    """The colleagues who depend on this work."""


class SuggestedRound(_Written):
    """A starting value for one interview of an opening."""

    title: Title
    minutes: Minutes
    interviewers: Annotated[int, Strict(), Field(ge=1, le=4)] = DEFAULT_INTERVIEWERS
    questions: tuple[WrittenReference, ...] = Field(min_length=1)
    """Questions in the order they are asked, each as criterion/question."""


class Exemplar(_Written):
    """Someone who does it well, and what to borrow from them."""

    who: Text
    borrow: Text


class FurtherReading(_Written):
    """Something worth reading before writing or using the rubric."""

    title: Text
    by: Text
    why: Text


class Rubric(_Written):
    """The written standard for a kind of work: four to six criteria and the scenes to ask about them."""

    key: Key
    """The file name without its ending."""
    title: Title
    summary: Text
    """Who should use this rubric, in two sentences."""
    customers: Customers
    great_service: Text
    """What great service means here: the brief that every kit opens with."""
    criteria: tuple[ChosenCriterion, ...]
    rounds: tuple[SuggestedRound, ...] = ()
    """Starting values for the rounds of an opening. Without them two rounds are planned."""
    exemplars: tuple[Exemplar, ...] = Field(min_length=1)
    reading: tuple[FurtherReading, ...] = Field(min_length=1)

    @property
    def exemplars_in_words(self) -> str:
        """Who to learn from and what to borrow, in one line."""
        return "; ".join(f"{exemplar.who}: {exemplar.borrow}" for exemplar in self.exemplars)


SHAPES: dict[FileKind, type[Criterion] | type[Rubric]] = {"criterion": Criterion, "rubric": Rubric}


def json_schema(kind: FileKind) -> dict[str, Any]:
    """The JSON Schema by which an editor completes and checks a file while it is written."""
    schema = SHAPES[kind].model_json_schema(by_alias=True)
    # What pydantic cannot know: only a situational question needs its dilemma.
    schema["$defs"]["Question"] |= {
        "if": {"properties": {"kind": {"const": Kind.SITUATIONAL.value}}, "required": ["kind"]},
        "then": {"required": ["dilemma"]},
    }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
