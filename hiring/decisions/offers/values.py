"""What can happen to an offer, and what is said of it in the journal."""

from dataclasses import dataclass
from enum import StrEnum

from hiring.foundation.records.journal import Event


class OfferStepKind(StrEnum):
    """The order of an offer that is taken. Declining it ends the application and is recorded there."""

    TERMS = "terms"
    ACCEPTED = "accepted"
    POSTPONED = "postponed"

    @property
    def label(self) -> str:
        return {
            "terms": "We set the terms",
            "accepted": "The candidate accepted",
            "postponed": "The start was postponed",
        }[self.value]

    @property
    def sets_start(self) -> bool:
        return self in {OfferStepKind.TERMS, OfferStepKind.POSTPONED}


@dataclass(frozen=True, slots=True)
class OfferStepRecorded(Event):
    """The subject is the step."""

    application: str
    kind: str
