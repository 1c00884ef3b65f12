"""Forms of how a probation ends: one for each outcome, the check page, and a second person's answer."""

from typing import Any

from wtforms import HiddenField

from hiring.foundation.web.drafted_forms import DraftedForm
from hiring.foundation.web.forms import Form, day, line, lines, radios, select, tick
from hiring.probation.conditions import ASKED, Condition, Ground, HowStrong, PlaceRules, conditions_of
from hiring.probation.end_proposals import EndProposal
from hiring.probation.models import Probation
from hiring.probation.record import record_of, rules_of
from hiring.probation.values import LeavingReason, OutcomeKind

GROUNDS = [(str(ground), ground.label) for ground in Ground]
REASONS = [("", "Choose"), *((str(reason), reason.label) for reason in LeavingReason)]
LAST_DAY = "Write the last day at work."


class OutcomeForm(DraftedForm):
    """What every outcome asks: a reason, and why it's right to go on without a condition that isn't met."""

    has_check_page = True

    def written(self) -> dict[str, Any]:
        """What the action is given: the typed values, with the reasons and the answers by their condition's key."""
        typed = self.values()
        plain = {name: value for name, value in typed.items() if not name.startswith(("why-", "done-"))}
        for name, part in (("whys", "why-"), ("done", "done-")):
            keyed = {key.removeprefix(part): value or "" for key, value in typed.items() if key.startswith(part)}
            if keyed:
                plain[name] = keyed
        return plain


class ConfirmForm(OutcomeForm):
    reason = lines(
        "What shows they meet the criteria?", missing="Write what shows it.", hint="They can ask to read this."
    )


class ExtendForm(OutcomeForm):
    reason = lines("Why do you expect them to improve?", missing="Write the reason.", hint="They get this in writing.")
    goals = lines("Goals, and how you'll support them", missing="Write the goals, and how you'll support them.", rows=4)
    extended_to = day("New last day", missing="Write the new last day.")


class EndForm(OutcomeForm):
    ground = radios(
        "What is it about?",
        GROUNDS,
        missing="Choose what it's about.",
        hint="For conduct and safety you can skip the steps before an ending, but never the record.",
    )
    reason = lines(
        "Why should it end?",
        missing="Write the reason.",
        rows=5,
        hint="What they did and when, as recorded. They can ask to read this.",
    )
    last_day = day("Last day at work", missing=LAST_DAY)

    def written(self) -> dict[str, Any]:
        typed = super().written()
        return typed | {"ground": Ground(typed["ground"])}


class LeftForm(OutcomeForm):
    reason = lines(
        "When and how did they tell you?",
        missing="Write when and how they told you.",
        hint="Their own words, if you have them. They can ask to read this.",
    )
    leaving_reason = select("Why are they leaving?", REASONS, missing="Choose why they're leaving.")
    last_day = day("Last day at work", missing=LAST_DAY)

    def written(self) -> dict[str, Any]:
        typed = super().written()
        return typed | {"leaving_reason": LeavingReason(typed["leaving_reason"])}


class HappenedForm(OutcomeForm):
    """What happened after the end of a term or a contract, while nobody decided."""

    reason = lines("What happened?", missing="Write what happened.", hint="They can ask to read this.")


_FORMS: dict[OutcomeKind, type[OutcomeForm]] = {
    OutcomeKind.CONFIRMED: ConfirmForm,
    OutcomeKind.EXTENDED: ExtendForm,
    OutcomeKind.ENDED: EndForm,
    OutcomeKind.RESIGNED: LeftForm,
    OutcomeKind.CONTRACT_ENDED: HappenedForm,
    OutcomeKind.RAN_OUT: HappenedForm,
}


def form_of(kind: OutcomeKind, probation: Probation) -> type[OutcomeForm]:
    """The form of an outcome, with a field for each condition that isn't met or that only people know of."""
    rules = rules_of(probation)
    fields: dict[str, Any] = {}
    for condition in conditions_of(kind, record_of(probation), rules):
        if condition.key in ASKED:
            fields[f"done-{condition.key}"] = line(f"{ASKED[condition.key]}: when and how?", hint=_source(condition))
        if condition.needs_reason and condition.key != "once":
            fields[f"why-{condition.key}"] = lines(
                f"{condition.sentence} Why is it right to go ahead?", hint=_only_if(condition, rules), rows=2
            )
    return type(f"{_FORMS[kind].__name__}OfProbation", (_FORMS[kind],), fields)


def _source(condition: Condition) -> str:
    strength = "Required" if condition.strength is HowStrong.REQUIRED else "Advised"
    return f"{strength}. {condition.source} (as of {condition.as_of}). Not legal advice." if condition.source else ""


def _only_if(condition: Condition, rules: PlaceRules) -> str:
    if condition.source:
        return f"Required in {rules.place}: {condition.source} (as of {condition.as_of}). Not legal advice."
    return "Do it first if you can. Your reason is kept on record."


class CheckForm(Form):
    """What was shown on the check page is what is recorded: the revision of the text that was shown."""

    revision = HiddenField()


class ToldForm(DraftedForm):
    on = day("Day you told them", missing="Write the day you told them.")
    how = lines("How did you tell them?", missing="Write how you told them.", hint="Where, and who was there.", rows=2)


class AnswerForm(DraftedForm):
    answer = radios(
        "Do you approve the ending with this text?",
        [("approve", "Yes, exactly this text"), ("decline", "No, something's missing or has to change")],
        missing="Choose yes or no.",
    )
    has_checked = tick(
        "I have checked for a recent complaint, leave, pregnancy, injury, adjustment request, union activity, "
        "whistleblowing or flexible-working request.",
        hint="You need this to approve. We only keep that you checked, so don't write what you found.",
    )
    remark = lines("What's missing or has to change?", hint="You need this to decline. The manager reads it.")
    digest = HiddenField()

    @classmethod
    def of(cls, proposal: EndProposal, **data: Any) -> "AnswerForm":
        """What a second person has to have checked depends on what they answer."""
        return (LeavingAnswerForm if proposal.kind is OutcomeKind.RESIGNED else cls)(**data)


class LeavingAnswerForm(AnswerForm):
    answer = radios(
        "Are they leaving, with this last day?",
        [("approve", "Yes, they told us so"), ("decline", "No, something's missing or has to change")],
        missing="Choose yes or no.",
    )
    has_checked = tick(
        "I've seen their letter or email, or I've spoken with them myself.",
        hint="You need this to approve. We only keep that you checked.",
    )
