"""Who may read rubrics, publish them, and retire their questions."""

from hiring.accounts.models import Person
from hiring.accounts.policy import is_hr, is_interviewer, is_manager


def can_read_rubrics(person: Person, _version: object = None) -> bool:
    """Everyone who marks on them, at interviews or in probation, and HR."""
    return is_hr(person) or is_interviewer(person) or is_manager(person)


def can_publish_rubrics(person: Person, _edition: object = None) -> bool:
    return is_hr(person)


def can_read_unpublished(person: Person, _edition: object = None) -> bool:
    """Shipped rubrics and copies; everyone else reads what HR has published."""
    return is_hr(person)


def can_retire_questions(person: Person, _question: object = None) -> bool:
    """And bring them back."""
    return is_hr(person)
