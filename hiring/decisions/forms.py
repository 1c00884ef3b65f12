"""Forms of decisions: skill, references, the decision itself, and what becomes of a hire."""

from datetime import date

from wtforms import HiddenField

from hiring.candidates.values import ApplicationState
from hiring.decisions.actions import AFTER_A_HIRE
from hiring.decisions.values import Skill, Verdict
from hiring.foundation.forms import Form, day, line, lines, radios, select


class SkillForm(Form):
    seen = HiddenField()
    verdict = radios(
        "Can they do the work?", [(one, one.label) for one in Skill], missing="Choose one of the three answers."
    )
    evidence = line(
        "What is this judged by?",
        missing="Write in one line what this was judged by.",
        hint="For example: half a shift on the till; three mistakes, found and put right by herself.",
    )
    judged_by = select("Who judged it?", missing="Choose who judged it.")


class ReferencesForm(Form):
    seen = HiddenField()
    waived = radios(
        "Were references taken?",
        [("no", "Yes, taken"), ("yes", "No, waived with a reason")],
        missing="Choose one of the two.",
    )
    said = lines(
        "Who said what, or why nobody was asked",
        missing="Write who said what, or why nobody was asked.",
        hint="Ask for acts on the criteria of this opening: what did they see the person do?",
        rows=5,
    )


class DecisionForm(Form):
    seen = HiddenField()
    step = HiddenField(default="check")
    verdict = radios("Decision", [(one, one.label) for one in Verdict], missing="Choose hire or reject.")
    reason = lines(
        "Reason",
        missing="Write the reason.",
        hint="From what was seen on the criteria. The candidate can ask to read it.",
        rows=5,
    )
    override_reason = lines(
        "Why hire although a gate is open?", hint="Only for a hire with an open gate. Kept, printed and reported."
    )


class AfterHireForm(Form):
    state = radios(
        "What happened?",
        [(one, f"The candidate {one.label}") for one in AFTER_A_HIRE],
        missing="Choose what happened.",
    )
    on = day("On which day?", missing="Choose the day.")

    def chosen(self) -> tuple[ApplicationState, date]:
        """What was typed, once it is valid."""
        if self.on.data is None:
            raise ValueError("a form that was not validated has no day")
        return ApplicationState(self.state.data or ""), self.on.data
