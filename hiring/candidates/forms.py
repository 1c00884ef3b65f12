"""Forms of candidates: adding one, correcting one, what became of an application, a file of them."""

from collections.abc import Sequence
from typing import cast

from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField
from wtforms.validators import AnyOf

from hiring.accounts.models import Person
from hiring.accounts.queries import people
from hiring.candidates.models import Application, Candidate
from hiring.candidates.policy import resembles
from hiring.candidates.reading.column_names import LABELS
from hiring.candidates.state_table import StateStep, StepPage
from hiring.candidates.values import ApplicationState
from hiring.foundation import clock
from hiring.foundation.database import db
from hiring.foundation.web.drafted_forms import DraftedForm
from hiring.foundation.web.forms import Form, choices, day, line, lines, radios, select, tick
from hiring.openings.models import Opening


class CandidateForm(Form):
    name = line("Name", missing="Write the name.", hint="As they write it themselves. One name is enough.")
    email = line("Email", kind="email", hint="We recognise them by it when they apply again.", autocomplete="off")
    phone = line("Phone", most=60, kind="tel", autocomplete="off")


class ApplicationForm(DraftedForm, CandidateForm):
    applied_on = day("Applied on", missing="Write the day the application arrived.")
    source = line("How they found the opening")
    note = lines("Note", hint="The candidate can ask to read this.")
    external_reference = line("Number in another system", most=100)

    @classmethod
    def for_new(cls, opening: Opening) -> "ApplicationForm":
        return cls(data={"applied_on": clock.today(opening.workplace.zone)})


class StateForm(DraftedForm):
    """A step and its day. The step is written in the page, so that a stale page doesn't take another one."""

    state = HiddenField(validators=[AnyOf(list(ApplicationState), message="This page was out of date. Look again.")])
    on = day("Day", missing="Write the day.")
    note = lines("Note", hint="The candidate can ask to read this.", rows=2)

    label = ""

    @classmethod
    def for_application(cls, application: Application, steps: Sequence[StateStep]) -> "StateForm":
        """The form of the step that the candidate's page offers; without a label where it offers none."""
        form = cls(data={"on": clock.today(application.opening.workplace.zone)})
        step = next((step for step in steps if step.page == StepPage.CANDIDATE), None)
        if step is not None:
            form.label = step.label
            form.following = step.to.stored
        return form

    following = ApplicationState.WITHDRAWN


def _named(account: Person) -> str:
    return f"{account.name} ({account.email})"


class AccountForm(Form):
    account = select(
        "Account",
        missing="Choose the account.",
        hint="Its holder can't see this candidate any more, whatever their role.",
    )

    @classmethod
    def for_candidate(cls, candidate: Candidate) -> "AccountForm":
        form = cls()
        others = [person for person in people(db.session) if person not in candidate.accounts]
        alike = [(person.id, f"{_named(person)}: similar") for person in others if resembles(person, candidate)]
        listed = [(person.id, _named(person)) for person in others if not resembles(person, candidate)]
        form.account.choices = choices([("", "Choose"), *alike, *listed])
        return form

    def chosen(self) -> Person:
        return db.session.get_one(Person, self.account.data)


class UnlinkingForm(DraftedForm):
    """Which account isn't the candidate's, and how HR knows."""

    linked = select("Account that isn't theirs", missing="Choose the account.")
    reason = lines(
        "How do you know they're two different people?",
        missing="Write how you know they're two different people.",
        hint="A second person from HR reads this and decides.",
    )

    @classmethod
    def for_candidate(cls, candidate: Candidate, address: str, page: str) -> "UnlinkingForm":
        form = cls(address=address, page=page)
        form.linked.choices = choices(
            [("", "Choose"), *((account.id, _named(account)) for account in candidate.accounts)]
        )
        return form

    def chosen(self) -> Person:
        return db.session.get_one(Person, self.linked.data)


class UnlinkingAnswerForm(Form):
    digest = HiddenField()
    answer = radios(
        "Your answer",
        [("unlink", "They're two different people. Unlink the account"), ("keep", "Keep the link")],
        missing="Choose an answer.",
    )


class AdjustmentsForm(DraftedForm):
    """Named as the application's columns are."""

    adjustments = lines(
        "What helps them in the interview",
        hint="For example: questions on paper, a step-free way in, 15 minutes more. Write what helps, never why.",
        most=500,
    )
    adjustments_shown = tick("They've agreed that their interviewers can read this")


class RelationsForm(Form):
    """Named as `RelationKind` names them."""

    referred = select("Referred by")
    manages = select("Works for, or is managed by")

    @classmethod
    def for_candidate(cls, candidate: Candidate) -> "RelationsForm":
        form = cls(data={relation.kind: relation.person_id for relation in candidate.relations})
        offered = choices([("", "Nobody here"), *((person.id, person.name) for person in people(db.session))])
        form.referred.choices = form.manages.choices = offered
        return form

    def chosen(self) -> dict[str, Person | None]:
        return {
            name: db.session.get(Person, person_id) if person_id else None for name, person_id in self.values().items()
        }


class UploadForm(Form):
    file = FileField(
        "File",
        description="CSV or XLSX, up to 4 MB and 5,000 rows.",
        validators=[FileRequired("Choose a file.")],
        render_kw={"accept": ".csv,.tsv,.txt,.xlsx"},
    )


class PastedListForm(DraftedForm):
    candidates = lines(
        "List",
        hint="One person a line: name, email, anything else. You can paste from Excel.",
        missing="Paste at least one line.",
        rows=10,
    )


class ColumnsForm(Form):
    """What each column goes to, which number of a day is the day, and whether the choices are kept."""

    day_first = HiddenField(default="", validators=[AnyOf(["", "yes", "no"])])
    remember = tick("Use these matches for the next file")

    @classmethod
    def for_columns(cls, header: Sequence[str], fields: Sequence[str], day_first: bool | None) -> "ColumnsForm":
        """With a list for each column, called by its place: two columns may have one heading."""
        offered = [("", "Leave out"), *LABELS.items()]
        lists = {f"col{n}": select(heading or f"Column {n + 1}", offered) for n, heading in enumerate(header)}
        bound = type(cls.__name__, (cls,), lists)
        chosen = {f"col{place}": field for place, field in enumerate(fields)}
        day = {True: "yes", False: "no", None: ""}[day_first]
        return cast("ColumnsForm", bound(data={"remember": True, "day_first": day} | chosen))

    def chosen_fields(self, header: Sequence[str]) -> list[str]:
        return [self[f"col{place}"].data or "" for place in range(len(header))]

    def chosen_day_first(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.day_first.data or "")


class TakeForm(Form):
    seen = HiddenField()
