"""Form of a measure."""

from typing import Any, Self

from hiring.accounts.models import Workplace
from hiring.foundation.database import db
from hiring.foundation.web.forms import Form, choices, filled, line, radios, select
from hiring.openings.models import Opening
from hiring.probation.measures.numbers import NotANumber, thousandths_typed


class MeasureForm(Form):
    name = line("Measure", missing="Write what you measure.", most=80, hint="For example: complaints a month.")
    unit = line("Unit", most=40, hint="For example: per 100 customers.")
    of = select("For", missing="Choose a workplace or an opening.")
    direction = radios(
        "What is better?", [("more", "More"), ("less", "Less")], missing="Say whether more or less is better."
    )
    baseline = line("Usual value", hint="A number, if you have one.")

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
            thousandths_typed(self.baseline.data or "0")
        except NotANumber as wrong:
            self.refuse(str(wrong), "baseline")
            return False
        return is_whole

    def _place(self) -> dict[str, Any]:
        kind, _, row = filled(self.of.data).partition(":")
        if kind == "w":
            return {"workplace": db.session.get_one(Workplace, row), "opening": None}
        opening = db.session.get_one(Opening, row)
        return {"workplace": opening.workplace, "opening": opening}

    def measure(self) -> dict[str, Any]:
        return {
            "name": filled(self.name.data),
            "unit": self.unit.data or "",
            "more_is_better": self.direction.data == "more",
            "baseline_thousandths": thousandths_typed(self.baseline.data) if self.baseline.data else None,
        } | self._place()
