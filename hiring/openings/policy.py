"""Who may see an opening and who may change it."""

from hiring.accounts.models import Person
from hiring.accounts.policy import is_hr
from hiring.openings.models import Opening


def can_see_openings(person: Person, _opening: Opening | None = None) -> bool:
    return is_hr(person)


def can_open_openings(person: Person) -> bool:
    return is_hr(person)


def can_close_page(person: Person, _opening: Opening) -> bool:
    """Also after the opening is closed: until then its candidates can look things up."""
    return is_hr(person)


def can_change_opening(person: Person, opening: Opening) -> bool:
    return is_hr(person) and opening.closed_on is None
