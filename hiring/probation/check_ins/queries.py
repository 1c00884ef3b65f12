"""What the page of a check-in shows beside its form."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from hiring.foundation.database import later_side
from hiring.probation.actions import today_at
from hiring.probation.check_ins.track import track_of
from hiring.probation.first_weeks.queries import never_shown
from hiring.probation.measures.queries import measures_of
from hiring.probation.models import CheckIn, Observation
from hiring.probation.queries import acts_to_collect, criteria_of
from hiring.rubrics.queries import edition_of
from hiring.rubrics.schema import Criterion

# The anchors that say most. The levels between lie between them.
ANCHORS_SHOWN = (5, 3, 1)


def check_in_page(session: Session, check_in: CheckIn) -> dict[str, Any]:
    """Notes, anchors and days for writing a check-in or for checking it."""
    probation, criteria = check_in.probation, criteria_of(check_in.probation)
    today = today_at(probation)
    waiting = acts_to_collect(probation)
    return {
        "check_in": check_in,
        "probation": probation,
        "first_name": probation.hire.split()[0],
        "criteria": criteria,
        "reading": edition_of(probation.application.opening.version).rubric.reading,
        "titles": {criterion.key: criterion.title for criterion in criteria},
        "anchors": anchors_of(criteria),
        "waiting": waiting,
        "noted": _by_criterion(probation.observations),
        "measures": measures_of(session, probation),
        "never_shown": never_shown(probation),
        "track": track_of(probation, today),
        "prepared": [word.words for word in later_side(probation, "hire_words") if word.check_in_id == check_in.id],
        "last_filed": next((c for c in reversed(probation.check_ins) if c.filed_at is not None), None),
    }


def anchors_of(criteria: Sequence[Criterion]) -> dict[str, list[tuple[int, str]]]:
    """Criterion → what 5, 3 and 1 look like at work."""
    return {
        criterion.key: [(level, criterion.probation_mirror.at(level) or "") for level in ANCHORS_SHOWN]
        for criterion in criteria
    }


def _by_criterion(notes: Sequence[Observation]) -> dict[str, list[Observation]]:
    grouped: dict[str, list[Observation]] = {}
    for note in notes:
        grouped.setdefault(note.criterion, []).append(note)
    return grouped
