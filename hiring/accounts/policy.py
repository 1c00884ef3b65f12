"""Who is what, and who may keep accounts."""

import sqlalchemy as sa
import sqlalchemy.orm

from hiring.accounts.models import AreaWorkplace, Person
from hiring.accounts.values import WITHOUT_CANDIDATES, Role


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


def is_area_manager(person: Person) -> bool:
    return Role.AREA_MANAGER in person.roles


def reads_fairness(person: Person) -> bool:
    """Held apart from every role that shows a candidate, so nobody can lay a group beside a name or a mark."""
    return Role.FAIRNESS in person.roles and person.roles <= WITHOUT_CANDIDATES


def area_of(person: Person) -> sa.Select[str]:
    """Ids of the workplaces this person looks after; none for anyone who is no area manager."""
    looks_after = sa.select(AreaWorkplace.workplace_id).where(AreaWorkplace.person_id == person.id)
    return looks_after if is_area_manager(person) else looks_after.where(sa.false())


def looks_after(person: Person, workplace_id: str) -> bool:
    """What `area_of` asks, of one workplace."""
    if not is_area_manager(person):
        return False
    session = sa.orm.object_session(person)
    return session is not None and session.get(AreaWorkplace, (person.id, workplace_id)) is not None


def can_keep_accounts(person: Person, _of: Person | None = None) -> bool:
    return is_administrator(person)


def can_keep_workplaces(person: Person, _of: object = None) -> bool:
    return is_administrator(person) or is_hr_lead(person)
