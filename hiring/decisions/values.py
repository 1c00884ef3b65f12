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
class HireWords:
    """What the panel writes with a hire. `note` has a line for each criterion: (its title, what they expect or doubt).

    The advice is open to the manager from day 1, the note only once the last check-in's marks are in.
    """

    advice: str = ""
    note: tuple[tuple[str, str], ...] = ()

    def kept(self) -> dict[str, str]:
        """As it's frozen into the decision."""
        lines = [f"{title}: {words.strip()}" for title, words in self.note if words.strip()]
        return {"advice": self.advice.strip(), "note_to_ourselves": "\n".join(lines)}


NO_WORDS = HireWords()


@dataclass(frozen=True, slots=True)
class SkillFloorRecorded(Event):
    verdict: str


@dataclass(frozen=True, slots=True)
class ReferencesRecorded(Event):
    waived: bool


@dataclass(frozen=True, slots=True)
class RefereeAsked(Event):
    application: str


@dataclass(frozen=True, slots=True)
class RefereeAnswered(Event):
    application: str


@dataclass(frozen=True, slots=True)
class DecisionMade(Event):
    application: str
    verdict: str
    overridden: bool
    digest: str


@dataclass(frozen=True, slots=True)
class RejectedBeforePanel(Event):
    application: str


@dataclass(frozen=True, slots=True)
class DecisionReopened(Event):
    application: str


@dataclass(frozen=True, slots=True)
class PutOnHold(Event):
    """The subject is the application."""

    until: str


@dataclass(frozen=True, slots=True)
class TakenOffHold(Event):
    """The subject is the application."""
