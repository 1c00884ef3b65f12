"""What a hire reads on their own page: only their own, and nothing of the interview."""

from typing import Any

from sqlalchemy.orm import Session

from hiring.foundation.database import later_side
from hiring.probation.actions import today_at
from hiring.probation.check_ins.track import track_of
from hiring.probation.first_weeks.queries import expected_of, never_shown
from hiring.probation.models import Probation
from hiring.probation.person_page import loaded
from hiring.probation.place_facts import contract_says
from hiring.probation.queries import criteria_of
from hiring.probation.suggestions.queries import answered_suggestions, has_hire_suggested


def hire_page(session: Session, probation: Probation) -> dict[str, Any]:
    """Expectations, check-ins as they were filed, promises, and what was done about what people said."""
    loaded(session, probation.id)
    today = today_at(probation)
    expected = expected_of(probation)
    words: dict[str | None, list[Any]] = {}
    for word in later_side(probation, "hire_words"):
        words.setdefault(word.check_in_id, []).append(word)
    return {
        "probation": probation,
        "first_name": probation.hire.split()[0],
        "track": track_of(probation, today),
        "titles": {criterion.key: criterion.title for criterion in criteria_of(probation)},
        "expected": expected,
        "has_agreed": all(e.row is not None and e.row.agreed_at is not None for e in expected),
        "never_shown": never_shown(probation),
        "contract": contract_says(probation),
        "promises": later_side(probation, "promises"),
        "hire_words": words,
        "has_answered": later_side(probation, "manager_answer") is not None,
        "answered": answered_suggestions(session) if has_hire_suggested(session, probation) else [],
        "today_here": today,
    }
