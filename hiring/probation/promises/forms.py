"""Forms of promises: a new one, and what became of it."""

from typing import Self

from hiring.foundation.web.drafted_forms import DraftedForm
from hiring.foundation.web.forms import choices, day, filled, lines, radios
from hiring.probation.models import Probation
from hiring.probation.values import PromiseBy, PromiseFate, PromiseMade


class PromiseForm(DraftedForm):
    what = lines("Promise", missing="Write what's promised.", rows=2)
    by = radios("Who does it?", missing="Choose who does it.")
    due_on = day("By when", missing="Write when it'll be done by.")

    @classmethod
    def of(cls, probation: Probation) -> Self:
        form = cls()
        names = {PromiseBy.MANAGER: probation.manager.name, PromiseBy.HIRE: probation.hire, PromiseBy.HR: "HR"}
        form.by.choices = choices([(str(by), name) for by, name in names.items()])
        return form

    def made(self) -> PromiseMade:
        return PromiseMade(filled(self.what.data), PromiseBy(self.by.data), self.due_on.data)


class PromiseClosedForm(DraftedForm):
    became = radios(
        "What became of it?", [(str(fate), fate.label) for fate in PromiseFate], missing="Choose what became of it."
    )
    on = day("On", missing="Write the day.")
    words = lines("In a few words", hint="Say what's missing, if anything is. They can read it.", rows=2)
