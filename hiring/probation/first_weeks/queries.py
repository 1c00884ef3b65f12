"""Reading the first weeks: the expectations of a hire, and what nobody has shown them."""

from dataclasses import dataclass

from hiring.foundation.database import later_side
from hiring.probation.first_weeks.models import Expectation
from hiring.probation.models import Probation
from hiring.probation.queries import criteria_of
from hiring.rubrics.schema import Criterion


@dataclass(frozen=True, slots=True)
class ExpectedOfHire:
    """One criterion with its words: those on record, or the rubric's until someone puts them otherwise."""

    criterion: Criterion
    words: str
    row: Expectation | None

    @property
    def is_shown(self) -> bool:
        return self.row is not None and self.row.shown_on is not None


def expected_of(probation: Probation) -> list[ExpectedOfHire]:
    """What is expected of this hire, in the opening's order."""
    expectations: list[Expectation] = later_side(probation, "expectations")
    rows = {expectation.criterion: expectation for expectation in expectations}
    return [
        ExpectedOfHire(criterion, row.words if row is not None else criterion.probation_mirror.level_3, row)
        for criterion in criteria_of(probation)
        for row in [rows.get(criterion.key)]
    ]


def never_shown(probation: Probation) -> frozenset[str]:
    """Criteria that nobody has shown them, by what's on record. A low mark there says so."""
    return frozenset(expected.criterion.key for expected in expected_of(probation) if not expected.is_shown)
