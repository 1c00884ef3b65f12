"""Forms of the dated acts, one for each kind."""

from typing import Any

from hiring.accounts.models import Person
from hiring.accounts.queries import people_with, workplaces
from hiring.accounts.values import Role
from hiring.candidates.policy import is_own_record
from hiring.foundation.database import db
from hiring.foundation.web.drafted_forms import DraftedForm
from hiring.foundation.web.forms import choices, day, line, lines, select
from hiring.probation.models import Probation
from hiring.probation.outcome_forms import REASONS

READ = "They can ask to read this."


class ActForm(DraftedForm):
    has_check_page = True

    def prepare(self, probation: Probation) -> None:
        """Fill in what can be chosen. Nothing is chosen beforehand."""

    def written(self) -> dict[str, Any]:
        """What the action is given."""
        return self.values()


class ChangedStartForm(ActForm):
    starts_on = day("First day at work", missing="Write the first day at work.")
    reason = lines("Why does it change?", missing="Write why the first day changes.", hint=READ)


class AbsenceForm(ActForm):
    first_on = day("First day away", missing="Write the first day away.")
    last_on = day("Last day away", missing="Write the last day away.")
    reason = lines(
        "What kind of absence?", hint=f"For example unpaid leave. Don't write what they're ill with. {READ}", rows=2
    )


class HoursForm(ActForm):
    hours = line(
        "Hours", missing="Write the hours.", hint="As you'd say them: 24 a week, Thursday to Sunday.", most=200
    )
    on = day("From", missing="Write the day it starts.")
    reason = lines("Why does it change?", hint=READ, rows=2)


class ContractEndForm(ActForm):
    contract_ends_on = day("Last day of the contract", hint="Leave it empty if the contract has no end.")
    reason = lines("Why does it change?", missing="Write why it changes.", hint=READ, rows=2)


class TransferForm(ActForm):
    manager = select("Manager", missing="Choose the manager.")
    workplace = select("Workplace", missing="Choose the workplace.")
    on = day("From", missing="Write the day it starts.")
    reason = lines("Why?", hint=READ, rows=2)

    def prepare(self, probation: Probation) -> None:
        able = _people(probation, Role.MANAGER)
        self.manager.choices = choices([(person.id, person.name) for person in able])
        self.workplace.choices = choices([(place.id, place.name) for place in workplaces(db.session)])

    def written(self) -> dict[str, Any]:
        typed = self.values()
        places = {place.id: place for place in workplaces(db.session)}
        chosen = {"manager": db.session.get(Person, typed["manager"]), "workplace": places.get(typed["workplace"])}
        return typed | chosen


class DeputyForm(ActForm):
    deputy = select("Deputy", hint="They file, note and decide in the manager's place. Both names are kept.")
    until = day("Until", hint="Their last day as deputy.")
    reason = lines("Why?", hint=READ, rows=2)

    def prepare(self, probation: Probation) -> None:
        able = [
            person
            for person in _people(probation, Role.MANAGER, Role.HR, Role.HR_LEAD)
            if person.id != probation.manager_id
        ]
        self.deputy.choices = choices([("", "Nobody"), *((person.id, person.name) for person in able)])

    def written(self) -> dict[str, Any]:
        typed = self.values()
        return typed | {"deputy": db.session.get(Person, typed["deputy"]) if typed["deputy"] else None}


class PayrollForm(ActForm):
    payroll_number = line("Payroll number", hint="Leave it empty if there's none.", most=40)


class DepartureForm(ActForm):
    on = day("Last day at work", missing="Write the last day at work.")
    leaving_reason = select("Why did they leave?", REASONS, missing="Choose why they left.")
    reason = lines("In their words", hint=READ, rows=2)


class MoveCheckInForm(ActForm):
    due_on = day("New day", missing="Write the new day.")
    reason = lines("Why does it move?", missing="Write why it moves.", hint=READ, rows=2)


class AmendForm(ActForm):
    words = lines("What should it say?", missing="Write what it should say.", hint=READ)
    reason = lines("Why is it amended?", missing="Write why it's amended.", rows=2)


class NotHeldForm(ActForm):
    reason = lines("Why wasn't it held?", missing="Write why it wasn't held.", hint=READ, rows=2)


def _people(probation: Probation, *roles: Role) -> list[Person]:
    return [person for person in people_with(db.session, *roles) if not is_own_record(person, probation.application)]
