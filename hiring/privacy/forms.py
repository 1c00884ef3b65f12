"""Forms about what's kept on someone: requests, holds, statements, exports and erasures."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from wtforms import HiddenField, SelectMultipleField
from wtforms.validators import ValidationError

from hiring.accounts.models import Person
from hiring.foundation.web.drafted_forms import DraftedForm
from hiring.foundation.web.forms import Form, choices, day, line, lines, radios, select
from hiring.foundation.web.template_filters import day as day_shown
from hiring.interviews.models import Scorecard
from hiring.privacy.due import DueGroup
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
    """Names, and whole groups by what was shown of them. A name or group that isn't due any more is never taken."""

    people = SelectMultipleField("Who should be forgotten?", validate_choice=False)
    groups = SelectMultipleField(validate_choice=False)
    due: Sequence[DueGroup] = ()

    @classmethod
    def for_due(cls, due: Sequence[DueGroup]) -> "ForgetForm":
        form = cls()
        form.due = due
        return form

    @property
    def chosen(self) -> list[str]:
        """Everyone ticked, by name or with a group, in the order of the page."""
        return [
            kept.id
            for group in self.due
            for kept in group.people
            if group.value in (self.groups.data or ()) or kept.id in (self.people.data or ())
        ]

    def is_stale(self, group: DueGroup) -> bool:
        """Whether it was ticked when other people were in it."""
        return any(value != group.value and value.startswith(f"{group.key}.") for value in self.groups.data or ())

    def validate_people(self, _field: object) -> None:
        known = {group.value for group in self.due} | {kept.id for group in self.due for kept in group.people}
        ticked = {*(self.groups.data or ()), *(self.people.data or ())}
        if stale := [group.title for group in self.due if self.is_stale(group)]:
            words = f"The names under “{stale[0]}” have changed since you opened this page."
            raise ValidationError(f"{words} Check them, then tick again.")
        if ticked - known:
            raise ValidationError("Someone you ticked is no longer on this list. Check the names, then send it again.")
        if not ticked:
            raise ValidationError("Tick at least one name.")


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


SHOWN = "shown-"


def shown_in(typed: Mapping[str, str]) -> dict[str, str]:
    """Proposal → digest of what the page showed of it: a hidden field for each."""
    return {name.removeprefix(SHOWN): value for name, value in typed.items() if name.startswith(SHOWN)}
