"""Reading people, roles and workplaces."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person, RoleHeld, Workplace
from hiring.accounts.values import Role


def person_by_email(session: Session, email: str) -> Person | None:
    return session.scalar(sa.select(Person).where(Person.email == email.strip().lower()))


def people(session: Session) -> Sequence[Person]:
    """Everybody with an account, by name; guests have none."""
    chosen = sa.select(Person).where(Person.is_guest.is_(False))
    return session.scalars(chosen.order_by(Person.sort_name, Person.id)).all()


def account(session: Session, person_id: str) -> Person | None:
    """Somebody with an account. A guest can be given neither a role nor a password."""
    return session.scalar(sa.select(Person).where(Person.id == person_id, Person.is_guest.is_(False)))


def people_with(session: Session, *roles: Role) -> Sequence[Person]:
    """Active people who hold any of the roles, by name."""
    holding = sa.select(RoleHeld.person_id).where(RoleHeld.role.in_([str(r) for r in roles]))
    chosen = sa.select(Person).where(Person.active, Person.id.in_(holding))
    return session.scalars(chosen.order_by(Person.sort_name, Person.id)).all()


def workplaces(session: Session) -> Sequence[Workplace]:
    return session.scalars(sa.select(Workplace).order_by(Workplace.name, Workplace.id)).all()


def is_anybody_here(session: Session) -> bool:
    return session.scalar(sa.select(sa.func.count()).select_from(Person)) != 0
