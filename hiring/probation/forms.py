"""Forms of probations. What is still being written is kept on the server, with a revision."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Self

from hiring.accounts.models import Person
from hiring.accounts.queries import people_with
from hiring.accounts.values import Role
from hiring.candidates.models import Application
from hiring.candidates.policy import is_own_record
from hiring.foundation.database import db
from hiring.foundation.web.drafted_forms import DraftedForm
from hiring.foundation.web.forms import Form, choices, day, line, lines, radios, select, tick, whole
from hiring.openings.period_words import period_at
from hiring.probation.values import Act, ActSource, ProbationPlan
from hiring.rubrics.schema import Criterion

KINDS = [("good", "Good"), ("concern", "A concern")]
SOURCES = [(str(source), source.label) for source in ActSource]


class OpenForm(Form):
    manager = select("Manager", missing="Choose their manager.")
    starts_on = day("First day at work", missing="Write the first day at work.")
    ends_on = day("Last day")
    notice_days = whole("Notice during it, in days", 0, 120)
    lead_days = whole("Days to call a meeting about ending", 0, 60)
    plan = select("How they're followed", [(str(plan), plan.label) for plan in ProbationPlan])
    contract_ends_on = day("Last day of a fixed term", hint="Leave it empty if the contract has no end.")
    hours = line("Hours", hint="As you'd say them: 24 a week, Thursday to Sunday.", most=200)
    payroll_number = line("Payroll number", most=40)
    check_in_1 = day("First check-in")
    check_in_2 = day("Second check-in")
    check_in_3 = day("Third check-in")

    @classmethod
    def of(cls, application: Application) -> Self:
        opening = application.opening
        form = cls(
            manager=opening.manager_id or "",
            notice_days=opening.notice_days,
            lead_days=opening.lead_days,
            plan=str(ProbationPlan.FULL),
        )
        form.ends_on.description = f"Left empty, it is day {opening.probation_days}."
        form.check_in_1.description = "If you leave them empty, they're at ¼, ½ and ¾ of the days to decide by."
        form.ends_on.label.text = f"Last day of the {period_at(opening.workplace.jurisdiction)}"
        form.manager.choices = managers_for(application)
        return form

    def refuse(self, sentence: str, field: str | None = None) -> None:
        """A check-in day is refused as one of several: the sentence belongs to the field of the day that is wrong."""
        super().refuse(sentence, self._wrong_check_in() if field == "check_ins" else field)

    def _wrong_check_in(self) -> str:
        days = {field.name: field.data for field in (self.check_in_1, self.check_in_2, self.check_in_3) if field.data}
        early = [name for name, on in days.items() if self.starts_on.data and on < self.starts_on.data]
        return early[0] if early else max(days, key=lambda name: days[name], default="check_in_1")

    def chosen(self) -> dict[str, Any]:
        typed = self.values()
        own = [typed.pop(f"check_in_{number}") for number in (1, 2, 3)]
        typed["manager"] = db.session.get_one(Person, typed["manager"])
        typed["plan"] = ProbationPlan(typed["plan"])
        return typed | {"check_ins": [day_typed for day_typed in own if day_typed is not None]}


def managers_for(application: Application) -> list[Any]:
    able = [manager for manager in people_with(db.session, Role.MANAGER) if not is_own_record(manager, application)]
    return [*choices([("", "Choose")]), *choices([(person.id, person.name) for person in able])]


class DidNotStartForm(DraftedForm):
    on = day("Day", missing="Write the day.")
    reason = lines("Why didn't they start?", missing="Write why, in a few words.", hint="They can ask to read this.")


class NoteForm(DraftedForm):
    """One line and one tap: the buttons carry whether it is good or a concern. All else is filled in beforehand."""

    act = lines("What did they say or do?", missing="Write what they said or did.", rows=1)
    criterion = radios("What is it about?")
    on = day("Day", missing="Write the day.")
    source = select("How you know", SOURCES, missing="Choose how you know.")
    wants_call = tick("I'm worried – please call me")
    kind = radios("Good or a concern?", KINDS, missing="Say whether it's good or a concern.")

    @classmethod
    def of(cls, criteria: Sequence[Criterion], today: date, address: str = "", page: str = "") -> Self:
        form = cls(on=today, source=str(ActSource.SEEN), address=address, page=page)
        form.criterion.choices = choices([(criterion.key, criterion.title) for criterion in criteria])
        return form

    def noted(self) -> Act:
        typed = self.values()
        concern = typed["kind"] == "concern"
        source = ActSource(typed["source"])
        return Act(typed["criterion"] or "", typed["on"], typed["act"], concern, source, typed["wants_call"])


class StoryForm(DraftedForm):
    words = lines("What did you check, and what did you find?", missing="Write what you checked, and what you found.")


class ColleagueNameForm(Form):
    name = line("Name of the colleague", missing="Write the colleague's name.", autocomplete="off")


class ColleagueForm(Form):
    """Behind a link nobody is signed in, so there is no draft: leaving the page warns."""

    act = lines("What did they do or say?", missing="Write what they did or said.", rows=3)
    on = day("Day", missing="Write the day.")
    kind = radios("Was it good, or a concern?", KINDS, missing="Say whether it was good or a concern.")
