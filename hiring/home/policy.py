"""Who gets which start page, and who may remind from it."""

from hiring.accounts.models import Person
from hiring.accounts.policy import is_hr


def can_remind_people(person: Person) -> bool:
    return is_hr(person)
