"""Forms of letters: a template, letters to several candidates, one draft, and sending what is ticked."""

from collections.abc import Sequence
from typing import Self

from wtforms import HiddenField

from hiring.candidates.models import Application
from hiring.foundation.web.drafted_forms import DraftedForm
from hiring.foundation.web.forms import Form, boxes, choices, line, lines
from hiring.letters.models import CandidateLetter
from hiring.letters.queries import LetterWording

SUBJECT_HINT = "Nothing personal: anyone who glances at their screen can read it."


class TemplateForm(DraftedForm):
    """Its text is previewed while it is a draft, and used for new letters once it is saved."""

    subject = line("Subject", missing="Write a subject.", hint=SUBJECT_HINT)
    text = lines("Text", missing="Write the text.", rows=14)

    @classmethod
    def of(cls, wording: LetterWording) -> Self:
        return cls(data={"subject": wording.subject, "text": wording.text})


class WriteForm(TemplateForm):
    """One text for everyone who is ticked; each draft can be changed afterwards."""

    applications = boxes("To", missing="Choose at least one candidate.")

    @classmethod
    def to(cls, applications: Sequence[Application], wording: LetterWording, ticked: Sequence[str]) -> Self:
        form = cls(data={"subject": wording.subject, "text": wording.text, "applications": list(ticked)})
        form.applications.choices = choices(
            [
                (application.id, f"{application.candidate.name}, no. {application.number}")
                for application in applications
            ]
        )
        if not form.is_posted and ticked:  # a draft of another day doesn't say who this one is to
            form.applications.data = list(ticked)
        return form


class LetterForm(TemplateForm):
    """A draft. Sending or printing takes the text as it is in the form."""

    step = HiddenField(default="save")

    @classmethod
    def of_letter(cls, letter: CandidateLetter) -> Self:
        return cls(data={"subject": letter.subject, "text": letter.text})


class OutgoingForm(Form):
    """Several drafts that go out together."""

    letters = boxes("Letters", missing="Tick at least one letter.")
    step = HiddenField(default="send")

    @classmethod
    def of(cls, letters: Sequence[CandidateLetter]) -> Self:
        form = cls(data={"letters": [letter.id for letter in letters]})
        form.letters.choices = choices([(letter.id, letter.application.candidate.name) for letter in letters])
        return form

    def chosen(self, letters: Sequence[CandidateLetter]) -> list[CandidateLetter]:
        ticked = set(self.letters.data or ())
        return [letter for letter in letters if letter.id in ticked]
