"""The form of an amendment."""

from typing import Any

from hiring.foundation.drafted_forms import DraftedForm
from hiring.foundation.forms import lines, radios
from hiring.interviews.forms import MARKS
from hiring.interviews.models import Rating
from hiring.interviews.values import NOT_OBSERVED
from hiring.panels.amendments.actions import standing_of


class AmendmentForm(DraftedForm):
    evidence = lines("What did they say or do?", rows=4)
    level = radios("Your mark now", MARKS, missing="Choose a mark, or say that it was not observed.")
    reason = lines(
        "Why you see it differently now",
        missing="Write why you see it differently now.",
        hint="For example: Pablo heard the end of the story, which I had missed.",
        rows=2,
    )

    @classmethod
    def of(cls, rating: Rating) -> "AmendmentForm":
        """The words stand there to be changed; no mark is chosen beforehand."""
        return cls(evidence=standing_of(rating).evidence)

    def chosen(self) -> dict[str, Any]:
        level = None if self.level.data == NOT_OBSERVED else int(self.level.data)
        return {"level": level, "evidence": self.evidence.data or "", "reason": self.reason.data or ""}
