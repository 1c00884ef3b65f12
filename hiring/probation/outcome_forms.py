"""Forms of how a probation ends: one for each outcome, the check page, and a second person's answer."""

from typing import Any

from wtforms import HiddenField

from hiring.foundation.web.drafted_forms import DraftedForm
from hiring.foundation.web.forms import Form, day, lines, radios, tick
from hiring.probation.models import EndProposal
from hiring.probation.values import OutcomeKind


class ConfirmForm(DraftedForm):
    has_check_page = True
    reason = lines(
        "What shows that they meet the criteria?", missing="Write what shows it.", hint="They can ask to read this."
    )


class ExtendForm(DraftedForm):
    has_check_page = True
    reason = lines("Why do you expect them to improve?", missing="Write the reason.", hint="They get this in writing.")
    goals = lines(
        "Goals, and the support there will be", missing="Write the goals, and what support there will be.", rows=4
    )
    extended_to = day("New last day", missing="Write the new last day.")


class EndForm(DraftedForm):
    has_check_page = True
    reason = lines(
        "Why does it end?",
        missing="Write the reason.",
        rows=5,
        hint="Acts and days, as they are on record. They can ask to read this.",
    )
    last_day = day("Last day at work", missing="Write the last day at work.")


class LeftForm(DraftedForm):
    has_check_page = True
    reason = lines(
        "When and how did they tell you?",
        missing="Write when and how they told you.",
        hint="Their own words, if you have them. They can ask to read this.",
    )
    last_day = day("Last day at work", missing="Write the last day at work.")


OUTCOME_FORMS: dict[OutcomeKind, type[DraftedForm]] = {
    OutcomeKind.CONFIRMED: ConfirmForm,
    OutcomeKind.EXTENDED: ExtendForm,
    OutcomeKind.ENDED: EndForm,
    OutcomeKind.RESIGNED: LeftForm,
}


class CheckForm(Form):
    """What was shown on the check page is what is recorded: the revision of the text that was shown."""

    revision = HiddenField()


class AnswerForm(DraftedForm):
    answer = radios(
        "Does it end with this text?",
        [("approve", "Yes, exactly this text"), ("decline", "No, something is missing or must change")],
        missing="Choose yes or no.",
    )
    has_checked = tick(
        "I have checked for a recent complaint, leave, pregnancy, injury, adjustment request or union activity.",
        hint="Needed for a yes. Only that you checked is kept, never what you found: do not write it here.",
    )
    remark = lines("What is missing or must change?", hint="Needed for a no. The manager reads it.")
    digest = HiddenField()

    @classmethod
    def of(cls, proposal: EndProposal, **data: Any) -> "AnswerForm":
        """What a second person has to have checked depends on what they answer."""
        return (LeavingAnswerForm if proposal.kind is OutcomeKind.RESIGNED else cls)(**data)


class LeavingAnswerForm(AnswerForm):
    answer = radios(
        "Are they leaving, with this last day?",
        [("approve", "Yes, they told us so"), ("decline", "No, something is missing or must change")],
        missing="Choose yes or no.",
    )
    has_checked = tick(
        "I've seen their letter or email, or I've spoken with them myself.",
        hint="Needed for a yes. Only that you checked is kept.",
    )
