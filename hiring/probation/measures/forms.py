"""Form of a measure."""

from decimal import Decimal
from typing import Any, Self

from hiring.accounts.models import Workplace
from hiring.foundation.database import db
from hiring.foundation.web.forms import Form, choices, filled, line, radios, select
from hiring.openings.models import Opening
from hiring.probation.measures.numbers import NotANumber, value_typed


class MeasureForm(Form):
    name = line("What is measured", missing="Write what is measured.", most=80, hint="For example: complaints a month.")
    unit = line("Unit", most=40, hint="For example: per 100 customers.")
    of = select("For whom", missing="Choose a workplace or an opening.")
    direction = radios(
        "What is better?", [("more", "More"), ("less", "Less")], missing="Say whether more or less is better."
    )
    baseline = line("What is usual", hint="A number, where you have one.")

    @classmethod
    def of_places(cls, workplaces: list[Workplace], openings: list[Opening]) -> Self:
        form = cls()
        everyone = [(f"w:{place.id}", f"Everyone at {place.name}") for place in workplaces]
        posts = [(f"o:{opening.id}", f"{opening.title}, {opening.workplace.name}") for opening in openings]
        form.of.choices = choices([("", "Choose"), *everyone, *posts])
        return form

    def validate(self, extra_validators: Any = None) -> bool:
        is_whole = bool(super().validate(extra_validators))
        try:
            value_typed(self.baseline.data or "0")
        except NotANumber as wrong:
            self.refuse(str(wrong), "baseline")
            return False
        return is_whole

    def place(self) -> Workplace | Opening:
        kind, _, row = filled(self.of.data).partition(":")
        return db.session.get_one(Workplace, row) if kind == "w" else db.session.get_one(Opening, row)

    def measure(self) -> dict[str, Any]:
        return {
            "name": filled(self.name.data),
            "unit": self.unit.data or "",
            "more_is_better": self.direction.data == "more",
            "baseline": Decimal(value_typed(self.baseline.data)) if self.baseline.data else None,
        }
