"""What the panel wrote with a hire: advice for the first weeks, and a note to ourselves.

Both are frozen into the decision. The advice is open from day 1. The note opens with the interview's marks.
"""

from dataclasses import dataclass

from hiring.candidates.models import Application
from hiring.decisions.models import decision_of


@dataclass(frozen=True, slots=True)
class PanelWords:
    """Empty where the panel wrote nothing."""

    advice: str = ""
    note_to_ourselves: str = ""


def panel_words(application: Application) -> PanelWords:
    """Ask `can_see_interview_marks` before showing the note."""
    decision = decision_of(application)
    if decision is None:
        return PanelWords()
    summary = decision.summary
    return PanelWords(str(summary.get("advice", "")), str(summary.get("note_to_ourselves", "")))
