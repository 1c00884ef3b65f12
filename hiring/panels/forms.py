"""Forms of panels: the reason to close one, and what a debrief ended on."""

from typing import Any

from wtforms import HiddenField

from hiring.candidates.models import Application
from hiring.foundation.web.drafted_forms import DraftedForm
from hiring.foundation.web.forms import boxes, choices, lines, radios
from hiring.panels.models import DebriefMark
from hiring.panels.policy import state_of
from hiring.panels.summary import Debriefed
from hiring.rubrics.schema import LEVELS

_LEVELS = [(str(level), str(level)) for level in LEVELS]


class ClosePanelForm(DraftedForm):
    left_out = boxes("Rounds you're leaving out")
    reason = lines(
        "Why read the panel without the missing cards?",
        missing="Write why you're reading the panel without them.",
        hint="For example: Pablo left the company before sealing. Anyone who hasn't sealed is taken off the panel.",
        rows=2,
    )

    @classmethod
    def of(cls, application: Application, address: str, page: str) -> "ClosePanelForm":
        """With every round that is missing now; each comes ticked, because a closing names all of them."""
        missing = state_of(application).missing
        form = cls(left_out=list(missing), address=address, page=page)
        # What was missing when the page was opened can be sent back; the action says where it is not any more.
        shown = {*missing, *(form.left_out.data or ())}
        form.left_out.choices = choices(
            [
                (planned_round.id, planned_round.title)
                for planned_round in application.opening.rounds
                if planned_round.id in shown
            ]
        )
        return form

    def ticked(self) -> list[str]:
        return list(self.left_out.data or [])


class DebriefForm(DraftedForm):
    """What was said about one criterion, and the mark the panel ended on, if it ended on one."""

    standing = HiddenField()

    @classmethod
    def of(cls, criterion: str, mark: DebriefMark | None, standing: str, address: str) -> "DebriefForm":
        """`mark` is what was recorded of it before; `address` is where this criterion's form is sent and shown."""
        fields: dict[str, Any] = {
            f"level-{criterion}": radios("After the talk, where would you put them?", _LEVELS),
            f"said-{criterion}": lines("What was said that settled it?", rows=3),
        }
        data: dict[str, Any] = {"standing": standing}
        if mark is not None:
            data |= {f"said-{criterion}": mark.said, f"level-{criterion}": str(mark.level) if mark.level else None}
        form: DebriefForm = type("DebriefFormOfCriterion", (cls,), fields)(data=data, address=address)
        return form

    def settled(self, criterion: str) -> Debriefed:
        typed = self.values()
        level = typed[f"level-{criterion}"]
        return Debriefed(criterion, int(level) if level else None, typed[f"said-{criterion}"] or "")
