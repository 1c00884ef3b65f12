"""Forms for a referee's link: who is asked, and what they answer."""

from collections.abc import Sequence
from typing import Any

from hiring.foundation.web.forms import Form, line, lines


class RefereeNameForm(Form):
    name = line(
        "Who do you ask?",
        missing="Write who you ask, and how they know the candidate.",
        hint="Their name, and how they know the candidate.",
        autocomplete="off",
    )


class RefereeForm(Form):
    """Behind a link nobody is signed in, so there is no draft: leaving the page warns."""

    answer_0 = lines("", rows=3)
    answer_1 = lines("", rows=3)
    answer_2 = lines("", rows=3)
    more = lines("Anything else we should know?", rows=3)

    questions: Sequence[str] = ()

    @classmethod
    def of(cls, questions: Sequence[str]) -> "RefereeForm":
        """With the questions as they were asked."""
        form = cls()
        form.questions = questions
        for field, question in zip(form.answer_fields, questions, strict=True):
            field.label.text = question
        return form

    @property
    def answer_fields(self) -> list[Any]:
        return [self[f"answer_{position}"] for position in range(len(self.questions))]

    @property
    def answers(self) -> list[str]:
        return [field.data or "" for field in self.answer_fields]
