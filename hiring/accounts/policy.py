"""Who is what, and who may keep accounts."""

from hiring.accounts.models import Person
from hiring.accounts.values import Role


def is_administrator(person: Person) -> bool:
    return Role.ADMINISTRATOR in person.roles


def is_hr(person: Person) -> bool:
    return bool(person.roles & {Role.HR, Role.HR_LEAD})


def is_hr_lead(person: Person) -> bool:
    return Role.HR_LEAD in person.roles


def is_interviewer(person: Person) -> bool:
    return Role.INTERVIEWER in person.roles


def is_manager(person: Person) -> bool:
    return Role.MANAGER in person.roles


def can_keep_accounts(person: Person, _of: Person | None = None) -> bool:
    return is_administrator(person)


def can_keep_workplaces(person: Person, _of: object = None) -> bool:
    return is_administrator(person) or is_hr_lead(person)
