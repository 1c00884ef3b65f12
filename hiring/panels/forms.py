"""Forms of panels: the reason to close one, and what a debrief ended on."""

from collections.abc import Sequence
from typing import Any

from wtforms import HiddenField

from hiring.candidates.models import Application
from hiring.foundation.web.drafted_forms import DraftedForm
from hiring.foundation.web.forms import boxes, choices, lines, radios
from hiring.panels.models import DebriefMark
from hiring.panels.policy import state_of
from hiring.panels.summary import Debriefed, Judged
from hiring.rubrics.schema import LEVELS

_LEVELS = [(str(level), str(level)) for level in LEVELS]


class ClosePanelForm(DraftedForm):
    left_out = boxes("Rounds that are left out")
    reason = lines(
        "Why read this panel without the missing cards?",
        missing="Write why the panel is read without them.",
        hint="For example: Pablo left the company before sealing. Anyone who has not sealed is taken off the panel.",
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
    """For each criterion what was said, and the mark the panel ended on, if it ended on one."""

    standing = HiddenField()

    @classmethod
    def of(cls, criteria: Sequence[Judged], marks: Sequence[DebriefMark], standing: str) -> "DebriefForm":
        fields: dict[str, Any] = {}
        held: dict[str, Any] = {"standing": standing}
        kept = {mark.criterion: mark for mark in marks}
        for criterion in criteria:
            fields[f"said-{criterion.key}"] = lines(f"What was said about {criterion.title}?")
            fields[f"level-{criterion.key}"] = radios("The mark it ended on", _LEVELS)
            if criterion.key in kept:
                held[f"said-{criterion.key}"] = kept[criterion.key].said
                held[f"level-{criterion.key}"] = str(kept[criterion.key].level) if kept[criterion.key].level else None
        form: DebriefForm = type("DebriefFormOfOpening", (cls,), fields)(data=held)
        return form

    def settled(self, criteria: Sequence[Judged]) -> list[Debriefed]:
        typed = self.values()
        return [
            Debriefed(
                criterion.key,
                int(typed[f"level-{criterion.key}"]) if typed[f"level-{criterion.key}"] else None,
                typed[f"said-{criterion.key}"] or "",
            )
            for criterion in criteria
        ]
