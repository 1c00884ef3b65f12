"""Writing down what will change, and a year later what came of it. Nothing changes by itself."""

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock, text
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused
from hiring.insights.changes.models import PlannedChange
from hiring.insights.changes.values import COMES_BACK_AFTER, ChangePlanned, ChangeReviewed
from hiring.panels.values import SHORTEST_REASON


class ChangeRefused(Refused):
    """Nothing is written yet, or it was reviewed already."""


def plan_change(session: Session, person: Person, *, about: str, words: str) -> PlannedChange:
    """Keep it beside its finding. It comes back a year from today."""
    now = clock.now()
    zone = person.workplace.zone if person.workplace is not None else "UTC"
    change = PlannedChange(
        about=text.tidy(about),
        words=_enough(words, "words", "Write what you'll change"),
        planned_at=now,
        planned_by_id=person.id,
        comes_back_on=clock.in_zone(now, zone).date() + COMES_BACK_AFTER,
    )
    session.add(change)
    session.flush()
    journal.record(session, person.id, ChangePlanned(change.id, comes_back_on=change.comes_back_on.isoformat()))
    return change


def review_change(session: Session, person: Person, change: PlannedChange, *, came_of_it: str) -> None:
    """Say what came of it, for good. It can be said before the year is over."""
    if change.reviewed_at is not None:
        raise ChangeRefused("Someone has already written what came of this. It stays as it is.")
    change.came_of_it = _enough(came_of_it, "came_of_it", "Write what came of it")
    change.reviewed_at, change.reviewed_by_id = clock.now(), person.id
    session.flush()
    journal.record(session, person.id, ChangeReviewed(change.id))


def _enough(typed: str, field: str, what: str) -> str:
    words = text.kept(typed).strip()
    if len(words) < SHORTEST_REASON:
        raise ChangeRefused(f"{what}, at least {SHORTEST_REASON} characters.", field)
    return words
