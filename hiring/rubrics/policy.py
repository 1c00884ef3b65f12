"""Who may read rubrics and who may publish them."""

from hiring.accounts.models import Person
from hiring.accounts.policy import is_hr, is_interviewer, is_manager


def can_read_rubrics(person: Person, _version: object = None) -> bool:
    return is_hr(person) or is_interviewer(person) or is_manager(person)


def can_publish_rubrics(person: Person, _edition: object = None) -> bool:
    return is_hr(person)
