"""Reading people, roles and workplaces."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import AreaWorkplace, PasswordLink, Person, RoleHeld, Workplace
from hiring.accounts.values import Role
from hiring.foundation.addresses import mailbox_key
from hiring.foundation.outbox.mails import OutgoingMail


def person_by_email(session: Session, email: str) -> Person | None:
    return session.scalar(sa.select(Person).where(Person.email == email.strip().lower()))


def has_account(session: Session, email: str) -> bool:
    """Whether someone signs in with this address, or with one that reaches the same mailbox."""
    same = sa.select(Person.id).where(Person.email_key == mailbox_key(email), Person.is_guest.is_(False))
    return session.scalar(same.limit(1)) is not None


def people(session: Session) -> Sequence[Person]:
    """Everybody with an account, by name; guests have none."""
    chosen = sa.select(Person).where(Person.is_guest.is_(False))
    return session.scalars(chosen.order_by(Person.sort_name, Person.id)).all()


def names_by_mailbox(session: Session) -> dict[str, str]:
    """Mailbox key → the name of the person who signs in with an address that reaches it."""
    chosen = sa.select(Person.email_key, Person.name).where(Person.is_guest.is_(False))
    return {key: name for key, name in session.execute(chosen)}  # noqa: C416 - rows are no pairs to dict()


def account(session: Session, person_id: str) -> Person | None:
    """Someone with an account. A guest can be given neither a role nor a password."""
    return session.scalar(sa.select(Person).where(Person.id == person_id, Person.is_guest.is_(False)))


def password_link(session: Session, link_id: str, person: Person) -> PasswordLink | None:
    """The link for this id, if it is this person's and still works."""
    link = session.get(PasswordLink, link_id)
    return link if link is not None and link.person_id == person.id and link.ended_at is None else None


def people_with(session: Session, *roles: Role) -> Sequence[Person]:
    """Active people who hold any of the roles, by name."""
    holding = sa.select(RoleHeld.person_id).where(RoleHeld.role.in_([str(r) for r in roles]))
    chosen = sa.select(Person).where(Person.active, Person.id.in_(holding))
    return session.scalars(chosen.order_by(Person.sort_name, Person.id)).all()


def area_workplaces(session: Session, person: Person) -> list[str]:
    """Ids of the workplaces that this person was given to look after."""
    return list(session.scalars(sa.select(AreaWorkplace.workplace_id).where(AreaWorkplace.person_id == person.id)))


def possible_approvers() -> sa.Select[int]:
    """How many people from HR can sign in: those who may approve what another of them proposed.

    Written in tables, so that the health check need not configure the classes of every room.
    """
    person, held = Person.__table__.c, RoleHeld.__table__.c
    holding = sa.select(held.person_id).where(held.role.in_([str(Role.HR), str(Role.HR_LEAD)]))
    return sa.select(sa.func.count(person.id)).where(person.active, person.id.in_(holding))


def workplaces(session: Session) -> Sequence[Workplace]:
    return session.scalars(sa.select(Workplace).order_by(Workplace.name, Workplace.id)).all()


def is_anybody_here(session: Session) -> bool:
    return session.scalar(sa.select(sa.func.count()).select_from(Person)) != 0


def not_to_a_closed_account(session: Session, mail: OutgoingMail) -> str:
    """Why a mail isn't needed any more, or nothing. An address without an account, like an old one, gets its mail."""
    active = session.scalars(sa.select(Person.active).where(Person.email == mail.address)).all()
    return "account closed" if active and not any(active) else ""
