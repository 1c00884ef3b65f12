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
from hiring.foundation.web.forms import Form, choices, day, line, lines, radios, select, whole
from hiring.probation.values import NOT_OBSERVED, Act, ActSource, CheckInGap, CheckInRecord, ProbationPlan
from hiring.rubrics.schema import LEVELS, Criterion

ACTS_EACH = 2
KINDS = [("good", "Good"), ("concern", "A concern")]
SOURCES = [(str(source), source.label) for source in ActSource]


class OpenForm(Form):
    manager = select("Manager", missing="Choose who follows the probation.")
    starts_on = day("First day at work", missing="Write the first day at work.")
    ends_on = day("Last day of the probation")
    notice_days = whole("Notice during it, in days", 0, 120)
    lead_days = whole("Days to call a meeting about ending", 0, 60)
    plan = select("How they're followed", [(str(plan), plan.label) for plan in ProbationPlan])
    contract_ends_on = day("Last day of a fixed term", hint="Left empty, the contract has no end.")
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
        form.check_in_1.description = "Left empty, they fall at ¼, ½ and ¾ of the days to decide by."
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
    """One line and one tap: the buttons carry whether it is good or a concern."""

    criterion = select("On which criterion?", missing="Choose the criterion.")
    act = lines("What did they say or do?", missing="Write what they said or did.", rows=2)
    on = day("Day", missing="Write the day.")
    source = select("Known from", SOURCES, missing="Choose where it is known from.")
    kind = radios("Good or a concern?", KINDS, missing="Say whether it is good or a concern.")

    @classmethod
    def of(cls, criteria: Sequence[Criterion], today: date, address: str = "") -> Self:
        form = cls(on=today, source=str(ActSource.SEEN), address=address)
        form.criterion.choices = choices(
            [("", "Choose"), *((criterion.key, criterion.title) for criterion in criteria)]
        )
        return form

    def noted(self) -> Act:
        typed = self.values()
        concern = typed["kind"] == "concern"
        return Act(typed["criterion"], typed["on"], typed["act"], concern, ActSource(typed["source"]))


class CheckInForm(DraftedForm):
    """Per criterion two acts and a mark; then what was offered and what was said."""

    has_check_page = True

    held_on = day("Day you talked", missing="Write the day on which you talked.")
    support = lines("Support you gave or offered", hint="What you showed, explained or arranged; what you agreed.")
    hire_said = lines("What they say about their work", hint="In their words. Is this the right place for them?")
    customers_said = lines("What customers tell them, and what we should change")

    @classmethod
    def of(cls, criteria: Sequence[Criterion]) -> "type[CheckInForm]":
        """A form with the fields these criteria need."""
        marks = [(str(level), str(level)) for level in LEVELS] + [(NOT_OBSERVED, "Not observed")]
        fields: dict[str, Any] = {"keys": [criterion.key for criterion in criteria]}
        for key in fields["keys"]:
            fields[f"level-{key}"] = radios("Mark", marks)
            for place in range(ACTS_EACH):
                fields[f"act-{key}-{place}"] = lines("What did they say or do?", rows=2)
                fields[f"on-{key}-{place}"] = day("Day")
                fields[f"source-{key}-{place}"] = select("Known from", SOURCES)
                fields[f"kind-{key}-{place}"] = radios("Good or a concern?", KINDS)
        return type("CheckInFormOfOpening", (cls,), fields)

    keys: Sequence[str] = ()

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for field in self:
            if field.name.startswith("kind-"):
                # Only asked of an act that was begun; "optional" beside it would mislead.
                field.flags.required = True

    def validate(self, extra_validators: Any = None) -> bool:
        whole = bool(super().validate(extra_validators))
        for key in self.keys:
            for place in self._begun(key):
                whole = self._is_whole_act(key, place) and whole
        return whole

    def _begun(self, key: str) -> list[int]:
        """The rows somebody began: what is chosen for them beforehand does not count."""
        asked = ("act", "on", "kind")
        rows = range(ACTS_EACH)
        return [n for n in rows if any(self[f"{part}-{key}-{n}"].raw_data and any(
            self[f"{part}-{key}-{n}"].raw_data) for part in asked)]  # fmt: skip

    def _is_whole_act(self, key: str, place: int) -> bool:
        needed = {
            "act": "Write what they said or did.",
            "on": "Write the day of it.",
            "kind": "Say whether it is good or a concern.",
        }
        whole = True
        for part, sentence in needed.items():
            field = self[f"{part}-{key}-{place}"]
            if not field.data and not field.errors:
                self.refuse(sentence, field.name)
                whole = False
        return whole

    def record(self) -> CheckInRecord:
        typed = self.values()
        given = {key: typed[f"level-{key}"] for key in self.keys if typed[f"level-{key}"]}
        return CheckInRecord(
            typed["held_on"],
            {key: None if level == NOT_OBSERVED else int(level) for key, level in given.items()},
            [self._act(typed, key, place) for key in self.keys for place in self._begun(key)],
            typed["support"] or "",
            typed["hire_said"] or "",
            typed["customers_said"] or "",
        )

    def _act(self, typed: dict[str, Any], key: str, place: int) -> Act:
        at = f"{key}-{place}"
        source = ActSource(typed[f"source-{at}"] or ActSource.SEEN)
        return Act(key, typed[f"on-{at}"], typed[f"act-{at}"], typed[f"kind-{at}"] == "concern", source)

    def place(self, missing: Sequence[CheckInGap]) -> bool:
        """Put each sentence at its field; true where there was none to put."""
        for gap in missing:
            name = f"{gap.part}-{gap.criterion}" if gap.criterion else gap.part
            if gap.part in {"on", "act"}:
                name = f"{name}-{self._begun(gap.criterion)[gap.place]}"
            self.refuse(gap.sentence, name)
        return not missing


def anchors_at_work(criteria: Sequence[Criterion]) -> dict[str, dict[str, str]]:
    """Criterion → level, as a form sends it → the behaviour at work written there."""
    return {
        criterion.key: {str(level): words for level, words in criterion.probation_mirror.written()}
        for criterion in criteria
    }
