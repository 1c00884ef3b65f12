"""Forms of check-ins: taps and words, or marks with what they rest on. Both say what was agreed."""

from collections.abc import Sequence
from typing import Any

from hiring.foundation.web.drafted_forms import DraftedForm
from hiring.foundation.web.forms import boxes, day, filled, line, lines, radios, select
from hiring.probation.forms import KINDS, SOURCES
from hiring.probation.measures.models import Measure
from hiring.probation.measures.numbers import NotANumber, thousandths_typed
from hiring.probation.models import Observation, Probation
from hiring.probation.values import (
    NOT_OBSERVED,
    Act,
    ActSource,
    CheckInGap,
    CheckInRecord,
    CriterionWord,
    Going,
    PromiseBy,
    PromiseMade,
    TakeAgain,
)
from hiring.rubrics.schema import LEVELS, Criterion

PROMISES = 2
ACTS_EACH = 2
NEEDED_OF_ACT = {
    "act": "Write what they said or did.",
    "on": "Write which day it was.",
    "kind": "Say whether it's good or a concern.",
}


# What stands below the criteria on the page, from the top.
BELOW = ("take_again", "hire_said", "promise", "measure", "customers_said", "thanks", "held_on")


def _place_on_page(control: str) -> int:
    return next((place for place, name in enumerate(BELOW, start=1) if control.startswith(name)), 0)


class CheckInForm(DraftedForm):
    """What every check-in asks: the talk, what was agreed, thanks, and measures where there are any."""

    has_check_page = True

    held_on = day("Day you talked", missing="Write the day you talked.")
    hire_said = lines("What they said", rows=2)
    customers_said = lines("What customers tell them, and what we should change", rows=2)
    thanks = lines("What you thanked them for", rows=2)

    keys: Sequence[str] = ()
    measures: Sequence[Measure] = ()
    notes: Sequence[Observation] = ()

    @classmethod
    def of(
        cls,
        probation: Probation,
        criteria: Sequence[Criterion],
        notes: Sequence[Observation],
        measures: Sequence[Measure],
    ) -> "type[CheckInForm]":
        """A form with the fields that these criteria, notes and measures need."""
        by = [(PromiseBy.MANAGER, probation.manager.name), (PromiseBy.HIRE, probation.hire), (PromiseBy.HR, "HR")]
        fields: dict[str, Any] = {"keys": [criterion.key for criterion in criteria]}
        fields |= {"measures": measures, "notes": notes}
        first_name = probation.hire.split()[0]
        fields["hire_said"] = lines(f"What {first_name} said", rows=2)
        fields["customers_said"] = lines(f"What customers tell {first_name}, and what we should change", rows=2)
        for place in range(PROMISES):
            fields[f"promise-{place}"] = lines("What you agreed", rows=2)
            fields[f"promise_by-{place}"] = select("Who does it", [("", "Choose"), *((str(k), v) for k, v in by)])
            fields[f"promise_on-{place}"] = day("By when")
        for measure in measures:
            fields[f"measure-{measure.id}"] = line(f"{measure.name}{f', {measure.unit}' if measure.unit else ''}")
        return type(f"{cls.__name__}OfOpening", (cls,), fields | cls.own_fields(criteria, notes))

    @classmethod
    def own_fields(cls, criteria: Sequence[Criterion], notes: Sequence[Observation]) -> dict[str, Any]:
        """What only this kind of check-in asks."""
        raise NotImplementedError

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for field in self:
            if field.name.startswith(("kind", "promise_by", "promise_on", "going", "level", "take_again")):
                # Only asked of what was begun, or by the check-in's own rules; "optional" beside it would mislead.
                field.flags.required = True

    @property
    def problems(self) -> list[tuple[str, str]]:
        """In the order of the page: notes and criteria, then whether you'd hire again, then the talk."""
        return sorted(super().problems, key=lambda problem: _place_on_page(problem[0]))

    def validate(self, extra_validators: Any = None) -> bool:
        is_whole = bool(super().validate(extra_validators))
        for measure in self.measures:
            is_whole = self._is_number(f"measure-{measure.id}") and is_whole
        for ending in self.acts_begun():
            is_whole = self._is_whole_act(ending) and is_whole
        return is_whole

    def _is_number(self, name: str) -> bool:
        try:
            thousandths_typed(self[name].data or "0")
        except NotANumber as wrong:
            self.refuse(str(wrong), name)
            return False
        return True

    def acts_begun(self) -> list[str]:
        """The endings of the fields of acts that someone began; what was filled in beforehand doesn't count."""
        raise NotImplementedError

    def has_any(self, *names: str) -> bool:
        return any(any(self[name].raw_data or ()) for name in names)

    def _is_whole_act(self, ending: str) -> bool:
        is_whole = True
        for part, sentence in NEEDED_OF_ACT.items():
            field = self[f"{part}{ending}"]
            if not field.data and not field.errors:
                self.refuse(sentence, field.name)
                is_whole = False
        return is_whole

    def act_at(self, ending: str, criterion: str) -> Act:
        source = ActSource(self[f"source{ending}"].data or ActSource.SEEN)
        concern = self[f"kind{ending}"].data == "concern"
        return Act(criterion, self[f"on{ending}"].data, self[f"act{ending}"].data, concern, source)

    def record(self) -> CheckInRecord:
        return CheckInRecord(
            filled(self.held_on.data),
            promises=[self._promise(place) for place in self._promises_begun()],
            measured={m.id: thousandths_typed(typed) for m in self.measures if (typed := self[f"measure-{m.id}"].data)},
            hire_said=self.hire_said.data or "",
            customers_said=self.customers_said.data or "",
            thanks=self.thanks.data or "",
            **self.own_record(),
        )

    def own_record(self) -> dict[str, Any]:
        raise NotImplementedError

    def _promises_begun(self) -> list[int]:
        return [n for n in range(PROMISES) if self.has_any(f"promise-{n}", f"promise_by-{n}", f"promise_on-{n}")]

    def _promise(self, place: int) -> PromiseMade:
        field = self[f"promise_by-{place}"]
        by = PromiseBy(field.data) if field.data else None
        names = {choice.value: choice.label for choice in field.choices}
        due_on = self[f"promise_on-{place}"].data
        return PromiseMade(self[f"promise-{place}"].data or "", by, due_on, str(names.get(field.data, "")))

    def place(self, missing: Sequence[CheckInGap]) -> bool:
        """Put each sentence at its field; true where there was none to put."""
        for gap in missing:
            self.refuse(gap.sentence, self.name_of(gap))
        return not missing

    def name_of(self, gap: CheckInGap) -> str:
        if gap.part.startswith("promise"):
            return f"{gap.part}-{self._promises_begun()[gap.place]}"
        return f"{gap.part}-{gap.criterion}" if gap.criterion else gap.part


class WordsForm(CheckInForm):
    """Which notes count, a tap for each criterion, and one note that isn't written yet."""

    act = lines("What have you seen that isn't noted yet?", rows=2)
    about = select("What it is about")
    on = day("Day")
    source = select("How you know", SOURCES)
    kind = radios("Good or a concern?", KINDS)

    @classmethod
    def own_fields(cls, criteria: Sequence[Criterion], notes: Sequence[Observation]) -> dict[str, Any]:
        fields: dict[str, Any] = {"counting": boxes("Which of your notes count?", [(n.id, n.act) for n in notes])}
        titles = [(criterion.key, criterion.title) for criterion in criteria]
        fields["about"] = select("What it is about", [("", "Nothing in particular"), *titles])
        for key, title in titles:
            fields[f"going-{key}"] = radios(title, [(str(going), going.label.capitalize()) for going in Going])
            fields[f"seen-{key}"] = lines("What have you seen?", rows=2)
        return fields

    def acts_begun(self) -> list[str]:
        return [""] if self.has_any("act", "kind") else []

    def own_record(self) -> dict[str, Any]:
        words = {
            key: CriterionWord(Going(self[f"going-{key}"].data), self[f"seen-{key}"].data or "")
            for key in self.keys
            if self[f"going-{key}"].data
        }
        acts = [self.act_at(ending, self.about.data or "") for ending in self.acts_begun()]
        return {"words": words, "counting": frozenset(self["counting"].data or ()), "acts": acts}

    def name_of(self, gap: CheckInGap) -> str:
        return gap.part if gap.part in {"act", "on"} else super().name_of(gap)


class MarksForm(CheckInForm):
    """A mark for each criterion with up to two new acts, where earlier notes belong, and whether you'd hire again."""

    take_again = radios("Would you hire them again?", [(str(answer), answer.label) for answer in TakeAgain])

    @classmethod
    def own_fields(cls, criteria: Sequence[Criterion], notes: Sequence[Observation]) -> dict[str, Any]:
        marks = [(str(level), str(level)) for level in LEVELS]
        fields: dict[str, Any] = {}
        titles = [(criterion.key, criterion.title) for criterion in criteria]
        for note in notes:
            if not note.criterion:
                fields[f"place-{note.id}"] = select("What it is about", [("", "Nothing in particular"), *titles])
        for key, title in titles:
            fields[f"level-{key}"] = radios(title, [*marks, (NOT_OBSERVED, "I've seen too little to judge this")])
            for place in range(ACTS_EACH):
                fields[f"act-{key}-{place}"] = lines("What did they say or do?", rows=2)
                fields[f"on-{key}-{place}"] = day("Day")
                fields[f"source-{key}-{place}"] = select("How you know", SOURCES)
                fields[f"kind-{key}-{place}"] = radios("Good or a concern?", KINDS)
        return fields

    def _begun(self, key: str) -> list[int]:
        parts = ("act", "on", "kind")
        return [n for n in range(ACTS_EACH) if self.has_any(*(f"{part}-{key}-{n}" for part in parts))]

    def acts_begun(self) -> list[str]:
        return [f"-{key}-{place}" for key in self.keys for place in self._begun(key)]

    def own_record(self) -> dict[str, Any]:
        given = {key: self[f"level-{key}"].data for key in self.keys if self[f"level-{key}"].data}
        placed = {note.id: self[f"place-{note.id}"].data for note in self.notes if not note.criterion}
        return {
            "ratings": {key: None if level == NOT_OBSERVED else int(level) for key, level in given.items()},
            "acts": [self.act_at(f"-{key}-{place}", key) for key in self.keys for place in self._begun(key)],
            "placed": {note: key for note, key in placed.items() if key},
            "take_again": TakeAgain(self.take_again.data) if self.take_again.data else None,
        }

    def name_of(self, gap: CheckInGap) -> str:
        if gap.part in {"on", "act"}:
            return f"{gap.part}-{gap.criterion}-{self._begun(gap.criterion)[gap.place]}"
        return super().name_of(gap)
