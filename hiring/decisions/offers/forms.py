"""The form for a step of an offer."""

from datetime import date
from typing import Any

from hiring.decisions.offers.values import OfferStepKind
from hiring.foundation.web.drafted_forms import DraftedForm
from hiring.foundation.web.forms import day, filled, lines, radios


class OfferStepForm(DraftedForm):
    kind = radios("What happened?", [(kind, kind.label) for kind in OfferStepKind], missing="Choose what happened.")
    on = day("On which day?", missing="Choose the day.")
    starts_on = day("First day at work", hint="With the terms, or the new day if it was postponed.")
    words = lines("Terms, or why", hint="Pay, hours and what else you offer. The letter quotes the terms.", rows=4)

    def step(self) -> tuple[OfferStepKind, date]:
        """What happened and when, once that is valid."""
        return OfferStepKind(self.kind.data or ""), filled(self.on.data)

    def more(self) -> dict[str, Any]:
        return {"starts_on": self.starts_on.data, "words": self.words.data or ""}
