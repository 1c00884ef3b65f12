"""The voluntary form. Nobody is signed in there, and nothing needs an answer."""

from collections.abc import Sequence

from hiring.foundation.web.forms import Form, radios
from hiring.insights.fairness.questions import GroupQuestion
from hiring.insights.fairness.values import NOT_SAID

RATHER_NOT = (NOT_SAID, "I'd rather not say")


class GroupForm(Form):
    """Made anew for each set of questions; every one starts at “I'd rather not say”."""

    questions: Sequence[GroupQuestion] = ()

    @property
    def choices(self) -> dict[str, str]:
        """Question → what was chosen."""
        return {question.key: self[question.key].data or NOT_SAID for question in self.questions}


def fairness_form(questions: Sequence[GroupQuestion]) -> GroupForm:
    fields = {
        question.key: radios(
            question.title,
            [*((choice.key, choice.label) for choice in question.choices), RATHER_NOT],
            default=NOT_SAID,
        )
        for question in questions
    }
    form: GroupForm = type("AskedGroupForm", (GroupForm,), {**fields, "questions": questions})()
    return form


class PublishForm(Form):
    """One button."""
