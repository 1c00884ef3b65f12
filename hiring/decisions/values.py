"""What can be decided, what can be said of skill, and what is said of both in the journal."""

from dataclasses import dataclass
from enum import StrEnum

from hiring.foundation.records.journal import Event


class Verdict(StrEnum):
    HIRE = "hire"
    REJECT = "reject"

    @property
    def label(self) -> str:
        return self.value.capitalize()


class Skill(StrEnum):
    """Whether they can do the work: asked apart from attitude, and never averaged with it."""

    YES = "yes"
    TRAINABLE = "trainable"
    NO = "no"

    @property
    def label(self) -> str:
        return {
            "yes": "Yes, can do the work",
            "trainable": "Not yet, but can be taught",
            "no": "No",
        }[self.value]


@dataclass(frozen=True, slots=True)
class SkillFloorRecorded(Event):
    verdict: str


@dataclass(frozen=True, slots=True)
class ReferencesRecorded(Event):
    waived: bool


@dataclass(frozen=True, slots=True)
class DecisionMade(Event):
    application: str
    verdict: str
    overridden: bool
    digest: str


@dataclass(frozen=True, slots=True)
class RejectedBeforePanel(Event):
    application: str
