"""Forms about what's kept on someone: requests, holds, statements, exports and erasures."""

from collections.abc import Sequence
from typing import Any, cast

from wtforms import HiddenField

from hiring.accounts.models import Person
from hiring.foundation.web.drafted_forms import DraftedForm
from hiring.foundation.web.forms import Form, boxes, choices, day, line, lines, radios, select
from hiring.foundation.web.template_filters import day as day_shown
from hiring.interviews.models import Scorecard
from hiring.privacy.due import KeptCandidate
from hiring.privacy.values import RequestKind
from hiring.probation.models import CheckIn


class PrivacyRequestForm(DraftedForm):
    kind = radios(
        "What do they ask for?", [(kind, kind.label) for kind in RequestKind], missing="Choose what they ask for."
    )
    asked_by = line("Who asked?", missing="Write who asked.", hint="The person themselves, or someone asking for them.")
    identity = lines(
        "How do you know that it's them?",
        missing="Write how you know that it's them.",
        hint="For example: they wrote from the address we have, and named the day of their interview.",
    )
    asked_on = day("When did they ask?", missing="Choose the day they asked.")


class ExtensionForm(DraftedForm):
    why = lines(
        "Why does the answer take longer?",
        missing="Write why the answer takes longer. We tell them this.",
        hint="You get two more months, once. Tell them within the first month.",
    )


class PrivacyAnswerForm(DraftedForm):
    answer = lines("What did you send or do?", missing="Write what you sent or did.")
    on = day("On which day?", missing="Choose the day.")


class LegalHoldForm(DraftedForm):
    reason = lines(
        "Why must this be kept?", missing="Write why it must be kept.", hint="For example: a claim was filed."
    )
    reviewer = select("Who looks at it again?", missing="Choose who looks at it again.")
    review_on = day("On which day?", missing="Choose the day they look at it again.")

    @classmethod
    def for_reviewers(cls, reviewers: Sequence[Person]) -> "LegalHoldForm":
        form = cls()
        form.reviewer.choices = choices([("", "Choose"), *((person.id, person.name) for person in reviewers)])
        return form


class StatementForm(DraftedForm):
    about = select("What is it about?", missing="Choose what it's about.")
    words = lines("What do they say?", missing="Write what they say, in their own words.", rows=6)
    received_on = day("When did you get it?", missing="Choose the day.")

    @classmethod
    def for_records(cls, cards: Sequence[Scorecard], check_ins: Sequence[CheckIn]) -> "StatementForm":
        form = cls()
        of_cards = [
            (f"scorecard:{card.id}", f"{card.seat.called}: {card.seat.interview.round.title}") for card in cards
        ]
        of_check_ins = [(f"check-in:{each.id}", f"Check-in of {day_shown(each.due_on)}") for each in check_ins]
        form.about.choices = choices([("", "Choose"), *of_cards, *of_check_ins])
        return form

    def chosen(self, cards: Sequence[Scorecard], check_ins: Sequence[CheckIn]) -> Scorecard | CheckIn:
        known: dict[str, Any] = {f"scorecard:{card.id}": card for card in cards}
        known |= {f"check-in:{check_in.id}": check_in for check_in in check_ins}
        return cast("Scorecard | CheckIn", known[self.about.data or ""])


class ExportForm(Form):
    names = radios(
        "Names of other people",
        [("withheld", "Leave them out"), ("shown", "Show them")],
        missing="Choose whether names of other people are shown.",
    )


class ForgetForm(Form):
    people = boxes("Who should be forgotten?", missing="Tick at least one name.")

    @classmethod
    def for_due(cls, due: Sequence[KeptCandidate]) -> "ForgetForm":
        form = cls()
        form.people.choices = choices([(kept.id, kept.name) for kept in due])
        return form


class SecondPersonForm(Form):
    """A second person's answer to what they have read: `digest` is of that."""

    digest = HiddenField()
    answer = radios("Your answer", missing="Choose an answer.")

    @classmethod
    def between(cls, yes: str, no: str, digest: str) -> "SecondPersonForm":
        form = cls(data={"digest": digest})
        form.answer.choices = choices([("yes", yes), ("no", no)])
        return form

    @property
    def is_yes(self) -> bool:
        return bool(self.answer.data == "yes")
