"""Forms of editing: how a copy or a criterion starts, and the texts of a part with what is wrong at their fields."""

import re
from collections.abc import Iterable, Mapping, Sequence

from hiring.foundation.web.errors import Refused
from hiring.foundation.web.forms import Form, choices, line, radios
from hiring.rubrics.editing.fields import FAMILIES, KINDS, groups_of
from hiring.rubrics.editing.form_tree import Tree, flat, nested
from hiring.rubrics.editing.parts import Part
from hiring.rubrics.proofreading.values import Location

_LABELS = dict([*KINDS, *FAMILIES])
_VALUE = re.compile(rf"\b(kind|family) ({'|'.join(_LABELS)})\b")
_MISSING_IN = re.compile(r" is missing in “\w+”")


def in_plain_words(sentence: str) -> str:
    """What a form shows by its label and a file writes as a word is called by its label."""
    return _MISSING_IN.sub(" is missing", _VALUE.sub(lambda match: f"{match[1]} “{_LABELS[match[2]]}”", sentence))


class StartForm(Form):
    becomes = radios("What it becomes", missing="Choose what it becomes.")
    title = line("Title", hint="Only for a rubric of its own.")

    @classmethod
    def of(cls, title: str) -> "StartForm":
        form = cls()
        form.becomes.choices = choices([("next", f"The next version of “{title}”"), ("own", "A rubric of its own")])
        return form

    def chosen_title(self) -> str | None:
        """The title of a rubric of its own; None for the next version."""
        if self.becomes.data == "next":
            return None
        if not self.title.data:
            raise Refused("Write the title of the new rubric.", "title")
        return str(self.title.data)


class OwnCriterionForm(Form):
    title = line(
        "Title",
        missing="Write the title of the criterion.",
        hint="Two or three words, as a manager would say it. Its key is made from it and stays when the words change.",
    )


class PartForm(Form):
    """It keeps whatever was typed; what is wrong is said, and only publishing asks for more."""

    headed: Sequence[tuple[str, Sequence[str]]]

    @classmethod
    def of(cls, content: Tree, part: Part, held: Mapping[str, str] | None = None) -> "PartForm":
        """The form of this part, holding what is kept or, where something was just sent, that."""
        shown = flat(part.own) | dict(held or {})
        groups = groups_of(content, part, shown)
        fields = {name: field for _, named in groups for name, field in named.items()}
        form: PartForm = type("PartFormOfKind", (cls,), fields)(
            formdata=None, data={name: shown[name] for name in fields if name in shown}
        )
        form.headed = [(heading, list(named)) for heading, named in groups]
        return form

    @property
    def asked(self) -> list[str]:
        return [name for _, names in self.headed for name in names]

    def sent(self, posted: Mapping[str, str]) -> Tree:
        """What a request sent for this form's fields, as typed; unknown fields are nobody's."""
        return nested({name: posted[name] for name in self.asked if name in posted})

    def say(self, mistakes: Iterable[tuple[Location, str]]) -> None:
        """Each sentence at its field, in the words of the form."""
        for rest, sentence in mistakes:
            self.refuse(self.in_words(sentence), self._field_of(rest))

    def in_words(self, sentence: str) -> str:
        """A file's author knows its keys; here the labels stand for them."""
        worded = in_plain_words(sentence)
        for name in self.asked:
            worded = worded.replace(f"“{name.rpartition('-')[2]}”", f"“{self[name].label.text}”")
        return worded

    def _field_of(self, rest: Location) -> str | None:
        for length in range(len(rest), 0, -1):
            name = "-".join(str(step) for step in rest[:length])
            if name in self._fields:
                return name
        return None
