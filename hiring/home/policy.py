"""Who gets which start page, and who may remind from it."""

from hiring.accounts.models import Person
from hiring.accounts.policy import is_hr, looks_after
from hiring.openings.models import Opening


def can_see_area_opening(person: Person, opening: Opening) -> bool:
    """The area manager of its workplace: names and statuses, and nothing to do there."""
    return looks_after(person, opening.workplace_id)


def can_remind_people(person: Person) -> bool:
    return is_hr(person)
