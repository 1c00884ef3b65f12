"""What the interview said and what work says, criterion by criterion."""

from dataclasses import dataclass
from typing import Any

from hiring.candidates.models import Application
from hiring.decisions.models import decision_of
from hiring.probation.models import Probation
from hiring.probation.queries import criteria_of


@dataclass(frozen=True, slots=True)
class Beside:
    """One criterion: what the interview said, and what each filed check-in with marks says, in words."""

    title: str
    interview: str
    at_work: list[str]


def marks_side_by_side(probation: Probation) -> list[Beside]:
    """Interview and check-ins by criterion. Ask `can_see_interview_marks` first."""
    marks = _interview_in_words(probation.application)
    filed = [check_in for check_in in probation.check_ins if check_in.filed_at is not None and check_in.asks_marks]
    return [
        Beside(
            criterion.title,
            marks.get(criterion.key, "Not asked."),
            [_level_in_words(given, criterion.key) for given in (check_in.levels for check_in in filed)],
        )
        for criterion in criteria_of(probation)
    ]


def _level_in_words(given: dict[str, int | None], key: str) -> str:
    return "seen too little" if given.get(key) is None else str(given[key])


def _interview_in_words(application: Application) -> dict[str, str]:
    """Of each criterion that was observed: the sentence on its mean in the panel, as frozen into the decision."""
    return {key: cell["says"][0] for key, cell in interview_cells(application).items()}


def interview_cells(application: Application) -> dict[str, dict[str, Any]]:
    """Criterion → what the panel came to, as frozen into the decision. Ask `can_see_interview_marks` first."""
    decision = decision_of(application)
    cells = decision.summary["criteria"] if decision is not None else []
    return {cell["key"]: cell for cell in cells if cell["mean"] is not None}
