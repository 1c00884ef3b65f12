"""Tables: people, their roles and sessions, and workplaces."""

from datetime import date, datetime

import sqlalchemy as sa
from flask_security import UserMixin
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from hiring.accounts.values import MONDAY_TO_FRIDAY, Role
from hiring.foundation.addresses import key_of_row, mailbox_key
from hiring.foundation.database import Base, Id, Ref
from hiring.foundation.records import append_only
from hiring.foundation.records.personal import personal


class Workplace(Base):
    __tablename__ = "workplace"
    __table_args__ = (
        sa.UniqueConstraint("name"),
        {"info": append_only.changes("an administrator corrects its name, zone or jurisdiction")},
    )

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(sa.String(200))
    zone: Mapped[str] = mapped_column(sa.String(60))
    jurisdiction: Mapped[str] = mapped_column(sa.String(40))
    # The days on which it works, Monday is 1: proposals of interviews keep to them.
    working_days: Mapped[str] = mapped_column(sa.String(7), default=MONDAY_TO_FRIDAY, server_default=MONDAY_TO_FRIDAY)

    def works_on(self, day: date) -> bool:
        return str(day.isoweekday()) in self.working_days


class Person(UserMixin, Base):
    __tablename__ = "person"
    __table_args__ = (
        sa.UniqueConstraint("email"),
        sa.UniqueConstraint("fs_uniquifier"),
        {"info": append_only.changes("names, addresses, passwords and whether they may sign in change")},
    )

    id: Mapped[Id]  # type: ignore[assignment]  # the library guesses a number
    name: Mapped[str] = mapped_column(sa.String(200), info=personal("an account's name"))
    sort_name: Mapped[str] = mapped_column(sa.String(200), info=personal("an account's name, for sorting"))
    email: Mapped[str] = mapped_column(sa.String(200), info=personal("an account's address"))
    # What the address is compared by: `mailbox_key` of it.
    email_key: Mapped[str] = mapped_column(
        sa.String(200), default=key_of_row, index=True, info=personal("an account's address, for comparing")
    )
    email_changed_at: Mapped[datetime | None]
    password: Mapped[str | None] = mapped_column(sa.String(255), info=personal("a hash of a password"))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(sa.String(64), info=personal("what a session is known by"))
    workplace_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("workplace.id"))
    added_at: Mapped[datetime]
    signed_in_at: Mapped[datetime | None]
    # Someone from outside who holds a seat by a link: has no role and no password, and can never sign in.
    is_guest: Mapped[bool] = mapped_column(default=False, server_default=sa.false())

    workplace: Mapped[Workplace | None] = relationship(lazy="joined")
    held: Mapped[list["RoleHeld"]] = relationship(cascade="all, delete-orphan", lazy="selectin")

    @validates("email")
    def _compare_by_mailbox(self, _name: str, email: str) -> str:
        self.email_key = mailbox_key(email)
        return email

    @property
    def roles(self) -> frozenset[Role]:  # type: ignore[override]  # ours are words, not rows
        return frozenset(Role(held_role.role) for held_role in self.held)

    def get_auth_token(self) -> str:
        """There are no tokens to sign in with; this is where the library would make one."""
        raise LookupError("there are no authentication tokens")

    @property
    def actor(self) -> str:
        """Who the journal says has acted. Anyone who holds a guest's link can act by it, so it vouches for nobody."""
        return "guest link" if self.is_guest else self.id

    @property
    def role_labels(self) -> list[str]:
        return [role.label for role in Role if role in self.roles]


class AreaWorkplace(Base):
    """A workplace that an area manager looks after."""

    __tablename__ = "area_workplace"
    __table_args__ = {"info": append_only.changes("areas are given and taken")}

    person_id: Mapped[str] = mapped_column(sa.ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    workplace_id: Mapped[str] = mapped_column(sa.ForeignKey("workplace.id"), primary_key=True)


class RoleHeld(Base):
    __tablename__ = "role_held"
    __table_args__ = {"info": append_only.changes("roles are given and taken")}

    person_id: Mapped[str] = mapped_column(sa.ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[str] = mapped_column(sa.String(20), primary_key=True)


class KnownBrowser(Base):
    """A browser in which someone has signed in: it isn't held up while strangers guess at their password."""

    __tablename__ = "known_browser"
    __table_args__ = {"info": append_only.changes("it is renewed and forgotten")}

    person_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    # The digest of what the browser carries in a cookie.
    browser: Mapped[str] = mapped_column(
        sa.String(64), primary_key=True, info=personal("a digest that tells a browser apart")
    )
    last_at: Mapped[datetime]


class PasswordLink(Base):
    """A link by which someone chooses a password. The link itself is kept nowhere: it is signed, and names this row."""

    __tablename__ = "password_link"
    __table_args__ = {"info": append_only.changes("it is opened, used and made void")}

    id: Mapped[Id]
    person_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id", ondelete="CASCADE"), index=True)
    # None where the command on the server made it.
    made_by_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime]
    # How it reached its reader: `LinkDelivery`.
    delivery: Mapped[str] = mapped_column(sa.String(20))
    # Since it was used, or another way to a password took its place.
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(foreign_keys=person_id)


class AccountNotice(Base):
    """Something that happened to an account, and that its holder reads at the next sign-in and on their own page."""

    __tablename__ = "account_notice"
    __table_args__ = {"info": append_only.changes("it is shown once")}

    id: Mapped[Id]
    person_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id", ondelete="CASCADE"), index=True)
    sentence: Mapped[str] = mapped_column(sa.String(300), info=personal("what happened to an account"))
    at: Mapped[datetime]
    # At which sign-in it was shown.
    shown_at: Mapped[datetime | None]


class SignIn(Base):
    """One session. Deleted at sign-out, so that a copied cookie is worth nothing afterwards."""

    __tablename__ = "sign_in"
    __table_args__ = {"info": append_only.changes("a session goes when it ends")}

    id: Mapped[Id]
    person_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(index=True)
