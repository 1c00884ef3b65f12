"""Forms of the first weeks: expectations by criterion, and one sentence about the interview."""

from typing import Any

from hiring.foundation.web.drafted_forms import DraftedForm
from hiring.foundation.web.forms import day, line, lines
from hiring.probation.first_weeks.actions import ExpectationWritten
from hiring.probation.first_weeks.queries import ExpectedOfHire


class ExpectationsForm(DraftedForm):
    """Per criterion the words, the day it was shown, and who by."""

    keys: tuple[str, ...] = ()

    @classmethod
    def of(cls, expected: list[ExpectedOfHire], manager: str) -> "ExpectationsForm":
        fields: dict[str, Any] = {"keys": tuple(e.criterion.key for e in expected)}
        held: dict[str, Any] = {}
        for expectation in expected:
            key, row = expectation.criterion.key, expectation.row
            fields[f"words-{key}"] = lines("What we expect", rows=2)
            fields[f"shown_on-{key}"] = day("Shown on")
            fields[f"shown_by-{key}"] = line("By")
            held[f"words-{key}"] = expectation.words
            held[f"shown_on-{key}"] = row.shown_on if row is not None else None
            held[f"shown_by-{key}"] = (row.shown_by if row is not None else "") or manager
        form: ExpectationsForm = type("ExpectationsFormOfOpening", (cls,), fields)(**held)
        return form

    def written(self) -> dict[str, ExpectationWritten]:
        return {
            key: ExpectationWritten(
                self[f"words-{key}"].data or "", self[f"shown_on-{key}"].data, self[f"shown_by-{key}"].data or ""
            )
            for key in self.keys
        }


class LookBackForm(DraftedForm):
    words = lines("Where were we wrong?", missing="Write one sentence.", hint="HR reads it, under Insights.")
