"""Adding and changing people and workplaces, signing in and out."""

import secrets
from collections.abc import Callable, Collection, Iterable
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts import notices, values
from hiring.accounts.models import AreaWorkplace, PasswordLink, Person, RoleHeld, SignIn, Workplace
from hiring.accounts.queries import person_by_email
from hiring.accounts.values import WITHOUT_CANDIDATES, Role
from hiring.foundation import clock, ids, text
from hiring.foundation.outbox import letters, mails
from hiring.foundation.records import journal
from hiring.foundation.web.base_app import Provided
from hiring.foundation.web.errors import Refused, on_violation

ADDRESS_TAKEN = "Someone with this address already has an account."
SETTLED_DAYS = values.ADDRESS_SETTLED_AFTER.days


class AddressTaken(Refused):
    """Someone already signs in with this address."""


class PasswordTooShort(Refused):
    """A password alone must be long."""


class RoleUnknown(Refused):
    """There is no such role, or none was chosen."""


class RolesClash(Refused):
    """Who reads how groups fare sees no candidate."""


class AreaMissing(Refused):
    """An area manager looks after at least one workplace."""


class LastAdministrator(Refused):
    """Nobody would be left who can add people."""


class ZoneUnknown(Refused):
    """Not a zone of the tz database."""


class NameTaken(Refused):
    """Two workplaces cannot have one name."""


# Called in the same write whenever an account is given an address.
OnNewAddress = Callable[[Session, str | None, Person], None]
ON_NEW_ADDRESS = Provided[OnNewAddress]("on_new_address")


on_violation("uq_workplace_name", NameTaken, "There's already a workplace with this name.", "name")
on_violation("uq_person_email", AddressTaken, ADDRESS_TAKEN, "email")


def add_person(
    session: Session,
    actor: str | None,
    *,
    name: str,
    email: str,
    roles: Collection[str],
    workplace: Workplace | None = None,
    password_hash: str | None = None,
) -> Person:
    """Add someone who can sign in once they have a password. Hashing is the caller's: it is slow, a write is not."""
    if person_by_email(session, email) is not None:
        raise AddressTaken(ADDRESS_TAKEN, "email")
    person = Person(
        name=text.tidy(name),
        sort_name=text.sort_key(name),
        email=email.strip().lower(),
        password=password_hash,
        fs_uniquifier=secrets.token_hex(32),
        workplace=workplace,
        added_at=clock.now(),
        held=[RoleHeld(role=str(role)) for role in _known(roles)],
    )
    session.add(person)
    session.flush()
    journal.record(session, actor, values.PersonAdded(person.id, roles=sorted(person.roles)))
    ON_NEW_ADDRESS.get()(session, actor, person)
    return person


def add_guest(session: Session, actor: str, *, name: str) -> Person:
    """Add someone from outside who holds a seat by a link: no role, no password, no address, never signed in.

    `active` says who can sign in, so a guest is not. The column for the address is filled with what is none.
    """
    own_id = ids.new_id()
    guest = Person(
        id=own_id,
        name=text.tidy(name),
        sort_name=text.sort_key(name)[: text.LONGEST_LINE],
        email=f"{own_id}@guest.invalid",
        active=False,
        is_guest=True,
        fs_uniquifier=secrets.token_hex(32),
        added_at=clock.now(),
    )
    session.add(guest)
    session.flush()
    journal.record(session, actor, values.PersonAdded(guest.id, roles=[]))
    return guest


def change_person(
    session: Session,
    actor: str,
    person: Person,
    *,
    name: str,
    roles: Collection[str],
    active: bool,
    workplace: Workplace | None,
) -> None:
    """Change who someone is. Losing a role or being switched off ends every session of theirs."""
    known = _known(roles)
    was_administrator = Role.ADMINISTRATOR in person.roles and person.active
    if was_administrator and not (active and Role.ADMINISTRATOR in known):
        _refuse_last_administrator(session, person)
    lost = person.roles - known
    person.name, person.sort_name = text.tidy(name), text.sort_key(name)
    person.active, person.workplace = active, workplace
    person.held = [held_role for held_role in person.held if held_role.role in known] + [
        RoleHeld(role=str(role)) for role in sorted(known - person.roles)
    ]
    if lost or not active:
        end_all_sign_ins(session, person)
    journal.record(session, actor, values.PersonChanged(person.id, roles=sorted(known), active=active))


def set_area(session: Session, actor: str, person: Person, workplace_ids: Collection[str]) -> None:
    """Which workplaces an area manager looks after; for anyone else it is kept empty."""
    wanted = set(workplace_ids) if Role.AREA_MANAGER in person.roles else set()
    if Role.AREA_MANAGER in person.roles and not wanted:
        raise AreaMissing("Choose the workplaces they look after.", "area")
    kept = set(session.scalars(sa.select(AreaWorkplace.workplace_id).where(AreaWorkplace.person_id == person.id)))
    if wanted == kept:
        return
    session.execute(sa.delete(AreaWorkplace).where(AreaWorkplace.person_id == person.id))
    session.add_all(AreaWorkplace(person_id=person.id, workplace_id=workplace_id) for workplace_id in sorted(wanted))
    session.flush()
    journal.record(session, actor, values.AreaChanged(person.id, workplaces=sorted(wanted)))


def change_address(session: Session, actor: Person, person: Person, email: str) -> None:
    """Give someone another address to sign in with. Their old address gets an email, and their password links end."""
    address, old = email.strip().lower(), person.email
    if address == old:
        return
    if person_by_email(session, address) is not None:
        raise AddressTaken(ADDRESS_TAKEN, "email")
    ON_NEW_ADDRESS.get()(session, actor.id, person)  # what the old address has found must be kept before it goes
    person.email, person.email_changed_at = address, clock.now()
    session.flush()
    end_password_links(session, person)
    notices.tell(session, person, f"{actor.name} changed your address from {old} to {address}.")
    if mails.is_usable(old):
        letter = letters.letter("address_changed", name=person.name, by=actor.name, days=SETTLED_DAYS)
        once = f"address {person.id} {person.email_changed_at.isoformat()}"
        until = clock.now() + values.ADDRESS_SETTLED_AFTER
        mails.queue_mail(session, old, letter, kind="address", about=person.id, once=once, useless_from=until)
    journal.record(session, actor.id, values.AddressChanged(person.id))
    ON_NEW_ADDRESS.get()(session, actor.id, person)


def end_password_links(session: Session, person: Person) -> None:
    """No link that was made so far leads to a password any more."""
    live = sa.update(PasswordLink).where(PasswordLink.person_id == person.id, PasswordLink.ended_at.is_(None))
    session.execute(live.values(ended_at=clock.now()))


def _refuse_last_administrator(session: Session, person: Person) -> None:
    others = sa.select(sa.func.count()).select_from(RoleHeld).join(Person, Person.id == RoleHeld.person_id)
    left = session.scalar(others.where(RoleHeld.role == str(Role.ADMINISTRATOR), Person.active, Person.id != person.id))
    if not left:
        raise LastAdministrator("This is the last administrator. Make someone else an administrator first.", "roles")


def _known(roles: Collection[str]) -> set[Role]:
    unknown = {str(r) for r in roles} - {str(r) for r in Role}
    if unknown or not roles:
        raise RoleUnknown(f"Choose at least one role. The roles are: {', '.join(str(r) for r in Role)}.", "roles")
    known = {Role(r) for r in roles}
    if Role.FAIRNESS in known and not known <= WITHOUT_CANDIDATES:
        raise RolesClash(
            "You can't combine fairness with a role that shows candidates. Give it to someone else or untick the rest.",
            "roles",
        )
    return known


def check_password(password: str) -> str:
    """Long, and that is all: no composition rules, any characters."""
    if len(password) < values.SHORTEST_PASSWORD:
        raise PasswordTooShort(
            f"Use at least {values.SHORTEST_PASSWORD} characters. A few unrelated words do well.", "password"
        )
    if len(password) > 500:
        raise PasswordTooShort("Use at most 500 characters.", "password")
    return password


def choose_password(session: Session, person: Person, password_hash: str) -> None:
    """A new password of someone who knew the old one; the old links and every session of theirs end."""
    set_password(session, person, password_hash)
    notices.tell(session, person, "Your password was changed by someone who knew the old one.")
    journal.record(session, person.id, values.PasswordChosen(person.id))


def set_password(session: Session, person: Person, password_hash: str) -> None:
    """Replace the password; the caller says in the journal how it came about."""
    person.password = password_hash
    person.fs_uniquifier = secrets.token_hex(32)
    end_all_sign_ins(session, person)
    end_password_links(session, person)


def begin_sign_in(session: Session, person: Person) -> SignIn:
    begun = SignIn(person_id=person.id, at=clock.now())
    person.signed_in_at = begun.at
    session.add(begun)
    session.flush()
    journal.record(session, person.id, values.SignedIn(person.id))
    return begun


def end_sign_in(session: Session, person: Person, sign_in_id: str) -> None:
    session.execute(sa.delete(SignIn).where(SignIn.id == sign_in_id, SignIn.person_id == person.id))
    journal.record(session, person.id, values.SignedOut(person.id))


def end_all_sign_ins(session: Session, person: Person) -> None:
    session.execute(sa.delete(SignIn).where(SignIn.person_id == person.id))


def add_workplace(
    session: Session,
    actor: str | None,
    *,
    name: str,
    zone: str,
    jurisdiction: str,
    working_days: Iterable[str] = values.MONDAY_TO_FRIDAY,
) -> Workplace:
    days = "".join(sorted(working_days))
    workplace = Workplace(name=text.tidy(name), zone=_zone(zone), jurisdiction=jurisdiction, working_days=days)
    session.add(workplace)
    session.flush()
    journal.record(session, actor, values.WorkplaceAdded(workplace.id, zone=zone, jurisdiction=jurisdiction))
    return workplace


def change_workplace(
    session: Session,
    actor: str,
    workplace: Workplace,
    *,
    name: str,
    zone: str,
    jurisdiction: str,
    working_days: Iterable[str] | None = None,
) -> None:
    workplace.name, workplace.zone, workplace.jurisdiction = text.tidy(name), _zone(zone), jurisdiction
    workplace.working_days = "".join(sorted(working_days)) if working_days else workplace.working_days
    session.flush()
    journal.record(session, actor, values.WorkplaceChanged(workplace.id, zone=zone, jurisdiction=jurisdiction))


def _zone(zone: str) -> str:
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise ZoneUnknown(f"{zone!r} isn't a time zone. Time zones look like Europe/London.", "zone") from None
    return zone
