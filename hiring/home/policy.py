"""Who gets which start page, and who may remind from it."""

from hiring.accounts.models import Person
from hiring.accounts.policy import is_area_manager, is_hr, is_interviewer, is_manager, looks_after
from hiring.openings.models import Opening


def home_label(person: Person) -> str:
    """What the start page is called: by what its reader does here."""
    if is_hr(person):
        return "To do"
    if is_area_manager(person):
        return "My area"
    if is_manager(person):
        return "My people"
    return "My interviews" if is_interviewer(person) else "To do"


def can_see_area_opening(person: Person, opening: Opening) -> bool:
    """The area manager of its workplace: names and statuses, and nothing to do there."""
    return looks_after(person, opening.workplace_id)


def can_remind_people(person: Person) -> bool:
    return is_hr(person)
